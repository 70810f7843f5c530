#pragma once

#include <array>
#include <vector>

#include "language/network.h"
#include "language/training_data.h"

namespace demarche {

/// Several sentences laid out as rows, one zero row before each and one at the end.
struct Batch {
  std::vector<const TrainingTree*> trees;
  std::vector<size_t> offset;  ///< word i of trees[k] is row offset[k] + i
  size_t rows = 0;
  std::vector<bool> is_zero;

  explicit Batch(std::vector<const TrainingTree*> from);
};

/// Shares that are dropped at random in training.
struct Dropout {
  float units = 0.2f;
  float words = 0.15f;    ///< word rows
  float vectors = 0.05f;  ///< vector rows
};

/// Forward and backward pass of the encoder: summed input rows, leaky rectifier, kLayers residual layers.
class EncoderTrainer {
 public:
  EncoderTrainer(Network& network, const WordVectors& vectors, const FormTable& forms, const Dropout& dropout)
      : network_(network), vectors_(vectors), forms_(forms), dropout_(dropout) {}

  /// Returns batch.rows rows of kWidth.
  const std::vector<float>& forward(const Batch& batch, Rng& rng);
  /// `gradient` is that of forward's rows; it is overwritten.
  void backward(const Batch& batch, std::vector<float>& gradient);
  /// Rows that layer `l` reads, of the last forward pass.
  const std::vector<float>& state(size_t l) const { return state_[l]; }

 private:
  void input(const Batch& batch, Rng& rng);
  void drop(std::vector<float>& values, std::vector<float>& mask, Rng& rng) const;
  void windows(const std::vector<float>& rows, size_t count);
  void layer_backward(const Batch& batch, size_t layer, std::vector<float>& gradient);
  void input_backward(const Batch& batch, std::vector<float>& gradient);

  Network& network_;
  const WordVectors& vectors_;
  const FormTable& forms_;
  Dropout dropout_;
  std::array<std::vector<float>, kLayers + 1> state_, mask_;
  std::array<std::vector<float>, kLayers> output_;
  std::vector<float> window_, vector_rows_;
  std::vector<bool> keeps_word_;
};

}  // namespace demarche
