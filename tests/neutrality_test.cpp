// DESIGN section 3.5: swapping two countries' names in a text swaps the codes and changes nothing else.
#include <gtest/gtest.h>

#include "pipeline/engine.h"

namespace demarche {
namespace {

struct State {
  const char* name;
  const char* demonym;
  const char* capital;
  const char* code;
};
constexpr State kStates[] = {{"Brazil", "Brazilian", "Brasilia", "BRA"}, {"Kenya", "Kenyan", "Nairobi", "KEN"},
                             {"Poland", "Polish", "Warsaw", "POL"},      {"Japan", "Japanese", "Tokyo", "JPN"},
                             {"Egypt", "Egyptian", "Cairo", "EGY"},      {"Russia", "Russian", "Moscow", "RUS"},
                             {"Ukraine", "Ukrainian", "Kyiv", "UKR"},    {"China", "Chinese", "Beijing", "CHN"},
                             {"Iran", "Iranian", "Tehran", "IRN"},       {"Canada", "Canadian", "Ottawa", "CAN"}};

// {A} {a} {Ca}: name, demonym, capital of the first state; {B} {b} {Cb} of the second.
constexpr const char* kTexts[] = {
    "{A} invaded {B} on Monday.",
    "{a} troops shelled a {b} village.",
    "{A} and {B} signed a treaty.",
    "The {a} president accused {B} of arming rebels.",
    "{Ca} imposed sanctions on {Cb}.",
    "{A} denied that it had attacked {B}.",
    "{A} warned that {B} could invade.",
    "If {B} attacks, {A} will respond, the {a} foreign minister said.",
    "The {b} parliament rejected a {a} proposal.",
    "{A} expelled two {b} diplomats.",
    "{A} demanded that {B} withdraw its troops.",
    "{B} was criticised by {A} over the arrests.",
    "Talks between {A} and {B} began in Geneva.",
    "{A} promised aid to {B}.",
    "Thousands of {a} students protested against {B}.",
};

std::string write(std::string text, const State& a, const State& b) {
  const std::pair<const char*, const char*> parts[] = {{"{A}", a.name}, {"{a}", a.demonym}, {"{Ca}", a.capital},
                                                       {"{B}", b.name}, {"{b}", b.demonym}, {"{Cb}", b.capital}};
  for (const auto& [mark, word] : parts) {
    for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark))
      text.replace(at, std::string(mark).size(), word);
  }
  return text;
}

/// The records of a text with the two states' codes written as A and B, so that a swap must leave it unchanged.
std::string coded(Worker& worker, const char* pattern, const State& a, const State& b) {
  Capture capture;
  capture.id = "swap";
  capture.text = write(pattern, a, b);
  std::string out;
  for (const Event& event : worker.code(capture).events) {
    out += std::string(to_string(event.type)) + " " + to_string(event.status) + " " + event.frame;
    for (const std::string& mode : event.mode) out += " " + mode;
    for (const auto* list : {&event.actor, &event.recipient, &event.according_to}) {
      out += " |";
      for (const Entity& entity : *list) {
        out += " " +
               (entity.code == a.code   ? std::string("A")
                : entity.code == b.code ? std::string("B")
                                        : entity.code) +
               ":" + entity.sector;
      }
    }
    out += "\n";
  }
  return out;
}

TEST(Neutrality, SwappingStatesSwapsCodesOnly) {
  auto engine = Engine::load({DEMARCHE_SOURCE_DIR, {}});
  ASSERT_TRUE(engine) << engine.error().text();
  Worker worker = engine->worker();
  size_t records = 0;
  for (const char* pattern : kTexts) {
    for (size_t i = 0; i < std::size(kStates); ++i) {
      const State& a = kStates[i];
      const State& b = kStates[(i + 3) % std::size(kStates)];
      const std::string one = coded(worker, pattern, a, b);
      EXPECT_EQ(one, coded(worker, pattern, b, a)) << write(pattern, a, b) << "\n" << write(pattern, b, a);
      records += !one.empty();
    }
  }
  EXPECT_GT(records, std::size(kTexts) * std::size(kStates) * 8 / 10) << "most patterns hold an event";
}

}  // namespace
}  // namespace demarche
