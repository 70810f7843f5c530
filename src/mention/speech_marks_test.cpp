#include "mention/speech_marks.h"

#include <gtest/gtest.h>

#include <string>

namespace demarche {
namespace {

/// Passages of a text whose lines are blocks, as "[words]" with `<` for a missing opening and `>` for a missing closing
/// mark and `+` for a continuation.
std::string passages(const std::string& text) {
  std::vector<Block> body;
  for (uint32_t begin = 0; begin < text.size();) {
    const uint32_t end = static_cast<uint32_t>(std::min(text.find('\n', begin), text.size()));
    if (end > begin) body.push_back(Block{{begin, end}, BlockKind::paragraph});
    begin = end + 1;
  }
  std::string out;
  for (const QuotedPassage& passage : find_quoted_passages(text, body)) {
    if (passage.continues) out += '+';
    if (!passage.opened) out += '<';
    out += '[';
    out += passage.span.in(text);
    out += ']';
    if (!passage.closed) out += '>';
  }
  return out;
}

TEST(SpeechMarks, KindsOfMarks) {
  EXPECT_EQ(passages("“Enough,” she said."), "[Enough,]");
  EXPECT_EQ(passages("\"Enough,\" she said. \"Go.\""), "[Enough,][Go.]");
  EXPECT_EQ(passages("«Enough,» she said."), "[Enough,]");
  EXPECT_EQ(passages("»Enough,« she said."), "[Enough,]");
  EXPECT_EQ(passages("„Enough,“ she said."), "[Enough,]");
  EXPECT_EQ(passages("``Enough,'' she said."), "[Enough,]");
  EXPECT_EQ(passages("''Enough,'' she said."), "[Enough,]");
  EXPECT_EQ(passages("‘Enough,’ she said."), "[Enough,]");
  EXPECT_EQ(passages("'Enough,' she said."), "[Enough,]");
  EXPECT_EQ(passages("« Enough », she said."), "[Enough]");
}

TEST(SpeechMarks, ApostrophesAreNoMarks) {
  EXPECT_EQ(passages("It's the ministers' plan, don't they say, of the '60s."), "");
  EXPECT_EQ(passages("Lima’s envoys’ talks weren’t ‘open,’ he said."), "[open,]");
  EXPECT_EQ(passages("‘The farmers’ tractors won’t move,’ he said."), "[The farmers’ tractors won’t move,]");
  EXPECT_EQ(passages("rock 'n' roll in '68"), "");
  EXPECT_EQ(passages("a 12\" gun and a 6' wall"), "");
}

TEST(SpeechMarks, Nested) {
  EXPECT_EQ(passages("“They said ‘no’ twice,” he said."), "[They said ‘no’ twice,]");
  EXPECT_EQ(passages("“They said “no” twice,” he said."), "[They said “no” twice,]");
  EXPECT_EQ(passages("‘They said “no” twice,’ he said."), "[They said “no” twice,]");
}

TEST(SpeechMarks, OverParagraphs) {
  EXPECT_EQ(passages("“One.\n“Two.\n“Three,” he said."), "[One.]>+[Two.]>+[Three,]");
  EXPECT_EQ(passages("“One. “Two.”"), "[One.]>+[Two.]");
  EXPECT_EQ(passages("“One.\nHe left."), "[One.]>");
}

TEST(SpeechMarks, MissingMarks) {
  EXPECT_EQ(passages("“We stay, Silva said. He added: “We fight.”"), "[We stay, Silva said. He added:]>[We fight.]");
  EXPECT_EQ(passages("We stay,” Silva said."), "<[We stay,]");
  EXPECT_EQ(passages("He said:“We stay.”Then he left."), "[We stay.]");
  EXPECT_EQ(passages("He said,\"We stay,\"and left."), "[We stay,]");
}

TEST(SpeechMarks, HostileInput) {
  std::string open, mixed;
  for (int i = 0; i < 100000; ++i) {
    open += "“";
    mixed += " 'a “b\" «c";
  }
  EXPECT_LE(passages(open).size(), open.size() + 16);
  EXPECT_FALSE(passages(mixed).empty());
  EXPECT_EQ(passages("“” « » \" \""), "");
}

}  // namespace
}  // namespace demarche
