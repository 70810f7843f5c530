#include <gtest/gtest.h>

#include "golden.h"
#include "mention/brackets.h"
#include "mention/speech_testing.h"
#include "mention/times.h"

namespace demarche {
namespace {

void parse_case(const testing::GoldenCase& one, testing::ParsedText& in) {
  testing::parse_text(one.input, in);
  if (const auto at = one.options.find("published"); at != one.options.end()) {
    in.article.published = parse_iso_date(at->second).value_or(Date{});
  }
}

std::string days_text(const TimeExpression& time) {
  return (time.from.known() ? time.from.text() : "?") + " | " + (time.to.known() ? time.to.text() : "?") + " | " +
         to_string(time.precision);
}

/// One line a DATE or TIME: words | from | to | precision and flags; options `published` and `not-before`.
std::string time_lines(const testing::GoldenCase& one) {
  testing::ParsedText in;
  parse_case(one, in);
  if (const auto at = one.options.find("not-before"); at != one.options.end()) {
    in.article.bracket.from = parse_iso_date(at->second).value_or(Date{});
  }
  std::string out;
  const std::vector<TimeExpression> times = find_times(in.article, in.parse);
  for (const TimeExpression& time : times) {
    if (time.type == TimeType::set || time.type == TimeType::duration || time.how == "reference") continue;
    out += std::string(time.span.in(one.input)) + " | " + days_text(time);
    if (time.past) out += " past";
    if (time.future) out += " future";
    if (time.happened) out += " happened";
    out += '\n';
  }
  if (one.options.count("bracket")) {
    std::vector<BracketFact> facts = time_facts(times);
    if (in.article.bracket.from.known()) facts.push_back({"office", {}, {in.article.bracket.from, {}}});
    set_bracket(std::move(facts), in.article);
    out += "bracket " + in.article.bracket.from.text() + " " + in.article.bracket.to.text() + '\n';
  }
  return out;
}

/// One line an expression: words | TIMEX3 type and value | from | to | precision.
std::string timex_lines(const testing::GoldenCase& one) {
  testing::ParsedText in;
  parse_case(one, in);
  std::string out;
  for (const TimeExpression& time : find_times(in.article, in.parse)) {
    out += std::string(time.span.in(one.input)) + " | " + to_string(time.type) + " " + time.value + " | " +
           days_text(time) + '\n';
  }
  return out;
}

TEST(Times, Timex) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  testing::run_golden("tests/golden/timex", timex_lines);
}

TEST(Times, Golden) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  testing::run_golden("tests/golden/time", time_lines);
}

TEST(Times, HostileInput) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "99999 years ago 31 February 2021-99-99 early mid late in 100000 decades ago last last May ";
  testing::ParsedText in;
  ASSERT_TRUE(testing::parse_text(text, in));
  in.article.published = Date{2020, 2, 29};
  for (const TimeExpression& time : find_times(in.article, in.parse)) {
    EXPECT_LE(time.from, time.to);
    EXPECT_LT(time.first, time.last);
    EXPECT_LE(time.span.end, text.size());
  }
}

}  // namespace
}  // namespace demarche
