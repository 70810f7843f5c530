#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "record/mention.h"
#include "record/time.h"

namespace demarche {

/// The sixteen event types of PLOVER 2.0, chapter 3, in the codebook's order.
enum class EventType : uint8_t {
  agree,
  consult,
  support,
  concede,
  cooperate,
  aid,
  retreat,
  request,
  accuse,
  reject,
  threaten,
  protest,
  sanction,
  mobilize,
  coerce,
  assault
};
inline constexpr size_t kEventTypes = 16;
/// "AGREE", ...
const char* to_string(EventType type);
std::optional<EventType> parse_event_type(std::string_view name);

/// Quad class of a type: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
int quad_code(EventType type);
/// CAMEO root code of a type ("03" for AGREE ...), from the codebook's conversion table.
const char* cameo_root(EventType type);
/// PLOVER conflict-cooperation score, table 2.2 (-10 to 10); the mode's own score where the table has one.
double event_scale(EventType type, const std::vector<std::string>& modes);

/// The four auxiliary modes of section 2.3, told apart from a plain assertion.
enum class Status : uint8_t { asserted, denied, hypothetical, future, historical };
const char* to_string(Status status);
std::optional<Status> parse_status(std::string_view name);

/// Numbers of people; -1 = not told.
struct Casualties {
  int64_t dead = -1;
  int64_t injured = -1;
  int64_t arrested = -1;
  int64_t crowd = -1;
  bool any() const { return dead >= 0 || injured >= 0 || arrested >= 0 || crowd >= 0; }
};

struct Place {
  std::string name;
  Span span;
  std::string country;  ///< ISO 3166-1 alpha-3
  double latitude = 0;  ///< degrees; meaningless when not located
  double longitude = 0;
  bool located = false;
};

/// One PLOVER record coded from one sentence: a report.
struct Event {
  std::string id;
  std::string doc;
  uint32_t sentence = 0;
  Span sentence_span;
  std::string trigger;
  Span trigger_span;
  EventType type = EventType::consult;
  std::vector<std::string> mode;
  std::vector<std::string> context;
  Status status = Status::asserted;
  std::vector<Entity> actor;
  std::vector<Entity> recipient;
  std::vector<Entity> according_to;  ///< empty = the article itself
  Date date;
  DatePrecision date_precision = DatePrecision::unknown;
  std::string date_how;  ///< rule that found date or bracket; docs/formats/records.md
  DateBracket bracket;
  Place event_loc;
  Casualties size;
  std::string frame;  ///< id of the frame that fired
  std::vector<std::string>
      steps;              ///< what happened to it on the way (composition, negation, coreference), for `explain`
  double confidence = 0;  ///< 0 to 1
  std::string version;
};

}  // namespace demarche
