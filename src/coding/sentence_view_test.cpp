#include "coding/sentence_view.h"

#include <gtest/gtest.h>

#include "tree.h"

namespace demarche {
namespace {
using testing::Tree;

LexicalClasses classes() {
  LexicalClasses out;
  EXPECT_TRUE(out.add("@quantities: ten thousand number\n@light: launch\n@light-prepositional: engage\n", "test"));
  return out;
}

TEST(SentenceView, PassiveTurnsSubjectIntoObject) {
  const Tree tree(R"(Villages village NOUN NNS 3 nsubj:pass
    were be AUX VBD 3 aux:pass
    shelled shell VERB VBN 0 root
    by by ADP IN 5 case
    Chad Chad PROPN NNP 3 obl:agent)");
  const LexicalClasses known = classes();
  const SentenceView view(tree.sentence, known);
  EXPECT_EQ(view.subject(tree.find("shelled")), tree.find("Chad"));
  EXPECT_EQ(view.object(tree.find("shelled")), tree.find("Villages"));
  EXPECT_TRUE(view.is_passive(tree.find("shelled")));
}

TEST(SentenceView, AgentlessPassiveHasNoSubject) {
  const Tree tree(R"(Villages village NOUN NNS 3 nsubj:pass
    were be AUX VBD 3 aux:pass
    shelled shell VERB VBN 0 root)");
  const LexicalClasses known = classes();
  const SentenceView view(tree.sentence, known);
  EXPECT_EQ(view.subject(tree.find("shelled")), -1);
}

TEST(SentenceView, ControlOfInfinitives) {
  const Tree tree(R"(Kenya Kenya PROPN NNP 2 nsubj
    urged urge VERB VBD 0 root
    Chad Chad PROPN NNP 2 obj
    to to PART TO 5 mark
    withdraw withdraw VERB VB 2 xcomp)");
  const LexicalClasses known = classes();
  const SentenceView view(tree.sentence, known);
  EXPECT_EQ(view.subject(tree.find("withdraw")), tree.find("Chad"));
  ASSERT_EQ(view.contents(tree.find("urged")).size(), 1u);
  EXPECT_EQ(view.contents(tree.find("urged"))[0], tree.find("withdraw"));
}

TEST(SentenceView, RelativeClauseFindsItsAntecedent) {
  const Tree tree(R"(Chad Chad PROPN NNP 0 root
    , , PUNCT , 5 punct
    which which PRON WDT 5 nsubj
    had have AUX VBD 5 aux
    invaded invade VERB VBN 1 acl:relcl
    Kenya Kenya PROPN NNP 5 obj)");
  const LexicalClasses known = classes();
  const SentenceView view(tree.sentence, known);
  EXPECT_EQ(view.subject(tree.find("invaded")), tree.find("Chad"));
  EXPECT_EQ(view.object(tree.find("invaded")), tree.find("Kenya"));
}

TEST(SentenceView, SharedObjectOfCoordinatedVerbs) {
  const Tree tree(R"(Chad Chad PROPN NNP 2 nsubj
    armed arm VERB VBD 0 root
    and and CCONJ CC 4 cc
    trained train VERB VBD 2 conj
    rebels rebel NOUN NNS 4 obj)");
  const LexicalClasses known = classes();
  const SentenceView view(tree.sentence, known);
  EXPECT_EQ(view.object(tree.find("armed")), tree.find("rebels"));
  EXPECT_EQ(view.subject(tree.find("trained")), tree.find("Chad"));
}

TEST(SentenceView, LightVerbAndQuantity) {
  const Tree tree(R"(Chad Chad PROPN NNP 2 nsubj
    launched launch VERB VBD 0 root
    a a DET DT 4 det
    number number NOUN NN 2 obj
    of of ADP IN 6 case
    attacks attack NOUN NNS 4 nmod)");
  const LexicalClasses known = classes();
  const SentenceView view(tree.sentence, known);
  EXPECT_EQ(view.semantic_head(tree.find("number")), tree.find("attacks"));
  EXPECT_EQ(view.light_verb(tree.find("number")), tree.find("launched"));
}

TEST(SentenceView, PrepositionHungFromTheTitle) {
  const Tree tree(R"(arrest arrest NOUN NN 0 root
    of of ADP IN 3 case
    Judge Judge PROPN NNP 4 nmod:desc
    Ansel Ansel PROPN NNP 1 nmod
    Roy Roy PROPN NNP 4 flat)");
  const LexicalClasses known = classes();
  const SentenceView view(tree.sentence, known);
  EXPECT_EQ(view.case_lemma(tree.find("Ansel")), "of");
  EXPECT_EQ(view.prepositional(tree.find("arrest"), "of"), std::vector<TokenIndex>{tree.find("Ansel")});
}

TEST(SentenceView, CyclesInCoordinationEnd) {  // a subject shared along many conjuncts, deeper than grammar goes
  std::string lines = "a a VERB VB 0 root\n";
  for (int i = 1; i < 300; ++i) lines += "a a VERB VB " + std::to_string(i) + " conj\n";
  const Tree tree(lines);
  const LexicalClasses known = classes();
  const SentenceView view(tree.sentence, known);
  EXPECT_EQ(view.subject(299), -1);
  EXPECT_EQ(view.first_conjunct(299), 0);
}

TEST(SentenceView, AVerbAfterAnAsideIsTheMainVerb) {
  const Tree tree(R"(Norland Norland PROPN NNP 0 root
    , , PUNCT , 1 punct
    after after ADP IN 5 case
    a a DET DT 5 det
    meeting meeting NOUN NN 1 nmod
    , , PUNCT , 7 punct
    called call VERB VBN 5 acl
    for for ADP IN 9 case
    talks talk NOUN NNS 7 obl
    . . PUNCT . 1 punct)");
  const LexicalClasses known = classes();
  const SentenceView view(tree.sentence, known);
  EXPECT_FALSE(view.is_passive(tree.find("called")));
  EXPECT_EQ(view.subject(tree.find("called")), tree.find("Norland"));
}

TEST(SentenceView, AParticipleWithoutAsideStaysPassive) {
  const Tree tree(R"(A a DET DT 2 det
    visit visit NOUN NN 0 root
    to to ADP IN 4 case
    Norland Norland PROPN NNP 2 nmod
    , , PUNCT , 6 punct
    called call VERB VBN 2 acl
    off off ADP RP 6 compound:prt
    . . PUNCT . 2 punct)");
  const LexicalClasses known = classes();
  const SentenceView view(tree.sentence, known);
  EXPECT_TRUE(view.is_passive(tree.find("called")));
}

TEST(SentenceView, ASecondNameTakenForAPartOfTheFirstIsAConjunct) {
  const Tree tree(R"(Ann Ann PROPN NNP 7 nsubj
    Alder Alder PROPN NNP 1 flat
    and and CCONJ CC 5 cc
    Premier premier PROPN NNP 5 nmod:desc
    Bo Bo PROPN NNP 1 flat
    Birch Birch PROPN NNP 1 flat
    agreed agree VERB VBD 0 root)");
  const LexicalClasses known = classes();
  const SentenceView view(tree.sentence, known);
  EXPECT_EQ(view.conjuncts(0), (std::vector<TokenIndex>{0, tree.find("Bo"), tree.find("Birch")}));
}

}  // namespace
}  // namespace demarche
