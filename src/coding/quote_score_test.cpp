#include "coding/quote_score.h"

#include <gtest/gtest.h>

namespace demarche::gold {
namespace {

/// Spans of the first place where each of the words stands in the text.
std::vector<Span> spans(const std::string& text, std::initializer_list<std::string_view> parts) {
  std::vector<Span> out;
  for (std::string_view part : parts) {
    const auto at = static_cast<uint32_t>(text.find(part));
    out.push_back({at, at + static_cast<uint32_t>(part.size())});
  }
  return out;
}

const std::string kText = "Lopes said the bridge “fell”.\n“Go home,” Rui told us.";

GoldQuotes gold() {
  GoldQuotes out{"a", kText, {}};
  QuotedTurn turn;
  turn.source = spans(kText, {"Lopes"});
  turn.cue = spans(kText, {"said"});
  turn.content = spans(kText, {"the bridge “fell”"});
  out.turns.push_back(turn);
  turn.source = spans(kText, {"Rui"});
  turn.cue = spans(kText, {"told"});
  turn.content = spans(kText, {"“Go home,”"});
  out.turns.push_back(turn);
  return out;
}

TEST(QuoteScore, AllRight) {
  QuoteScore score;
  std::vector<QuotedTurn> ours = gold().turns;
  ours[0].type = QuoteType::mixed;
  score_quotes(gold(), ours, score);
  EXPECT_EQ(score.content.found, 5u);
  EXPECT_DOUBLE_EQ(score.content.f1(), 1);
  EXPECT_EQ(score.gold_of_type[static_cast<size_t>(QuoteType::mixed)], 1u);
  EXPECT_EQ(score.gold_of_type[static_cast<size_t>(QuoteType::direct)], 1u);
  EXPECT_DOUBLE_EQ(score.by_type[static_cast<size_t>(QuoteType::direct)].f1(), 1);
  EXPECT_EQ(score.matched, 2u);
  EXPECT_DOUBLE_EQ(score.source_overlap, 2);
  EXPECT_DOUBLE_EQ(score.cue_overlap, 2);
  EXPECT_TRUE(score.errors.empty());
}

TEST(QuoteScore, PartsAndStrangers) {
  QuoteScore score;
  QuotedTurn half;  // one word of three, with a source that is wrong and a cue with a word too many
  half.content = spans(kText, {"bridge"});
  half.source = spans(kText, {"Rui"});
  half.cue = spans(kText, {"Lopes said"});
  half.type = QuoteType::indirect;
  QuotedTurn extra;
  extra.content = spans(kText, {"us"});
  score_quotes(gold(), {half, extra}, score);
  EXPECT_EQ(score.content.found, 1u);
  EXPECT_EQ(score.content.gold, 5u);
  EXPECT_EQ(score.content.right, 1u);
  EXPECT_EQ(score.content.coded, 2u);
  EXPECT_EQ(score.matched, 1u);
  EXPECT_DOUBLE_EQ(score.source_overlap, 0);
  EXPECT_NEAR(score.cue_overlap, 2.0 / 3, 1e-9);
  EXPECT_EQ(score.errors.size(), 3u);  // both of gold, one of ours
  EXPECT_NE(quote_error_lines(score, 9).find("extra direct [] () us"), std::string::npos);
}

TEST(QuoteScore, TurnsOfOneCueAreOne) {
  Quote first, second, carried;
  first.span = {0, 5};
  first.cue_span = second.cue_span = {10, 14};
  first.source_span = second.source_span = {6, 9};
  second.span = {20, 25};
  carried.span = {30, 35};
  const auto turns = turns_of({first, second, carried});
  ASSERT_EQ(turns.size(), 1u);
  EXPECT_EQ(turns[0].content, (std::vector<Span>{{0, 5}, {20, 25}, {30, 35}}));
}

TEST(QuoteScore, ReadsGold) {
  const auto read =
      read_gold_quotes(R"({"id":"a","text":"It fell.","attributions":[{"source":[],"cue":[[3,7]],"content":[[0,2]]}]})"
                       "\n",
                       "x");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->at(0).turns.at(0).content.at(0), (Span{0, 2}));
  const auto outside =
      read_gold_quotes(R"({"id":"a","text":"It","attributions":[{"source":[],"cue":[],"content":[[0,3]]}]})", "x");
  ASSERT_FALSE(outside);
  EXPECT_EQ(outside.error().where, "x:1");
  EXPECT_FALSE(read_gold_quotes("{", "x"));
}

}  // namespace
}  // namespace demarche::gold
