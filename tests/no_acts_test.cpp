// Sentences without any political act, tests/golden/no_acts.txt: the engine must find next to nothing in them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
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

/// The other side: words of sport or of business around an act take nothing away from it.
TEST(NoActs, RealActsBesideSportAndBusinessStand) {
  auto engine = Engine::load({DEMARCHE_SOURCE_DIR, {}});
  ASSERT_TRUE(engine) << engine.error().text();
  Worker worker = engine->worker();
  const std::pair<const char*, EventType> cases[] = {
      {"Kenyan soldiers attacked a football stadium in Somalia.", EventType::assault},
      {"Niger bombed a tennis club in Chad.", EventType::assault},
      {"North Korea and South Korea held talks on the football tournament.", EventType::consult},
      {"The Brazilian president met the Chilean president before the final.", EventType::consult},
      {"Bolivia accused Paraguay of bribing a referee.", EventType::accuse},
      {"Jordan demanded that Lebanon release the wrestler.", EventType::request},
      {"Mali expelled the Togolese ambassador after the cup final.", EventType::sanction},
      {"Laos threatened Vietnam with war.", EventType::threaten},
      {"Peru condemned Chile at the film festival.", EventType::accuse},
  };
  for (const auto& [text, type] : cases) {
    Capture capture;
    capture.id = "act";
    capture.text = text;
    const std::vector<Event> events = worker.code(capture).events;
    EXPECT_TRUE(std::any_of(events.begin(), events.end(), [&](const Event& event) { return event.type == type; }))
        << text;
  }
}

}  // namespace
}  // namespace demarche
