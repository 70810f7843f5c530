// Training loops for processors with AVX512. No fused multiply-add: the bits must be those of every other build.
#include "language/float_kernels.h"

#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq")
#endif

namespace demarche {
namespace {
constexpr size_t kTileRows = 6;
constexpr size_t kTileColumns = 64;
#include "language/float_kernels.inc"
}  // namespace

extern const FloatKernels kFloatKernelsAvx512;
const FloatKernels kFloatKernelsAvx512{multiply_add, adam};

}  // namespace demarche

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
