#include "store/evidence.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "base/utf8.h"

namespace demarche {
namespace {

TEST(Evidence, KeepsAShortSentenceWithItsMarks) {
  const std::string text = "Before.\nPeru\twarned\nChile. After.";
  const Evidence cut =
      cut_evidence(text, {8, 26}, {13, 19}, {{MarkRole::trigger, {13, 19}}, {MarkRole::actor, {0, 6}}});
  EXPECT_EQ(cut.text, "Peru warned Chile.");
  ASSERT_EQ(cut.marks.size(), 1u) << "the actor stands in another sentence";
  EXPECT_EQ(cut.marks[0].span.in(cut.text), "warned");
}

TEST(Evidence, CutsALongSentenceAroundItsTrigger) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "für Öl ";
  const auto at = static_cast<uint32_t>(text.size());
  text += "demanded ";
  for (int i = 0; i < 200; ++i) text += "weiß ";
  const Span trigger{at, at + 8};
  const Evidence cut =
      cut_evidence(text, {0, static_cast<uint32_t>(text.size())}, trigger, {{MarkRole::trigger, trigger}});
  EXPECT_LE(cut.text.size(), kMaxEvidence + 2 * std::string("…").size());
  EXPECT_TRUE(is_valid_utf8(cut.text));
  EXPECT_TRUE(cut.text.starts_with("…") && cut.text.ends_with("…"));
  ASSERT_EQ(cut.marks.size(), 1u);
  EXPECT_EQ(cut.marks[0].span.in(cut.text), "demanded");
}

TEST(Evidence, MarksComeBackAndHostileOnesDoNot) {
  const std::vector<Mark> marks = {
      {MarkRole::actor, {0, 4}}, {MarkRole::trigger, {5, 11}}, {MarkRole::according_to, {12, 13}}};
  EXPECT_EQ(parse_marks(marks_text(marks), 20), marks);
  for (const char* bad :
       {"x:1-2", "t:", "t:1", "t:1-", "t:-1-2", "t:5-2", "t:0-99", "t:99999999999-3", " ", "a", "t:1-2-3x"}) {
    for (const Mark& mark : parse_marks(bad, 20)) EXPECT_LE(mark.span.end, 20u) << bad;
  }
}

TEST(Evidence, EveryRoleHasALetterOfItsOwn) {
  std::vector<Mark> marks;
  std::set<std::string> names;
  for (uint32_t i = 0; i <= static_cast<uint32_t>(MarkRole::cue); ++i) {
    marks.push_back({static_cast<MarkRole>(i), {i, i + 1}});
    names.insert(to_string(static_cast<MarkRole>(i)));
  }
  EXPECT_EQ(parse_marks(marks_text(marks), 99), marks);
  EXPECT_EQ(names.size(), marks.size());
}

TEST(Evidence, AnySpansAreSafe) {
  std::mt19937 random(7);
  std::string text = "a€b\nñ";
  for (int i = 0; i < 8; ++i) text += text;
  const auto any = [&] { return Span{static_cast<uint32_t>(random() % 2500), static_cast<uint32_t>(random() % 2500)}; };
  for (int i = 0; i < 3000; ++i) {
    const Evidence cut = cut_evidence(text, any(), any(), {{MarkRole::trigger, any()}, {MarkRole::actor, any()}},
                                      static_cast<uint32_t>(random() % 700));
    for (const Mark& mark : cut.marks) EXPECT_LE(mark.span.end, cut.text.size());
  }
  EXPECT_TRUE(cut_evidence(text, {5000, 6000}, {}, {}).text.empty());
}

}  // namespace
}  // namespace demarche
