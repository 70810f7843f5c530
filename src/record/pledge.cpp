#include "record/pledge.h"

#include <algorithm>
#include <iterator>

namespace demarche {
namespace {

constexpr const char* kKinds[] = {"demand", "threat", "warning", "promise", "offer", "refusal", "denial"};
constexpr const char* kStrengths[] = {"ultimatum", "firm", "hedged"};
constexpr const char* kStates[] = {"open", "repeated", "met", "broken", "withdrawn"};

template <class Enum, size_t N>
std::optional<Enum> parse(const char* const (&names)[N], std::string_view name) {
  const auto found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names)) return std::nullopt;
  return static_cast<Enum>(found - std::begin(names));
}

}  // namespace

const char* to_string(PledgeKind kind) { return kKinds[static_cast<size_t>(kind)]; }
std::optional<PledgeKind> parse_pledge_kind(std::string_view name) { return parse<PledgeKind>(kKinds, name); }

const char* to_string(PledgeStrength strength) { return kStrengths[static_cast<size_t>(strength)]; }
std::optional<PledgeStrength> parse_pledge_strength(std::string_view name) {
  return parse<PledgeStrength>(kStrengths, name);
}

const char* to_string(PledgeStatus status) { return kStates[static_cast<size_t>(status)]; }
std::optional<PledgeStatus> parse_pledge_status(std::string_view name) { return parse<PledgeStatus>(kStates, name); }

}  // namespace demarche
