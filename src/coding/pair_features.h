#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "coding/given_pair.h"
#include "coding/pair_keys.h"
#include "language/analyzer.h"

namespace demarche {

inline constexpr size_t kPairSlots = kPairKeys + 4;  ///< the key words, and means over the path, between, target, all
inline constexpr size_t kPairDense = kPairSlots * LanguageModel::kVectorSize;

/// What the second opinion reads of a pair.
struct PairFeatures {
  std::vector<uint64_t> sparse;  ///< hashes of what holds ("source_verb lemma=condemn"), each once, ascending
  std::vector<uint64_t> frames;  ///< likewise: what the frames say, kept apart so that training can leave it out
  std::vector<float> dense;      ///< kPairDense numbers: kPairSlots vectors of length 1 or 0
};

/// `acts` as read_pair gives them for the pair.
PairFeatures find_pair_features(const SentenceView& view, const PairKeys& keys, const std::vector<PairAct>& acts,
                                const LanguageModel& model);

}  // namespace demarche
