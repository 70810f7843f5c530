#pragma once

#include <array>
#include <vector>

#include "coding/sentence_view.h"
#include "record/mention.h"

namespace demarche {

/// The words of a sentence that tell what passes between two parties.
enum class PairKey : uint8_t {
  source,           ///< head of the source
  target,           ///< head of the target
  source_governor,  ///< what the source hangs from, coordination and names aside
  target_governor,
  source_verb,  ///< first verb above the source
  target_verb,
  meeting,         ///< lowest word above both
  root,            ///< the sentence's root
  object,          ///< object of the source's verb
  content,         ///< verb or noun of the clause that the source's verb governs
  content_object,  ///< its object
  first_verb       ///< first verb after the source
};
inline constexpr size_t kPairKeys = 12;

/// Two parties in a sentence, seen from the tree.
struct PairKeys {
  std::array<TokenIndex, kPairKeys> token;  ///< by PairKey; -1 = none
  std::vector<TokenIndex> source_path;      ///< from the source's head up to below the meeting word
  std::vector<TokenIndex> target_path;
  std::vector<uint8_t> party;  ///< one a token: 0 neither, 1 in the source, 2 in the target
  TokenIndex at(PairKey key) const { return token[static_cast<size_t>(key)]; }
};

/// `source` and `target` are mentions of the sentence behind `view`.
PairKeys find_pair_keys(const SentenceView& view, const Mention& source, const Mention& target);

}  // namespace demarche
