#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "language/architecture.h"
#include "language/exact_math.h"
#include "language/float_kernels.h"

namespace demarche {

/// A trained matrix with its gradient and the state of the Adam optimiser (Kingma and Ba 2015).
class Parameter {
 public:
  /// Normal numbers of the given deviation. A sparse parameter updates only rows that got a gradient.
  void start(size_t rows, size_t columns, float deviation, bool sparse, Rng& rng);

  size_t rows() const { return rows_; }
  size_t columns() const { return columns_; }
  bool sparse() const { return sparse_; }
  const float* row(size_t i) const { return &weights_[i * columns_]; }
  const float* data() const { return weights_.data(); }
  float* gradient() { return gradient_.data(); }
  /// Gradient of one row, which counts as touched from now on.
  float* gradient_row(size_t i);

  double squared_gradient() const;
  void scale_gradient(float factor);
  void step(const FloatKernels::Adam& adam);
  /// Moves the running average towards the weights; `count` is how many were averaged, this one included.
  void average(float count);
  void use_average() { weights_ = average_; }

 private:
  size_t rows_ = 0, columns_ = 0;
  bool sparse_ = false;
  std::vector<float> weights_, gradient_, mean_, variance_, average_;
  std::vector<uint8_t> is_touched_;
  std::vector<size_t> touched_;
};

/// All weights of the model. Rows of `words`: known words, then kShapes rows for unknown ones.
struct Network {
  Parameter words, subwords, vectors;                ///< input: rows summed; vectors projects kVectorWidth to kWidth
  std::array<Parameter, kLayers> layer, layer_bias;  ///< encoder: kWindow x kWidth
  Parameter tag, tag_bias;                           ///< kWidth x kMaxTags
  Parameter position;                                ///< kWidth x (kPositions * kHidden)
  Parameter edge;                                    ///< rows for "no token" at each position, then for the root
  Parameter label, distance, hidden_bias;
  Parameter action, action_bias;  ///< kHidden x kActions

  void start(size_t word_rows, Rng& rng);
  std::vector<Parameter*> all();
};

}  // namespace demarche
