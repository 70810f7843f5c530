// Inner loops for processors with AVX2.
#include "language/integer_kernels.h"

#if defined(__x86_64__)
#include <cstring>

#include "language/architecture.h"

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif
#include <immintrin.h>

namespace demarche {
namespace {

inline __m256i dot_add(__m256i sum, __m256i x, __m256i w) {
  // Pairs fit 16 bits because activations are below 128: 2 * 127 * 127 < 32768.
  return _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(x, w), _mm256_set1_epi16(1)));
}

#include "language/integer_kernels_256.inc"
#include "language/integer_kernels_256_multiply.inc"

}  // namespace

extern const IntegerKernels kIntegerKernelsAvx2;
const IntegerKernels kIntegerKernelsAvx2{multiply, add_rectified, quantise, hidden, add_scaled, top_two};

}  // namespace demarche

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
