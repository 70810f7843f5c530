#include "knowledge/pledge_rules.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace demarche {
namespace {

namespace fs = std::filesystem;

/// A folder of rules that is gone at the end of the test.
class Folder {
 public:
  explicit Folder(const std::string& name) : path_(fs::temp_directory_path() / ("demarche_pledge_rules_" + name)) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

constexpr const char* kFrame =
    "frame demand.guarantees\n"
    "verb: need\n"
    "actor: subject!\n"
    "require: object guarantee\n"
    "flags: fallback own-voice\n"
    "pledge: demand hedged\n"
    "content: object, content\n"
    "example: Peru needs guarantees.\n"
    "expect: demand | PER | - | hedged\n";

Frame frame_of(const std::string& id, const std::string& operation, EventType type) {
  Frame out;
  out.id = id;
  out.operation = operation;
  out.type = type;
  return out;
}

TEST(PledgeRules, TheFirstRowThatFitsCounts) {
  const LexicalClasses classes;
  const Folder folder("rows");
  folder.write("kinds.txt",
               "# comment\n"
               "frame threaten.warn* | any | warning\n"
               "frame request.pressure | any | -\n"
               "operation promise | THREATEN | threat hedged | content object\n"
               "composed | AGREE | promise\n"
               "type | THREATEN | threat\n"
               "conditional | AID | offer hedged | clause\n");
  folder.write("one.frames", kFrame);
  const auto rules = PledgeRules::load({folder.path()}, classes);
  ASSERT_TRUE(rules) << rules.error().text();

  const auto* warning = rules->row_of(frame_of("threaten.warn-own", "", EventType::threaten), EventType::threaten);
  ASSERT_NE(warning, nullptr);
  EXPECT_EQ(warning->reading->kind, PledgeKind::warning);
  const auto* nothing = rules->row_of(frame_of("request.pressure", "", EventType::request), EventType::request);
  ASSERT_NE(nothing, nullptr);
  EXPECT_FALSE(nothing->reading);
  const auto* vow = rules->row_of(frame_of("agree.vow", "promise", EventType::agree), EventType::threaten);
  ASSERT_NE(vow, nullptr);
  EXPECT_EQ(vow->reading->strength, PledgeStrength::hedged);
  EXPECT_EQ(vow->content, (std::vector<std::string>{"content", "object"}));
  const auto* ahead = rules->row_of(frame_of("aid.give", "", EventType::aid), EventType::agree);
  ASSERT_NE(ahead, nullptr);
  EXPECT_EQ(ahead->reading->kind, PledgeKind::promise);
  EXPECT_EQ(rules->row_of(frame_of("agree.sign", "", EventType::agree), EventType::agree), nullptr);
  ASSERT_NE(rules->conditional_row(EventType::aid), nullptr);
  EXPECT_EQ(rules->conditional_row(EventType::accuse), nullptr);
}

TEST(PledgeRules, ReadsItsFrames) {
  const LexicalClasses classes;
  const Folder folder("frames");
  folder.write("kinds.txt", "");
  folder.write("one.frames", kFrame);
  const auto rules = PledgeRules::load({folder.path()}, classes);
  ASSERT_TRUE(rules) << rules.error().text();
  const Frame* frame = rules->frames().find("demand.guarantees");
  ASSERT_NE(frame, nullptr);
  EXPECT_TRUE(frame->fallback && frame->own_voice);
  EXPECT_EQ(frame->type, EventType::request);
  ASSERT_EQ(frame->expected_pledges.size(), 1u);
  EXPECT_EQ(frame->expected_pledges[0].strength, PledgeStrength::hedged);
}

TEST(PledgeRules, AnOverlaysRowsAreAskedFirst) {
  const LexicalClasses classes;
  const Folder ours("ours"), theirs("theirs");
  ours.write("kinds.txt", "type | THREATEN | threat\n");
  theirs.write("kinds.txt", "type | THREATEN | warning\n");
  const auto rules = PledgeRules::load({ours.path(), theirs.path()}, classes);
  ASSERT_TRUE(rules) << rules.error().text();
  const auto* row = rules->row_of(frame_of("threaten.x", "", EventType::threaten), EventType::threaten);
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->reading->kind, PledgeKind::warning);
}

void expect_error(const std::string& kinds, const std::string& frames, const std::string& words) {
  const LexicalClasses classes;
  const Folder folder("bad");
  folder.write("kinds.txt", kinds);
  folder.write("one.frames", frames);
  const auto rules = PledgeRules::load({folder.path()}, classes);
  ASSERT_FALSE(rules) << kinds << frames;
  EXPECT_EQ(rules.error().code, ErrorCode::bad_format);
  EXPECT_NE(rules.error().text().find(words), std::string::npos) << rules.error().text();
}

TEST(PledgeRules, ErrorsNameTheLine) {
  expect_error("\ntype | THREATEN\n", "", "kinds.txt:2");
  expect_error("kind x | any | threat\n", "", "expected frame, operation");
  expect_error("type | THREAT | threat\n", "", "PLOVER type or any");
  expect_error("type | THREATEN | menace\n", "", "kind of pledge");
  expect_error("operation | any | threat\n", "", "names one");
  std::string text = kFrame;
  text.replace(text.find("pledge: demand hedged"), 21, "pledge: wish");
  expect_error("", text, "KIND [STRENGTH [STATUS]]");
  text = kFrame;
  text.replace(text.find("| hedged\n"), 9, "\n");
  expect_error("", text, "KIND | ISSUER | ADDRESSEE");
  const std::string event =
      "frame agree.x\nverb: agree\nactor: subject\nevent: AGREE\nexample: Peru agreed.\nexpect: AGREE | PER | - | "
      "asserted\n";
  expect_error("", event, "no pledge line");
}

}  // namespace
}  // namespace demarche
