// Brings the stores of older versions, tests/store/version<N>.sql, up to date.
#include "base/file.h"
#include "record/json.h"
#include "store/sample_test.h"
#include "store/schema.h"

namespace demarche {
namespace {

using namespace testing;

class MigrationTest : public StoreTest, public ::testing::WithParamInterface<int> {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    const std::string name = "/tests/store/version" + std::to_string(GetParam()) + ".sql";
    const auto sql = read_file(DEMARCHE_SOURCE_DIR + name);
    ASSERT_TRUE(sql) << sql.error().text();
    auto connection = Connection::open(path(), Connection::Mode::create);
    ASSERT_TRUE((*connection)->run(sql->c_str()));
    ASSERT_EQ(*(*connection)->number("PRAGMA user_version"), GetParam());
  }

  /// All rows that `sql` gives, as text.
  static std::string rows(const fs::path& file, const char* sql) {
    auto connection = Connection::open(file, Connection::Mode::read);
    auto found = (*connection)->prepare(sql);
    std::string out;
    while (found && *found->step()) {
      for (int column = 0; column < found->columns(); ++column) out += found->string(column) + "|";
      out += "\n";
    }
    return out;
  }
};

constexpr const char* kOldRows[] = {
    "SELECT id, capture, doc, title, language, published, published_how, sentences, words, version FROM articles ORDER "
    "BY 1",
    "SELECT id, article, position, doc, \"trigger\", type, status, date, date_precision, frame, evidence, marks FROM "
    "events "
    "ORDER BY 1",
    "SELECT * FROM entities ORDER BY 1, 2, 3",
    "SELECT * FROM runs ORDER BY 1",
    "SELECT id, doc, digest, source, state, bytes FROM captures ORDER BY 1",
    "SELECT id, article, \"begin\", \"end\", type, cue, confidence, version, evidence FROM quotes ORDER BY 1"};
constexpr const char* kSchema = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name";

TEST_P(MigrationTest, KeepsEveryRowAndMakesTheTablesOfANewStore) {
  std::string before, after;
  for (const char* sql : kOldRows) before += rows(path(), sql);
  ASSERT_NE(before.find("We will answer every provocation"), std::string::npos) << before;
  {
    Store store = open();
    EXPECT_TRUE(store.check()) << store.check().error().text();
    EXPECT_EQ(store.events({})->size(), 3u);
    const auto quotes = store.quotes();
    ASSERT_EQ(quotes->size(), 1u);
    EXPECT_EQ(quotes->front().quote.speaker.front().code, "BRA");
    EXPECT_TRUE(quotes->front().quote.content.empty()) << "version 1 did not keep it";
    EXPECT_EQ(quotes->front().events, 0u);
    EXPECT_EQ(store.pledges()->size(), 0u);
  }
  for (const char* sql : kOldRows) after += rows(path(), sql);
  EXPECT_EQ(after, before);
  EXPECT_EQ(rows(path(), "PRAGMA user_version"), std::to_string(kStoreVersion) + "|\n");
  { Result<Store> fresh = Store::open(path("fresh.db")); }
  EXPECT_EQ(rows(path(), kSchema), rows(path("fresh.db"), kSchema));
}

TEST_P(MigrationTest, WhatItHeldIsCodedAgain) {
  const std::string version = rows(path(), "SELECT version FROM captures");
  ASSERT_FALSE(version.empty());
  const std::string digest = rows(path(), "SELECT digest FROM captures");
  const auto plain = [](const std::string& text) { return text.substr(0, text.find('|')); };
  Store store = open();
  const std::string mark = GetParam() == 1 ? "+store-1+store-2" : "+store-2";
  EXPECT_FALSE(*store.done("gazette.txt", plain(digest), plain(version))) << "what it lacks would never be read";
  EXPECT_TRUE(*store.done("gazette.txt", plain(digest), plain(version) + mark));
}

TEST_P(MigrationTest, TheNextReadReplacesWhatTheOldVersionHeld) {
  Store store = open();
  Capture again = capture("gazette.txt", kText);
  again.source = "press/gazette.txt";
  ASSERT_TRUE(*store.write(again, coded(again)));
  EXPECT_EQ(store.articles()->size(), 1u);
  EXPECT_EQ(store.pledges()->size(), 1u);
  EXPECT_TRUE(store.check()) << store.check().error().text();
}

TEST_P(MigrationTest, AReaderSaysWhatToDoAndChangesNothing) {
  const std::string before = *read_file(path());
  const Error error = Store::open(path(), {.mode = StoreOptions::Mode::read}).error();
  EXPECT_EQ(error.code, ErrorCode::wrong_version);
  EXPECT_NE(error.message.find("`demarche read`"), std::string::npos) << error.message;
  EXPECT_EQ(*read_file(path()), before);
}

TEST_P(MigrationTest, AStepThatFailsLeavesTheOldVersion) {
  {
    auto connection = Connection::open(path(), Connection::Mode::write);
    ASSERT_TRUE((*connection)
                    ->run(GetParam() == 1 ? "CREATE TABLE pledges (mine TEXT); INSERT INTO pledges VALUES ('kept')"
                                          : "ALTER TABLE events ADD COLUMN date_how TEXT"));
  }
  std::string before, after;
  for (const char* sql : kOldRows) before += rows(path(), sql);
  EXPECT_FALSE(Store::open(path()));
  for (const char* sql : kOldRows) after += rows(path(), sql);
  EXPECT_EQ(after, before);
  EXPECT_EQ(rows(path(), "PRAGMA user_version"), std::to_string(GetParam()) + "|\n");
  if (GetParam() == 1) {
    EXPECT_EQ(rows(path(), "SELECT mine FROM pledges"), "kept|\n");
  }
  EXPECT_EQ(rows(path(), "SELECT count(*) FROM sqlite_schema WHERE name='entities_2'"), "0|\n");
}

INSTANTIATE_TEST_SUITE_P(Versions, MigrationTest, ::testing::Values(1, 2));

}  // namespace
}  // namespace demarche
