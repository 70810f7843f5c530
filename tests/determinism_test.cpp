// DESIGN section 3.2: same bytes and version give the same bytes out, whatever the number of threads or the order.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "capture/reader.h"
#include "pipeline/runner.h"
#include "record/json.h"

namespace demarche {
namespace {

std::vector<Capture> example_captures() {
  std::vector<Capture> out;
  CaptureSink sink;
  sink.capture = [&](Capture capture) {
    out.push_back(std::move(capture));
    return true;
  };
  sink.problem = [](const Problem&) { return true; };
  EXPECT_TRUE(read_path(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "examples/october-1962", {}, sink));
  return out;
}

class Determinism : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto loaded = Engine::load({DEMARCHE_SOURCE_DIR, {}});
    ASSERT_TRUE(loaded) << loaded.error().text();
    engine_ = new Engine(std::move(*loaded));
  }
  static void TearDownTestSuite() { delete engine_; }

  /// One string of records per capture, in the order given.
  static std::vector<std::string> code(const std::vector<Capture>& captures, unsigned threads) {
    std::vector<std::string> out;
    size_t next = 0;
    run(
        *engine_, RunOptions{threads, {}, 8},
        [&]() -> std::optional<Capture> {
          return next < captures.size() ? std::optional(captures[next++]) : std::nullopt;
        },
        [&](const Capture& capture, CodedArticle coded) {
          out.push_back(to_json_lines(coded, capture.map));
          return true;
        });
    return out;
  }
  static Engine* engine_;
};
Engine* Determinism::engine_ = nullptr;

TEST_F(Determinism, ThreadsDoNotMatter) {
  const std::vector<Capture> captures = example_captures();
  ASSERT_GE(captures.size(), 16u);
  const auto one = code(captures, 1);
  EXPECT_EQ(one, code(captures, 2));
  EXPECT_EQ(one, code(captures, 4));
}

TEST_F(Determinism, OrderDoesNotMatter) {
  std::vector<Capture> captures = example_captures();
  auto sorted = code(captures, 2);
  std::sort(sorted.begin(), sorted.end());
  std::mt19937 random(7);
  std::shuffle(captures.begin(), captures.end(), random);
  auto shuffled = code(captures, 2);
  std::sort(shuffled.begin(), shuffled.end());
  EXPECT_EQ(sorted, shuffled);
}

TEST_F(Determinism, StoppingEarlyDeliversAPrefix) {
  const std::vector<Capture> captures = example_captures();
  const auto all = code(captures, 1);
  size_t next = 0;
  std::vector<std::string> got;
  run(
      *engine_, RunOptions{3, {}, 4},
      [&]() -> std::optional<Capture> {
        return next < captures.size() ? std::optional(captures[next++]) : std::nullopt;
      },
      [&](const Capture& capture, CodedArticle coded) {
        got.push_back(to_json_lines(coded, capture.map));
        return got.size() < 5;
      });
  ASSERT_EQ(got.size(), 5u);
  EXPECT_TRUE(std::equal(got.begin(), got.end(), all.begin()));
}

TEST_F(Determinism, SpansLieInsideAndSayWhatTheyName) {
  Worker worker = engine_->worker();
  for (const Capture& capture : example_captures()) {
    const CodedArticle coded = worker.code(capture);
    const auto inside = [&](Span span) { return span.begin <= span.end && span.end <= capture.text.size(); };
    uint32_t last = 0;
    for (const Block& block : coded.article.body) {
      EXPECT_TRUE(inside(block.span));
      EXPECT_GE(block.span.begin, last);
      last = block.span.end;
      for (const DroppedBlock& dropped : coded.article.dropped)
        EXPECT_FALSE(block.span.overlaps(dropped.span)) << capture.id;
    }
    for (const Event& event : coded.events) {
      EXPECT_TRUE(inside(event.sentence_span) && event.sentence_span.contains(event.trigger_span));
      EXPECT_EQ(event.trigger_span.in(capture.text), event.trigger);
      EXPECT_FALSE(event.frame.empty());
      EXPECT_FALSE(event.version.empty());
      for (const auto* list : {&event.actor, &event.recipient}) {
        for (const Entity& entity : *list) {
          EXPECT_TRUE(inside(entity.span));
          if (!entity.span.empty()) {
            EXPECT_EQ(entity.span.in(capture.text), entity.text) << capture.id;
          }
          EXPECT_FALSE(entity.how.empty());
        }
      }
      for (const DroppedBlock& dropped : coded.article.dropped)
        EXPECT_FALSE(event.sentence_span.overlaps(dropped.span)) << capture.id;
    }
    for (const Quote& quote : coded.quotes) EXPECT_TRUE(inside(quote.span));
  }
}

TEST_F(Determinism, EventsReadBackFromJson) {
  Worker worker = engine_->worker();
  size_t events = 0;
  for (const Capture& capture : example_captures()) {
    for (const Event& event : worker.code(capture).events) {
      const std::string line = to_json_line(event, {});
      const auto back = event_from_json(line);
      ASSERT_TRUE(back) << back.error().text();
      EXPECT_EQ(to_json_line(*back, {}), line);
      ++events;
    }
  }
  EXPECT_GT(events, 50u);
}

}  // namespace
}  // namespace demarche
