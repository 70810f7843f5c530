#include "language/integer_kernels.h"

#include <algorithm>

#include "language/architecture.h"

namespace demarche {

extern const IntegerKernels kIntegerKernelsAvx2;
extern const IntegerKernels kIntegerKernelsAvxVnni;
extern const IntegerKernels kIntegerKernelsAvx512;

namespace {

int16_t saturate(int32_t x) { return static_cast<int16_t>(std::clamp(x, -32768, 32767)); }

/// round(a * b / 2^15), as the instruction PMULHRSW has it.
int32_t multiply_high(int32_t a, int32_t b) { return (a * b + 0x4000) >> 15; }

void multiply(const PackedMatrix& matrix, const uint8_t* in, size_t stride, size_t rows, int16_t* out) {
  constexpr size_t kBlock = 16;
  const size_t steps = matrix.depth / 4;
  for (size_t r = 0; r < rows; ++r) {
    const uint8_t* x = in + r * stride;
    for (size_t column = 0; column < matrix.columns; column += kBlock) {
      int32_t sum[kBlock];
      std::copy_n(matrix.bias + column, kBlock, sum);
      const int8_t* weights = matrix.weights + column * matrix.depth;
      for (size_t k = 0; k < steps; ++k, weights += 4 * kBlock) {
        for (size_t c = 0; c < kBlock; ++c) {
          for (size_t j = 0; j < 4; ++j) sum[c] += x[4 * k + j] * weights[4 * c + j];
        }
      }
      for (size_t c = 0; c < kBlock; ++c) {
        const int32_t scaled = multiply_high(saturate(sum[c] >> matrix.shift), matrix.scale[column + c]);
        out[r * matrix.columns + column + c] = static_cast<int16_t>(scaled);
      }
    }
  }
}

void add_rectified(int16_t* state, const int16_t* change, size_t count) {
  for (size_t i = 0; i < count; ++i) state[i] = saturate(state[i] + std::max<int32_t>(change[i], 0));
}

void quantise(const int16_t* in, int16_t multiplier, uint8_t* out, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    const int32_t x = std::clamp(multiply_high(in[i], multiplier), -kActivationLimit, kActivationLimit);
    out[i] = static_cast<uint8_t>(x + kActivationZero);
  }
}

void hidden(const int16_t* const* rows, size_t count, int16_t multiplier, uint8_t* out) {
  int16_t sum[kHidden] = {};
  for (size_t r = 0; r < count; ++r) {
    for (size_t i = 0; i < kHidden; ++i) sum[i] = saturate(sum[i] + rows[r][i]);
  }
  for (size_t i = 0; i < kHidden; ++i) {
    out[i] = static_cast<uint8_t>(std::min(multiply_high(std::max<int32_t>(sum[i], 0), multiplier), kHiddenLimit));
  }
}

void add_scaled(const int8_t* row, int32_t scale, int32_t* sum, size_t count) {
  for (size_t i = 0; i < count; ++i) sum[i] += row[i] * scale;
}

TopTwo top_two(const int16_t* scores, size_t count) {
  TopTwo out;
  int best = scores[0];
  int second = -32768;
  for (size_t i = 1; i < count; ++i) {
    if (scores[i] > best) {
      second = best;
      best = scores[i];
      out.best = i;
    } else {
      second = std::max<int>(second, scores[i]);
    }
  }
  out.margin = best - second;
  return out;
}

constexpr IntegerKernels kPortable{multiply, add_rectified, quantise, hidden, add_scaled, top_two};

}  // namespace

const IntegerKernels& integer_kernels(InstructionSet set) {
#if defined(__x86_64__)
  switch (set) {
    case InstructionSet::portable:
      break;
    case InstructionSet::avx2:
      return kIntegerKernelsAvx2;
    case InstructionSet::avx_vnni:
      return kIntegerKernelsAvxVnni;
    case InstructionSet::avx512_vnni:
      return kIntegerKernelsAvx512;
  }
#else
  static_cast<void>(set);
#endif
  return kPortable;
}

}  // namespace demarche
