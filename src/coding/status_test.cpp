#include "coding/status.h"

#include <gtest/gtest.h>

#include "tree.h"

namespace demarche {
namespace {
using testing::Tree;

Status status_of(const std::string& lines, const std::string& trigger, const std::vector<TimeExpression>& times = {}) {
  static const LexicalClasses known = [] {
    auto loaded = LexicalClasses::load({std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge/frames"});
    EXPECT_TRUE(loaded);
    return std::move(*loaded);
  }();
  const Tree tree(lines);
  const SentenceView view(tree.sentence, known);
  return find_status(view, tree.find(trigger), times).status;
}

TEST(Status, PlainPastIsAsserted) {
  EXPECT_EQ(status_of("Chad Chad PROPN NNP 2 nsubj\nattacked attack VERB VBD 0 root\nNiger Niger PROPN NNP 2 obj",
                      "attacked"),
            Status::asserted);
}

TEST(Status, NegationDenies) {
  EXPECT_EQ(
      status_of(
          "Chad Chad PROPN NNP 4 nsubj\ndid do AUX VBD 4 aux\nnot not PART RB 4 advmod\nattack attack VERB VB 0 root",
          "attack"),
      Status::denied);
}

TEST(Status, ModalsMakeHypotheticalAndFuture) {
  EXPECT_EQ(status_of("Chad Chad PROPN NNP 3 nsubj\nmay may AUX MD 3 aux\nattack attack VERB VB 0 root", "attack"),
            Status::hypothetical);
  EXPECT_EQ(status_of("Chad Chad PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\nattack attack VERB VB 0 root", "attack"),
            Status::future);
}

TEST(Status, ConditionMakesHypothetical) {
  EXPECT_EQ(status_of("If if SCONJ IN 3 mark\nChad Chad PROPN NNP 3 nsubj\nattacks attack VERB VBZ 5 advcl\nwe we PRON "
                      "PRP 5 nsubj\nrespond respond VERB VBP 0 root",
                      "attacks"),
            Status::hypothetical);
}

TEST(Status, WhatIsSpokenOfAsKnownStands) {
  EXPECT_EQ(
      status_of("Chad Chad PROPN NNP 2 nsubj\nrefused refuse VERB VBD 0 root\nto to PART TO 4 mark\nanswer answer "
                "VERB VB 2 xcomp\nthe the DET DT 6 det\nrequest request NOUN NN 4 obj",
                "request"),
      Status::asserted);
}

TEST(Status, NoObjectDenies) {
  EXPECT_EQ(
      status_of("Chad Chad PROPN NNP 2 nsubj\ngave give VERB VBD 0 root\nno no DET DT 4 det\nsupport support NOUN "
                "NN 2 obj",
                "gave"),
      Status::denied);
}

TEST(Status, WhatIsToldInAParticipleStands) {
  EXPECT_EQ(
      status_of("Chad Chad PROPN NNP 2 nsubj\nurged urge VERB VBD 0 root\nher she PRON PRP 2 obj\nto to PART TO 5 "
                "mark\nact act VERB VB 2 xcomp\nsaying say VERB VBG 5 advcl\nNiger Niger PROPN NNP 8 "
                "nsubj\nattacked attack VERB VBD 6 ccomp",
                "attacked"),
      Status::asserted);
}

TEST(Status, FearedActIsHypothetical) {
  EXPECT_EQ(status_of("fears fear NOUN NNS 0 root\nof of ADP IN 3 case\ninvasion invasion NOUN NN 1 nmod", "invasion"),
            Status::hypothetical);
}

TEST(Status, DeniedActIsDenied) {
  EXPECT_EQ(status_of("Chad Chad PROPN NNP 2 nsubj\ndenied deny VERB VBD 0 root\nattacking attack VERB VBG 2 "
                      "xcomp\nNiger Niger PROPN NNP 3 obj",
                      "attacking"),
            Status::denied);
}

TEST(Status, PastDateMakesHistorical) {
  TimeExpression year;
  year.first = 4;
  year.last = 5;
  year.past = true;
  EXPECT_EQ(status_of("Chad Chad PROPN NNP 2 nsubj\nattacked attack VERB VBD 0 root\nNiger Niger PROPN NNP 2 obj\nin "
                      "in ADP IN 5 case\n1987 1987 NUM CD 2 obl",
                      "attacked", {year}),
            Status::historical);
}

TEST(Status, NegationOfTheReportDoesNotReachTheAct) {
  EXPECT_EQ(status_of("Chad Chad PROPN NNP 4 nsubj\ndid do AUX VBD 4 aux\nnot not PART RB 4 advmod\nsay say VERB VB 0 "
                      "root\nNiger Niger PROPN NNP 6 nsubj\nattacked attack VERB VBD 4 ccomp",
                      "attacked"),
            Status::asserted);
}

}  // namespace
}  // namespace demarche
