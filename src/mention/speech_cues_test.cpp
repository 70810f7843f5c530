#include "mention/speech_cues.h"

#include <gtest/gtest.h>

#include "knowledge/embedded.h"

namespace demarche {
namespace {

TEST(SpeechCues, ShippedListReads) {
  auto read = SpeechCues::parse(embedded_knowledge("speech/cues.txt"), "speech/cues.txt");
  ASSERT_TRUE(read) << read.error().text();
  Sentence sentence;
  Token call;
  call.form = "called";
  call.lemma = "call";
  call.upos = Upos::VERB;
  Token particle;
  particle.form = "for";
  sentence.tokens = {call};
  ASSERT_NE(read->verb(sentence, 0), nullptr);
  EXPECT_EQ(read->verb(sentence, 0)->cue_class, CueClass::judge);
  sentence.tokens = {call, particle};
  EXPECT_EQ(read->verb(sentence, 0)->cue_class, CueClass::demand);
  EXPECT_EQ(read->verb(sentence, 0)->lemma, "call for");
}

TEST(SpeechCues, ListsOfGovernment) {
  const SpeechCues& cues = SpeechCues::shipped();
  EXPECT_TRUE(cues.tells("urge"));
  EXPECT_FALSE(cues.tells("say"));
  EXPECT_TRUE(cues.topic("mention", ""));
  EXPECT_TRUE(cues.topic("speak", "of"));
  EXPECT_FALSE(cues.topic("speak", ""));
  EXPECT_TRUE(cues.has_topic("speak"));
  EXPECT_TRUE(cues.occasion("interview"));
  EXPECT_TRUE(cues.claimed("responsibility"));
  EXPECT_FALSE(cues.claimed("life"));
  EXPECT_TRUE(cues.predicates("call"));
  EXPECT_TRUE(cues.speaker("minister"));
}

TEST(SpeechCues, ErrorsNameTheLine) {
  const auto twice = SpeechCues::parse("[say]\nsay\ntell say\n", "cues");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().where, "cues:3");
  EXPECT_FALSE(SpeechCues::parse("[noun]\nword\n", "cues"));
  EXPECT_FALSE(SpeechCues::parse("[nonsense]\nword\n", "cues"));
  EXPECT_FALSE(SpeechCues::parse("[say\n", "cues"));
}

}  // namespace
}  // namespace demarche
