#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/hash.h"
#include "store/party.h"
#include "store/store.h"

namespace demarche {
namespace {

namespace fs = std::filesystem;

Entity actor(std::string code, std::string sector, std::string id, std::string name) {
  return {name, {}, std::move(code), std::move(sector), std::move(id), name, "", "test"};
}
const Entity kState = actor("RUR", "", "", "Ruritania");
const Entity kKing = actor("RUR", "GOV", "rudolf-v", "Rudolf Elphberg");
const Entity kArmy = actor("RUR", "MIL", "", "Ruritania");
const Entity kRebels = actor("RUR", "REB", "", "Ruritania");
const Entity kDuchy = actor("GFW", "", "", "Grand Fenwick");
const Entity kLeague = actor("IGO", "", "small-states-league", "League of Small States");

struct Act {
  EventType type;
  std::vector<Entity> from, to;
  Status status = Status::asserted;
  Date date{};
  DateBracket bracket{};
};

class QueryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "demarche-query-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    Result<Store> made = Store::open(folder_ / "q.db");
    ASSERT_TRUE(made) << made.error().text();
    store_ = std::make_unique<Store>(std::move(*made));
  }
  void TearDown() override {
    store_.reset();
    fs::remove_all(folder_);
  }

  void write(const std::string& doc, const std::vector<Act>& acts) {
    Capture capture;
    capture.id = doc;
    capture.text = "An invented sentence about a quarrel of small states.";
    capture.digest = content_id(doc);
    CodedArticle coded;
    coded.article.id = content_id("article" + doc);
    coded.article.doc = doc;
    coded.article.sentences = 1;
    coded.article.words = 9;
    for (const Act& act : acts) {
      Event event;
      event.id = content_id(doc + std::to_string(coded.events.size()));
      event.doc = doc;
      event.type = act.type;
      event.actor = act.from;
      event.recipient = act.to;
      event.status = act.status;
      event.date = act.date;
      event.bracket = act.bracket;
      event.sentence_span = {0, 20};
      event.trigger_span = {12, 20};
      event.trigger = "sentence";
      coded.events.push_back(event);
    }
    ASSERT_TRUE(store_->write(capture, coded));
  }

  size_t count(const EventQuery& query) { return store_->events(query)->size(); }

  fs::path folder_;
  std::unique_ptr<Store> store_;
};

TEST(Party, GroupsAStateWithItsOrgansAndNobodyElse) {
  EXPECT_EQ(party_of(kState), "RUR");
  EXPECT_EQ(party_of(kKing), "RUR");
  EXPECT_EQ(party_of(kArmy), "RUR");
  EXPECT_EQ(party_of(kRebels), "RUR REB");
  EXPECT_EQ(party_of(actor("RUR", "JRN", "anton-weber", "Anton Weber")), "anton-weber");
  EXPECT_EQ(party_of(kLeague), "small-states-league");
  EXPECT_EQ(party_of(actor("IGO", "", "", "")), "IGO");
  EXPECT_EQ(party_of(actor("", "", "west", "the West")), "west");
  EXPECT_EQ(party_of(actor("", "CVL", "", "")), "CVL");
  EXPECT_EQ(party_of(actor("", "", "", "someone")), "");
}

TEST_F(QueryTest, FiltersByActorInEveryForm) {
  write("a", {{EventType::request, {kKing}, {kDuchy}}, {EventType::assault, {kRebels}, {kArmy}}});
  EXPECT_EQ(count({}), 2u);
  EXPECT_EQ(count({.actor = "rur"}), 2u);
  EXPECT_EQ(count({.actor = "rudolf-v"}), 1u);
  EXPECT_EQ(count({.actor = "Rudolf Elphberg"}), 1u);
  EXPECT_EQ(count({.actor = "elphberg"}), 1u);
  EXPECT_EQ(count({.actor = "berg"}), 0u);
  EXPECT_EQ(count({.actor = "RUR REB"}), 1u);
  EXPECT_EQ(count({.actor_party = "RUR"}), 1u);
  EXPECT_EQ(count({.recipient = "Grand Fenwick"}), 1u);
  EXPECT_EQ(count({.recipient_party = "RUR"}), 1u);
  EXPECT_EQ(count({.actor = "GFW"}), 0u);
}

TEST_F(QueryTest, FiltersByTypeStatusDocTextAndLimit) {
  write("a", {{EventType::request, {kKing}, {kDuchy}}, {EventType::assault, {kArmy}, {kDuchy}, Status::denied}});
  write("b", {{EventType::request, {kDuchy}, {kKing}}});
  EXPECT_EQ(count({.type = EventType::request}), 2u);
  EXPECT_EQ(count({.status = Status::denied}), 1u);
  EXPECT_EQ(count({.doc = "b"}), 1u);
  EXPECT_EQ(count({.text = "INVENTED"}), 3u);
  EXPECT_EQ(count({.text = "absent"}), 0u);
  EXPECT_EQ(count({.limit = 2}), 2u);
  EXPECT_EQ(store_->events({.limit = 1})->front().event.doc, "a");
}

TEST_F(QueryTest, ADateFilterTakesOnlyWhatCertainlyLiesInside) {
  const Date early{1962, 10, 16}, middle{1962, 10, 22}, late{1962, 10, 28};
  write("a", {{EventType::request, {kKing}, {kDuchy}, Status::asserted, middle},
              {EventType::agree, {kKing}, {kDuchy}, Status::asserted, {}, {middle, late}},
              {EventType::reject, {kKing}, {kDuchy}, Status::asserted, {}, {middle, {}}},
              {EventType::accuse, {kKing}, {kDuchy}}});
  EXPECT_EQ(count({.since = early}), 3u);
  EXPECT_EQ(count({.since = middle}), 3u);
  EXPECT_EQ(count({.since = late}), 0u);
  EXPECT_EQ(count({.until = late}), 2u);
  EXPECT_EQ(count({.since = early, .until = middle}), 1u);
}

TEST_F(QueryTest, ADyadCountsDeedsOnceAndOtherStatusesApart) {
  write("a", {{EventType::assault, {kState, kKing}, {kDuchy}},
              {EventType::consult, {kKing}, {kDuchy, kLeague}},
              {EventType::assault, {kArmy}, {kDuchy}, Status::denied},
              {EventType::assault, {kArmy}, {kDuchy}, Status::historical},
              {EventType::request, {kDuchy}, {}}});
  const auto dyads = *store_->dyads();
  ASSERT_EQ(dyads.size(), 2u);
  EXPECT_EQ(dyads[0].actor, "RUR");
  EXPECT_EQ(dyads[0].recipient, "GFW");
  EXPECT_EQ(dyads[0].quads, (std::array<uint64_t, 4>{1, 0, 0, 1}));
  EXPECT_DOUBLE_EQ(dyads[0].mean_scale, (-9 + 2.5) / 2);
  EXPECT_EQ(dyads[0].others.at(Status::denied), 1u);
  EXPECT_EQ(dyads[0].others.at(Status::historical), 1u);
  EXPECT_EQ(dyads[1].recipient, "small-states-league");
}

TEST_F(QueryTest, PartiesCountAssertedActsAndKeepTheirNames) {
  write("a", {{EventType::assault, {kState}, {kDuchy}},
              {EventType::consult, {kKing}, {kDuchy}},
              {EventType::assault, {kRebels}, {kDuchy}, Status::hypothetical}});
  const auto parties = *store_->parties();
  ASSERT_EQ(parties.size(), 3u);
  EXPECT_EQ(parties[0].name, "Grand Fenwick");
  EXPECT_EQ(parties[0].received, 2u);
  EXPECT_EQ(parties[0].given, 0u);
  const auto names = *store_->party_names();
  EXPECT_EQ(names.at("RUR"), "Ruritania");
}

TEST_F(QueryTest, TotalsAddUp) {
  write("a", {{EventType::assault, {kState}, {kDuchy}}, {EventType::request, {kState}, {kDuchy}, Status::future}});
  write("b", {});
  const Totals totals = *store_->totals();
  EXPECT_EQ(totals.captures.at("coded"), 2u);
  EXPECT_EQ(totals.articles, 2u);
  EXPECT_EQ(totals.words, 18u);
  EXPECT_EQ(totals.events, 2u);
  EXPECT_EQ(totals.matrix.at(Status::future)[static_cast<size_t>(EventType::request)], 1u);
}

TEST_F(QueryTest, FindTakesUniquePrefixesAndNamesCandidates) {
  write("a", {{EventType::assault, {kState}, {kDuchy}}, {EventType::request, {kState}, {kDuchy}}});
  const std::string id = store_->events({})->front().event.id;
  const auto whole = store_->find(id);
  ASSERT_TRUE(whole) << whole.error().text();
  EXPECT_EQ(whole->id, id);
  EXPECT_EQ(whole->kind, RecordKind::event);
  EXPECT_EQ(store_->find(id.substr(0, 8))->id, id);
  std::string wrong = id;
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  const Error error = store_->find(wrong).error();
  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_NE(error.message.find(id), std::string::npos) << error.message;
  EXPECT_EQ(store_->find("").error().code, ErrorCode::not_found);
  EXPECT_EQ(store_->find("xyz").error().code, ErrorCode::not_found);
  for (int i = 0; i < 40; ++i) write("more" + std::to_string(i), {});
  const Error many = store_->find(id.substr(0, 1)).error();
  EXPECT_EQ(many.code, ErrorCode::not_found);
}

}  // namespace
}  // namespace demarche
