#include "language/integer_kernels.h"

#include <gtest/gtest.h>

#include <vector>

#include "language/architecture.h"
#include "language/exact_math.h"

namespace demarche {
namespace {

template <class T>
std::vector<T> random_numbers(Rng& rng, size_t count, int low, int high) {
  std::vector<T> out(count);
  for (T& x : out) x = static_cast<T>(low + static_cast<int>(rng.next() % static_cast<uint64_t>(high - low + 1)));
  return out;
}

}  // namespace

// The portable loops are the definition; every other build must give the same bits, extremes included.
TEST(IntegerKernels, AllBuildsAgree) {
  const IntegerKernels& portable = integer_kernels(InstructionSet::portable);
  for (const InstructionSet set : available_instruction_sets()) {
    const IntegerKernels& kernels = integer_kernels(set);
    Rng rng(11);
    for (size_t rows = 1; rows <= 20; ++rows) {
      const size_t depth = 4 * (1 + rng.next() % 40), columns = 16 * (1 + rng.next() % 9);
      const int top = rows % 3 == 0 ? 127 : 40;
      const auto weights = random_numbers<int8_t>(rng, depth * columns, -top, top);
      const auto bias = random_numbers<int32_t>(rng, columns, -2000000, 2000000);
      const auto scale = random_numbers<int16_t>(rng, columns, 1, 32767);
      const auto in = random_numbers<uint8_t>(rng, rows * depth, 0, 127);
      const PackedMatrix matrix{depth,       columns,      weights.data(),
                                bias.data(), scale.data(), static_cast<int>(rng.next() % 12)};
      std::vector<int16_t> a(rows * columns), b(rows * columns);
      portable.multiply(matrix, in.data(), depth, rows, a.data());
      kernels.multiply(matrix, in.data(), depth, rows, b.data());
      ASSERT_EQ(a, b) << to_string(set) << " rows " << rows;
    }
  }
}

TEST(IntegerKernels, SmallLoopsAgree) {
  const IntegerKernels& portable = integer_kernels(InstructionSet::portable);
  for (const InstructionSet set : available_instruction_sets()) {
    const IntegerKernels& kernels = integer_kernels(set);
    Rng rng(12);
    for (int round = 0; round < 100; ++round) {
      const auto numbers = random_numbers<int16_t>(rng, 8 * kHidden, -32768, 32767);
      auto state = random_numbers<int16_t>(rng, kHidden, -32768, 32767), same = state;
      portable.add_rectified(state.data(), numbers.data(), kHidden);
      kernels.add_rectified(same.data(), numbers.data(), kHidden);
      ASSERT_EQ(state, same);
      std::vector<uint8_t> a(kHidden), b(kHidden);
      const auto multiplier = static_cast<int16_t>(1 + rng.next() % 32767);
      portable.quantise(numbers.data(), multiplier, a.data(), kHidden);
      kernels.quantise(numbers.data(), multiplier, b.data(), kHidden);
      ASSERT_EQ(a, b);
      const int16_t* rows[8];
      for (size_t i = 0; i < 8; ++i) rows[i] = &numbers[i * kHidden];
      portable.hidden(rows, 8, multiplier, a.data());
      kernels.hidden(rows, 8, multiplier, b.data());
      ASSERT_EQ(a, b);
      const auto bytes = random_numbers<int8_t>(rng, kWidth, -128, 127);
      std::vector<int32_t> sum(kWidth, 7), other = sum;
      portable.add_scaled(bytes.data(), multiplier, sum.data(), kWidth);
      kernels.add_scaled(bytes.data(), multiplier, other.data(), kWidth);
      ASSERT_EQ(sum, other);
      // Few values, so that ties are common.
      const auto scores = random_numbers<int16_t>(rng, kActions, round % 2 ? -3 : -32768, round % 2 ? 3 : 32767);
      const TopTwo x = portable.top_two(scores.data(), kActions), y = kernels.top_two(scores.data(), kActions);
      ASSERT_EQ(x.best, y.best);
      ASSERT_EQ(x.margin, y.margin);
    }
  }
}

}  // namespace demarche
