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

TEST(Attribution, WhateverTheTreeSays) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  EXPECT_EQ(attributions("The bridge, Lopes said, had fallen."), "say[Lopes]: The bridge\nsay[Lopes]: had fallen\n");
  EXPECT_EQ(attributions("Peru called on Chile to leave."), "demand[Peru]: to leave\n");
  EXPECT_EQ(attributions("Peru urged Chile to leave."), "demand[Peru]: to leave\n");
  EXPECT_EQ(attributions("Lopes said that the troops had left and that nobody had seen them."),
            "say[Lopes]: that the troops had left\nsay[Lopes]: that nobody had seen them\n");
  EXPECT_EQ(attributions("Lopes mentioned the treaty."), "say[Lopes]: the treaty\n");
}

TEST(Attribution, LooseOnesAnswerForNoEvent) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  testing::ParsedText in;
  testing::parse_text("Peru wants to leave the pact.", in);
  const auto all = find_attributions(in.parse, in.mentions);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_TRUE(all[0].loose);
  EXPECT_EQ(attribution_of(all, 0, all[0].first), -1);
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
