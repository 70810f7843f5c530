#include "language/tree_repair.h"

#include <gtest/gtest.h>

#include "tree.h"

namespace demarche {
namespace {
using testing::Tree;

/// "Mali accused Togo of hiding arms and <verb> its envoy", the verb joined to "hiding".
std::string lines(const std::string& verb) {
  return R"(Mali Mali PROPN NNP 2 nsubj
    accused accuse VERB VBD 0 root
    Togo Togo PROPN NNP 2 obj
    of of SCONJ IN 5 mark
    hiding hide VERB VBG 2 advcl
    arms arm NOUN NNS 5 obj
    and and CCONJ CC 8 cc
    )" + verb +
         R"( 5 conj
    its its PRON PRP$ 10 nmod:poss
    envoy envoy NOUN NN 8 obj)";
}

TEST(TreeRepair, APastVerbJoinedToAGerundIsJoinedToThePastVerbAbove) {
  Tree tree(lines("expelled expel VERB VBD"));
  repair_tree(tree.sentence);
  EXPECT_EQ(tree.sentence.tokens[static_cast<size_t>(tree.find("expelled"))].head, tree.find("accused"));
}

TEST(TreeRepair, AGerundStaysWhereItIs) {
  Tree tree(lines("expelling expel VERB VBG"));
  repair_tree(tree.sentence);
  EXPECT_EQ(tree.sentence.tokens[static_cast<size_t>(tree.find("expelling"))].head, tree.find("hiding"));
}

}  // namespace
}  // namespace demarche
