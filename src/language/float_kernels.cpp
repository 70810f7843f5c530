#include "language/float_kernels.h"

#include <algorithm>

#include "language/instruction_set.h"

namespace demarche {

extern const FloatKernels kFloatKernelsAvx2;
extern const FloatKernels kFloatKernelsAvx512;

namespace {
constexpr size_t kTileRows = 2;
constexpr size_t kTileColumns = 16;
#include "language/float_kernels.inc"
}  // namespace

const FloatKernels& float_kernels(InstructionSet set) {
  static const FloatKernels portable{multiply_add, adam};
#if defined(__x86_64__)
  if (set == InstructionSet::avx512_vnni) return kFloatKernelsAvx512;
  if (set != InstructionSet::portable) return kFloatKernelsAvx2;
#else
  static_cast<void>(set);
#endif
  return portable;
}

const FloatKernels& float_kernels() {
  static const FloatKernels& best = float_kernels(best_instruction_set());
  return best;
}

void transpose(const float* in, size_t rows, size_t columns, float* out) {
  constexpr size_t kBlock = 16;
  for (size_t top = 0; top < rows; top += kBlock) {
    const size_t bottom = std::min(rows, top + kBlock);
    for (size_t c = 0; c < columns; ++c) {
      for (size_t r = top; r < bottom; ++r) out[c * rows + r] = in[r * columns + c];
    }
  }
}

}  // namespace demarche
