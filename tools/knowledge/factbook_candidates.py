#!/usr/bin/env python3
"""Lists heads of state and government of the CIA World Factbook that people.tsv does not have.

usage: factbook_candidates.py OFFICEHOLDERS.CSV [FOLDER] > candidates.tsv

Input: CSV with fips, role, surname, since, country, title_name, first_seen, last_seen, made from dated copies of the
Factbook (public domain, CC0). Output: rows in the form of people.tsv for a person to check: spelling, office, dates. "from"
is the date the Factbook gives; "to" is the last day the holder was seen, because nothing is known after it.
"""
import csv
import pathlib
import re
import sys
import unicodedata

FIPS = dict(
    pair.split("=")
    for pair in """ac=ATG ae=ARE af=AFG ag=DZA aj=AZE al=ALB am=ARM an=AND ao=AGO ar=ARG as=AUS au=AUT ba=BHR bb=BRB bc=BWA be=BEL
    bf=BHS bg=BGD bh=BLZ bk=BIH bl=BOL bm=MMR bn=BEN bo=BLR bp=SLB br=BRA bt=BTN bu=BGR bx=BRN by=BDI ca=CAN cb=KHM cd=TCD ce=LKA
    cf=COG cg=COD ch=CHN ci=CHL cm=CMR cn=COM co=COL cs=CRI ct=CAF cu=CUB cv=CPV cy=CYP da=DNK dj=DJI do=DMA dr=DOM ec=ECU eg=EGY
    ei=IRL ek=GNQ en=EST er=ERI es=SLV et=ETH ez=CZE fi=FIN fj=FJI fm=FSM fr=FRA ga=GMB gb=GAB gg=GEO gh=GHA gj=GRD gm=DEU gr=GRC
    gt=GTM gv=GIN gy=GUY ha=HTI hk=HKG ho=HND hr=HRV hu=HUN ic=ISL id=IDN in=IND ir=IRN is=ISR it=ITA iv=CIV iz=IRQ ja=JPN jm=JAM
    jo=JOR ke=KEN kg=KGZ kn=PRK kr=KIR ks=KOR ku=KWT kv=KOS kz=KAZ la=LAO le=LBN lg=LVA lh=LTU li=LBR lo=SVK ls=LIE lt=LSO lu=LUX
    ly=LBY ma=MDG md=MDA mg=MNG mi=MWI mj=MNE mk=MKD ml=MLI mn=MCO mo=MAR mp=MUS mr=MRT mt=MLT mu=OMN mv=MDV mx=MEX my=MYS mz=MOZ
    ng=NER nh=VUT ni=NGA nl=NLD no=NOR np=NPL nr=NRU ns=SUR nu=NIC nz=NZL od=SSD pa=PRY pe=PER pk=PAK pl=POL pm=PAN po=PRT pp=PNG
    ps=PLW pu=GNB qa=QAT ri=SRB rm=MHL ro=ROU rp=PHL rs=RUS rw=RWA sa=SAU sc=KNA se=SYC sf=ZAF sg=SEN si=SVN sl=SLE sm=SMR sn=SGP
    so=SOM sp=ESP st=LCA su=SDN sw=SWE sy=SYR sz=CHE td=TTO th=THA ti=TJK tn=TON to=TGO tp=STP ts=TUN tt=TLS tu=TUR tv=TUV tw=TWN
    tx=TKM tz=TZA ug=UGA uk=GBR up=UKR us=USA uv=BFA uy=URY uz=UZB vc=VCT ve=VEN vm=VNM vt=VAT wa=NAM ws=WSM wz=SWZ ym=YEM za=ZMB
    zi=ZWE""".split()
)
TITLES = re.compile(
    r"^(?:(?:Acting|Interim|Transitional|Executive|Co-|State|First|Second|Third|1st|2nd|3rd) )*"
    r"(Vice President|Vice Premier|Deputy Prime Minister|Prime Minister|President|Premier|Chancellor|King|Queen|Emir|Amir|"
    r"Sultan|Grand Duke|Prince|Captain Regent|Governor General|Chief Executive|Taoiseach|Supreme Leader|Chairperson|Chairman)\b"
)
OFFICES = {"premier": "prime minister", "taoiseach": "prime minister", "amir": "emir", "governor general": "governor general"}
MONTHS = "January February March April May June July August September October November December".split()


def plain(text):
    folded = unicodedata.normalize("NFKD", text)
    return "".join(c for c in folded if not unicodedata.combining(c)).lower()


def iso_date(text):
    found = re.match(r"^(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})$", text.strip())
    if found and found.group(2) in MONTHS:
        month = MONTHS.index(found.group(2)) + 1
        return f"{found.group(3)}-{month:02d}" + (f"-{int(found.group(1)):02d}" if found.group(1) else "")
    found = re.search(r"\b(\d{4})$", text.strip())
    return found.group(1) if found else ""


def main():
    source = pathlib.Path(sys.argv[1])
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).resolve().parents[2] / "knowledge" / "actors"
    known = set()
    for line in (folder / "people.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 9 and not line.startswith("#"):
            for name in [cells[1]] + cells[2].split(";"):
                known |= {(cells[5], word) for word in re.split(r"[ -]", plain(name)) if len(word) > 3}
    found = {}
    with source.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            state, title = FIPS.get(row["fips"]), TITLES.match(row["title_name"])
            words = [w for w in re.split(r"[ -]", plain(row["surname"])) if len(w) > 3]
            if not state or not title or any((state, w) in known for w in words):
                continue
            office = title.group(1).lower()
            office = OFFICES.get(office, office)
            name = row["title_name"][title.end() :].strip()
            name = " ".join(w.capitalize() if w.isupper() and len(w) > 2 else w for w in name.split())
            key = (state, plain(row["surname"]), office)
            since, first, last = iso_date(row["since"]), row["first_seen"], row["last_seen"]
            old = found.get(key)
            found[key] = (name, since or first, max(last, old[2]) if old else last)
    print("id\tname\taliases\tgender\toffice\tof\tsector\tfrom\tto")
    for (state, _, office), (name, since, last) in sorted(found.items()):
        key = re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-")
        print("\t".join([key, name, "", "", office, state, "GOV", since, last]))


if __name__ == "__main__":
    main()
