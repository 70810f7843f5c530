#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/string_map.h"
#include "knowledge/frames.h"
#include "knowledge/lexical_classes.h"
#include "record/event.h"

namespace demarche {

/// A row of knowledge/frames/composition.txt: what becomes of an operation ("refuse", "promise", "stop") and of the act
/// in its content.
struct CompositionRow {
  enum class Inner : uint8_t { keep, drop, denied, hypothetical, future, claim };
  std::string operation;
  bool any_type = false;  ///< "any": every act
  bool none = false;      ///< "none": the content holds no act
  std::vector<EventType> types;
  bool keeps_outer = false;  ///< "=": the operation's own type stays
  bool drops_outer = false;  ///< "-": the operation is no act here
  EventType outer = EventType::agree;
  std::vector<std::string> outer_mode;
  Inner inner = Inner::keep;
  std::string where;  ///< file:line
};

/// A row of modes.txt or contexts.txt: lemmas that show a mode of one type, or a context.
struct CueRow {
  std::optional<EventType> type;  ///< none for contexts
  std::string value;
  WordSet words;
};

/// The small tables that the coder applies after the frames. Immutable after load; the classes must outlive it.
/// docs/formats/frames.md specifies the files.
class CodingTables {
 public:
  /// Reads composition.txt, modes.txt and contexts.txt of the first folder; later folders add rows before ours.
  /// Errors: not_found, bad_format ("file:line").
  static Result<CodingTables> load(const std::vector<std::filesystem::path>& folders, const LexicalClasses& classes);

  /// The first row for this operation and content type (none = no act inside), or null.
  const CompositionRow* compose(std::string_view operation, std::optional<EventType> inner) const;
  const std::vector<CueRow>& modes() const { return modes_; }
  const std::vector<CueRow>& contexts() const { return contexts_; }
  /// Rows of contexts() that name the lemma, ascending; a row may stand twice.
  const std::vector<uint32_t>& contexts_of(std::string_view lemma) const;

 private:
  Result<void> read_composition(const std::filesystem::path& file);
  Result<void> read_cues(const std::filesystem::path& file, const LexicalClasses& classes, bool typed,
                         std::vector<CueRow>& out);
  std::vector<CompositionRow> rows_;
  std::vector<CueRow> modes_;
  std::vector<CueRow> contexts_;
  StringMap<std::vector<uint32_t>> contexts_by_lemma_;
};

}  // namespace demarche
