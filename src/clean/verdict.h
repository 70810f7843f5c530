#pragma once

#include <vector>

#include "clean/features.h"
#include "record/article.h"

namespace demarche {

constexpr uint32_t kSureCaptionWords = 60;  ///< longer lines with a photo credit are paragraphs

/// What decided that a line is dropped.
enum class Why : uint8_t {
  score,        ///< the forests
  phrase,       ///< a phrase in it
  section,      ///< a phrase in the line `other` announces it
  copy,         ///< it says the same as the line `other`
  headlines,    ///< it stands in a list of `other` headlines
  tag,          ///< it ends in a tag such as [VIDEO]
  before_text,  ///< it stands between title and text and speaks of other things
  byline,
  date
};

/// What becomes of one line.
struct Verdict {
  bool keep = false;
  BlockKind kind = BlockKind::paragraph;
  Reason reason = Reason::furniture;
  Why why = Why::score;
  uint32_t other = 0;

  /// Drops the line.
  void drop(Reason because, Why decided, size_t line = 0) {
    keep = false;
    reason = because;
    why = decided;
    other = static_cast<uint32_t>(line);
  }
};

/// Everything the steps below look at; views only.
struct PageView {
  const Page& page;
  const std::vector<LineFacts>& facts;
  const std::vector<float>& scores;  ///< log-odds that the line is the article's
};

/// Keeps or drops each line by its score, its phrases and its neighbours. Clean text stays whole: where nothing speaks
/// of furniture, nothing is dropped.
std::vector<Verdict> decide(const PageView& view);

/// Index of the line that is the article's title, or -1. `known` is the title when it is known from outside. Sets the
/// verdicts of the title and of the lines between it and the first paragraph.
int32_t settle_title(const PageView& view, const std::string& known, std::vector<Verdict>& verdicts);

/// Sets reasons of dropped lines and kinds of kept ones.
void name_reasons(const PageView& view, std::vector<Verdict>& verdicts);
/// What decided over a dropped line, for people: "says “read more”", "score -2.1".
std::string because_of(const PageView& view, const Verdict& verdict, size_t line);
void name_kinds(const PageView& view, std::vector<Verdict>& verdicts);

/// A piece of furniture inside a kept line.
struct Piece {
  Span span;
  Reason reason = Reason::furniture;
  Span phrase;  ///< what gave it away
};
/// Furniture glued to the end of a sentence ("... he said.Read more: ...") or bracketed into it ("(Also read: ...)"),
/// in order, not overlapping.
std::vector<Piece> glued_furniture(const Page& page, const PageLine& line, const Cues& cues);

}  // namespace demarche
