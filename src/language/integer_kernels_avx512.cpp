// Inner loops for processors with AVX-512 VNNI.
#include "language/integer_kernels.h"

#if defined(__x86_64__)
#include <cstring>

#include "language/architecture.h"

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni"))), \
                             apply_to = function)
#else
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // gcc 12's own header: https://gcc.gnu.org/PR105593
#pragma GCC target("avx2,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")
#endif
#include <immintrin.h>

namespace demarche {
namespace {

template <size_t kRows, size_t kBlocks>
inline __attribute__((always_inline)) void multiply_block(const PackedMatrix& matrix, const uint8_t* in, size_t stride,
                                                          size_t column, int16_t* out) {
  __m512i sum[kRows][kBlocks];
  for (size_t r = 0; r < kRows; ++r) {
    for (size_t b = 0; b < kBlocks; ++b) sum[r][b] = _mm512_loadu_si512(matrix.bias + column + 16 * b);
  }
  const int8_t* weights = matrix.weights + column * matrix.depth;
  for (size_t k = 0; k < matrix.depth; k += 4, weights += 64) {
    __m512i w[kBlocks];
    for (size_t b = 0; b < kBlocks; ++b) w[b] = _mm512_loadu_si512(weights + b * 16 * matrix.depth);
    for (size_t r = 0; r < kRows; ++r) {
      int32_t four;
      std::memcpy(&four, in + r * stride + k, sizeof four);
      const __m512i x = _mm512_set1_epi32(four);
      for (size_t b = 0; b < kBlocks; ++b) sum[r][b] = _mm512_dpbusd_epi32(sum[r][b], x, w[b]);
    }
  }
  const __m128i shift = _mm_cvtsi32_si128(matrix.shift);
  for (size_t b = 0; b < kBlocks; ++b) {
    const __m256i scale = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(matrix.scale + column + 16 * b));
    for (size_t r = 0; r < kRows; ++r) {
      const __m256i packed = _mm512_cvtsepi32_epi16(_mm512_sra_epi32(sum[r][b], shift));
      __m256i* to = reinterpret_cast<__m256i*>(out + r * matrix.columns + column + 16 * b);
      _mm256_storeu_si256(to, _mm256_mulhrs_epi16(packed, scale));
    }
  }
}

/// Few rows take more columns at once, for the same reason as one row.
template <size_t kRows, size_t kBlocks>
inline __attribute__((always_inline)) void multiply_rows(const PackedMatrix& matrix, const uint8_t* in, size_t stride,
                                                         int16_t* out) {
  size_t column = 0;
  constexpr size_t kStep = 16 * kBlocks;
  for (; column + kStep <= matrix.columns; column += kStep)
    multiply_block<kRows, kBlocks>(matrix, in, stride, column, out);
  for (; column < matrix.columns; column += 16) multiply_block<kRows, 1>(matrix, in, stride, column, out);
}

/// One row: more columns at once, because each sum waits for its last addition.
inline void multiply_one(const PackedMatrix& matrix, const uint8_t* in, int16_t* out) {
  size_t column = 0;
  for (; column + 144 <= matrix.columns; column += 144) multiply_block<1, 9>(matrix, in, 0, column, out);  // kActions
  for (; column + 64 <= matrix.columns; column += 64) multiply_block<1, 4>(matrix, in, 0, column, out);
  for (; column < matrix.columns; column += 16) multiply_block<1, 1>(matrix, in, 0, column, out);
}

void multiply(const PackedMatrix& matrix, const uint8_t* in, size_t stride, size_t rows, int16_t* out) {
  size_t r = 0;
  for (; r + 8 <= rows; r += 8) multiply_rows<8, 2>(matrix, in + r * stride, stride, out + r * matrix.columns);
  for (; r + 4 <= rows; r += 4) multiply_rows<4, 4>(matrix, in + r * stride, stride, out + r * matrix.columns);
  for (; r + 2 <= rows; r += 2) multiply_rows<2, 4>(matrix, in + r * stride, stride, out + r * matrix.columns);
  if (r < rows) multiply_one(matrix, in + r * stride, out + r * matrix.columns);
}

#include "language/integer_kernels_256.inc"

}  // namespace

extern const IntegerKernels kIntegerKernelsAvx512;
const IntegerKernels kIntegerKernelsAvx512{multiply, add_rectified, quantise, hidden, add_scaled, top_two};

}  // namespace demarche

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
