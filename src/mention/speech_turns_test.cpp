#include "mention/speech_turns.h"

#include <gtest/gtest.h>

#include <string>

namespace demarche {
namespace {

/// "label[words]" of every turn of a text whose lines are blocks.
std::string turns(const std::string& text) {
  std::vector<Block> body;
  for (uint32_t begin = 0; begin < text.size();) {
    const uint32_t end = static_cast<uint32_t>(std::min(text.find('\n', begin), text.size()));
    if (end > begin) body.push_back(Block{{begin, end}, BlockKind::paragraph});
    begin = end + 1;
  }
  std::string out;
  for (const PrintedTurn& turn : find_printed_turns(text, body))
    out += std::string(turn.label.in(text)) + "[" + std::string(turn.words.in(text)) + "]";
  return out;
}

TEST(PrintedTurns, QuestionsAndRepeatedLabels) {
  EXPECT_EQ(turns("Q: Who left?\nA: The crew."), "Q[Who left?]A[The crew.]");
  EXPECT_EQ(turns("SOTO: We wait.\nDr. Ruiz: For rain.\nSOTO: Yes."), "SOTO[We wait.]Dr. Ruiz[For rain.]SOTO[Yes.]");
}

TEST(PrintedTurns, ListsAndSingleLabelsAreNone) {
  EXPECT_EQ(turns("Ohio: Rain.\nIowa: Snow."), "");
  EXPECT_EQ(turns("Note: Who left?\nThe crew left."), "");
  EXPECT_EQ(turns("The crew said: who left?\nthe cook: nobody?"), "");
  EXPECT_EQ(turns("Q: “Who left?”\nA: “The crew.”"), "");
  EXPECT_EQ(turns(":\n: \nA: \nÉ: x?\nÉ: y"), "");
}

}  // namespace
}  // namespace demarche
