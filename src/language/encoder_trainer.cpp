#include "language/encoder_trainer.h"

#include <algorithm>
#include <cstring>

namespace demarche {
namespace {

constexpr float kLeak = 0.1f;
constexpr float kVectorGain = 3;  ///< vectors of length 1 come in this much longer

void copy_row(const float* from, float* to) { std::memcpy(to, from, kWidth * sizeof(float)); }

void add_row(const float* from, float* to) {
  for (size_t i = 0; i < kWidth; ++i) to[i] += from[i];
}

}  // namespace

Batch::Batch(std::vector<const TrainingTree*> from) : trees(std::move(from)) {
  for (const TrainingTree* tree : trees) {
    offset.push_back(rows);
    rows += static_cast<size_t>(tree->words()) + 1;
  }
  ++rows;
  is_zero.assign(rows, false);
  for (const size_t row : offset) is_zero[row] = true;
  is_zero.back() = true;
}

void EncoderTrainer::drop(std::vector<float>& values, std::vector<float>& mask, Rng& rng) const {
  const float kept = 1 / (1 - dropout_.units);
  mask.resize(values.size());
  // Four decisions from one random number, 16 bits each.
  const auto limit = static_cast<uint64_t>(dropout_.units * 65536.0f);
  uint64_t bits = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    bits = i % 4 == 0 ? rng.next() : bits >> 16;
    mask[i] = (bits & 0xFFFF) < limit ? 0 : kept;
    values[i] *= mask[i];
  }
}

void EncoderTrainer::input(const Batch& batch, Rng& rng) {
  std::vector<float>& rows = state_[0];
  rows.assign(batch.rows * kWidth, 0);
  vector_rows_.assign(batch.rows * kVectorWidth, 0);
  keeps_word_.assign(batch.rows, true);
  for (size_t k = 0; k < batch.trees.size(); ++k) {
    for (size_t i = 1; i < batch.trees[k]->rows.size(); ++i) {
      const size_t r = batch.offset[k] + i;
      const FormRows& form = forms_.rows(batch.trees[k]->rows[i]);
      keeps_word_[r] = rng.uniform() >= dropout_.words;
      const bool keeps_vector = rng.uniform() >= dropout_.vectors;
      if (keeps_word_[r]) add_row(network_.words.row(form.word), &rows[r * kWidth]);
      for (const uint16_t subword : form.subwords) add_row(network_.subwords.row(subword), &rows[r * kWidth]);
      if (form.vector < 0 || !keeps_vector) continue;
      const float* from = &vectors_.values[static_cast<size_t>(form.vector) * kVectorWidth];
      for (size_t d = 0; d < kVectorWidth; ++d) vector_rows_[r * kVectorWidth + d] = kVectorGain * from[d];
    }
  }
  float_kernels().multiply_add(vector_rows_.data(), network_.vectors.data(), rows.data(), batch.rows, kVectorWidth,
                               kWidth);
  for (float& x : rows) x = x > 0 ? x : kLeak * x;
  drop(rows, mask_[0], rng);
}

void EncoderTrainer::windows(const std::vector<float>& rows, size_t count) {
  window_.assign(count * kWindow, 0);
  for (size_t r = 0; r < count; ++r) {
    float* out = &window_[r * kWindow];
    if (r > 0) copy_row(&rows[(r - 1) * kWidth], out);
    copy_row(&rows[r * kWidth], out + kWidth);
    if (r + 1 < count) copy_row(&rows[(r + 1) * kWidth], out + 2 * kWidth);
  }
}

const std::vector<float>& EncoderTrainer::forward(const Batch& batch, Rng& rng) {
  input(batch, rng);
  for (size_t l = 0; l < kLayers; ++l) {
    windows(state_[l], batch.rows);
    std::vector<float>& out = output_[l];
    out.resize(batch.rows * kWidth);
    for (size_t r = 0; r < batch.rows; ++r) copy_row(network_.layer_bias[l].data(), &out[r * kWidth]);
    float_kernels().multiply_add(window_.data(), network_.layer[l].data(), out.data(), batch.rows, kWindow, kWidth);
    for (size_t r = 0; r < batch.rows; ++r) {
      for (size_t d = r * kWidth; d < (r + 1) * kWidth; ++d) out[d] = out[d] > 0 && !batch.is_zero[r] ? out[d] : 0;
    }
    state_[l + 1] = out;
    drop(state_[l + 1], mask_[l + 1], rng);
    for (size_t i = 0; i < state_[l + 1].size(); ++i) state_[l + 1][i] += state_[l][i];
  }
  return state_[kLayers];
}

void EncoderTrainer::layer_backward(const Batch& batch, size_t l, std::vector<float>& gradient) {
  const size_t rows = batch.rows;
  std::vector<float> back(rows * kWidth);
  for (size_t i = 0; i < back.size(); ++i) back[i] = output_[l][i] > 0 ? gradient[i] * mask_[l + 1][i] : 0;
  windows(state_[l], rows);
  std::vector<float> turned(kWindow * rows);
  transpose(window_.data(), rows, kWindow, turned.data());
  float_kernels().multiply_add(turned.data(), back.data(), network_.layer[l].gradient(), kWindow, rows, kWidth);
  for (size_t r = 0; r < rows; ++r) add_row(&back[r * kWidth], network_.layer_bias[l].gradient());
  std::vector<float> weights(kWidth * kWindow);
  transpose(network_.layer[l].data(), kWindow, kWidth, weights.data());
  std::vector<float> into(rows * kWindow, 0);
  float_kernels().multiply_add(back.data(), weights.data(), into.data(), rows, kWidth, kWindow);
  for (size_t r = 0; r < rows; ++r) {
    const float* from = &into[r * kWindow];
    if (r > 0) add_row(from, &gradient[(r - 1) * kWidth]);
    add_row(from + kWidth, &gradient[r * kWidth]);
    if (r + 1 < rows) add_row(from + 2 * kWidth, &gradient[(r + 1) * kWidth]);
  }
  for (size_t r = 0; r < rows; ++r) {
    if (batch.is_zero[r]) std::fill_n(&gradient[r * kWidth], kWidth, 0.0f);
  }
}

void EncoderTrainer::input_backward(const Batch& batch, std::vector<float>& gradient) {
  for (size_t i = 0; i < gradient.size(); ++i) {
    gradient[i] *= mask_[0][i];
    if (state_[0][i] < 0) gradient[i] *= kLeak;
  }
  for (size_t k = 0; k < batch.trees.size(); ++k) {
    for (size_t i = 1; i < batch.trees[k]->rows.size(); ++i) {
      const size_t r = batch.offset[k] + i;
      const FormRows& form = forms_.rows(batch.trees[k]->rows[i]);
      if (keeps_word_[r]) add_row(&gradient[r * kWidth], network_.words.gradient_row(form.word));
      for (const uint16_t subword : form.subwords)
        add_row(&gradient[r * kWidth], network_.subwords.gradient_row(subword));
    }
  }
  std::vector<float> turned(kVectorWidth * batch.rows);
  transpose(vector_rows_.data(), batch.rows, kVectorWidth, turned.data());
  float_kernels().multiply_add(turned.data(), gradient.data(), network_.vectors.gradient(), kVectorWidth, batch.rows,
                               kWidth);
}

void EncoderTrainer::backward(const Batch& batch, std::vector<float>& gradient) {
  for (size_t l = kLayers; l-- > 0;) layer_backward(batch, l, gradient);
  input_backward(batch, gradient);
}

}  // namespace demarche
