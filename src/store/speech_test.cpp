// Quotes and pledges in the store: nothing of them is lost, every filter takes what it should, damage is told.
#include "base/hash.h"
#include "record/json.h"
#include "store/sample_test.h"

namespace demarche {
namespace {

using namespace testing;

const Entity kKing = entity("the king", {}, "RUR", "GOV", "rudolf-v", "Rudolf Elphberg");
const Entity kDuchy = entity("the duchy", {}, "GFW", "", "", "Grand Fenwick");
const Entity kEnvoy = entity("its envoy", {}, "GFW", "GOV", "gloriana-xii", "Gloriana Twelfth");
const Entity kPaper = entity("the Gazette", {}, "RUR", "JRN", "gazette", "Strelsau Gazette");
const Entity kRebels = entity("rebels", {}, "RUR", "REB", "", "Ruritania");

const std::string kSpeech =
    "“Withdraw your fleet by Friday or we will answer,” the king told reporters at a banquet, the Gazette wrote. "
    "He had said that the duchy armed itself.";

/// An article with two quotes and two pledges; every field of theirs is set in the first ones.
class SpeechStore : public StoreTest {
 protected:
  static Quote direct(const Capture& from) {
    Quote out;
    out.id = content_id("direct" + from.id);
    out.doc = from.id;
    out.sentence_span = {0, where(from.text, " He had").begin};
    out.span = where(from.text, "Withdraw your fleet by Friday or we will answer,");
    out.content = {where(from.text, "Withdraw your fleet"), where(from.text, "we will answer")};
    out.cue = "tell";
    out.cue_class = CueClass::warn;
    out.cue_span = where(from.text, "told");
    out.speaker = {kKing};
    out.source_span = where(from.text, "the king");
    out.addressee = {"reporters", where(from.text, "reporters"), {entity("reporters", {}, "", "JRN", "", "")}};
    out.occasion = {"a banquet", where(from.text, "a banquet"), {}};
    out.via = {{"the Gazette", where(from.text, "the Gazette"), {kPaper}},
               {"somebody", {}, {}},
               {"an envoy", {}, {kEnvoy, kDuchy}}};
    out.about = {kDuchy, kEnvoy};
    out.confidence = 0.9;
    out.version = "v1";
    return out;
  }
  static Quote indirect(const Capture& from) {
    Quote out;
    out.id = content_id("indirect" + from.id);
    out.doc = from.id;
    out.sentence = 1;
    out.sentence_span = where(from.text, "He had said that the duchy armed itself.");
    out.span = where(from.text, "the duchy armed itself");
    out.type = QuoteType::indirect;
    out.content = {out.span};
    out.cue = "say";
    out.about = {kDuchy};
    return out;
  }
  static Pledge ultimatum(const Capture& from) {
    Pledge out;
    out.id = content_id("ultimatum" + from.id);
    out.doc = from.id;
    out.sentence_span = direct(from).sentence_span;
    out.trigger = "Withdraw";
    out.trigger_span = where(from.text, "Withdraw");
    out.issuer = {kKing};
    out.addressee = {kDuchy, kEnvoy};
    out.according_to = {kPaper};
    out.content = {"Withdraw your fleet", where(from.text, "Withdraw your fleet"), EventType::retreat};
    out.condition = {"or we will answer", where(from.text, "or we will answer"), EventType::threaten};
    out.deadline = {"by Friday", where(from.text, "by Friday"), {1962, 10, 26}, DatePrecision::day};
    out.strength = PledgeStrength::ultimatum;
    out.status = PledgeStatus::repeated;
    out.historical = true;
    out.evidence = {{0, out.sentence_span, out.trigger, out.trigger_span, out.content.span},
                    {1, indirect(from).sentence_span, "said", where(from.text, "said"), {}}};
    out.frame = "withdraw.v";
    out.steps = {"one", "two"};
    out.confidence = 0.8;
    out.version = "v1";
    return out;
  }
  static Pledge promise(const Capture& from) {
    Pledge out;
    out.id = content_id("promise" + from.id);
    out.doc = from.id;
    out.kind = PledgeKind::promise;
    out.status = PledgeStatus::withdrawn;
    out.strength = PledgeStrength::hedged;
    out.issuer = {kEnvoy};
    out.content.text = "to sail home";
    return out;
  }
  static CodedArticle speech(const Capture& from) {
    CodedArticle out;
    out.article.id = content_id("article" + from.id);
    out.article.doc = from.id;
    out.article.version = "v1";
    out.quotes = {direct(from), indirect(from)};
    out.pledges = {ultimatum(from), promise(from)};
    return out;
  }
};

TEST_F(SpeechStore, GivesEveryFieldBackAsOffsetsIntoTheInput) {
  Capture from = capture("a.txt", kSpeech);
  from.map = ByteMap({{0, 0}, {3, 1}, {52, 48}, {55, 49}});  // as from a file with one byte for each quotation mark
  const CodedArticle article = speech(from);
  {
    Store store = open();
    ASSERT_TRUE(*store.write(from, article));
    EXPECT_TRUE(store.check()) << store.check().error().text();
  }
  Store store = open({.mode = StoreOptions::Mode::read});
  const auto quotes = store.quotes();
  ASSERT_TRUE(quotes) << quotes.error().text();
  ASSERT_EQ(quotes->size(), 2u);
  for (size_t i = 0; i < 2; ++i)
    EXPECT_EQ(to_json_line((*quotes)[i].quote, {}), to_json_line(article.quotes[i], from.map));
  EXPECT_NE((*quotes)[0].quote.span, article.quotes[0].span) << "the map must matter";
  EXPECT_EQ((*quotes)[0].evidence, "Withdraw your fleet by Friday or we will answer,");
  EXPECT_EQ((*quotes)[1].evidence, "the duchy armed itself");
  EXPECT_EQ((*quotes)[0].pledges, 1u) << "the ultimatum stands in it";
  EXPECT_EQ((*quotes)[1].pledges, 0u);
  const auto pledges = store.pledges();
  ASSERT_TRUE(pledges) << pledges.error().text();
  ASSERT_EQ(pledges->size(), 2u);
  for (size_t i = 0; i < 2; ++i)
    EXPECT_EQ(to_json_line((*pledges)[i].pledge, {}), to_json_line(article.pledges[i], from.map));
}

TEST_F(SpeechStore, MarksWhatIsWhatInAPledgesEvidence) {
  const Capture from = capture("a.txt", kSpeech);
  CodedArticle article = speech(from);
  article.pledges[0].issuer[0].span = where(from.text, "the king");
  Store store = open();
  ASSERT_TRUE(*store.write(from, article));
  const StoredPledge stored = *store.pledge(article.pledges[0].id);
  std::string found;
  for (const Mark& mark : stored.evidence.marks) {
    found += std::string(to_string(mark.role)) + "=" + std::string(mark.span.in(stored.evidence.text)) + "|";
  }
  EXPECT_EQ(found,
            "trigger=Withdraw|content=Withdraw your fleet|deadline=by Friday|condition=or we will answer|"
            "issuer=the king|");
  ASSERT_EQ(stored.all_evidence.size(), 2u);
  EXPECT_EQ(stored.all_evidence[1].text, "He had said that the duchy armed itself.");
  EXPECT_EQ(stored.all_evidence[1].marks.size(), 1u);
}

TEST_F(SpeechStore, LongReportedContentIsCut) {
  std::string text = "He said that ";
  for (int i = 0; i < 60; ++i) text += "the duchy ";
  const Capture from = capture("a.txt", text);
  CodedArticle article = speech(from);
  article.pledges.clear();
  article.quotes.resize(1);
  article.quotes[0] = Quote{};
  article.quotes[0].id = content_id("long");
  article.quotes[0].type = QuoteType::indirect;
  article.quotes[0].span = {13, static_cast<uint32_t>(text.size())};
  Store store = open();
  ASSERT_TRUE(*store.write(from, article));
  const std::string words = store.quotes()->front().evidence;
  EXPECT_LE(words.size(), kMaxQuoted + std::string("…").size());
  EXPECT_TRUE(words.starts_with("the duchy") && words.ends_with("…")) << words;
}

TEST_F(SpeechStore, FiltersQuotes) {
  const Capture one = capture("a.txt", kSpeech), two = capture("b.txt", kSpeech);
  CodedArticle first = speech(one), second = speech(two);
  first.article.published = {1962, 10, 22};
  second.article.bracket = {{1962, 10, 24}, {1962, 10, 28}};
  Store store = open();
  ASSERT_TRUE(*store.write(one, first));
  ASSERT_TRUE(*store.write(two, second));
  const auto count = [&](const QuoteQuery& query) { return store.quotes(query)->size(); };
  EXPECT_EQ(count({}), 4u);
  for (const char* who : {"RUR", "rur", "rudolf-v", "Rudolf Elphberg", "elphberg"})
    EXPECT_EQ(count({.speaker = who}), 2u) << who;
  EXPECT_EQ(count({.speaker = "berg"}), 0u);
  EXPECT_EQ(count({.speaker = "GFW"}), 0u) << "named in the content, not speaking";
  EXPECT_EQ(count({.about = "GFW"}), 4u);
  EXPECT_EQ(count({.about = "gloriana-xii"}), 2u);
  EXPECT_EQ(count({.about = "RUR"}), 0u);
  EXPECT_EQ(count({.type = QuoteType::indirect}), 2u);
  EXPECT_EQ(count({.type = QuoteType::mixed}), 0u);
  EXPECT_EQ(count({.quoted_only = true}), 2u);
  EXPECT_EQ(count({.cue_class = CueClass::warn}), 2u);
  EXPECT_EQ(count({.doc = "b.txt"}), 2u);
  EXPECT_EQ(count({.text = "FLEET"}), 2u);
  EXPECT_EQ(count({.text = "absent"}), 0u);
  EXPECT_EQ(count({.limit = 3}), 3u);
  EXPECT_EQ(count({.since = {1962, 10, 22}}), 4u);
  EXPECT_EQ(count({.since = {1962, 10, 23}}), 2u) << "the bracket lies wholly after";
  EXPECT_EQ(count({.since = {1962, 10, 25}}), 0u);
  EXPECT_EQ(count({.until = {1962, 10, 27}}), 2u) << "the bracket may end later";
  EXPECT_EQ(count({.since = {1962, 10, 22}, .until = {1962, 10, 22}}), 2u);
  EXPECT_EQ(count({.id = first.quotes[0].id}), 1u);
  EXPECT_EQ(store.quote("").error().code, ErrorCode::not_found);
}

TEST_F(SpeechStore, FiltersPledges) {
  const Capture one = capture("a.txt", kSpeech), two = capture("b.txt", kSpeech);
  CodedArticle first = speech(one), second = speech(two);
  first.article.published = {1962, 10, 22};
  second.article.bracket = {{1962, 10, 24}, {}};
  second.pledges[1].issuer = {kRebels};
  second.pledges[1].status = PledgeStatus::open;
  Store store = open();
  ASSERT_TRUE(*store.write(one, first));
  ASSERT_TRUE(*store.write(two, second));
  const auto count = [&](const PledgeQuery& query) { return store.pledges(query)->size(); };
  EXPECT_EQ(count({}), 4u);
  EXPECT_EQ(count({.issuer = "RUR"}), 3u) << "the code takes the rebels too";
  EXPECT_EQ(count({.issuer = "RUR REB"}), 1u);
  EXPECT_EQ(count({.issuer = "Elphberg"}), 2u);
  EXPECT_EQ(count({.issuer = "GFW"}), 1u);
  EXPECT_EQ(count({.addressee = "GFW"}), 2u);
  EXPECT_EQ(count({.actor = "GFW"}), 3u);
  EXPECT_EQ(count({.actor = "gazette"}), 0u) << "who told it is no party to it";
  EXPECT_EQ(count({.kind = PledgeKind::promise}), 2u);
  EXPECT_EQ(count({.strength = PledgeStrength::ultimatum}), 2u);
  EXPECT_EQ(count({.status = PledgeStatus::withdrawn}), 1u);
  EXPECT_EQ(count({.open_only = true}), 3u) << "repeated ones are open";
  EXPECT_EQ(count({.doc = "a.txt"}), 2u);
  EXPECT_EQ(count({.text = "SAIL HOME"}), 2u) << "in the content";
  EXPECT_EQ(count({.text = "banquet"}), 2u) << "in the evidence";
  EXPECT_EQ(count({.limit = 1}), 1u);
  EXPECT_EQ(count({.since = {1962, 10, 23}}), 2u);
  EXPECT_EQ(count({.until = {1962, 10, 23}}), 2u) << "an open bracket is never certainly inside";
}

TEST_F(SpeechStore, CountsAndFindsThem) {
  const Capture from = capture("a.txt", kSpeech);
  const CodedArticle article = speech(from);
  Store store = open();
  ASSERT_TRUE(*store.write(from, article));
  EXPECT_EQ(store.totals()->quotes, 1u);
  EXPECT_EQ(store.totals()->indirect, 1u);
  EXPECT_EQ(store.totals()->pledges, 2u);
  const auto pledge = store.find(article.pledges[0].id.substr(0, 12));
  ASSERT_TRUE(pledge) << pledge.error().text();
  EXPECT_EQ(pledge->kind, RecordKind::pledge);
  EXPECT_STREQ(to_string(pledge->kind), "pledge");
  EXPECT_EQ(store.find(article.quotes[1].id)->kind, RecordKind::quote);
  EXPECT_EQ(store.pledge("0123").error().code, ErrorCode::not_found);
}

TEST_F(SpeechStore, SpeakersRankByTheirQuotedWords) {
  const Capture from = capture("a.txt", kSpeech);
  CodedArticle article = speech(from);
  for (int i = 0; i < 3; ++i) {
    Quote more = indirect(from);
    more.id = content_id("more" + std::to_string(i));
    more.speaker = {kEnvoy};
    article.quotes.push_back(more);
  }
  Store store = open();
  ASSERT_TRUE(*store.write(from, article));
  const auto speakers = *store.speakers();
  ASSERT_EQ(speakers.size(), 2u);
  EXPECT_EQ(speakers[0].id, "rudolf-v");
  EXPECT_EQ(speakers[1].indirect, 3u);
}

TEST_F(SpeechStore, GoesWithItsArticle) {
  const Capture old = capture("a.txt", kSpeech);
  {
    Store store = open();
    ASSERT_TRUE(*store.write(old, speech(old)));
  }
  Store store = open();
  const Capture fresh = capture("a.txt", "The king was silent.");
  CodedArticle silent;
  silent.article.id = content_id("silent");
  silent.article.doc = fresh.id;
  silent.article.version = "v1";
  ASSERT_TRUE(*store.write(fresh, silent));
  ASSERT_TRUE(store.flush());
  EXPECT_TRUE(store.check()) << store.check().error().text();
  const std::string rows = dump(path());
  EXPECT_EQ(rows.find("Withdraw"), std::string::npos) << rows;
  ASSERT_TRUE(*store.write(old, speech(old)));
  ASSERT_TRUE(store.clear());
  EXPECT_EQ(store.totals()->pledges, 0u);
  EXPECT_EQ(dump(path()).find("Withdraw"), std::string::npos);
}

TEST_F(SpeechStore, CheckTellsOrphans) {
  const Capture from = capture("a.txt", kSpeech);
  {
    Store store = open();
    ASSERT_TRUE(*store.write(from, speech(from)));
  }
  const auto damaged = [&](const char* sql) {
    auto connection = Connection::open(path(), Connection::Mode::write);
    EXPECT_TRUE((*connection)->run("BEGIN"));
    EXPECT_TRUE((*connection)->run(sql));
    EXPECT_TRUE((*connection)->run("COMMIT"));
    connection->reset();
    const auto checked = open().check();
    return checked ? std::string() : checked.error().message;
  };
  EXPECT_EQ(damaged("SELECT 1"), "");
  EXPECT_NE(damaged("UPDATE pledge_evidence SET pledge='x' WHERE position=1").find("evidence without pledge"),
            std::string::npos);
  EXPECT_NE(damaged("UPDATE pledges SET article='x' WHERE kind='promise'").find("pledge without article"),
            std::string::npos);
  EXPECT_NE(damaged("DELETE FROM pledge_evidence; DELETE FROM pledges").find("entity without record"),
            std::string::npos);
}

TEST_F(SpeechStore, DamagedCellsAreReadAsNothing) {
  const Capture from = capture("a.txt", kSpeech);
  {
    Store store = open();
    ASSERT_TRUE(*store.write(from, speech(from)));
  }
  for (const char* bad : {"", "[", "{}", "[[1]]", "[[-1,2]]", "[{\"text\":5}]", "[{\"text\":\"x\",\"begin\":\"y\"}]",
                          "[{\"text\":\"x\",\"entities\":-3}]"}) {
    auto connection = Connection::open(path(), Connection::Mode::write);
    auto row = (*connection)->prepare("UPDATE quotes SET content=?1, via=?1, cue_class='x', type='y'");
    ASSERT_TRUE(row->bind(std::string_view(bad)).run());
    row = (*connection)->prepare("UPDATE pledges SET steps=?1, marks=?1, kind='x', content_event='y'");
    ASSERT_TRUE(row->bind(std::string_view(bad)).run());
    connection->reset();
    Store store = open();
    ASSERT_TRUE(store.quotes()) << bad;
    EXPECT_TRUE(store.quotes()->front().quote.content.empty()) << bad;
    EXPECT_TRUE(store.pledges()) << bad;
  }
}

}  // namespace
}  // namespace demarche
