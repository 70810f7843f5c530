#include "mention/attribution.h"

#include <gtest/gtest.h>

#include "mention/speech_testing.h"

namespace demarche {
namespace {

/// "class[source]: content", one attribution a line.
std::string attributions(const std::string& text) {
  testing::ParsedText in;
  testing::parse_text(text, in);
  std::string out;
  for (const Attribution& one : find_attributions(in.parse, in.mentions)) {
    const auto& tokens = in.parse.sentences[one.sentence].tokens;
    const auto words = [&](uint32_t first, uint32_t last) {
      return last > first ? Span{tokens[first].span.begin, tokens[last - 1].span.end}.in(text) : std::string_view("?");
    };
    out += to_string(one.cue_class);
    out += "[";
    out += words(one.source_first, one.source_last);
    out += "]: ";
    out += words(one.first, one.last);
    out += one.parent >= 0 ? " (nested)\n" : "\n";
    EXPECT_FALSE(one.first <= one.cue_token && one.cue_token < one.last);
  }
  return out;
}

TEST(Attribution, ReportedSpeech) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  EXPECT_EQ(attributions("Lopes said that the troops had left."), "say[Lopes]: that the troops had left\n");
  EXPECT_EQ(attributions("The troops had left, Lopes said."), "say[Lopes]: The troops had left\n");
  EXPECT_EQ(attributions("According to Lopes, the troops had left."), "say[Lopes]: the troops had left\n");
  EXPECT_EQ(attributions("Peru accused Chile of hiding the truth."), "accuse[Peru]: of hiding the truth\n");
  EXPECT_EQ(attributions("Peru denied the report."), "deny[Peru]: the report\n");
  EXPECT_EQ(attributions("Peru continued to move troops."), "");
  EXPECT_EQ(attributions("Read also: The troops left."), "");
}

TEST(Attribution, InnermostHoldsTheToken) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  testing::ParsedText in;
  testing::parse_text("Lopes said that Peru claimed that the bridge had fallen.", in);
  const auto all = find_attributions(in.parse, in.mentions);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[1].parent, 0);
  EXPECT_EQ(attribution_of(all, 0, all[1].last - 1), 1);
  EXPECT_EQ(attribution_of(all, 0, all[1].cue_token), 0);
  EXPECT_EQ(attribution_of(all, 0, 0), -1);
}

}  // namespace
}  // namespace demarche
