#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "knowledge/frames.h"
#include "knowledge/lexical_classes.h"
#include "record/event.h"
#include "record/pledge.h"

namespace demarche {

/// A row of knowledge/pledges/kinds.txt: what an event that was coded is in the ledger.
struct PledgeRow {
  enum class Key : uint8_t { frame, operation, composed, type, conditional };
  Key key = Key::type;
  std::string name;  ///< frame id, or its beginning before '*'; operation; "" for composed and type
  bool prefix = false;
  std::optional<EventType> type;         ///< of the event as coded; none = any
  std::optional<PledgeReading> reading;  ///< none = no pledge
  std::vector<std::string> content;      ///< roles where the content stands; empty = the usual ones
  std::string where;                     ///< file:line
};

/// Which words and events bind their speaker or ask of others: docs/formats/pledges.md. Immutable after load; the
/// classes it was loaded with must outlive it.
class PledgeRules {
 public:
  /// Reads kinds.txt and every *.frames file of the first folder; overlays' rows are asked before ours, their frames
  /// replace ours by id. Errors: not_found, bad_format ("file:line: found, expected").
  static Result<PledgeRules> load(const std::vector<std::filesystem::path>& folders, const LexicalClasses& classes);

  /// Reads rows of kinds.txt from text; `where` names it in errors. Errors: bad_format ("where:line").
  static Result<std::vector<PledgeRow>> parse_kinds(std::string_view text, std::string_view where);

  const FrameSet& frames() const { return frames_; }
  /// The first row that fits an event of this frame coded as `type`, or null.
  const PledgeRow* row_of(const Frame& frame, EventType type) const;
  /// The row for an act that its doer says he would or could do, or null.
  const PledgeRow* conditional_row(EventType type) const;

 private:
  FrameSet frames_;
  std::vector<PledgeRow> rows_;
};

}  // namespace demarche
