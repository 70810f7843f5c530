#include "record/speech.h"

#include <algorithm>
#include <iterator>

namespace demarche {
namespace {

constexpr const char* kTypes[] = {"direct", "mixed", "indirect"};
constexpr const char* kClasses[] = {"say",    "claim", "accuse", "warn",    "deny",   "promise",
                                    "demand", "ask",   "write",  "believe", "report", "judge"};

}  // namespace

const char* to_string(QuoteType type) { return kTypes[static_cast<size_t>(type)]; }

std::optional<QuoteType> parse_quote_type(std::string_view name) {
  const auto found = std::find(std::begin(kTypes), std::end(kTypes), name);
  if (found == std::end(kTypes)) return std::nullopt;
  return static_cast<QuoteType>(found - std::begin(kTypes));
}

const char* to_string(CueClass cue_class) { return kClasses[static_cast<size_t>(cue_class)]; }

std::optional<CueClass> parse_cue_class(std::string_view name) {
  const auto found = std::find(std::begin(kClasses), std::end(kClasses), name);
  if (found == std::end(kClasses)) return std::nullopt;
  return static_cast<CueClass>(found - std::begin(kClasses));
}

}  // namespace demarche
