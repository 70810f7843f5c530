#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"
#include "record/article.h"

namespace demarche {

/// One turn of an interview or a hearing that is printed as turns: `Q: ...`, `MR. SILVA: ...`.
struct PrintedTurn {
  uint32_t block = 0;  ///< index into the body
  Span label;          ///< the words before the colon
  Span words;          ///< the rest of the block
};

/// Blocks that begin with a label and a colon, where two different labels or more follow each other and one of them
/// comes again or asks a question; a list of states or of days is none. Linear in the text.
std::vector<PrintedTurn> find_printed_turns(std::string_view text, const std::vector<Block>& body);

}  // namespace demarche
