#pragma once

#include <cstddef>

#include "language/instruction_set.h"

namespace demarche {

/// Inner loops of training. Every build of them adds in the same order and never fuses a multiplication with an
/// addition, so that all give the same bits.
struct FloatKernels {
  /// c += a * b, row-major; a is rows x depth, b is depth x columns, c is rows x columns; columns is a multiple of 16.
  void (*multiply_add)(const float* a, const float* b, float* c, size_t rows, size_t depth, size_t columns);
  /// One Adam step on `count` numbers; clears the gradient. `rate` includes no bias correction: that is `first`,
  /// `second`.
  struct Adam {
    float rate, beta1, beta2, epsilon, first, second, decay;
  };
  void (*adam)(float* weight, float* gradient, float* mean, float* variance, size_t count, const Adam& step);
};

/// The build for `set`, which this processor must be able to run.
const FloatKernels& float_kernels(InstructionSet set);
/// The fastest build this processor can run.
const FloatKernels& float_kernels();

/// `out` becomes the transpose of the row-major rows x columns matrix `in`.
void transpose(const float* in, size_t rows, size_t columns, float* out);

}  // namespace demarche
