#include "knowledge/frames.h"

#include <gtest/gtest.h>

#include "knowledge/coding_tables.h"

namespace demarche {
namespace {

LexicalClasses classes() {
  LexicalClasses out;
  EXPECT_TRUE(out.add("@bars: sanction tariff\n@more: @bars quota\n  curfew\n", "test"));
  return out;
}

constexpr const char* kFrame =
    "frame sanction.impose  # a comment\n"
    "verb: impose, slap on\n"
    "actor: subject!, by\n"
    "recipient: on\n"
    "require: object @bars embargo\n"
    "event: SANCTION discontinue\n"
    "example: Peru imposed tariffs on Chile.\n"
    "expect: SANCTION discontinue | PER | CHL | asserted\n";

TEST(Frames, ReadsAFrame) {
  const LexicalClasses known = classes();
  FrameSet frames;
  ASSERT_TRUE(frames.add(kFrame, "test", known));
  frames.index();
  const Frame* frame = frames.find("sanction.impose");
  ASSERT_NE(frame, nullptr);
  EXPECT_EQ(frame->type, EventType::sanction);
  EXPECT_EQ(frame->actor, (std::vector<std::string>{"subject!", "by"}));
  ASSERT_EQ(frame->constraints.size(), 1u);
  EXPECT_TRUE(frame->constraints[0].words.contains("tariff"));
  EXPECT_TRUE(frame->constraints[0].words.contains("embargo"));
  EXPECT_FALSE(frame->constraints[0].words.contains("curfew"));
  const auto* slap = frames.triggered_by(TriggerKind::verb, "slap");
  ASSERT_NE(slap, nullptr);
  EXPECT_EQ(slap->front().particle, "on");
  EXPECT_EQ(frames.triggered_by(TriggerKind::noun, "impose"), nullptr);
}

TEST(Frames, LaterFrameReplaces) {
  const LexicalClasses known = classes();
  FrameSet frames;
  ASSERT_TRUE(frames.add(kFrame, "ours", known));
  std::string other = kFrame;
  other.replace(other.find("SANCTION disc"), 8, "COERCE  ");
  ASSERT_TRUE(frames.add(other, "overlay", known));
  frames.index();
  EXPECT_EQ(frames.find("sanction.impose")->type, EventType::coerce);
  EXPECT_EQ(frames.triggered_by(TriggerKind::verb, "impose")->size(), 1u);
}

void expect_error(const std::string& text, const std::string& words) {
  const LexicalClasses known = classes();
  FrameSet frames;
  const auto added = frames.add(text, "file", known);
  ASSERT_FALSE(added) << text;
  EXPECT_EQ(added.error().code, ErrorCode::bad_format);
  EXPECT_NE(added.error().text().find(words), std::string::npos) << added.error().text();
}

TEST(Frames, ErrorsNameTheLine) {
  expect_error("frame a.b\nverb: x\nactor: subject\nevent: ACCUSE\n", "no example");
  expect_error("frame a.b\nverb: x\nevent: FROWN\n", "file:3");
  expect_error("frame a.b\nrequire: object @unknown\n", "@unknown");
  expect_error("verb: x\n", "frame ID");
  expect_error("frame a.b\nverb: x\nactor: subject\nevent: ACCUSE\nexample: A.\n", "1 examples and 0 expect");
  expect_error("frame a.b\ncolour: red\n", "'colour'");
}

TEST(LexicalClasses, TakesClassesIn) {
  const LexicalClasses known = classes();
  EXPECT_TRUE(known.contains("more", "tariff"));
  EXPECT_TRUE(known.contains("more", "curfew"));
  EXPECT_FALSE(known.contains("bars", "quota"));
  LexicalClasses broken;
  EXPECT_FALSE(broken.add("word without class\n", "test"));
  EXPECT_FALSE(broken.add("@a: @nowhere\n", "test"));
}

TEST(CodingTables, ComposesByFirstRow) {
  const std::filesystem::path folder = std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge/frames";
  const auto known = LexicalClasses::load({folder});
  ASSERT_TRUE(known);
  const auto tables = CodingTables::load({folder}, *known);
  ASSERT_TRUE(tables) << tables.error().text();
  const CompositionRow* refuse_aid = tables->compose("refuse", EventType::aid);
  ASSERT_NE(refuse_aid, nullptr);
  EXPECT_EQ(refuse_aid->outer, EventType::reject);
  const CompositionRow* stop_aid = tables->compose("stop", EventType::aid);
  ASSERT_NE(stop_aid, nullptr);
  EXPECT_EQ(stop_aid->outer, EventType::sanction);
  const CompositionRow* vow_attack = tables->compose("promise", EventType::assault);
  ASSERT_NE(vow_attack, nullptr);
  EXPECT_EQ(vow_attack->outer, EventType::threaten);
  EXPECT_EQ(tables->compose("no such operation", EventType::aid), nullptr);
}

}  // namespace
}  // namespace demarche
