#include <gtest/gtest.h>

#include "golden.h"
#include "mention/speech_finder.h"
#include "mention/speech_testing.h"

namespace demarche {
namespace {

/// One line a finding: type, words, arrow, who the text names (`^` = carried over, `?` = nobody), cue in brackets.
std::string speech_lines(const std::string& text) {
  testing::ParsedText in;
  testing::parse_text(text, in);
  std::string out;
  for (const SpeechFinding& finding : find_speech(in.capture, in.article, in.parse, in.mentions)) {
    if (finding.fragment) continue;
    const Quote& quote = finding.quote;
    const std::string_view who = finding.carried_over        ? "^"
                                 : quote.source_span.empty() ? "?"
                                                             : quote.source_span.in(text);
    out += to_string(quote.type);
    out += " [";
    out += quote.span.in(text);
    out += "] <- ";
    out += who;
    if (!quote.cue.empty()) out += " (" + quote.cue + ")";
    out += '\n';
  }
  return out;
}

TEST(Speech, Golden) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  testing::run_golden("tests/golden/speech", [](const testing::GoldenCase& one) { return speech_lines(one.input); });
}

/// Whatever comes in: spans inside the text and inside their sentences, indices in range, reading order.
void expect_sound(const std::string& text) {
  testing::ParsedText in;
  ASSERT_TRUE(testing::parse_text(text, in));
  uint32_t last = 0;
  for (const SpeechFinding& finding : find_speech(in.capture, in.article, in.parse, in.mentions)) {
    const Quote& quote = finding.quote;
    ASSERT_LT(quote.sentence, in.parse.sentences.size());
    EXPECT_TRUE(in.parse.sentences[quote.sentence].span.contains(quote.span));
    EXPECT_GE(quote.span.begin, last);
    last = quote.span.end;
    EXPECT_LE(quote.source_span.end, text.size());
    EXPECT_LT(finding.speaker_mention, static_cast<int32_t>(in.mentions.all.size()));
  }
}

TEST(Speech, HostileInput) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  std::string open = "He said: ", mixed = "She said ";
  for (int i = 0; i < 20000; ++i) {
    open += "“a ";
    mixed += "'x \"said\" ”, he said: «b ";
  }
  expect_sound(open);
  expect_sound(mixed);
  expect_sound("”");
  expect_sound("“\n“\n”\n: “:”");
  expect_sound("said said said “said” said said");
}

}  // namespace
}  // namespace demarche
