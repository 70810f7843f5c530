#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "clean/page.h"

namespace demarche {

/// What the words of a line say of it: a sum of weights, one for each of its words and for how it begins and ends, as
/// log-odds that the line is the article's. Words are known by hash only, several share a weight (Weinberger et al.,
/// "Feature hashing for large scale multitask learning", 2009).
struct WordWeights {
  static constexpr size_t kSlots = size_t{1} << 13;
  static constexpr uint32_t kMostWords = 60;  ///< of a line; later ones are not looked at

  float bias = 0;
  std::vector<float> weights;  ///< kSlots of them; none = every line scores 0

  /// The sum for one line, in single precision and fixed order.
  float score(const Page& page, const PageLine& line) const;
};

/// Reads "words BIAS" and kSlots whole hundredths, docs/formats/clean.md. Errors: not_found, bad_format.
Result<WordWeights> read_word_weights(const std::filesystem::path& file);

/// The inverse of read_word_weights, without the head comment.
std::string write_word_weights(const WordWeights& words);

/// The slots of a line's words; `slots` is overwritten. Each counts 1 / sqrt(slots.size()).
void word_slots(const Page& page, const PageLine& line, std::vector<uint32_t>& slots);

}  // namespace demarche
