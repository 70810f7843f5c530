#pragma once

#include <cstdint>
#include <string_view>

namespace demarche {

/// What quoted words look like.
struct Shape {
  uint32_t words = 0;
  uint32_t capitalised = 0;
  bool starts_upper = false;
  bool ends_sentence = false;  ///< . ! ? … or a comma before the closing mark
  char last = 0;
};

/// Counts words and capitals of a passage without its marks. Linear.
Shape shape_of(std::string_view words);

}  // namespace demarche
