#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "record/article.h"
#include "record/event.h"
#include "record/pledge.h"
#include "record/problem.h"
#include "record/speech.h"
#include "store/evidence.h"

namespace demarche {

enum class RecordKind : uint8_t { article, event, quote, pledge, problem };
const char* to_string(RecordKind kind);

struct RecordRef {
  RecordKind kind = RecordKind::event;
  std::string id;
};

/// Which events; an unset field filters nothing. Names are compared without regard to ASCII case.
struct EventQuery {
  std::string id{};     ///< exactly this record
  std::string actor{};  ///< code, canonical id, party, full name, or the last words of a name ("Khrushchev")
  std::string recipient{};
  std::optional<EventType> type{};
  std::optional<Status> status{};
  std::string doc{};          ///< exact
  std::string article{};      ///< exact id
  std::string actor_party{};  ///< exact party key (party.h)
  std::string recipient_party{};
  Date since{};        ///< the act's date, or all of its bracket, lies on or after this day
  Date until{};        ///< ... on or before this day
  std::string text{};  ///< in the evidence or the trigger
  int64_t limit = -1;  ///< at most so many; negative = all
};

/// Which quotes; fields as in EventQuery.
struct QuoteQuery {
  std::string id{};
  std::string speaker{};  ///< as EventQuery::actor
  std::string about{};    ///< the same, of those named in the content
  std::optional<QuoteType> type{};
  bool quoted_only = false;  ///< direct or mixed
  std::optional<CueClass> cue_class{};
  std::string doc{};
  std::string article{};
  Date since{};        ///< the article was published, or all of its bracket lies, on or after this day
  Date until{};        ///< ... on or before this day
  std::string text{};  ///< in the stored words
  int64_t limit = -1;
};

/// Which pledges; fields as in EventQuery and QuoteQuery.
struct PledgeQuery {
  std::string id{};
  std::string actor{};  ///< issuer or addressee
  std::string issuer{};
  std::string addressee{};
  std::optional<PledgeKind> kind{};
  std::optional<PledgeStrength> strength{};
  std::optional<PledgeStatus> status{};
  bool open_only = false;  ///< open or repeated
  std::string doc{};
  std::string article{};
  Date since{};
  Date until{};
  std::string text{};  ///< in the evidence, the content or the condition
  int64_t limit = -1;
};

/// An event as it stands in the store. Spans are byte offsets into the input as it came in.
struct StoredEvent {
  Event event;
  std::string article;  ///< id of its article
  Evidence evidence;
};

struct StoredQuote {
  Quote quote;
  std::string article;
  std::string evidence;  ///< the words under `quote.span`, at most kMaxQuoted bytes
  Date published;        ///< of the article; same for the bracket
  DateBracket bracket;
  uint64_t events = 0;  ///< of the article, whose trigger stands in these words
  uint64_t pledges = 0;
};

struct StoredPledge {
  Pledge pledge;
  std::string article;
  Evidence evidence;                   ///< of the first place that tells it
  std::vector<Evidence> all_evidence;  ///< one for each of pledge.evidence
  Date published;                      ///< of the article; same for the bracket
  DateBracket bracket;
};

struct StoredCapture {
  std::string id;
  std::string doc;
  std::string digest;
  std::string source;  ///< file it came from, as the caller wrote it; "" = a stream
  std::string state;   ///< "coded", "not_coded", "failed"
  std::string media_type;
  std::string encoding;
  uint64_t bytes = 0;  ///< of the text
  std::string title;
  std::string url;
  std::string outlet;
  std::string published;
  std::string language;
  std::string version;  ///< of the engine that coded it
};

struct StoredProblem {
  std::string id;
  Problem problem;
};

/// What one run was: the engine's version, what it was asked to read, and when if the caller wants that kept.
struct RunInfo {
  std::string version;
  std::string label;
  std::string at;  ///< any text; "" keeps two stores of the same captures equal
};

struct DroppedCount {
  uint64_t blocks = 0;
  uint64_t bytes = 0;
};

/// Sums over the whole store.
struct Totals {
  std::map<std::string, uint64_t> captures;  ///< by state
  uint64_t articles = 0;
  uint64_t sentences = 0;
  uint64_t words = 0;
  uint64_t bytes = 0;  ///< of capture text
  uint64_t body_blocks = 0;
  uint64_t body_bytes = 0;
  std::map<std::string, DroppedCount> dropped;  ///< by reason
  std::map<std::string, uint64_t> languages;
  std::vector<std::string> versions;  ///< of the engines, sorted
  uint64_t events = 0;
  uint64_t quotes = 0;    ///< direct and mixed
  uint64_t indirect = 0;  ///< quotes of type indirect: reported speech
  uint64_t pledges = 0;
  uint64_t problems = 0;
  std::map<Status, std::array<uint64_t, kEventTypes>> matrix;  ///< events by status and type
};

/// One entity with its asserted acts (each act counted once per entity).
struct EntityCount {
  std::string party;
  std::string code;
  std::string sector;
  std::string id;
  std::string name;
  uint64_t given = 0;
  uint64_t received = 0;
};

/// One pair of parties. Only asserted acts are deeds; the others are counted apart.
struct Dyad {
  std::string actor;  ///< party keys
  std::string recipient;
  std::array<uint64_t, 4> quads{};    ///< asserted acts: verbal and material cooperation, verbal and material conflict
  double mean_scale = 0;              ///< of the asserted acts, -10 to 10; 0 without any
  std::map<Status, uint64_t> others;  ///< acts that are denied, hypothetical, future or historical
  uint64_t asserted() const { return quads[0] + quads[1] + quads[2] + quads[3]; }
};

/// A speaker and how often quoted.
struct SpeakerCount {
  std::string party;
  std::string code;
  std::string sector;
  std::string id;
  std::string name;
  uint64_t direct = 0;
  uint64_t mixed = 0;
  uint64_t indirect = 0;
};

}  // namespace demarche
