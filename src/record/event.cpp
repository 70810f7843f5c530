#include "record/event.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

struct TypeFacts {
  const char* name;
  int quad;
  const char* cameo;
  double scale;
};
// Quad classes: PLOVER 2.0 chapter 3. CAMEO roots: section 7.2. Scores: table 2.2; the draft prints ACCUSE without its
// minus sign, its modes (-2, -3.5, -3.5) show that -3 is meant.
constexpr std::array<TypeFacts, kEventTypes> kTypes = {{{"AGREE", 1, "03", 2.5},
                                                        {"CONSULT", 1, "04", 2.5},
                                                        {"SUPPORT", 1, "05", 5},
                                                        {"CONCEDE", 1, "08", 4.5},
                                                        {"COOPERATE", 2, "06", 9.5},
                                                        {"AID", 2, "07", 10},
                                                        {"RETREAT", 2, "08", 6.5},
                                                        {"REQUEST", 3, "10", 0},
                                                        {"ACCUSE", 3, "11", -3},
                                                        {"REJECT", 3, "12", -2},
                                                        {"THREATEN", 3, "13", -3.5},
                                                        {"PROTEST", 4, "14", -5},
                                                        {"SANCTION", 4, "16", -6},
                                                        {"MOBILIZE", 4, "15", -5.5},
                                                        {"COERCE", 4, "17", -7},
                                                        {"ASSAULT", 4, "19", -9}}};

struct ModeScale {
  EventType type;
  std::string_view mode;
  double scale;
};
using enum EventType;
constexpr ModeScale kModes[] = {{consult, "visit", 4},
                                {consult, "third-party", 1},
                                {consult, "multilateral", 4},
                                {consult, "phone", 1.5},
                                {retreat, "withdraw", 8},
                                {retreat, "release", 6.5},
                                {retreat, "disarm", 10},
                                {retreat, "ceasefire", 7.5},
                                {retreat, "access", 6.5},
                                {retreat, "resign", 4.5},
                                {request, "assist", 0.5},
                                {request, "change", -1},
                                {request, "yield", -1},
                                {request, "meet", 0},
                                {accuse, "disapprove", -2},
                                {accuse, "investigate", -3.5},
                                {accuse, "allege", -3.5},
                                {reject, "assist", -1.5},
                                {reject, "change", -2},
                                {reject, "yield", -2},
                                {reject, "meet", -2},
                                {threaten, "restrict", -3},
                                {threaten, "arrest", -3.5},
                                {threaten, "relations", -3.5},
                                {threaten, "expel", -3.5},
                                {threaten, "territory", -4},
                                {threaten, "violence", -3.5},
                                {protest, "demo", -5},
                                {protest, "riot", -7},
                                {protest, "strike", -5},
                                {protest, "hunger", -4.5},
                                {protest, "boycott", -4.5},
                                {protest, "obstruct", -4.5},
                                {sanction, "convict", -6},
                                {sanction, "expel", -5.5},
                                {sanction, "withdraw", -6},
                                {sanction, "discontinue", -6},
                                {mobilize, "troops", -6.5},
                                {mobilize, "weapons", -6.5},
                                {mobilize, "police", -5.5},
                                {mobilize, "militia", -6},
                                {coerce, "seize", -7},
                                {coerce, "restrict", -7},
                                {coerce, "censor", -6.5},
                                {coerce, "curfew", -6.5},
                                {coerce, "martial-law", -7.5},
                                {coerce, "arrest", -7},
                                {coerce, "deport", -7},
                                {coerce, "withhold", -7},
                                {coerce, "misinformation", -6.5},
                                {coerce, "cyber", -7},
                                {assault, "abduct", -8.5},
                                {assault, "beat", -7.5},
                                {assault, "torture", -8.5},
                                {assault, "sexual", -8.5},
                                {assault, "targeted", -9.5},
                                {assault, "destroy", -8.5},
                                {assault, "primitive", -8},
                                {assault, "firearms", -9},
                                {assault, "explosives", -9},
                                {assault, "suicide-attack", -9.5},
                                {assault, "aerial", -9.5},
                                {assault, "drone", -9.5},
                                {assault, "heavy-weapons", -9.5},
                                {assault, "crowd-control", -7.5},
                                {assault, "unconventional", -10}};

constexpr const char* kStatus[] = {"asserted", "denied", "hypothetical", "future", "historical"};

}  // namespace

const char* to_string(EventType type) { return kTypes[static_cast<size_t>(type)].name; }

std::optional<EventType> parse_event_type(std::string_view name) {
  for (size_t i = 0; i < kTypes.size(); ++i) {
    if (name == kTypes[i].name) return static_cast<EventType>(i);
  }
  return std::nullopt;
}

int quad_code(EventType type) { return kTypes[static_cast<size_t>(type)].quad; }
const char* cameo_root(EventType type) { return kTypes[static_cast<size_t>(type)].cameo; }

double event_scale(EventType type, const std::vector<std::string>& modes) {
  double scale = kTypes[static_cast<size_t>(type)].scale;
  double extreme = -1;
  for (const std::string& mode : modes) {
    for (const ModeScale& row : kModes) {
      const double size = row.scale < 0 ? -row.scale : row.scale;
      if (row.type == type && row.mode == mode && size > extreme) {
        extreme = size;
        scale = row.scale;
      }
    }
  }
  return scale;
}

const char* to_string(Status status) { return kStatus[static_cast<size_t>(status)]; }

std::optional<Status> parse_status(std::string_view name) {
  const auto found = std::find(std::begin(kStatus), std::end(kStatus), name);
  if (found == std::end(kStatus)) return std::nullopt;
  return static_cast<Status>(found - std::begin(kStatus));
}

}  // namespace demarche
