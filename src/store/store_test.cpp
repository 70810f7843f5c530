#include "store/store.h"

#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "base/file.h"
#include "record/json.h"
#include "store/party.h"
#include "store/sample_test.h"
#include "store/schema.h"

namespace demarche {
namespace {

using namespace testing;

TEST_F(StoreTest, KeepsWhatWasWrittenAndGivesItBack) {
  const Capture one = capture("a.txt", kText);
  const CodedArticle article = coded(one);
  {
    Store store = open();
    ASSERT_TRUE(*store.write(one, article));
  }
  Store store = open({.mode = StoreOptions::Mode::read});
  const auto events = store.events({});
  ASSERT_TRUE(events) << events.error().text();
  ASSERT_EQ(events->size(), 1u);
  EXPECT_EQ(to_json_line(events->front().event, {}), to_json_line(article.events[0], {}));
  EXPECT_EQ(events->front().evidence.text, kText);
  const std::vector<Mark> marks = {
      {MarkRole::actor, {0, 9}}, {MarkRole::trigger, {10, 18}}, {MarkRole::recipient, {24, 37}}};
  EXPECT_EQ(events->front().evidence.marks, marks);
  const auto found = store.article(events->front().article);
  ASSERT_TRUE(found);
  EXPECT_EQ(to_json_line(*found, {}), to_json_line(article.article, {}));
  const auto quotes = store.quotes();
  ASSERT_EQ(quotes->size(), 1u);
  EXPECT_EQ(to_json_line(quotes->front().quote, {}), to_json_line(article.quotes[0], {}));
  const auto pledges = store.pledges();
  ASSERT_EQ(pledges->size(), 1u);
  EXPECT_EQ(to_json_line(pledges->front().pledge, {}), to_json_line(article.pledges[0], {}));
  EXPECT_EQ(store.problems()->front().id, problem_id(article.problems[0]));
  EXPECT_EQ(store.capture_of(found->id)->source, "in/a.txt");
  EXPECT_TRUE(store.check()) << store.check().error().text();
}

TEST_F(StoreTest, WritingAgainChangesNothing) {
  const Capture one = capture("a.txt", kText), two = capture("b.txt", std::string(kText) + " So it said.");
  const Problem problem{"c.txt", "capture", ErrorCode::bad_encoding, "binary", {}};
  std::string before;
  for (int round = 0; round < 3; ++round) {
    {
      Store store = open();
      store.begin_run({"v1", "run " + std::to_string(round), ""});
      EXPECT_EQ(*store.write(one, coded(one)), round == 0);
      EXPECT_EQ(*store.write(two, coded(two)), round == 0);
      EXPECT_EQ(*store.write(problem), round == 0);
      EXPECT_FALSE(*store.write(one, coded(one)));
    }
    if (round == 0) before = dump(path());
    EXPECT_EQ(dump(path()), before);
  }
}

TEST_F(StoreTest, OrderOfWritingLeavesNoTrace) {
  const Capture one = capture("a.txt", kText), two = capture("b.txt", std::string(kText) + " So it said.");
  for (const bool turned : {false, true}) {
    Result<Store> store = Store::open(path(turned ? "turned.db" : "straight.db"));
    const Capture& first = turned ? two : one;
    const Capture& second = turned ? one : two;
    ASSERT_TRUE(*store->write(first, coded(first)));
    ASSERT_TRUE(*store->write(second, coded(second)));
  }
  EXPECT_EQ(dump(path("turned.db")), dump(path("straight.db")));
}

TEST_F(StoreTest, SkipsOnlyWhatThisVersionHasCoded) {
  const Capture one = capture("a.txt", kText);
  Store store = open();
  ASSERT_TRUE(*store.write(one, coded(one)));
  EXPECT_TRUE(*store.done("a.txt", one.digest, "v1"));
  EXPECT_FALSE(*store.done("a.txt", one.digest, "v2"));
  EXPECT_FALSE(*store.done("b.txt", one.digest, "v1"));
  EXPECT_FALSE(*store.done("a.txt", content_id("other"), "v1"));
}

TEST_F(StoreTest, ReplacesOtherBytesAndOtherVersions) {
  const Capture old = capture("a.txt", kText), fresh = capture("a.txt", std::string(kText) + " It was corrected.");
  {
    Store store = open();
    ASSERT_TRUE(*store.write(old, coded(old)));
  }
  {
    Store store = open();
    ASSERT_TRUE(*store.write(fresh, coded(fresh)));
    ASSERT_EQ(store.events({})->size(), 1u);
    EXPECT_EQ(store.events({})->front().event.id, coded(fresh).events[0].id);
    EXPECT_EQ(store.articles()->size(), 1u);
    EXPECT_EQ(store.problems()->size(), 1u);
    ASSERT_EQ(store.pledges()->size(), 1u);
    EXPECT_EQ(store.pledges()->front().pledge.id, coded(fresh).pledges[0].id);
    ASSERT_TRUE(*store.write(fresh, coded(fresh, "v2", Status::denied)));
    EXPECT_EQ(store.events({})->front().event.status, Status::denied);
    EXPECT_EQ(store.events({})->size(), 1u);
    EXPECT_TRUE(store.check()) << store.check().error().text();
  }
}

TEST_F(StoreTest, KeepsTwoCapturesOfOneNameInOneRunAndFromOtherFolders) {
  const Capture one = capture("a.txt", kText), two = capture("a.txt", std::string(kText) + " It was another paper.");
  Capture elsewhere = capture("a.txt", std::string(kText) + " It was a third paper.");
  elsewhere.source = "other/a.txt";
  {
    Store store = open();
    ASSERT_TRUE(*store.write(one, coded(one)));
    ASSERT_TRUE(*store.write(two, coded(two)));
  }
  Store store = open();
  EXPECT_TRUE(*store.done(one.id, one.digest, "v1"));
  EXPECT_TRUE(*store.done(two.id, two.digest, "v1"));
  ASSERT_TRUE(*store.write(elsewhere, coded(elsewhere)));
  EXPECT_EQ(store.articles()->size(), 3u);
}

TEST_F(StoreTest, AKilledRunLeavesWholeArticlesAndGoesOn) {
  const Capture one = capture("a.txt", kText), two = capture("b.txt", std::string(kText) + " So it said.");
  {
    Store store = open({.batch = 1});
    ASSERT_TRUE(*store.write(one, coded(one)));
  }
  const std::string before = dump(path());
  const pid_t child = fork();
  if (child == 0) {  // dies with its transaction open
    Result<Store> store = Store::open(path(), {.batch = 1000});
    const bool written = store && store->write(two, coded(two));
    _exit(written ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  EXPECT_EQ(dump(path()), before);
  Store store = open();
  EXPECT_TRUE(*store.done(one.id, one.digest, "v1"));
  EXPECT_FALSE(*store.done(two.id, two.digest, "v1"));
  EXPECT_TRUE(*store.write(two, coded(two)));
  EXPECT_EQ(store.articles()->size(), 2u);
  EXPECT_TRUE(store.check());
}

TEST_F(StoreTest, AProblemGoesWhenItsCaptureCanBeRead) {
  const Capture one = capture("a.txt", kText);
  CodedArticle clean = coded(one);
  clean.problems.clear();
  {
    Store store = open();
    ASSERT_TRUE(*store.write(Problem{"in/a.txt", "capture", ErrorCode::not_readable, "no rights", {}}));
    EXPECT_EQ(store.problems()->size(), 1u);
  }
  Store store = open();
  ASSERT_TRUE(*store.write(one, clean));
  EXPECT_EQ(store.problems()->size(), 0u);
}

TEST_F(StoreTest, MapsSpansBackToTheBytesThatCameIn) {
  Capture one = capture("a.txt", "“" + std::string(kText));  // the mark was one byte in the original encoding
  one.map = ByteMap({{0, 0}, {3, 1}});
  {
    Store store = open({.keep_text = true});
    ASSERT_TRUE(*store.write(one, coded(one)));
  }
  Store store = open({.keep_text = true});
  const StoredEvent event = store.events({})->front();
  EXPECT_EQ(event.event.trigger_span, (Span{11, 19}));
  EXPECT_EQ(event.evidence.marks[1].span.in(event.evidence.text), "demanded");
  const auto kept = store.kept_text(store.capture_of(event.article)->id);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->text, one.text);
  EXPECT_EQ(kept->map.to_original(Span{13, 21}), (Span{11, 19}));
  EXPECT_TRUE(*store.done(one.id, one.digest, "v1"));
}

TEST_F(StoreTest, AddsTextsLaterWithoutCodingChanges) {
  const Capture one = capture("a.txt", kText);
  {
    Store store = open();
    ASSERT_TRUE(*store.write(one, coded(one)));
    EXPECT_EQ(store.kept_text(store.capture_of(coded(one).article.id)->id).error().code, ErrorCode::not_found);
  }
  Store store = open({.keep_text = true});
  EXPECT_FALSE(*store.done(one.id, one.digest, "v1"));
  EXPECT_TRUE(*store.write(one, coded(one)));
  EXPECT_TRUE(*store.done(one.id, one.digest, "v1"));
  EXPECT_EQ(store.kept_text(store.capture_of(coded(one).article.id)->id)->text, kText);
}

TEST_F(StoreTest, RefusesWhatIsNoStore) {
  ASSERT_TRUE(write_file(path("notes.txt"),
                         "These are my notes, and they are longer than any header of one hundred bytes "
                         "would be, so that nobody can say that they were too short."));
  EXPECT_EQ(Store::open(path("notes.txt")).error().code, ErrorCode::bad_format);
  EXPECT_TRUE(read_file(path("notes.txt"))->starts_with("These are my notes"));
  auto other = Connection::open(path("other.db"), Connection::Mode::create);
  ASSERT_TRUE((*other)->run("CREATE TABLE mine (x)"));
  other->reset();
  const std::string before = *read_file(path("other.db"));
  EXPECT_EQ(Store::open(path("other.db")).error().code, ErrorCode::bad_format);
  EXPECT_EQ(*read_file(path("other.db")), before);
  EXPECT_EQ(Store::open(folder_).error().code, ErrorCode::bad_format);
  EXPECT_EQ(Store::open(path("none.db"), {.mode = StoreOptions::Mode::read}).error().code, ErrorCode::not_found);
  EXPECT_FALSE(fs::exists(path("none.db")));
}

TEST_F(StoreTest, RefusesANewerVersionAndNamesBoth) {
  { Store store = open(); }
  {
    auto connection = Connection::open(path(), Connection::Mode::write);
    ASSERT_TRUE((*connection)->run("PRAGMA user_version=7"));
  }
  for (const auto mode : {StoreOptions::Mode::read, StoreOptions::Mode::write}) {
    const Error error = Store::open(path(), {.mode = mode}).error();
    EXPECT_EQ(error.code, ErrorCode::wrong_version);
    EXPECT_NE(error.message.find("version 7"), std::string::npos) << error.message;
    EXPECT_NE(error.message.find("supports " + std::to_string(kStoreVersion)), std::string::npos) << error.message;
  }
}

TEST_F(StoreTest, TellsADamagedFile) {
  {
    Store store = open();
    for (int i = 0; i < 50; ++i) {
      const Capture one = capture(std::to_string(i), std::string(kText) + std::to_string(i));
      ASSERT_TRUE(*store.write(one, coded(one)));
    }
  }
  const std::string whole = *read_file(path());
  for (const size_t keep : {size_t{150}, size_t{5000}, whole.size() / 2}) {
    fs::remove(path("a.db-wal"));
    fs::remove(path("a.db-shm"));
    ASSERT_TRUE(write_file(path(), whole.substr(0, keep)));
    Result<Store> store = Store::open(path());
    if (!store) {
      EXPECT_EQ(store.error().code, ErrorCode::bad_format) << store.error().text();
      continue;
    }
    EXPECT_FALSE(store->check()) << keep;
  }
}

TEST_F(StoreTest, AFullDiskIsAnErrorAndLosesNothing) {
  std::vector<std::string> written;
  {
    Store store = open({.batch = 1, .max_pages = 60});
    Error error;
    for (int i = 0; i < 2000 && error.message.empty(); ++i) {
      const Capture one = capture(std::to_string(i), std::string(kText) + std::to_string(i));
      const Result<bool> done = store.write(one, coded(one));
      if (done) {
        written.push_back(one.id);
      } else {
        error = done.error();
      }
    }
    EXPECT_EQ(error.code, ErrorCode::not_writable) << error.text();
    EXPECT_NE(error.message.find("space"), std::string::npos);
    ASSERT_FALSE(written.empty());
    EXPECT_EQ(store.articles()->size(), written.size());
    EXPECT_EQ(store.events({})->size(), written.size());
    EXPECT_TRUE(store.check()) << store.check().error().text();
  }
  Store store = open();  // space was freed
  EXPECT_EQ(store.articles()->size(), written.size());
  const Capture next = capture("next", kText);
  EXPECT_TRUE(*store.write(next, coded(next)));
}

TEST_F(StoreTest, AFolderWithoutRightsIsAnError) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_EQ(Store::open(path()).error().code, ErrorCode::not_writable);
}

TEST_F(StoreTest, AMissingFolderIsAnError) {
  const Error error = Store::open(folder_ / "none" / "a.db").error();
  EXPECT_EQ(error.code, ErrorCode::not_writable);
  EXPECT_NE(error.text().find("none/a.db"), std::string::npos);
}

TEST_F(StoreTest, ClearForgetsEverything) {
  const Capture one = capture("a.txt", kText);
  Store store = open();
  ASSERT_TRUE(*store.write(one, coded(one)));
  ASSERT_TRUE(store.clear());
  EXPECT_EQ(store.totals()->articles, 0u);
  EXPECT_TRUE(*store.write(one, coded(one)));
}

TEST_F(StoreTest, KeepsHowDatesWereFound) {
  const Capture one = capture("a.txt", kText);
  CodedArticle in = coded(one);
  in.events.front().date_how = "text:weekday";
  in.article.modified = {1962, 10, 23};
  in.article.modified_how = "meta";
  in.article.bracket = {{1962, 10, 22}, {}};
  in.article.bracket_how = "office";
  in.article.bracket_facts = {{"office", {0, 4}, {{1962, 10, 22}, {}}}};
  Store store = open();
  ASSERT_TRUE(*store.write(one, in));
  EXPECT_EQ(store.events({})->front().event.date_how, "text:weekday");
  const auto articles = store.articles();
  ASSERT_TRUE(articles);
  const Article& out = articles->front();
  EXPECT_EQ(out.modified, in.article.modified);
  EXPECT_EQ(out.modified_how, "meta");
  EXPECT_EQ(out.bracket_how, "office");
  ASSERT_EQ(out.bracket_facts.size(), 1u);
  EXPECT_EQ(out.bracket_facts.front().rule, "office");
  EXPECT_EQ(out.bracket_facts.front().span.end, 4u);
  EXPECT_EQ(out.bracket_facts.front().bracket, in.article.bracket);
}

TEST_F(StoreTest, TextIsNeverSql) {
  Capture one = capture("a'); DROP TABLE events;--", std::string(kText) + " '; DROP TABLE captures;-- \x01 %s {}");
  Store store = open();
  ASSERT_TRUE(*store.write(one, coded(one)));
  EXPECT_EQ(store.events({.doc = one.id})->size(), 1u);
  EXPECT_EQ(store.events({.actor = "' OR 1=1 --"})->size(), 0u);
  EXPECT_EQ(store.events({.text = "%"})->size(), 1u);
  EXPECT_EQ(store.events({.text = "d_manded"})->size(), 0u);
}

}  // namespace
}  // namespace demarche
