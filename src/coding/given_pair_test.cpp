#include "coding/given_pair.h"

#include <gtest/gtest.h>

#include "coding/pair_keys.h"
#include "tree.h"

namespace demarche {
namespace {
using testing::Tree;

constexpr const char* kAided = R"(Chad Chad PROPN NNP 3 nsubj:pass
    was be AUX VBD 3 aux:pass
    aided aid VERB VBN 0 root
    by by ADP IN 5 case
    Togo Togo PROPN NNP 3 obl:agent)";

struct Knowledge {
  LexicalClasses classes;
  FrameSet frames;
  CodingTables tables;
  Knowledge() {
    EXPECT_TRUE(classes.add("@negators: not\n", "test"));
    EXPECT_TRUE(
        frames.add("frame aid.help\nverb: aid\nactor: subject\nrecipient: object\nevent: AID\n"
                   "example: Togo aided Chad.\nexpect: AID | TGO | TCD | asserted\n",
                   "test", classes));
    frames.index();
  }
};

Span span_of(const Tree& tree, const char* word) {
  return tree.sentence.tokens[static_cast<size_t>(tree.find(word))].span;
}

TEST(GivenPair, ActsKnowWhichWayRoundThePartiesStand) {
  const Tree tree(kAided);
  const Knowledge knowledge;
  const SentenceView view(tree.sentence, knowledge.classes);
  const auto read = [&](const char* source, const char* target) {
    const Mentions mentions = mentions_of(tree.sentence, {{span_of(tree, source)}, {span_of(tree, target)}});
    return read_pair(knowledge.frames, knowledge.tables, view, 0, mentions, {});
  };
  const auto right = read("Togo", "Chad");
  ASSERT_EQ(right.size(), 1u);
  EXPECT_TRUE(right[0].links());
  EXPECT_FALSE(right[0].turned);
  EXPECT_EQ(right[0].act.type, EventType::aid);
  const auto wrong = read("Chad", "Togo");
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_FALSE(wrong[0].links());
  EXPECT_TRUE(wrong[0].turned);
  EXPECT_LT(wrong[0].score, right[0].score);
}

TEST(GivenPair, APartyThatCoversNoWordHasNoMention) {
  const Tree tree(kAided);
  const Mentions mentions = mentions_of(tree.sentence, {{Span{900, 905}}, {span_of(tree, "Chad")}});
  EXPECT_TRUE(heads_of(mentions, 0, kSourceId).empty());
  EXPECT_EQ(heads_of(mentions, 0, kTargetId), std::vector<TokenIndex>{tree.find("Chad")});
}

TEST(PairKeys, FindVerbsAndTheMeetingWord) {
  const Tree tree(kAided);
  const Knowledge knowledge;
  const SentenceView view(tree.sentence, knowledge.classes);
  const Mentions mentions = mentions_of(tree.sentence, {{span_of(tree, "Togo")}, {span_of(tree, "Chad")}});
  const PairKeys keys = find_pair_keys(view, mentions.all[1], mentions.all[0]);
  EXPECT_EQ(keys.at(PairKey::source), tree.find("Togo"));
  EXPECT_EQ(keys.at(PairKey::target), tree.find("Chad"));
  EXPECT_EQ(keys.at(PairKey::source_verb), tree.find("aided"));
  EXPECT_EQ(keys.at(PairKey::meeting), tree.find("aided"));
  EXPECT_EQ(keys.at(PairKey::root), tree.find("aided"));
  EXPECT_EQ(keys.party[static_cast<size_t>(tree.find("Chad"))], 2);
}

}  // namespace
}  // namespace demarche
