#include "mention/time_score.h"

#include <gtest/gtest.h>

namespace demarche::gold {
namespace {

TimeExpression ours(Span span, TimeType type, const char* value, Date from, Date to) {
  TimeExpression out;
  out.span = span;
  out.type = type;
  out.value = value;
  out.from = from;
  out.to = to;
  out.precision = from.known() ? DatePrecision::day : DatePrecision::unknown;
  return out;
}

constexpr const char* kLine =
    R"({"id":"a","text":"On Monday it rained for two days.","published":"2022-02-16","expressions":[)"
    R"({"span":[3,9],"type":"DATE","value":"2022-02-14","from":"2022-02-14","to":"2022-02-14","precision":"day"},)"
    R"({"span":[24,32],"type":"DURATION","value":"P2D","from":"","to":""}]})";

TEST(TimeScore, CountsWhatGoldTells) {
  const auto gold = read_gold_times(kLine, "gold");
  ASSERT_TRUE(gold) << gold.error().text();
  ASSERT_EQ(gold->front().expressions.size(), 2u);
  TimeScore score;
  const Date monday{2022, 2, 14};
  score_times(gold->front(),
              {ours({0, 9}, TimeType::date, "2022-02-14", monday, monday), ours({10, 12}, TimeType::date, "X", {}, {}),
               ours({24, 32}, TimeType::duration, "P2D", monday, monday)},
              score);
  EXPECT_EQ(score.strict, 1u);
  EXPECT_EQ(score.overlap, 2u);
  EXPECT_EQ(score.type, 2u);
  EXPECT_EQ(score.value, 2u);
  EXPECT_EQ(score.day, 1u);
  EXPECT_EQ(score.days, 1u);
  EXPECT_EQ(score.invented, 1u) << "gold says that the duration lies nowhere";
  EXPECT_EQ(score.precisions, 1u);
  EXPECT_EQ(score.errors.size(), 3u);
  const std::string page = time_score_lines(score);
  EXPECT_NE(page.find("strict     precision 0.333 (1/3)  recall 0.500 (1/2)  F1 0.400"), std::string::npos) << page;
}

TEST(TimeScore, BlocksAndLinesAreTheSame) {
  const auto blocks = read_gold_times(
      "# gold\n=== a [published: 2022-02-16]\nOn Monday it rained for two days.\n---\n"
      "Monday | DATE 2022-02-14 | 2022-02-14 | 2022-02-14 | day\ntwo days | DURATION P2D | ? | ? | unknown\n",
      "gold");
  const auto lines = read_gold_times(kLine, "gold");
  ASSERT_TRUE(blocks) << blocks.error().text();
  ASSERT_EQ(blocks->size(), 1u);
  EXPECT_EQ(blocks->front().text, lines->front().text);
  EXPECT_EQ(blocks->front().published, lines->front().published);
  ASSERT_EQ(blocks->front().expressions.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(blocks->front().expressions[i].span.begin, lines->front().expressions[i].span.begin);
    EXPECT_EQ(blocks->front().expressions[i].value, lines->front().expressions[i].value);
    EXPECT_EQ(blocks->front().expressions[i].from, lines->front().expressions[i].from);
  }
}

TEST(TimeScore, ErrorsNameTheLine) {
  const auto where = [](const std::string& text) {
    const auto read = read_gold_times(text, "gold");
    return read ? std::string("read") : read.error().where;
  };
  EXPECT_EQ(where(std::string(kLine) + "\n{}\n"), "gold:2");
  EXPECT_EQ(where(R"({"id":"a","text":"x","expressions":[{"span":[0,9],"type":"DATE"}]})"), "gold:1");
  EXPECT_EQ(where(R"({"id":"a","text":"x","expressions":[{"span":[0,1],"type":"AGE"}]})"), "gold:1");
  EXPECT_EQ(where(R"({"id":"a","text":"x","published":"soon","expressions":[]})"), "gold:1");
  EXPECT_EQ(where("=== a\nIt rained.\n---\nMonday | DATE X | ? | ? | day\n"), "gold:4");
  EXPECT_EQ(where("=== a\nIt rained.\n---\nMonday\n"), "gold:4");
  EXPECT_EQ(where(""), "read");
}

}  // namespace
}  // namespace demarche::gold
