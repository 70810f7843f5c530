#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "pipeline/engine.h"
#include "record/capture.h"
#include "store/store.h"
#include "table.h"

namespace demarche::cli {

/// A part of a text that stands out, in brackets of its role: [actor, issuer, speaker] {trigger, cue} <recipient or
/// addressee> (source) «content» (condition: …) (deadline: …) (occasion: …) (via: …).
struct TextMark {
  MarkRole role = MarkRole::trigger;
  Span span;  ///< byte offsets into the marked text
};

/// `text` under `range` with the marks' brackets, in colours if wanted. Marks outside the range are left out; nested
/// ones open before and close after those inside. Control characters become blanks.
std::string marked_text(std::string_view text, Span range, std::vector<TextMark> marks, const Paint& paint);

/// Where a text offset lies whose original is `original`: the inverse of the map.
uint32_t to_text(const ByteMap& map, uint32_t original, uint32_t text_size);

/// The text that a record was coded from.
struct SourceText {
  Capture capture;
  std::string how;  ///< "read again from ...", "kept in the store"
};

/// Looks for the capture: its file as the store names it, if it still holds the same bytes; then the store's own copy.
/// Errors: not_found with the reason.
Result<SourceText> find_source(Store& store, const std::filesystem::path& store_path, const StoredCapture& capture);

/// The parse of one sentence as a table: word, lemma, tag, relation, head; `note` names what a token is for the record.
std::string parse_table(const Sentence& sentence, const std::vector<TextMark>& marks, const Paint& paint);

/// Text broken into lines of `width` columns at blanks, each begun with `indent` blanks and ended.
std::string wrapped(const std::string& text, size_t indent, size_t width);

}  // namespace demarche::cli
