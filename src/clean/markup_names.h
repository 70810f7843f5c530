#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace demarche {

/// What the names of a page's elements say, knowledge/clean/names.txt: a set of categories by bits. All words are found
/// in one walk over the names (Aho and Corasick, "Efficient string matching", 1975). Immutable after load.
class MarkupNames {
 public:
  static constexpr size_t kMostCategories = 32;
  /// Errors: not_found, bad_format (naming file and line).
  static Result<MarkupNames> load(const std::filesystem::path& file);

  /// Bit c is set when a word of category c stands in `names` (lower case).
  uint32_t categories(std::string_view names) const;
  /// In the order in which the file names them first.
  const std::vector<std::string>& category_names() const { return categories_; }

 private:
  uint32_t add(std::string_view word);
  void link();

  /// A word that counts only between characters that are no letters or digits.
  struct Whole {
    size_t length;
    uint32_t categories;
  };

  std::vector<std::string> categories_;
  std::vector<uint32_t> next_;             ///< state * kLetters + letter
  std::vector<uint32_t> anywhere_;         ///< per state: categories of the words that end there
  std::vector<std::vector<Whole>> whole_;  ///< the same of whole words
};

}  // namespace demarche
