#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "clean/page_fact_names.h"
#include "record/markup.h"

namespace demarche {

/// What one node of linked data says of an article or a page; "" where it says nothing.
struct LinkedNode {
  LinkedType type = LinkedType::other;
  std::string title;
  std::string byline;  ///< names joined by ", "
  std::string outlet;
  std::string url;
  std::string language;
  std::string published;
  std::string modified;
};

/// The articles and pages that the page's scripts of linked data (JSON-LD 1.1, schema.org) describe, in reading order:
/// at the top, in arrays, under @graph, mainEntity and mainEntityOfPage. What else hangs on them, comments, videos,
/// other items of lists, organisations, is not looked at. Broken scripts are mended where it is plain how, and read up
/// to the break otherwise. Bounded time and memory.
std::vector<LinkedNode> read_linked_data(const std::vector<MarkupMeta>& metas, const PageFactNames& names);

/// The script as JSON, as far as it can be mended: character references, comments and CDATA marks around it, raw line
/// ends and quotation marks inside strings, broken escapes, commas too many.
std::string mend_json(std::string_view script);

}  // namespace demarche
