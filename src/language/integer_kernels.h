#pragma once

#include <cstddef>
#include <cstdint>

#include "language/instruction_set.h"

namespace demarche {

/// An int8 matrix with what turns its sums back into activations. Weights stand as [columns / 16][depth / 4][16][4].
/// The sum of a column is `bias` plus activations times weights, in 32 bits, exact; the result is round(scale *
/// saturate16(sum >> shift) / 2^15) in 16 bits. `bias` holds the rounding of the shift and undoes the offset of the
/// activations.
struct PackedMatrix {
  size_t depth = 0;    ///< a multiple of 4
  size_t columns = 0;  ///< a multiple of 16
  const int8_t* weights = nullptr;
  const int32_t* bias = nullptr;
  const int16_t* scale = nullptr;
  int shift = 0;
};

/// Activations of the encoder are 1 to 127 and mean x - kActivationZero; those of the hidden layer are 0 to 127.
constexpr int kActivationZero = 64;
constexpr int kActivationLimit = 63;
constexpr int kHiddenLimit = 127;

/// The two best of a row of scores: the first column with the highest one, and by how much the next is lower.
struct TopTwo {
  size_t best = 0;
  int margin = 0;
};

/// Inner loops of the run time, in integers only: every instruction set gives the same bits.
struct IntegerKernels {
  /// out[r] (matrix.columns numbers) = matrix times row r of `in`; rows of `in` start `stride` bytes apart.
  void (*multiply)(const PackedMatrix& matrix, const uint8_t* in, size_t stride, size_t rows, int16_t* out);
  /// state += max(0, change), saturating.
  void (*add_rectified)(int16_t* state, const int16_t* change, size_t count);
  /// out = kActivationZero + clamp(round(in * multiplier / 2^15)).
  void (*quantise)(const int16_t* in, int16_t multiplier, uint8_t* out, size_t count);
  /// out = clamp(round(max(0, saturating sum of the rows in order) * multiplier / 2^15)); kHidden numbers.
  void (*hidden)(const int16_t* const* rows, size_t count, int16_t multiplier, uint8_t* out);
  /// sum += row * scale.
  void (*add_scaled)(const int8_t* row, int32_t scale, int32_t* sum, size_t count);
  /// count is a multiple of 16.
  TopTwo (*top_two)(const int16_t* scores, size_t count);
};

const IntegerKernels& integer_kernels(InstructionSet set);

}  // namespace demarche
