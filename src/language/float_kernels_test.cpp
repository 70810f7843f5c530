#include "language/float_kernels.h"

#include <gtest/gtest.h>

#include <vector>

#include "language/exact_math.h"

namespace demarche {
namespace {

std::vector<float> random_floats(Rng& rng, size_t count) {
  std::vector<float> out(count);
  for (float& x : out) x = rng.normal();
  return out;
}

}  // namespace

// A model is rebuilt byte for byte only if every build of the loops rounds alike.
TEST(FloatKernels, AllBuildsGiveTheSameBits) {
  const FloatKernels& portable = float_kernels(InstructionSet::portable);
  for (const InstructionSet set : available_instruction_sets()) {
    Rng rng(4);
    for (size_t rows = 1; rows < 20; ++rows) {
      const size_t depth = 1 + rng.next() % 50, columns = 16 * (1 + rng.next() % 10);
      const std::vector<float> a = random_floats(rng, rows * depth), b = random_floats(rng, depth * columns);
      std::vector<float> c = random_floats(rng, rows * columns), d = c;
      portable.multiply_add(a.data(), b.data(), c.data(), rows, depth, columns);
      float_kernels(set).multiply_add(a.data(), b.data(), d.data(), rows, depth, columns);
      ASSERT_EQ(c, d) << to_string(set);
    }
    std::vector<float> weight = random_floats(rng, 99), gradient = random_floats(rng, 99), mean(99), variance(99);
    std::vector<float> weight2 = weight, gradient2 = gradient, mean2 = mean, variance2 = variance;
    const FloatKernels::Adam step{1e-3f, 0.9f, 0.98f, 1e-6f, 3, 7, 1e-5f};
    portable.adam(weight.data(), gradient.data(), mean.data(), variance.data(), 99, step);
    float_kernels(set).adam(weight2.data(), gradient2.data(), mean2.data(), variance2.data(), 99, step);
    ASSERT_EQ(weight, weight2) << to_string(set);
    ASSERT_EQ(variance, variance2) << to_string(set);
  }
}

TEST(ExactMath, ExponentialIsClose) {
  for (float x = -20; x <= 0; x += 0.37f) EXPECT_NEAR(exact_exp(x), std::exp(x), 1e-6f * std::exp(x) + 1e-12f);
  EXPECT_EQ(exact_exp(0), 1.0f);
  EXPECT_EQ(exact_exp(-1000), 0.0f);
}

}  // namespace demarche
