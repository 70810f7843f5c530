// The way of one article on examples/october-1962, beside plain word counting over the same bytes. Each row carries
// words a second and the number of events, so that a faster row with other records shows.
#include <benchmark/benchmark.h>

#include "base/utf8.h"
#include "capture/reader.h"
#include "pipeline/engine.h"

namespace demarche {
namespace {

const std::vector<Capture>& captures() {
  static const std::vector<Capture> all = [] {
    std::vector<Capture> out;
    CaptureSink sink;
    sink.capture = [&](Capture one) {
      out.push_back(std::move(one));
      return true;
    };
    sink.problem = [](const Problem&) { return true; };
    (void)read_path(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "examples/october-1962", {}, sink);
    return out;
  }();
  return all;
}

Engine& engine() {
  static Engine loaded = [] {
    auto result = Engine::load({DEMARCHE_SOURCE_DIR, {}});
    if (!result) {
      std::fprintf(stderr, "%s\n", result.error().text().c_str());
      std::exit(1);
    }
    return std::move(*result);
  }();
  return loaded;
}

uint64_t count_words(std::string_view text) {
  uint64_t words = 0;
  bool inside = false;
  for (char c : text) {
    const bool space = is_ascii_space(c);
    words += inside && space;
    inside = !space;
  }
  return words + inside;
}

uint64_t all_words() {
  uint64_t words = 0;
  for (const Capture& capture : captures()) words += count_words(capture.text);
  return words;
}

void CountWords(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(all_words());
  state.counters["words/s"] =
      benchmark::Counter(static_cast<double>(all_words()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(CountWords);

void Parse(benchmark::State& state) {
  Worker worker = engine().worker();
  for (auto _ : state) {
    for (const Capture& capture : captures()) {
      Article article;
      benchmark::DoNotOptimize(worker.parse(capture, article));
    }
  }
  state.counters["words/s"] =
      benchmark::Counter(static_cast<double>(all_words()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(Parse)->Unit(benchmark::kMillisecond);

void Code(benchmark::State& state) {
  Worker worker = engine().worker();
  size_t events = 0;
  for (auto _ : state) {
    events = 0;
    for (const Capture& capture : captures()) events += worker.code(capture).events.size();
  }
  state.counters["words/s"] =
      benchmark::Counter(static_cast<double>(all_words()), benchmark::Counter::kIsIterationInvariantRate);
  state.counters["events"] = static_cast<double>(events);
}
BENCHMARK(Code)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace demarche

BENCHMARK_MAIN();
