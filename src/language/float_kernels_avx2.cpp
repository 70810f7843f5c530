// Training loops for processors with AVX2. No fused multiply-add: the bits must be those of every other build.
#include "language/float_kernels.h"

#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif

namespace demarche {
namespace {
constexpr size_t kTileRows = 3;
constexpr size_t kTileColumns = 32;
#include "language/float_kernels.inc"
}  // namespace

extern const FloatKernels kFloatKernelsAvx2;
const FloatKernels kFloatKernelsAvx2{multiply_add, adam};

}  // namespace demarche

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
