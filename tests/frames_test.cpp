// Runs every frame's own examples and negatives through the whole engine (docs/formats/frames.md).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "pipeline/engine.h"
#include "pipeline/knowledge.h"

namespace demarche {
namespace {

std::string codes(const std::vector<Entity>& entities) {
  std::vector<std::string> parts;
  for (const Entity& entity : entities) {
    const std::string& name = entity.code.empty() ? entity.id : entity.code;
    if (!name.empty()) parts.push_back(name);  // "police" of no state has neither
  }
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return parts.empty() ? "-" : fmt::format("{}", fmt::join(parts, "+"));
}

std::string sorted_codes(std::string text) {
  std::vector<std::string> parts;
  for (size_t at = 0; at != std::string::npos;) {
    const size_t plus = text.find('+', at);
    parts.push_back(text.substr(at, plus == std::string::npos ? plus : plus - at));
    at = plus == std::string::npos ? plus : plus + 1;
  }
  std::sort(parts.begin(), parts.end());
  return fmt::format("{}", fmt::join(parts, "+"));
}

std::string describe(const Event& event) {
  return fmt::format("{} {} | {} | {} | {}  ({}: {})", to_string(event.type), fmt::join(event.mode, " "),
                     codes(event.actor), codes(event.recipient), to_string(event.status), event.frame, event.trigger);
}

bool matches(const Event& event, const ExpectedRecord& expected) {
  if (event.type != expected.type || event.status != expected.status) return false;
  for (const std::string& mode : expected.mode) {
    if (std::find(event.mode.begin(), event.mode.end(), mode) == event.mode.end()) return false;
  }
  return codes(event.actor) == sorted_codes(expected.actor) &&
         codes(event.recipient) == sorted_codes(expected.recipient);
}

class Frames : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto engine = Engine::load({DEMARCHE_SOURCE_DIR, {}});
    ASSERT_TRUE(engine) << engine.error().text();
    engine_ = new Engine(std::move(*engine));
    auto knowledge = Knowledge::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge", {});
    ASSERT_TRUE(knowledge) << knowledge.error().text();
    knowledge_ = new Knowledge(std::move(*knowledge));
  }
  static void TearDownTestSuite() {
    delete engine_;
    delete knowledge_;
  }
  static std::vector<Event> code(const std::string& text) {
    static Worker worker = engine_->worker();
    Capture capture;
    capture.id = "example";
    capture.text = text;
    return worker.code(capture).events;
  }
  static Engine* engine_;
  static Knowledge* knowledge_;
};
Engine* Frames::engine_ = nullptr;
Knowledge* Frames::knowledge_ = nullptr;

TEST_F(Frames, EveryExampleYieldsItsRecord) {
  size_t run = 0;
  for (const Frame& frame : knowledge_->frames.all()) {
    for (size_t i = 0; i < frame.examples.size(); ++i) {
      ++run;
      const std::vector<Event> events = code(frame.examples[i]);
      const bool found = std::any_of(events.begin(), events.end(), [&](const Event& event) {
        return matches(event, frame.expected[i]) && (event.frame == frame.id || !frame.operation.empty());
      });
      if (found) continue;
      std::string got;
      for (const Event& event : events) got += "\n    got " + describe(event);
      const ExpectedRecord& expected = frame.expected[i];
      ADD_FAILURE() << frame.id << "  " << frame.where << "\n    " << frame.examples[i] << "\n    expected "
                    << to_string(expected.type) << " " << fmt::format("{}", fmt::join(expected.mode, " ")) << " | "
                    << expected.actor << " | " << expected.recipient << " | " << to_string(expected.status)
                    << (got.empty() ? "\n    got nothing" : got);
    }
  }
  EXPECT_GE(run, 400u) << "every frame carries an example, and there are at least 400 of them";
}

TEST_F(Frames, NegativesDoNotFire) {
  for (const Frame& frame : knowledge_->frames.all()) {
    for (const std::string& sentence : frame.never) {
      for (const Event& event : code(sentence)) {
        EXPECT_NE(event.frame, frame.id) << frame.where << "\n    " << sentence << "\n    got " << describe(event);
      }
    }
  }
}

TEST_F(Frames, EachTypeHasEnoughFrames) {
  std::map<EventType, int> count;
  for (const Frame& frame : knowledge_->frames.all()) ++count[frame.type];
  for (size_t i = 0; i < kEventTypes; ++i) {
    EXPECT_GE(count[static_cast<EventType>(i)], 8) << to_string(static_cast<EventType>(i));
  }
}

}  // namespace
}  // namespace demarche
