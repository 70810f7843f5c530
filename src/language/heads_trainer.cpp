#include "language/heads_trainer.h"

#include <algorithm>

#include "language/oracle.h"

namespace demarche {
namespace {

constexpr size_t kProjected = kPositions * kHidden;

void add(const float* from, float* to, size_t count) {
  for (size_t i = 0; i < count; ++i) to[i] += from[i];
}

/// Softmax over `columns` of scores into `out`; returns nothing, other columns stay as they are.
void softmax(const float* scores, const std::vector<size_t>& columns, float* out) {
  float top = scores[columns.front()];
  for (const size_t c : columns) top = std::max(top, scores[c]);
  float sum = 0;
  for (const size_t c : columns) sum += out[c] = exact_exp(scores[c] - top);
  for (const size_t c : columns) out[c] /= sum;
}

size_t best_of(const float* scores, const std::vector<size_t>& columns) {
  size_t best = columns.front();
  for (const size_t c : columns) {
    if (scores[c] > scores[best]) best = c;
  }
  return best;
}

Transition transition_of(size_t column) {
  return column == kShiftColumn ? Transition::shift : column < kRightColumn ? Transition::left : Transition::right;
}

int relation_of(size_t column) {
  return static_cast<int>(column - (column < kRightColumn ? kLeftColumn : kRightColumn));
}

}  // namespace

void apply_action(TransitionState& state, size_t column) {
  switch (transition_of(column)) {
    case Transition::shift:
      state.shift();
      break;
    case Transition::left:
      state.left(relation_of(column));
      break;
    case Transition::right:
      state.right(relation_of(column));
      break;
  }
}

void HeadsTrainer::tag(const Batch& batch, const std::vector<float>& encoded, TrainingCounts& counts) {
  std::vector<float> scores(batch.rows * kMaxTags);
  for (size_t r = 0; r < batch.rows; ++r) std::copy_n(network_.tag_bias.data(), kMaxTags, &scores[r * kMaxTags]);
  float_kernels().multiply_add(encoded.data(), network_.tag.data(), scores.data(), batch.rows, kWidth, kMaxTags);
  std::vector<float> gradient(scores.size(), 0);
  std::vector<size_t> all(kMaxTags);
  for (size_t i = 0; i < kMaxTags; ++i) all[i] = i;
  for (size_t k = 0; k < batch.trees.size(); ++k) {
    for (size_t i = 1; i < batch.trees[k]->tags.size(); ++i) {
      const size_t r = batch.offset[k] + i;
      const auto gold = static_cast<size_t>(batch.trees[k]->tags[i]);
      counts.wrong_tags += best_of(&scores[r * kMaxTags], all) != gold;
      ++counts.words;
      softmax(&scores[r * kMaxTags], all, &gradient[r * kMaxTags]);
      gradient[r * kMaxTags + gold] -= 1;
      add(&gradient[r * kMaxTags], network_.tag_bias.gradient(), kMaxTags);
    }
  }
  std::vector<float> turned(kWidth * batch.rows);
  transpose(encoded.data(), batch.rows, kWidth, turned.data());
  float_kernels().multiply_add(turned.data(), gradient.data(), network_.tag.gradient(), kWidth, batch.rows, kMaxTags);
  std::vector<float> weights(kMaxTags * kWidth);
  transpose(network_.tag.data(), kWidth, kMaxTags, weights.data());
  float_kernels().multiply_add(gradient.data(), weights.data(), gradient_.data(), batch.rows, kMaxTags, kWidth);
}

void HeadsTrainer::score(const TransitionState& state, size_t offset) {
  const Step step{state.view(), offset, state.root()};
  steps_.push_back(step);
  const size_t at = hidden_.size();
  hidden_.resize(at + kHidden);
  float* hidden = &hidden_[at];
  std::copy_n(network_.hidden_bias.data(), kHidden, hidden);
  for (size_t k = 0; k < kPositions; ++k) {
    const int node = step.view.nodes[k];
    const float* row = node == 0 ? network_.edge.row(k)
                       : node == step.root
                           ? network_.edge.row(kPositions + k)
                           : &projected_[(offset + static_cast<size_t>(node)) * kProjected + k * kHidden];
    add(row, hidden, kHidden);
  }
  for (const int row : step.view.label_rows) add(network_.label.row(static_cast<size_t>(row)), hidden, kHidden);
  for (const int row : step.view.distance_rows) add(network_.distance.row(static_cast<size_t>(row)), hidden, kHidden);
  for (size_t i = 0; i < kHidden; ++i) hidden[i] = std::max(hidden[i], 0.0f);
  scores_.assign(network_.action_bias.data(), network_.action_bias.data() + kActions);
  float_kernels().multiply_add(hidden, network_.action.data(), scores_.data(), 1, kHidden, kActions);
}

size_t HeadsTrainer::decide(const TransitionState& state, const TrainingTree& tree, float explore, Rng& rng,
                            TrainingCounts& counts) {
  const std::array<int, 3> cost = transition_costs(state, tree.heads);
  const int least = *std::min_element(cost.begin(), cost.end());
  const auto is_free = [&](Transition t) { return cost[static_cast<size_t>(t)] == least; };
  const auto top = static_cast<size_t>(state.stack(0));
  std::vector<size_t> allowed, good;
  if (state.can_shift()) {
    allowed.push_back(kShiftColumn);
    if (is_free(Transition::shift)) good.push_back(kShiftColumn);
  }
  const auto consider = [&](size_t first, int head, bool free) {
    for (const size_t relation : relations_) {
      allowed.push_back(first + relation);
      if (!free) continue;
      if (tree.heads[top] != head || tree.relations[top] == static_cast<int>(relation))
        good.push_back(first + relation);
    }
  };
  if (state.can_left() && state.next() <= state.words()) consider(kLeftColumn, state.next(), is_free(Transition::left));
  if (state.can_right()) consider(kRightColumn, state.stack(1), is_free(Transition::right));

  const size_t at = action_gradient_.size();
  action_gradient_.resize(at + kActions, 0);
  float* gradient = &action_gradient_[at];
  const size_t best = best_of(scores_.data(), allowed);
  ++counts.actions;
  if (good.empty()) return best;  // its label is too rare to be chosen
  softmax(scores_.data(), allowed, gradient);
  float good_share = 1e-9f;
  for (const size_t c : good) good_share += gradient[c];
  for (const size_t c : good) gradient[c] -= gradient[c] / good_share;
  const bool right = std::find(good.begin(), good.end(), best) != good.end();
  counts.wrong_actions += !right;
  return rng.uniform() < explore ? best : best_of(scores_.data(), good);
}

void HeadsTrainer::parse_tree(const TrainingTree& tree, size_t offset, float explore, Rng& rng,
                              TrainingCounts& counts) {
  state_.start(tree.words());
  while (!state_.done()) {
    if (state_.stack_size() == 0) {
      state_.shift();
    } else if (state_.must_attach_root()) {
      state_.left(0);
    } else {
      score(state_, offset);
      apply_action(state_, decide(state_, tree, explore, rng, counts));
    }
  }
}

void HeadsTrainer::parser_backward() {
  const size_t count = steps_.size();
  std::vector<float> turned(kHidden * count);
  transpose(hidden_.data(), count, kHidden, turned.data());
  float_kernels().multiply_add(turned.data(), action_gradient_.data(), network_.action.gradient(), kHidden, count,
                               kActions);
  for (size_t i = 0; i < count; ++i) add(&action_gradient_[i * kActions], network_.action_bias.gradient(), kActions);
  std::vector<float> weights(kActions * kHidden);
  transpose(network_.action.data(), kHidden, kActions, weights.data());
  std::vector<float> back(count * kHidden, 0);
  float_kernels().multiply_add(action_gradient_.data(), weights.data(), back.data(), count, kActions, kHidden);
  for (size_t i = 0; i < count; ++i) {
    float* gradient = &back[i * kHidden];
    for (size_t d = 0; d < kHidden; ++d) gradient[d] = hidden_[i * kHidden + d] > 0 ? gradient[d] : 0;
    const Step& step = steps_[i];
    for (size_t k = 0; k < kPositions; ++k) {
      const int node = step.view.nodes[k];
      float* to = node == 0 ? network_.edge.gradient_row(k)
                  : node == step.root
                      ? network_.edge.gradient_row(kPositions + k)
                      : &projected_gradient_[(step.offset + static_cast<size_t>(node)) * kProjected + k * kHidden];
      add(gradient, to, kHidden);
    }
    for (const int row : step.view.label_rows)
      add(gradient, network_.label.gradient_row(static_cast<size_t>(row)), kHidden);
    for (const int row : step.view.distance_rows) {
      add(gradient, network_.distance.gradient_row(static_cast<size_t>(row)), kHidden);
    }
    add(gradient, network_.hidden_bias.gradient(), kHidden);
  }
}

void HeadsTrainer::position_backward(const std::vector<float>& encoded) {
  const size_t rows = encoded.size() / kWidth;
  std::vector<float> turned(kWidth * rows);
  transpose(encoded.data(), rows, kWidth, turned.data());
  float_kernels().multiply_add(turned.data(), projected_gradient_.data(), network_.position.gradient(), kWidth, rows,
                               kProjected);
  std::vector<float> weights(kProjected * kWidth);
  transpose(network_.position.data(), kWidth, kProjected, weights.data());
  float_kernels().multiply_add(projected_gradient_.data(), weights.data(), gradient_.data(), rows, kProjected, kWidth);
}

std::vector<float>& HeadsTrainer::run(const Batch& batch, const std::vector<float>& encoded,
                                      const std::vector<size_t>& relations, float explore, Rng& rng,
                                      TrainingCounts& counts) {
  relations_ = relations;
  steps_.clear();
  hidden_.clear();
  action_gradient_.clear();
  gradient_.assign(encoded.size(), 0);
  projected_.assign(batch.rows * kProjected, 0);
  projected_gradient_.assign(batch.rows * kProjected, 0);
  float_kernels().multiply_add(encoded.data(), network_.position.data(), projected_.data(), batch.rows, kWidth,
                               kProjected);
  for (size_t k = 0; k < batch.trees.size(); ++k) parse_tree(*batch.trees[k], batch.offset[k], explore, rng, counts);
  if (!steps_.empty()) parser_backward();
  position_backward(encoded);
  tag(batch, encoded, counts);
  return gradient_;
}

}  // namespace demarche
