#include "coding/event_score.h"

#include <gtest/gtest.h>

#include "coding/gold_text.h"

namespace demarche::gold {
namespace {

const char kText[] = "Menu\nPeru warned Chile. “Leave,” said José Paz.\nChile signed a pact with Peru.\n";

std::string gold_line(const std::string& events, const std::string& quotes = "") {
  return R"({"file":"press/a.txt","body_lines":[2,3],"drop_lines":[1],"sentences":[)"
         R"({"i":0,"text":"Peru warned Chile."},{"i":1,"text":"“Leave,” said José Paz. "},)"
         R"({"i":2,"text":"Chile signed a pact with Peru."}],"events":[)" +
         events + R"(],"quotes":[)" + quotes + R"(],"ledger":[{"sent":0,"kind":"threat"}]})";
}

const char kWarned[] =
    R"({"sent":0,"trigger":"warned","type":"THREATEN","also":["ACCUSE"],"actor":[{"text":"Peru","code":"PER"}],)"
    R"("recipient":[{"text":"Chile","code":"CHL"}],"status":"asserted","need":"must"})";
const char kSigned[] = R"({"sent":2,"trigger":"signed","type":"AGREE","actor":[{"text":"Chilean side","code":""}],)"
                       R"("recipient":[],"status":"asserted","status_also":["future"],"need":"may"})";

std::string event_line(const std::string& type, const std::string& span, const std::string& actor,
                       const std::string& status = "asserted") {
  return R"({"kind":"event","doc":"a.txt","event":")" + type + R"(","trigger":{"text":"it's","span":[5,9]},)" +
         R"("sentence_span":)" + span + R"(,"status":")" + status + R"(","actor":[)" + actor + R"(],"recipient":[]})" +
         "\n";
}

EventScore score(const std::string& gold, const std::string& records) {
  const auto articles = read_gold(gold, "gold.jsonl");
  const auto docs = read_records(records, "records.jsonl");
  EXPECT_TRUE(articles) << articles.error().text();
  EXPECT_TRUE(docs) << docs.error().text();
  EventScore out;
  for (const GoldArticle& article : *articles) {
    const auto found = docs->find(article.doc);
    const auto done = score_article(article, found == docs->end() ? CodedDoc{} : found->second, kText, out);
    EXPECT_TRUE(done) << done.error().text();
  }
  return out;
}

TEST(EventScore, NothingCodedMissesWhatMustBeFound) {
  const EventScore out = score(gold_line(std::string(kWarned) + "," + kSigned), "");
  EXPECT_EQ(score_lines(out.counts),
            "events   recall 0.000 (0/1)  precision 0.000 (0/0)  F1 0.000  strict recall 0.000  status right 0.000\n"
            "quotes   recall 0.000 (0/0)  precision 0.000  F1 0.000  speaker right 0.000\n"
            "pledges  recall 0.000 (0/1)\n"
            "lines    body kept 0.000  furniture dropped 1.000  events coded from furniture 0\n");
  EXPECT_EQ(error_lines(out, 9), "a.txt\tmissed\tTHREATEN\twarned\tPeru warned Chile.\n");
  EXPECT_EQ(error_lines(out, 0), "");
}

TEST(EventScore, ADefensibleTypeIsGoodButNotStrict) {
  const std::string actor = R"({"code":"PER","text":"Lima"})";
  const EventScore out = score(gold_line(kWarned), event_line("ACCUSE", "[5,23]", actor));
  EXPECT_EQ(out.counts.hit, 1u);
  EXPECT_EQ(out.counts.strict, 0u);
  EXPECT_EQ(out.counts.status_right, 1u);
}

TEST(EventScore, StrictAsksForTheRecipient) {
  const std::string actor = R"({"code":"PER","text":"Lima"})";
  const EventScore without = score(gold_line(kWarned), event_line("THREATEN", "[5,23]", actor));
  EXPECT_EQ(without.counts.hit, 1u);
  EXPECT_EQ(without.counts.strict, 0u);
  EXPECT_FALSE(without.verdicts.at(0).recipient_right);
}

TEST(EventScore, AGoldEventServesOneCodedEvent) {
  const std::string actor = R"({"code":"PER","text":"Lima"})";
  const std::string twice =
      event_line("THREATEN", "[5,23]", actor) + event_line("ACCUSE", "[5,23]", actor, "historical");
  const EventScore out = score(gold_line(kWarned), twice);
  EXPECT_EQ(out.counts.good, 1u);
  EXPECT_EQ(error_lines(out, 9), "a.txt\textra\tACCUSE\t{'text': \"it's\", 'span': [5, 9]}\tPeru warned Chile.\n");
}

TEST(EventScore, AnEmptyGoldCodeIsComparedByWords) {
  const EventScore out =
      score(gold_line(kSigned), event_line("AGREE", "[55,85]", R"({"code":"CHL","text":"CHILEAN"})", "future"));
  EXPECT_EQ(out.counts.good, 1u);
  EXPECT_EQ(out.counts.must, 0u);
  EXPECT_EQ(out.counts.status_right, 1u);
}

TEST(EventScore, QuotesAndTheirSpeakers) {
  const std::string quote = R"({"sent":1,"text":"Leave,","speaker":"José Paz"})";
  const std::string ours = R"({"kind":"quote","doc":"a.txt","span":[27,33],"speaker":{"name":"José Paz"}})";
  const EventScore out = score(gold_line("", quote), ours);
  EXPECT_EQ(out.counts.quotes_hit, 1u);
  EXPECT_EQ(out.counts.speakers_right, 1u);
  const std::string half = R"({"kind":"quote","doc":"a.txt","span":[27,30],"speaker":null})";
  EXPECT_EQ(score(gold_line("", quote), half).counts.quotes_hit, 0u);
}

TEST(EventScore, FurnitureLinesAndTheirEvents) {
  const std::string article = R"({"kind":"article","doc":"a.txt","body":[[0,52]]})";
  const EventScore out = score(gold_line(""), article + "\n" + event_line("AID", "[0,4]", ""));
  EXPECT_EQ(out.counts.body_kept, 1u);
  EXPECT_EQ(out.counts.dropped, 0u);
  EXPECT_EQ(out.counts.from_furniture, 1u);
}

TEST(EventScore, BrokenLinesAreNamed) {
  const auto gold = read_gold("\n{\"file\": 3}\n", "gold.jsonl");
  ASSERT_FALSE(gold);
  EXPECT_EQ(gold.error().code, ErrorCode::bad_format);
  EXPECT_EQ(gold.error().where, "gold.jsonl:2");
  EXPECT_FALSE(read_records("{\"kind\":", "r"));
  EXPECT_FALSE(read_records(std::string(100000, '['), "r"));
  EXPECT_FALSE(read_records(R"({"kind":"event","doc":"a","event":"AID","sentence_span":[1]})", "r"));
  GoldArticle lost;
  lost.events.push_back({7, "AID", {}, "gave", {}, {}, "asserted", {}, true});
  EventScore out;
  EXPECT_FALSE(score_article(lost, {}, kText, out));
}

TEST(GoldText, FollowsPython) {
  EXPECT_EQ(lower("ÉCLAT ΟΔΟΣ İ"), "éclat οδος i̇");
  EXPECT_EQ(strip("\xC2\xA0 a b\xE3\x80\x80\n"), "a b");
  EXPECT_EQ(last_word("Ana  de la Cruz "), "Cruz");
  EXPECT_EQ(last_word("  "), "");
  EXPECT_EQ(first_characters("añb", 2), "añ");
  EXPECT_EQ(first_characters("a\xE2\x82z", 9), "a\xEF\xBF\xBDz");
  EXPECT_EQ(with_plain_newlines("a\r\nb\rc\n"), "a\nb\nc\n");
  EXPECT_EQ(ascii_json(Json::parse(R"({"a":["é",1,null]})")), "{\"a\": [\"\\u00e9\", 1, null]}");
  EXPECT_EQ(printed(Json("plain")), "plain");
  EXPECT_EQ(printed(Json(nullptr)), "None");
  EXPECT_EQ(printed(Json::parse(R"(["it's","\"it's\"","a\tb\\ \u00a0é",true,1.5,{}])")),
            "[\"it's\", '\"it\\'s\"', 'a\\tb\\\\ \\xa0é', True, 1.5, {}]");
}

}  // namespace
}  // namespace demarche::gold
