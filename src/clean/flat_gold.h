#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace demarche::gold {

/// A flattened page and the text of its article, as somebody took it out by hand.
struct FlatPage {
  std::string id;
  std::string text;  ///< the page's lines, each ended by a line feed
  std::string gold;
};

/// Reads JSON Lines `{"id","lines":[...],"gold"}`. Errors: bad_format naming the line.
Result<std::vector<FlatPage>> read_flat_pages(std::string_view lines, const std::string& where);

/// What our text lost of gold and what it has beyond it: runs of lines of the page, shortened, "- " before what was
/// lost and "+ " before what was wrongly kept. At most `most` lines of each.
std::string flat_error_lines(const FlatPage& page, std::string_view ours, size_t most);

}  // namespace demarche::gold
