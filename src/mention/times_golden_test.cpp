#include <gtest/gtest.h>

#include "golden.h"
#include "mention/speech_testing.h"
#include "mention/times.h"

namespace demarche {
namespace {

/// One line an expression: words | from | to | precision and flags; options `published` and `not-before`.
std::string time_lines(const testing::GoldenCase& one) {
  testing::ParsedText in;
  testing::parse_text(one.input, in);
  if (const auto at = one.options.find("published"); at != one.options.end()) {
    in.article.published = parse_iso_date(at->second).value_or(Date{});
  }
  if (const auto at = one.options.find("not-before"); at != one.options.end()) {
    in.article.bracket.from = parse_iso_date(at->second).value_or(Date{});
  }
  std::string out;
  const std::vector<TimeExpression> times = find_times(in.article, in.parse);
  for (const TimeExpression& time : times) {
    out += time.span.in(one.input);
    out += " | " + (time.from.known() ? time.from.text() : "?") + " | " + (time.to.known() ? time.to.text() : "?");
    out += std::string(" | ") + to_string(time.precision);
    if (time.past) out += " past";
    if (time.future) out += " future";
    if (time.happened) out += " happened";
    out += '\n';
  }
  if (one.options.count("bracket")) {
    const DateBracket bracket = bracket_from(times, in.article.bracket);
    out += "bracket " + bracket.from.text() + " " + bracket.to.text() + '\n';
  }
  return out;
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
