#include "store/schema.h"

#include <fmt/format.h>

#include <array>
#include <fstream>

namespace demarche {
namespace {

// Step 1. Every key is a content id, so the order of writing leaves no trace. Spans are byte offsets of the original
// input.
constexpr const char* kTables = R"sql(
CREATE TABLE runs (
  id TEXT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  label TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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
CREATE INDEX captures_doc ON captures (doc);

CREATE TABLE texts (
  capture TEXT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,
  map TEXT NOT NULL
) STRICT;

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
CREATE INDEX articles_capture ON articles (capture);

CREATE TABLE blocks (
  article TEXT NOT NULL,
  position INTEGER NOT NULL,
  "begin" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

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
CREATE INDEX events_article ON events (article, position);
CREATE INDEX events_doc ON events (doc, article, position);
CREATE INDEX events_date ON events (date);
CREATE INDEX events_kind ON events (status, type);

CREATE TABLE entities (
  record TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'according_to', 'speaker')),
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
CREATE INDEX entities_party ON entities (party, role);

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
) STRICT, WITHOUT ROWID;
CREATE INDEX quotes_article ON quotes (article, position);

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
CREATE INDEX problems_doc ON problems (doc);
)sql";

// Step 2: pledges; what a quote says of its content, addressee, occasion and chain; new roles. SQLite cannot change a
// CHECK, so the entities move into a table of the new form. What was coded for version 1 lacks the new records, so its
// version gets a mark and the next run codes it again.
constexpr const char* kPledges = R"sql(
CREATE TABLE entities_2 (
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
INSERT INTO entities_2 SELECT record, role, position, party, text, "begin", "end", code, sector, entity, name, office,
  how FROM entities;
DROP TABLE entities;
ALTER TABLE entities_2 RENAME TO entities;
CREATE INDEX entities_party ON entities (party, role);

UPDATE captures SET version = version || '+store-1';

ALTER TABLE quotes ADD COLUMN content TEXT NOT NULL DEFAULT '[]';
ALTER TABLE quotes ADD COLUMN cue_class TEXT NOT NULL DEFAULT '';
ALTER TABLE quotes ADD COLUMN addressee TEXT NOT NULL DEFAULT '';
ALTER TABLE quotes ADD COLUMN addressee_begin INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN addressee_end INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN occasion TEXT NOT NULL DEFAULT '';
ALTER TABLE quotes ADD COLUMN occasion_begin INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN occasion_end INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN via TEXT NOT NULL DEFAULT '[]';
ALTER TABLE quotes ADD COLUMN events INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN pledges INTEGER NOT NULL DEFAULT 0;
CREATE INDEX quotes_doc ON quotes (doc, article, position);

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
CREATE INDEX pledges_article ON pledges (article, position);
CREATE INDEX pledges_doc ON pledges (doc, article, position);
CREATE INDEX pledges_kind ON pledges (kind, status);

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
)sql";

// Step 3: how dates were found, and the day of the last change. Former captures are coded again, as in step 2.
constexpr const char* kDates = R"sql(
UPDATE captures SET version = version || '+store-2';
ALTER TABLE articles ADD COLUMN modified TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN modified_how TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN bracket_how TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN bracket_facts TEXT NOT NULL DEFAULT '[]';
ALTER TABLE events ADD COLUMN date_how TEXT NOT NULL DEFAULT '';
)sql";

// Step n leads from version n-1 to version n.
constexpr std::array<const char*, kStoreVersion> kSteps = {kTables, kPledges, kDates};

uint32_t big_endian(const char* bytes) {
  uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = (value << 8) | static_cast<unsigned char>(bytes[i]);
  return value;
}

}  // namespace

// Header fields: https://www.sqlite.org/fileformat2.html section 1.3 (magic at 0, application id at 68).
Result<StoreFile> inspect_store_file(const std::filesystem::path& path) {
  std::error_code code;
  if (!std::filesystem::exists(path, code)) return StoreFile::absent;
  if (!std::filesystem::is_regular_file(path, code)) {
    return Error{ErrorCode::bad_format, "this is no file. A store is one file: choose another name.", path.string()};
  }
  std::array<char, 100> head{};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::not_readable, "the store cannot be opened. Check its rights.", path.string()};
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (in.gcount() == 0) return StoreFile::empty;
  const bool ours = in.gcount() == static_cast<std::streamsize>(head.size()) &&
                    std::string_view(head.data(), 16) == std::string_view("SQLite format 3\0", 16) &&
                    big_endian(head.data() + 68) == kStoreApplication;
  if (!ours) {
    return Error{ErrorCode::bad_format, "this file is no demarche store and is left as it is. Choose another store.",
                 path.string()};
  }
  return StoreFile::store;
}

Result<void> check_version(const Connection& connection) {
  const Result<int64_t> found = connection.number("PRAGMA user_version");
  if (!found) return found.error();
  if (*found == kStoreVersion) return {};
  const char* remedy = *found > kStoreVersion ? "Use a newer demarche, or choose another store."
                                              : "Open it once with `demarche read` to bring it up to date.";
  return Error{ErrorCode::wrong_version,
               fmt::format("the store has version {}, this program supports {}. {}", *found, kStoreVersion, remedy),
               connection.path().string()};
}

Result<void> migrate(Connection& connection) {
  const Result<int64_t> before = connection.number("PRAGMA user_version");
  if (!before) return before.error();
  if (*before >= kStoreVersion) return check_version(connection);
  if (auto begun = connection.run("BEGIN IMMEDIATE"); !begun) return begun;
  const auto work = [&]() -> Result<void> {
    const Result<int64_t> found = connection.number("PRAGMA user_version");  // another process may have been faster
    if (!found) return found.error();
    for (int64_t version = *found; version < kStoreVersion; ++version) {
      if (auto done = connection.run(kSteps[static_cast<size_t>(version)]); !done) return done;
    }
    const std::string finish =
        fmt::format("PRAGMA application_id={}; PRAGMA user_version={}; COMMIT", kStoreApplication, kStoreVersion);
    return connection.run(finish.c_str());
  };
  const Result<void> done = work();
  if (!done && connection.in_transaction()) (void)connection.run("ROLLBACK");
  return done;
}

}  // namespace demarche
