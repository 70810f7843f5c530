#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "language/architecture.h"

namespace demarche {

/// What the network reads off one form: keys of its word row and vector row, and its sub-word rows.
struct WordFeatures {
  static constexpr size_t kMaxSubwords = 24;
  uint64_t word_key = 0;   ///< of the normal form; also looks up the vector
  uint64_t lower_key = 0;  ///< of the lower-case form with its digits; second try for the vector
  unsigned shape = 0;      ///< row of an unknown word
  size_t subword_count = 0;
  std::array<uint16_t, kMaxSubwords> subwords{};  ///< below kSubwordRows; a row may come twice
};

/// Key of a word in the tables of words and vectors.
uint64_t word_table_key(std::string_view normal);

/// Features of a canonical_form.
WordFeatures word_features(std::string_view canonical);

}  // namespace demarche
