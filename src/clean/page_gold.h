#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace demarche::gold {

/// One page with its gold answers. Unknown title and date are "".
struct GoldPage {
  std::string id;
  std::string url;
  std::string html;  ///< the page itself, or the path of its file beside the gold
  std::string text;
  std::string title;
  std::string date;  ///< YYYY-MM-DD
};

/// Reads JSON Lines `{"id","html","text","title"?,"date"?,"url"?}`. Errors: bad_format, naming `where` and the line.
Result<std::vector<GoldPage>> read_gold_pages(std::string_view lines, const std::string& where);

/// Is this the same title? Case, and what is neither letter nor digit, do not count.
bool same_title(std::string_view ours, std::string_view gold);

/// How many of the pages whose gold has a field we answer, and how many rightly.
struct FieldScore {
  size_t gold = 0;
  size_t answered = 0;  ///< of all pages
  size_t right = 0;
  size_t unasked = 0;  ///< answered where gold says nothing
};

}  // namespace demarche::gold
