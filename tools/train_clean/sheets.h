#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "clean/features.h"

namespace demarche {

/// A page to learn from.
struct Sheet {
  std::string id;
  std::vector<std::string> lines;
  std::vector<uint8_t> body;  ///< 1 for lines that are the article's
  std::string gold;
};

/// Reads pages, one a line: {"id","lines":[text,...],"gold":"main text"}, and labels their lines.
std::vector<Sheet> read_sheets(const std::string& file);

/// Headlines of other stories as they stand on the pages, one list a page.
std::vector<std::vector<std::string>> headline_lists(const std::vector<Sheet>& sheets, const Cues& cues);

/// The page as it is; cut close around the article as other extractors leave it; the article alone; and the article
/// with headlines of another page put behind it or into it. Each with its weight.
std::vector<std::pair<Sheet, float>> variants(const Sheet& sheet,
                                              const std::vector<std::vector<std::string>>& headlines);

}  // namespace demarche
