#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "record/event.h"
#include "record/mention.h"
#include "record/time.h"

namespace demarche {

/// What the issuer does with words (docs/formats/pledges.md).
enum class PledgeKind : uint8_t {
  demand,   ///< asks, urges, requires; red lines
  threat,   ///< announces harm by its own hand, conditional or not
  warning,  ///< points to a danger that it does not announce to bring about
  promise,  ///< binds itself to what others want
  offer,    ///< is ready for talks, help, proposals
  refusal,  ///< declines a demand or an offer
  denial    ///< denies a claim about itself
};
inline constexpr size_t kPledgeKinds = 7;
const char* to_string(PledgeKind kind);
std::optional<PledgeKind> parse_pledge_kind(std::string_view name);

enum class PledgeStrength : uint8_t {
  ultimatum,  ///< a demand with a deadline or a consequence
  firm,
  hedged  ///< may, could consider, does not rule out
};
const char* to_string(PledgeStrength strength);
std::optional<PledgeStrength> parse_pledge_strength(std::string_view name);

/// What the text itself tells of what became of it.
enum class PledgeStatus : uint8_t { open, repeated, met, broken, withdrawn };
const char* to_string(PledgeStatus status);
std::optional<PledgeStatus> parse_pledge_status(std::string_view name);

/// Words of a pledge: what is demanded, or on which condition.
struct PledgePart {
  std::string text;  ///< the words as they stand in the text; "" = none
  Span span;
  std::optional<EventType> event;  ///< PLOVER type of the act inside, where there is one
};

struct PledgeDeadline {
  std::string text;  ///< "by Friday"; "" = none
  Span span;
  Date date;  ///< last day, when it can be resolved
  DatePrecision precision = DatePrecision::unknown;
};

/// One place where the text tells the pledge.
struct PledgeEvidence {
  uint32_t sentence = 0;
  Span sentence_span;
  std::string trigger;
  Span trigger_span;
  Span content_span;
};

/// One entry of the ledger. The same pledge told twice in one article is one entry with two evidences; the entry's own
/// words are those of the fullest telling.
struct Pledge {
  std::string id;
  std::string doc;
  uint32_t sentence = 0;  ///< of the fullest telling; the same for sentence_span and trigger
  Span sentence_span;
  std::string trigger;  ///< words that make it a pledge: "demanded", "will", "unacceptable"
  Span trigger_span;
  PledgeKind kind = PledgeKind::demand;
  std::vector<Entity> issuer;
  std::vector<Entity> addressee;
  std::vector<Entity> according_to;  ///< who answers for the report, other than the issuer; empty = the article
  PledgePart content;
  PledgePart condition;
  PledgeDeadline deadline;
  PledgeStrength strength = PledgeStrength::firm;
  PledgeStatus status = PledgeStatus::open;
  bool historical = false;               ///< told as background from before the story's own period
  std::vector<PledgeEvidence> evidence;  ///< every telling, in text order
  std::string frame;                     ///< id of the event or pledge frame that fired
  std::vector<std::string> steps;        ///< how kind, parties, condition and strength were read, for `explain`
  double confidence = 0;                 ///< 0 to 1
  std::string version;
};

}  // namespace demarche
