-- A store of version 2: that of version1.sql, brought to version 2; src/store/migration_test.cpp brings it up to date.
PRAGMA application_id=1684890472;
PRAGMA user_version=2;
BEGIN TRANSACTION;
CREATE TABLE articles (
  id TEXT NOT NULL PRIMARY KEY,
  capture TEXT NOT NULL,
  doc TEXT NOT NULL,
  title TEXT NOT NULL,
  title_begin INTEGER NOT NULL,
  title_end INTEGER NOT NULL,
  byline TEXT NOT NULL,
  outlet TEXT NOT NULL,
  url TEXT NOT NULL,
  language TEXT NOT NULL,
  published TEXT NOT NULL,
  published_how TEXT NOT NULL,
  bracket_from TEXT NOT NULL,
  bracket_to TEXT NOT NULL,
  sentences INTEGER NOT NULL,
  words INTEGER NOT NULL,
  version TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "articles" VALUES('e07491f1d1a0a777c104','3084aaf091313723131b','gazette.txt','',0,0,'','','','en','2021-12-20','given','','',4,29,'0.1.0+knowledge-1.0.741b4272+english-ud-1.0+english-relations-1.0');
CREATE TABLE blocks (
  article TEXT NOT NULL,
  position INTEGER NOT NULL,
  "begin" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "blocks" VALUES('e07491f1d1a0a777c104',0,0,20,'paragraph','');
INSERT INTO "blocks" VALUES('e07491f1d1a0a777c104',1,22,140,'paragraph','');
INSERT INTO "blocks" VALUES('e07491f1d1a0a777c104',2,142,218,'paragraph','');
CREATE TABLE captures (
  id TEXT NOT NULL PRIMARY KEY,
  doc TEXT NOT NULL,
  digest TEXT NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('coded', 'not_coded', 'failed')),
  media_type TEXT NOT NULL,
  encoding TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  outlet TEXT NOT NULL,
  published TEXT NOT NULL,
  language TEXT NOT NULL,
  version TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "captures" VALUES('3084aaf091313723131b','gazette.txt','0305e61b93ef5d75076f','press/gazette.txt','coded','text/plain','utf-8',219,'','','','2021-12-20','','0.1.0+knowledge-1.0.741b4272+english-ud-1.0+english-relations-1.0');
CREATE TABLE "entities" (
  record TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'according_to', 'speaker', 'issuer', 'addressee', 'about',
    'via')),
  position INTEGER NOT NULL,
  party TEXT NOT NULL,
  text TEXT NOT NULL,
  "begin" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  code TEXT NOT NULL,
  sector TEXT NOT NULL,
  entity TEXT NOT NULL,
  name TEXT NOT NULL,
  office TEXT NOT NULL,
  how TEXT NOT NULL,
  PRIMARY KEY (record, role, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "entities" VALUES('083404b5b4f29117178d','actor',0,'BRA','Brazilian officials',60,79,'BRA','GOV','','','','role: roles.tsv:268, countries.tsv:32');
INSERT INTO "entities" VALUES('083404b5b4f29117178d','recipient',0,'ARG','Argentina',94,103,'ARG','','','Argentina','','name: countries.tsv:15');
INSERT INTO "entities" VALUES('50e302289cf7e708bfca','actor',0,'BRA','Brazil',22,28,'BRA','','','Brazil','','name: countries.tsv:32');
INSERT INTO "entities" VALUES('50e302289cf7e708bfca','recipient',0,'ARG','Argentina',39,48,'ARG','','','Argentina','','name: countries.tsv:15');
INSERT INTO "entities" VALUES('6f902ad1afd595a6b9e5','actor',0,'BRA','the Brazilian foreign minister',182,212,'BRA','GOV','','','foreign minister of Brazil','role: roles.tsv:62, countries.tsv:32');
INSERT INTO "entities" VALUES('8f08c77915c8a4eea82b','speaker',0,'BRA','the Brazilian foreign minister',182,212,'BRA','GOV','','','foreign minister of Brazil','role: roles.tsv:62, countries.tsv:32');
CREATE TABLE events (
  id TEXT NOT NULL PRIMARY KEY,
  article TEXT NOT NULL,
  position INTEGER NOT NULL,
  doc TEXT NOT NULL,
  sentence INTEGER NOT NULL,
  sentence_begin INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  "trigger" TEXT NOT NULL,
  trigger_begin INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  quad INTEGER NOT NULL,
  scale REAL NOT NULL,
  mode TEXT NOT NULL,
  context TEXT NOT NULL,
  date TEXT NOT NULL,
  date_precision TEXT NOT NULL,
  bracket_from TEXT NOT NULL,
  bracket_to TEXT NOT NULL,
  place TEXT NOT NULL,
  place_begin INTEGER NOT NULL,
  place_end INTEGER NOT NULL,
  place_country TEXT NOT NULL,
  latitude REAL,
  longitude REAL,
  dead INTEGER NOT NULL,
  injured INTEGER NOT NULL,
  arrested INTEGER NOT NULL,
  crowd INTEGER NOT NULL,
  frame TEXT NOT NULL,
  steps TEXT NOT NULL,
  confidence REAL NOT NULL,
  version TEXT NOT NULL,
  evidence TEXT NOT NULL,
  marks TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "events" VALUES('083404b5b4f29117178d','e07491f1d1a0a777c104',1,'gazette.txt',2,60,140,'demanded',80,88,'REQUEST','asserted',3,-1.0,'["yield"]','["military","territory"]','2021-12-20','week','','','',0,0,'',NULL,NULL,-1,-1,-1,-1,'request.insist-bare','["actor: subject","recipient: content-subject","operation demand on RETREAT (retreat.pull-from)","date of publication"]',0.65,'0.1.0+knowledge-1.0.741b4272+english-ud-1.0+english-relations-1.0','Brazilian officials demanded that Argentina withdraw its troops from the border.','a:0-19 t:20-28 r:34-43');
INSERT INTO "events" VALUES('50e302289cf7e708bfca','e07491f1d1a0a777c104',0,'gazette.txt',1,22,59,'condemned',29,38,'ACCUSE','asserted',3,-2.0,'["disapprove"]','[]','2021-12-20','day','','','',0,0,'',NULL,NULL,-1,-1,-1,-1,'accuse.condemn','["actor: subject","recipient: object","date from weekday"]',0.797,'0.1.0+knowledge-1.0.741b4272+english-ud-1.0+english-relations-1.0','Brazil condemned Argentina on Monday.','a:0-6 t:7-16 r:17-26');
INSERT INTO "events" VALUES('6f902ad1afd595a6b9e5','e07491f1d1a0a777c104',2,'gazette.txt',3,142,218,'said',213,217,'THREATEN','asserted',3,-3.5,'[]','[]','2021-12-20','week','','','',0,0,'',NULL,NULL,-1,-1,-1,-1,'operation.announce','["actor: subject","operation announce on THREATEN (threaten.respond)","date of publication"]',0.648,'0.1.0+knowledge-1.0.741b4272+english-ud-1.0+english-relations-1.0','“We will answer every provocation,” the Brazilian foreign minister said.','a:40-70 t:71-75');
CREATE TABLE pledge_evidence (
  pledge TEXT NOT NULL,
  position INTEGER NOT NULL,
  sentence INTEGER NOT NULL,
  sentence_begin INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  "trigger" TEXT NOT NULL,
  trigger_begin INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  content_begin INTEGER NOT NULL,
  content_end INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  marks TEXT NOT NULL,
  PRIMARY KEY (pledge, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE pledges (
  id TEXT NOT NULL PRIMARY KEY,
  article TEXT NOT NULL,
  position INTEGER NOT NULL,
  doc TEXT NOT NULL,
  sentence INTEGER NOT NULL,
  sentence_begin INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  "trigger" TEXT NOT NULL,
  trigger_begin INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  kind TEXT NOT NULL,
  strength TEXT NOT NULL,
  status TEXT NOT NULL,
  historical INTEGER NOT NULL,
  content TEXT NOT NULL,
  content_begin INTEGER NOT NULL,
  content_end INTEGER NOT NULL,
  content_event TEXT NOT NULL,
  condition TEXT NOT NULL,
  condition_begin INTEGER NOT NULL,
  condition_end INTEGER NOT NULL,
  condition_event TEXT NOT NULL,
  deadline TEXT NOT NULL,
  deadline_begin INTEGER NOT NULL,
  deadline_end INTEGER NOT NULL,
  deadline_date TEXT NOT NULL,
  deadline_precision TEXT NOT NULL,
  frame TEXT NOT NULL,
  steps TEXT NOT NULL,
  confidence REAL NOT NULL,
  version TEXT NOT NULL,
  evidence TEXT NOT NULL,
  marks TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE problems (
  id TEXT NOT NULL PRIMARY KEY,
  capture TEXT NOT NULL,
  doc TEXT NOT NULL,
  stage TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  "begin" INTEGER NOT NULL,
  "end" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE quotes (
  id TEXT NOT NULL PRIMARY KEY,
  article TEXT NOT NULL,
  position INTEGER NOT NULL,
  doc TEXT NOT NULL,
  sentence INTEGER NOT NULL,
  sentence_begin INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  "begin" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  type TEXT NOT NULL,
  cue TEXT NOT NULL,
  cue_begin INTEGER NOT NULL,
  cue_end INTEGER NOT NULL,
  source_begin INTEGER NOT NULL,
  source_end INTEGER NOT NULL,
  confidence REAL NOT NULL,
  version TEXT NOT NULL,
  evidence TEXT NOT NULL
, content TEXT NOT NULL DEFAULT '[]', cue_class TEXT NOT NULL DEFAULT '', addressee TEXT NOT NULL DEFAULT '', addressee_begin INTEGER NOT NULL DEFAULT 0, addressee_end INTEGER NOT NULL DEFAULT 0, occasion TEXT NOT NULL DEFAULT '', occasion_begin INTEGER NOT NULL DEFAULT 0, occasion_end INTEGER NOT NULL DEFAULT 0, via TEXT NOT NULL DEFAULT '[]', events INTEGER NOT NULL DEFAULT 0, pledges INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
INSERT INTO "quotes" VALUES('8f08c77915c8a4eea82b','e07491f1d1a0a777c104',0,'gazette.txt',3,142,218,145,178,'direct','say',213,217,182,212,1.0,'0.1.0+knowledge-1.0.741b4272+english-ud-1.0+english-relations-1.0','We will answer every provocation,','[]','','',0,0,'',0,0,'[]',0,0);
CREATE TABLE runs (
  id TEXT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  label TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "runs" VALUES('63cc9108d4721cdb42ef','0.1.0+knowledge-1.0.741b4272+english-ud-1.0+english-relations-1.0','press','');
CREATE TABLE texts (
  capture TEXT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,
  map TEXT NOT NULL
) STRICT;
CREATE INDEX captures_doc ON captures (doc);
CREATE INDEX articles_capture ON articles (capture);
CREATE INDEX events_article ON events (article, position);
CREATE INDEX events_doc ON events (doc, article, position);
CREATE INDEX events_date ON events (date);
CREATE INDEX events_kind ON events (status, type);
CREATE INDEX quotes_article ON quotes (article, position);
CREATE INDEX problems_doc ON problems (doc);
CREATE INDEX entities_party ON entities (party, role);
CREATE INDEX quotes_doc ON quotes (doc, article, position);
CREATE INDEX pledges_article ON pledges (article, position);
CREATE INDEX pledges_doc ON pledges (doc, article, position);
CREATE INDEX pledges_kind ON pledges (kind, status);
COMMIT;
