#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"

namespace demarche {

/// What a part of a text is for a record: of events the first four, of pledges the trigger and those from the source to
/// the deadline, of quotes (only while they are explained) those from the addressee to the cue.
enum class MarkRole : uint8_t {
  trigger,
  actor,
  recipient,
  according_to,
  issuer,
  addressee,
  content,
  condition,
  deadline,
  occasion,
  via,
  speaker,
  cue
};
const char* to_string(MarkRole role);

/// A part of an evidence text.
struct Mark {
  MarkRole role = MarkRole::trigger;
  Span span;  ///< byte offsets into the evidence text
  auto operator<=>(const Mark&) const = default;
};

/// The short words a record stands on, for a reader who has no capture at hand.
struct Evidence {
  std::string text;  ///< the sentence, white space as single-byte blanks, at most kMaxEvidence bytes plus "…" where cut
  std::vector<Mark> marks;  ///< sorted by span; marks outside the cut are left out
};

inline constexpr uint32_t kMaxEvidence = 600;  ///< bytes, of a sentence
inline constexpr uint32_t kMaxQuoted = 240;    ///< bytes, of a quote's words

/// Cuts the sentence out of `text`; one of over `most` bytes is cut around `focus` at code point limits. All spans are
/// byte offsets into `text`; those that lie outside of it are ignored.
Evidence cut_evidence(std::string_view text, Span sentence, Span focus, const std::vector<Mark>& marks,
                      uint32_t most = kMaxEvidence);

/// Compact form for one column: "t:12-20 a:0-5"; letters in docs/formats/store.md.
std::string marks_text(const std::vector<Mark>& marks);
/// Reads it back; what cannot be read or lies outside of `size` bytes is left out.
std::vector<Mark> parse_marks(std::string_view text, size_t size);

}  // namespace demarche
