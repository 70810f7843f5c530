// Sentences without any political act, tests/golden/no_acts.txt: the engine must find next to nothing in them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/file.h"
#include "pipeline/engine.h"

namespace demarche {
namespace {

constexpr double kAllowed = 0.03;  ///< records a sentence

std::vector<std::string> sentences() {
  const auto file = read_file(DEMARCHE_SOURCE_DIR "/tests/golden/no_acts.txt");
  EXPECT_TRUE(file) << file.error().text();
  std::istringstream lines(file ? *file : std::string());
  std::vector<std::string> out;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line[0] != '#') out.push_back(line);
  }
  return out;
}

std::string codes(const std::vector<Entity>& entities) {
  std::string out;
  for (const Entity& entity : entities) out += (out.empty() ? "" : "+") + entity.code + ":" + entity.sector;
  return out.empty() ? "-" : out;
}

TEST(NoActs, HardlyAnyRecord) {
  auto engine = Engine::load({DEMARCHE_SOURCE_DIR, {}});
  ASSERT_TRUE(engine) << engine.error().text();
  Worker worker = engine->worker();
  const std::vector<std::string> all = sentences();
  ASSERT_GE(all.size(), 300u);
  size_t records = 0;
  std::string offenders;
  for (const std::string& sentence : all) {
    Capture capture;
    capture.id = "no-act";
    capture.text = sentence;
    for (const Event& event : worker.code(capture).events) {
      ++records;
      offenders +=
          fmt::format("    {}\n        {} | {} | {} | {}  ({}: {})\n", sentence, to_string(event.type),
                      codes(event.actor), codes(event.recipient), to_string(event.status), event.frame, event.trigger);
    }
  }
  const double share = static_cast<double>(records) / static_cast<double>(all.size());
  const std::string page = fmt::format("{} records in {} sentences without an act: {:.3f} a sentence\n{}", records,
                                       all.size(), share, offenders);
  fmt::print("{}", page);
  EXPECT_LE(share, kAllowed) << page;
}

}  // namespace
}  // namespace demarche
