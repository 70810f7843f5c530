#pragma once

#include <vector>

#include "language/encoder_trainer.h"
#include "language/transition.h"

namespace demarche {

/// Counts of one pass over the treebank.
struct TrainingCounts {
  size_t words = 0, wrong_tags = 0;
  size_t actions = 0, wrong_actions = 0;
};

/// Forward and backward pass of the tagger and the parser over encoded rows. The parser follows its own choices in
/// `explore` of the steps and learns what the dynamic oracle says there: loss -log of the probability of all free
/// actions.
class HeadsTrainer {
 public:
  explicit HeadsTrainer(Network& network) : network_(network) {}

  /// Adds to the gradients of its parameters and returns the gradient of `encoded`.
  std::vector<float>& run(const Batch& batch, const std::vector<float>& encoded, const std::vector<size_t>& relations,
                          float explore, Rng& rng, TrainingCounts& counts);

  /// Hidden units of the last run, kHidden a step.
  const std::vector<float>& hidden() const { return hidden_; }

 private:
  struct Step {
    ParserView view;
    size_t offset;  ///< of the sentence in the batch
    int root;
  };
  void tag(const Batch& batch, const std::vector<float>& encoded, TrainingCounts& counts);
  void parse_tree(const TrainingTree& tree, size_t offset, float explore, Rng& rng, TrainingCounts& counts);
  void score(const TransitionState& state, size_t offset);
  size_t decide(const TransitionState& state, const TrainingTree& tree, float explore, Rng& rng,
                TrainingCounts& counts);
  void parser_backward();
  void position_backward(const std::vector<float>& encoded);

  Network& network_;
  std::vector<size_t> relations_;  ///< indices that the parser may choose
  TransitionState state_;
  std::vector<Step> steps_;
  std::vector<float> hidden_;           ///< kHidden a step
  std::vector<float> action_gradient_;  ///< kActions a step
  std::vector<float> scores_;
  std::vector<float> projected_, projected_gradient_;  ///< kPositions * kHidden a row
  std::vector<float> gradient_;
};

/// Does the transition a column of the parser's output stands for.
void apply_action(TransitionState& state, size_t column);

}  // namespace demarche
