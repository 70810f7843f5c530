#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "record/article.h"

namespace demarche {

/// Words between quotation marks inside one block.
struct QuotedPassage {
  Span span;               ///< the words without marks and without white space at either end
  Span outer;              ///< with the marks
  uint32_t block = 0;      ///< index into Article::body
  bool opened = true;      ///< false: the opening mark is missing; span then begins at the first possible place
  bool closed = true;      ///< false: the closing mark is missing; span then ends at the last possible place
  bool continues = false;  ///< goes on from the passage before, which has no closing mark, with a mark set anew
  bool single = false;     ///< single marks
};

/// All outermost quoted passages of the body, in reading order: curly, straight, angled, low, doubled and single marks.
/// Apostrophes, inch and minute signs are no marks. Nested quotations are part of the outer one. Linear in the text.
std::vector<QuotedPassage> find_quoted_passages(std::string_view text, const std::vector<Block>& body);

}  // namespace demarche
