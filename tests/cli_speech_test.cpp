// The verbs that tell of words: quotes, ledger, explain of both, their sections of the dossier, code --indirect.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/sample_store.h"
#include "command_test.h"
#include "golden.h"
#include "record/json.h"
#include "store/sqlite.h"

namespace demarche {
namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

size_t count(const std::string& text, const std::string& part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

class CliSpeechTest : public testing::CommandTest {
 protected:
  void SetUp() override {
    CommandTest::SetUp();
    ASSERT_TRUE(testing::write_sample_store(folder_ / "s.db"));
  }
  int demarche(const std::string& options) const { return run("'" DEMARCHE_COMMAND "' " + options); }
  /// What the command prints on the sample store, with words for the test's report.
  std::string out(const std::string& options) const {
    demarche(options + " --store s.db");
    return text("out");
  }
  /// Records that `verb --json` gives for the options.
  size_t records(const std::string& options) const { return count(out(options + " --json"), "{\"kind\":"); }
  /// The id of the first record that `verb --json` prints.
  std::string id(const std::string& options) const {
    const std::string lines = out(options + " --json");
    const size_t at = lines.find("\"id\":\"");
    return at == std::string::npos ? "" : lines.substr(at + 6, 20);
  }
};

TEST_F(CliSpeechTest, QuotesTakeEveryFilter) {
  const std::pair<const char*, size_t> cases[] = {{"quotes", 6},
                                                  {"quotes --speaker USA", 3},
                                                  {"quotes --speaker khrushchev", 2},
                                                  {"quotes --speaker nikita-khrushchev", 2},
                                                  {"quotes --speaker 'USA JRN'", 1},
                                                  {"quotes --speaker CUB", 0},
                                                  {"quotes --about CUB", 1},
                                                  {"quotes --about USA", 1},
                                                  {"quotes --type direct", 4},
                                                  {"quotes --type MIXED", 1},
                                                  {"quotes --type indirect", 1},
                                                  {"quotes --text PIRATE", 2},
                                                  {"quotes --doc herald-07.txt", 2},
                                                  {"quotes --since 1962-10-23", 4},
                                                  {"quotes --since 1962-10-24", 1},
                                                  {"quotes --until 1962-10-27", 3},
                                                  {"quotes --until 1962-10-28", 4},
                                                  {"quotes --limit 2", 2},
                                                  {"quotes --speaker USA --type direct --limit 9", 3}};
  for (const auto& [options, expected] : cases) EXPECT_EQ(records(options), expected) << options << "\n" << text("out");
}

TEST_F(CliSpeechTest, LedgerTakesEveryFilter) {
  const std::pair<const char*, size_t> cases[] = {{"ledger", 4},
                                                  {"ledger --all", 5},
                                                  {"ledger --kind demand", 2},
                                                  {"ledger --kind Promise", 0},
                                                  {"ledger --kind promise --all", 1},
                                                  {"ledger --actor CUB", 1},
                                                  {"ledger --actor SUN", 2},
                                                  {"ledger --actor USA", 3},
                                                  {"ledger --issuer USA", 2},
                                                  {"ledger --issuer kennedy", 1},
                                                  {"ledger --addressee USA", 1},
                                                  {"ledger --addressee USA --all", 2},
                                                  {"ledger --strength ultimatum", 1},
                                                  {"ledger --strength hedged", 1},
                                                  {"ledger --status repeated", 1},
                                                  {"ledger --status open", 3},
                                                  {"ledger --status met", 1},
                                                  {"ledger --status broken", 0},
                                                  {"ledger --doc herald-07.txt", 2},
                                                  {"ledger --text 'CROSS THE COAST'", 1},
                                                  {"ledger --since 1962-10-24", 1},
                                                  {"ledger --until 1962-10-23", 1},
                                                  {"ledger --limit 3", 3}};
  for (const auto& [options, expected] : cases) EXPECT_EQ(records(options), expected) << options << "\n" << text("out");
}

TEST_F(CliSpeechTest, JsonIsTheEnginesOwnLine) {
  testing::SampleArticle first("a.txt"), second("b.txt"), third("c.txt");
  testing::add_speech(first, second, third);
  {
    Result<Store> store = Store::open(folder_ / "j.db");
    for (testing::SampleArticle* one : {&first, &second, &third}) ASSERT_TRUE(one->write(*store));
  }
  std::string quotes, pledges;
  for (const testing::SampleArticle* one : {&first, &second, &third}) {
    for (const Quote& quote : one->coded().quotes) quotes += to_json_line(quote, {}) + "\n";
    for (const Pledge& pledge : one->coded().pledges) pledges += to_json_line(pledge, {}) + "\n";
  }
  EXPECT_EQ(demarche("quotes --store j.db --json"), 0);
  EXPECT_EQ(text("out"), quotes);
  EXPECT_EQ(demarche("ledger --store j.db --json --all"), 0);
  EXPECT_EQ(text("out"), pledges);
  const Pledge& pledge = first.coded().pledges.front();
  EXPECT_EQ(demarche("explain --json --store j.db " + pledge.id.substr(0, 12)), 0);
  EXPECT_EQ(text("out"), to_json_line(pledge, {}) + "\n");
  const Quote& quote = second.coded().quotes.front();
  EXPECT_EQ(demarche("explain --json --store j.db " + quote.id), 0);
  EXPECT_EQ(text("out"), to_json_line(quote, {}) + "\n");
}

TEST_F(CliSpeechTest, ErrorsNameWhatIsThere) {
  EXPECT_EQ(demarche("quotes --store s.db --speaker Nobody"), 1);
  EXPECT_TRUE(contains(text("err"), "no such quotes in s.db")) << text("err");
  EXPECT_EQ(text("out"), "");
  EXPECT_EQ(demarche("ledger --store s.db --issuer Nobody"), 1);
  EXPECT_TRUE(contains(text("err"), "no such pledges in s.db. Only open ones")) << text("err");
  EXPECT_EQ(demarche("ledger --store s.db --issuer Nobody --all --json"), 1);
  EXPECT_FALSE(contains(text("err"), "Only open ones")) << text("err");
  EXPECT_EQ(demarche("quotes --store s.db --type loud"), 2);
  EXPECT_TRUE(contains(text("err"), "direct mixed indirect")) << text("err");
  EXPECT_EQ(demarche("ledger --store s.db --kind wish"), 2);
  EXPECT_TRUE(contains(text("err"), "demand threat warning promise offer refusal denial")) << text("err");
  EXPECT_EQ(demarche("ledger --store s.db --strength soft"), 2);
  EXPECT_TRUE(contains(text("err"), "ultimatum firm hedged")) << text("err");
  EXPECT_EQ(demarche("ledger --store s.db --status gone"), 2);
  EXPECT_TRUE(contains(text("err"), "open repeated met broken withdrawn")) << text("err");
  EXPECT_EQ(demarche("ledger --store s.db --all --status met"), 2);
  EXPECT_EQ(demarche("ledger --store s.db --since soon"), 2);
  EXPECT_EQ(demarche("quotes --store s.db --until soon"), 2);
  EXPECT_EQ(demarche("quotes --store none.db"), 3);
  EXPECT_EQ(demarche("ledger --store none.db"), 3);
  EXPECT_EQ(demarche("ledger --store s.db > /dev/full 2> full.err; exit $?"), 4);
  EXPECT_EQ(demarche("quotes --store s.db > /dev/full 2> full.err; exit $?"), 4);
}

TEST_F(CliSpeechTest, TheSamePledgeOfSeveralCapturesStandsOnce) {
  const std::string page = out("ledger --kind demand");
  EXPECT_EQ(count(page, "pull back the missiles   "), 1u) << page;
  EXPECT_TRUE(contains(page, "gazette-01 +1")) << page;
  EXPECT_TRUE(contains(page, "United States → Soviet Union")) << page;
  EXPECT_TRUE(contains(page, "repeated; or the ships would act; until Sunday (1962-10-28); according to The Invented"))
      << page;
  EXPECT_TRUE(contains(page, "1 entry in 2 records")) << page;
  EXPECT_TRUE(contains(out("ledger --limit 1"), "… 2 more"));
}

TEST_F(CliSpeechTest, AStatusKeepsPledgesApart) {
  testing::SampleArticle one("a.txt"), two("b.txt");
  const std::string words = "[Kennedy|USA||john-f-kennedy|John F. Kennedy] {promised} <Havana|CUB|||Cuba> peace.";
  one.pledge({words, PledgeKind::promise, "peace"});
  two.pledge({words, PledgeKind::promise, "peace", std::nullopt, PledgeStrength::firm, PledgeStatus::broken});
  {
    Result<Store> store = Store::open(folder_ / "two.db");
    ASSERT_TRUE(one.write(*store));
    ASSERT_TRUE(two.write(*store));
  }
  demarche("ledger --all --store two.db");
  EXPECT_TRUE(contains(text("out"), "2 entries in 2 records")) << text("out");
  EXPECT_TRUE(contains(text("out"), "        broken\n")) << text("out");
}

TEST_F(CliSpeechTest, ExplainsAPledgeFromTheStore) {
  const std::string page = out("explain " + id("ledger --strength ultimatum").substr(0, 9));
  for (const char* part :
       {"demand, ultimatum", "the stored evidence", "status        repeated", "“pull back the missiles” (RETREAT)",
        "until Sunday (1962-10-28), precision day", "“or the ships would act”",
        "[Kennedy] {gave} <Moscow> (deadline: until Sunday) to «pull back the missiles»,", "(condition: or the",
        "«content» (condition: …) (deadline: …)", "John F. Kennedy USA GOV john-f-kennedy; party USA",
        "because sample: 'Kennedy'", "The Invented Gazette", "told 2 times", "{He said it twice.}",
        "a step of the sample", "Frame sample.frame", "Parse  not shown"}) {
    EXPECT_TRUE(contains(page, part)) << part << "\n" << page;
  }
  const std::string lonely = out("explain " + id("ledger --kind offer"));
  EXPECT_TRUE(contains(lonely, "addressee     not named")) << lonely;
  EXPECT_TRUE(contains(lonely, "according to  the article itself")) << lonely;
}

TEST_F(CliSpeechTest, ExplainsAQuoteFromTheStore) {
  const std::string page = out("explain " + id("quotes --text 'dangerous road'"));
  for (const char* part :
       {"direct", "tell (warn)", "the stored evidence", "because sample: 'Kennedy'", "addressee     “the nation”",
        "occasion      “a late hour”", "The Invented Gazette", "party CUB", "Parse  not shown"}) {
    EXPECT_TRUE(contains(page, part)) << part << "\n" << page;
  }
}

TEST_F(CliSpeechTest, ExplainsBothFromTheirText) {
  testing::SampleArticle article("note.txt"), other("x.txt"), third("y.txt");
  testing::add_speech(article, other, third);
  {
    Result<Store> store = Store::open(folder_ / "n.db");
    ASSERT_TRUE(article.write(*store));
  }
  put("note.txt", article.text());
  demarche("explain --store n.db " + article.coded().pledges.front().id);
  const std::string pledge = text("out");
  for (const char* part : {"read again from", ">", "[Kennedy] {gave} <Moscow> (deadline: until Sunday)",
                           "He said it twice.", "told 2 times", "issuer", "condition", "deadline"}) {
    EXPECT_TRUE(contains(pledge, part)) << part << "\n" << pledge;
  }
  EXPECT_TRUE(contains(pledge, "by version")) << "the sample's version is not the engine's\n" << pledge;
  demarche("explain --store n.db " + article.coded().quotes.front().id);
  const std::string quote = text("out");
  for (const char* part :
       {"read again from", "“«Let nobody doubt", "[Kennedy] {tell}", "<the nation> at (occasion: a late hour)",
        "(via: The Invented Gazette)", "Words", "speaker", "cue", "addressee"}) {
    EXPECT_TRUE(contains(quote, part)) << part << "\n" << quote;
  }
  demarche("explain --store n.db " + article.coded().article.id);
  EXPECT_TRUE(contains(text("out"), "Pledges\n") && contains(text("out"), "demand, ultimatum")) << text("out");
  EXPECT_TRUE(contains(text("out"), "Quotes\n") && contains(text("out"), "John F. Kennedy")) << text("out");
}

TEST_F(CliSpeechTest, TheDossierCapsTheLedgerAndSaysHowToSeeTheRest) {
  testing::SampleArticle article("many.txt");
  for (int i = 0; i < 30; ++i) {
    const std::string words =
        fmt::format("[Washington|USA|||United States] {{threatened}} <Havana|CUB|||Cuba> with wave {} ", i);
    article.pledge({words, PledgeKind::threat, fmt::format("with wave {} ", i)});
  }
  article.pledge({"[Havana|CUB|||Cuba] {gave} <Washington|USA|||United States> a day.", PledgeKind::demand, "a day",
                  std::nullopt, PledgeStrength::ultimatum});
  article.pledge({"[Havana|CUB|||Cuba] {warned} <Moscow|SUN|||Soviet Union> in the past.",
                  PledgeKind::warning,
                  "in the past",
                  std::nullopt,
                  PledgeStrength::ultimatum,
                  PledgeStatus::open,
                  "",
                  "",
                  {},
                  1,
                  true});
  {
    Result<Store> store = Store::open(folder_ / "many.db");
    ASSERT_TRUE(article.write(*store));
  }
  demarche("read --store many.db");
  const std::string page = text("out");
  const size_t ledger = page.find("\nLedger");
  ASSERT_NE(ledger, std::string::npos) << page;
  EXPECT_LT(page.find("Cuba → United States", ledger), page.find("United States → Cuba", ledger)) << page;
  EXPECT_TRUE(contains(page, "… 27 more: demarche ledger --store many.db")) << page;
  EXPECT_FALSE(contains(page, "in the past")) << "told as history\n" << page;
  demarche("read --store many.db --json");
  const auto json = nlohmann::json::parse(text("out"));
  EXPECT_EQ(json["more_ledger"], 27);
  EXPECT_EQ(json["read"]["pledges"], 32);
  ASSERT_EQ(json["ledger"].size(), 2u);
  EXPECT_EQ(json["ledger"][1]["entries"].size(), 4u);
  EXPECT_EQ(json["ledger"][0]["entries"][0]["strength"], "ultimatum");
  EXPECT_EQ(json["ledger"][0]["issuer"], nlohmann::json::array({"CUB"}));
}

TEST_F(CliSpeechTest, KeyQuotesAreWordsOfPartiesAndFewOfEach) {
  const Entity king{"the king", {}, "RUR", "GOV", "rudolf-v", "Rudolf", "", ""};
  const Entity paper{"a paper", {}, "RUR", "JRN", "", "A Paper", "", ""};
  testing::SampleArticle article("words.txt");
  for (const char* words : {"We shall never leave this river to anybody", "The harvest was good for all of us",
                            "Nobody may cross that river without our leave", "Too short to stand here"})
    article.speech({words, king});
  std::string endless = "This goes on";
  for (int i = 0; i < 60; ++i) endless += " and on";
  article.speech({endless, {"a minister", {}, "RUR", "GOV", "minister", "A Minister", "", ""}});
  article.speech({"The press knows all of this much better", paper});
  article.speech({"that the reported words are no quotation at all", king, QuoteType::indirect});
  {
    Result<Store> store = Store::open(folder_ / "w.db");
    ASSERT_TRUE(article.write(*store));
  }
  demarche("read --store w.db --json");
  const auto json = nlohmann::json::parse(text("out"));
  ASSERT_EQ(json["key_quotes"].size(), 2u) << json["key_quotes"];
  for (const auto& quote : json["key_quotes"]) EXPECT_EQ(quote["speaker"][0]["id"], "rudolf-v");
  EXPECT_EQ(json["read"]["quotes"], 6);
  EXPECT_EQ(json["read"]["indirect_quotes"], 1);
  EXPECT_EQ(json["speakers"][0]["direct"], 4);
  EXPECT_EQ(json["speakers"][0]["indirect"], 1);
}

TEST_F(CliSpeechTest, WordsCannotSteerATerminal) {
  testing::SampleArticle article("bad.txt");
  article.speech(
      {"red \x1b[31m words \xe2\x80\xae turned over and over", {"he\x1b[0m", {}, "RUR", "", "", "", "", ""}});
  article.pledge(
      {"[he\x1b[1m|RUR|||R\x1b[0m] {warned} <us|GFW|||G> of \x1b[5m smoke.", PledgeKind::warning, "of \x1b[5m smoke"});
  {
    Result<Store> store = Store::open(folder_ / "bad.db");
    ASSERT_TRUE(article.write(*store));
  }
  for (const char* verb : {"quotes", "ledger", "read"}) {
    demarche(std::string(verb) + " --store bad.db");
    EXPECT_FALSE(contains(text("out"), "\x1b") || contains(text("out"), "\xe2\x80\xae")) << verb;
    EXPECT_FALSE(text("out").empty());
  }
}

TEST_F(CliSpeechTest, AStoreOfVersionOneIsBroughtUpToDate) {
  const auto sql = read_file(DEMARCHE_SOURCE_DIR "/tests/store/version1.sql");
  ASSERT_TRUE(sql);
  { ASSERT_TRUE((*Connection::open(folder_ / "old.db", Connection::Mode::create))->run(sql->c_str())); }
  EXPECT_EQ(demarche("quotes --store old.db"), 5);
  EXPECT_TRUE(contains(text("err"), "Open it once with `demarche read`")) << text("err");
  EXPECT_EQ(demarche("read --store old.db"), 0) << text("err");
  EXPECT_TRUE(contains(text("out"), "3 events, 1 quote, 0 indirect, 0 pledges")) << text("out");
  EXPECT_EQ(demarche("quotes --store old.db"), 0);
  EXPECT_TRUE(contains(text("out"), "We will answer every provocation")) << text("out");
}

TEST_F(CliSpeechTest, CodePrintsReportedSpeechOnlyWhenAsked) {
  put("note.txt",
      "Talks in Lima\n\n“We will not sign,” the Peruvian president said. Chile said that it would wait until "
      "Friday.\n");
  demarche("code note.txt");
  const std::string plain = text("out");
  EXPECT_FALSE(contains(plain, "\"type\":\"indirect\"")) << plain;
  EXPECT_TRUE(contains(plain, "\"type\":\"direct\"")) << plain;
  EXPECT_TRUE(demarche("code note.txt --indirect") <= 1) << text("err");
  std::istringstream lines(text("out"));
  std::string rest;
  for (std::string line; std::getline(lines, line);) {
    if (!contains(line, "\"type\":\"indirect\"")) rest += line + "\n";
  }
  EXPECT_EQ(rest, plain);
}

}  // namespace
}  // namespace demarche
