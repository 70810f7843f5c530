// Inner loops for processors with AVX2 and AVX-VNNI.
#include "language/integer_kernels.h"

#if defined(__x86_64__)
#include <cstring>

#include "language/architecture.h"

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,avxvnni"))), apply_to = function)
#else
#pragma GCC target("avx2,avxvnni")
#endif
#include <immintrin.h>

namespace demarche {
namespace {

inline __m256i dot_add(__m256i sum, __m256i x, __m256i w) { return _mm256_dpbusd_avx_epi32(sum, x, w); }

#include "language/integer_kernels_256.inc"
#include "language/integer_kernels_256_multiply.inc"

}  // namespace

extern const IntegerKernels kIntegerKernelsAvxVnni;
const IntegerKernels kIntegerKernelsAvxVnni{multiply, add_rectified, quantise, hidden, add_scaled, top_two};

}  // namespace demarche

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
