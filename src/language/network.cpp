#include "language/network.h"

#include <cmath>

namespace demarche {

void Parameter::start(size_t rows, size_t columns, float deviation, bool sparse, Rng& rng) {
  rows_ = rows;
  columns_ = columns;
  sparse_ = sparse;
  weights_.resize(rows * columns);
  for (float& weight : weights_) weight = deviation == 0 ? 0 : deviation * rng.normal();
  gradient_.assign(weights_.size(), 0);
  mean_ = variance_ = average_ = gradient_;
  is_touched_.assign(sparse ? rows : 0, 0);
  touched_.clear();
}

float* Parameter::gradient_row(size_t i) {
  if (sparse_ && !is_touched_[i]) {
    is_touched_[i] = 1;
    touched_.push_back(i);
  }
  return &gradient_[i * columns_];
}

double Parameter::squared_gradient() const {
  double sum = 0;
  const auto add = [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) sum += static_cast<double>(gradient_[i]) * static_cast<double>(gradient_[i]);
  };
  if (!sparse_) add(0, gradient_.size());
  for (const size_t row : touched_) add(row * columns_, (row + 1) * columns_);
  return sum;
}

void Parameter::scale_gradient(float factor) {
  const auto scale = [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) gradient_[i] *= factor;
  };
  if (!sparse_) scale(0, gradient_.size());
  for (const size_t row : touched_) scale(row * columns_, (row + 1) * columns_);
}

void Parameter::step(const FloatKernels::Adam& adam) {
  const auto update = [&](size_t begin, size_t count) {
    float_kernels().adam(&weights_[begin], &gradient_[begin], &mean_[begin], &variance_[begin], count, adam);
  };
  if (!sparse_) update(0, weights_.size());
  for (const size_t row : touched_) {
    update(row * columns_, columns_);
    is_touched_[row] = 0;
  }
  touched_.clear();
}

void Parameter::average(float count) {
  for (size_t i = 0; i < weights_.size(); ++i) average_[i] += (weights_[i] - average_[i]) / count;
}

void Network::start(size_t word_rows, Rng& rng) {
  constexpr float kRowDeviation = 0.05f;
  const auto fan = [](float gain, size_t inputs) { return std::sqrt(gain / static_cast<float>(inputs)); };
  words.start(word_rows, kWidth, kRowDeviation, true, rng);
  subwords.start(kSubwordRows, kWidth, kRowDeviation, true, rng);
  vectors.start(kVectorWidth, kWidth, 0.1f, false, rng);
  for (size_t i = 0; i < kLayers; ++i) {
    layer[i].start(kWindow, kWidth, fan(2, kWindow) * 0.7f, false, rng);
    layer_bias[i].start(1, kWidth, 0, false, rng);
  }
  tag.start(kWidth, kMaxTags, fan(1, kWidth), false, rng);
  tag_bias.start(1, kMaxTags, 0, false, rng);
  position.start(kWidth, kPositions * kHidden, fan(2, kWidth * 5), false, rng);
  edge.start(2 * kPositions, kHidden, kRowDeviation, false, rng);
  label.start(kLabelRows, kHidden, kRowDeviation, false, rng);
  distance.start(kDistances * kDistanceBuckets, kHidden, kRowDeviation, false, rng);
  hidden_bias.start(1, kHidden, 0, false, rng);
  action.start(kHidden, kActions, fan(1, kHidden) * 0.5f, false, rng);
  action_bias.start(1, kActions, 0, false, rng);
}

std::vector<Parameter*> Network::all() {
  std::vector<Parameter*> out = {&words, &subwords, &vectors,  &tag,         &tag_bias, &position,
                                 &edge,  &label,    &distance, &hidden_bias, &action,   &action_bias};
  for (Parameter& one : layer) out.push_back(&one);
  for (Parameter& one : layer_bias) out.push_back(&one);
  return out;
}

}  // namespace demarche
