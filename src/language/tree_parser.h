#pragma once

#include <string_view>
#include <vector>

#include "language/form_cache.h"
#include "language/transition.h"

namespace demarche {

/// What the network says of one word.
struct WordAnalysis {
  uint8_t tag = 0;       ///< index into PackedModel::tags
  uint8_t relation = 0;  ///< index into PackedModel::relations
  int16_t head = -1;     ///< index of a word, -1 = root
  uint8_t confidence = 255;
  int margin = 0;  ///< how far the second-best action lay behind when the word was attached; kSure when there was none
};
constexpr int kSure = 65535;

/// Encoder, tagger and parser in integer arithmetic. Holds scratch memory: one per thread.
class TreeParser {
 public:
  TreeParser(const PackedModel& model, InstructionSet set);

  /// Analyses a sentence of 1 to kMaxSentence words. The result is valid until the next call.
  const std::vector<WordAnalysis>& parse(const std::vector<std::string_view>& forms);

 private:
  void encode(const std::vector<std::string_view>& forms);
  void tag(size_t words);
  void build_tree(size_t words);
  TopTwo best_action(const TransitionState& state);
  void attach(int node, int relation, int margin);

  const PackedModel& model_;
  const IntegerKernels& kernels_;
  FormCache cache_;
  std::vector<int16_t> state_;   ///< kWidth numbers a word
  std::vector<uint8_t> active_;  ///< the same in 7 bits, with a zero row before and after
  std::vector<int16_t> change_;
  std::vector<int16_t> projected_;  ///< kPositions * kHidden numbers a word
  std::vector<int16_t> scores_;
  TransitionState transitions_;
  std::vector<WordAnalysis> result_;
};

}  // namespace demarche
