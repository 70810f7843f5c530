#!/usr/bin/env python3
"""Rewrites the generated block of knowledge/actors/words.tsv: surnames that need an introduction.

usage: common_surnames.py [FOLDER]

A surname alone stands for a person of people.tsv only when hardly anybody else in the news bears it: it belongs to one
person of the table, who led a state, a government or its diplomacy or defence, and it is no everyday surname. Every
other surname goes into the list "common-surname", so that the person must be named in full or with a title first.
"""
import collections
import pathlib
import re
import sys
import unicodedata

BEGIN = "# begin of the block written by tools/knowledge/common_surnames.py"
END = "# end of the block"
LEADING = {
    "president", "prime minister", "chancellor", "general secretary", "first secretary", "supreme leader", "paramount leader",
    "secretary general", "secretary of state", "secretary of defense", "high representative", "emperor", "shah",
}
SECOND = {"foreign minister", "defense minister", "presidential spokesman", "leader", "rebel leader", "opposition leader"}
# States whose ministers, spokesmen and rebels the world press names without a first name.
IN_THE_NEWS = set("RUS UKR CHN IRN IRQ ISR PSE SYR EGY TUR DEU FRA POL HUN CSK SRB BIH GEO BLR VNM CUB LBY SDN PRK".split())
ENGLISH = set("USA GBR CAN AUS NZL IRL JAM TTO BRB BHS GUY GRD ZAF GHA LBR SLE".split())
KNOWN = set(
    """truman eisenhower kennedy nixon reagan obama trump biden mcnamara rusk acheson brzezinski kissinger rumsfeld cheney
    tillerson pompeo blinken hegseth rubio mondale agnew quayle rockefeller forrestal weinberger carlucci panetta hagel
    attlee churchill thatcher macmillan callaghan sunak starmer truss diefenbaker trudeau mulroney menzies whitlam ardern
    albanese varadkar haughey mandela mbeki zuma ramaphosa verwoerd vorster mugabe nkrumah rawlings mahama
    lammy cleverly raab zelensky bevin hammarskjold xi zorin dobrynin sinwar nasrallah haniyeh prigozhin navalny
    tsikhanouskaya gerasimov kadyrov mladic karadzic soleimani guaido zaluzhnyi hamdok hemedti""".split()
)
EVERYDAY = set(
    """abbas abdullah abubakar adam ahmad ahmed alfonso ali alvarado amin amir andersson arias aziz banda barak bashir bello
    benitez bhutto bond borges cabral camara campos cardenas carlos carmona carter castillo castro chavez chen chung claes
    conte costa cruz diallo diaz diouf dominguez edwards eliasson erlander faisal faye fernandez ferreira figueroa fischer
    flores fonseca francis franco frank frei friedman fuentes garcia gil gomes gomez gonzalez guerrero gutierrez guzman haidar
    hamdan hamid hansen hasan hassan hernandez herrera hidalgo horn husain hussain hussein ibrahim iglesias ismail issa
    jensen jimenez johansson johnson jung kamal kaplan karim katz kaya keita khalid khalil khan klein kohn kone krause kumar
    lama lange lara lee leon levy lima linares lopez lozano luna mahmoud malik mann marin marquez martin martinez mayer
    medina mehta meir mendes mendez mendoza meyer miller mohamed mohammed molina morales moreno moro moussa muller murillo
    mustafa navarro nguyen nielsen nunez omar ortega ortiz osman otto padilla park pavel paz peraza pereira perez petersen
    pinto prado quiros rahman ramirez ramos rao rashid raja reyes richter rios rivera rocha rodriguez rojas romero rosa rossi
    ruiz saad sabry sahin said salah saleh salem sall salman samara sanchez santos schmidt schneider schulz schumacher sharif
    sharma shah silva simon singh soares sokolov soto soto sousa stein suarez suleiman sultan taha tanaka thomas toledo
    torres toure traore turner valencia vargas vega velasco velasquez vogel weber weiss werner wolf wong yang yilmaz yusuf
    zapatero zhang zimmermann zimmerman anthony dan duncan joseph todd terry jesus hadi maher drew plaza solis frieden burton
    sharon arman correia woods schuster schmitt moses cardona youssef lazar haas begin lie whitehead vazquez tomi pierre
    mckinnon store salim rama pearson nam mirza mesa mara jarba coulibaly carstens bilal aram alam meta martens manet levi
    kern jawad ferrer guido ming rene shehu shalom sik kok kan dumas salazar ashraf amr amer aguirre kilo halina azm dehghan
    son ho hung pan park moon law price power field""".split()
)


def fold(text):
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2] / "knowledge" / "actors"
    owners, alone = collections.defaultdict(set), collections.defaultdict(bool)
    for line in (folder / "people.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#") or len(cells) != 9 or cells[0] == "id":
            continue
        names = [cells[1]] + [a for a in cells[2].split(";") if a]
        singles = [a for a in names if " " not in a]
        state, office = cells[5], cells[4]
        for surname in {fold(a) for a in (singles or [a.split(" ")[-1] for a in names])}:
            if "-" in surname and fold(cells[1]).replace(" ", "-") == surname:
                continue
            owners[surname].add(cells[0])
            leads = office in LEADING or (office in SECOND and state in IN_THE_NEWS)
            ordinary = surname in EVERYDAY or (state in ENGLISH and surname not in KNOWN)
            alone[surname] |= (leads and not ordinary) or surname in KNOWN
    words = folder / "words.tsv"
    lines = words.read_text(encoding="utf-8").split("\n")
    first = {w for line in lines if line.startswith("first-name-") for w in line.split("\t")[1].split(";")}
    common = set()
    for surname in owners:
        if not alone[surname] or (surname in first | {"fidel"} or len(surname) < 3) and surname not in KNOWN:
            # "O'Donnell" may be compared as one word or as two.
            common |= {surname.replace("'", ""), surname.replace("'", " ")}
    common = sorted(s for s in common if re.match(r"^[a-z]+([ -][a-z]+)*$", s))
    if BEGIN in lines:
        del lines[lines.index(BEGIN) : lines.index(END) + 1]
    while lines and not lines[-1]:
        lines.pop()
    lines.append(BEGIN)
    lines += ["common-surname\t" + ";".join(common[i : i + 40]) for i in range(0, len(common), 40)]
    lines.append(END)
    words.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(common)} of {len(owners)} surnames need an introduction")


if __name__ == "__main__":
    main()
