#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace demarche {

/// Random numbers that are the same on every machine and compiler: SplitMix64 (Steele, Lea, Flood 2014).
class Rng {
 public:
  explicit Rng(uint64_t seed) : state_(seed) {}

  uint64_t next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  /// In [0, 1), a multiple of 2^-24.
  float uniform() { return static_cast<float>(next() >> 40) * (1.0f / 16777216.0f); }
  /// About normal with mean 0 and deviation 1: the sum of six uniform numbers.
  float normal() {
    float sum = 0;
    for (int i = 0; i < 6; ++i) sum += uniform();
    return (sum - 3.0f) * 1.4142135f;
  }
  template <class T>
  void shuffle(std::vector<T>& values) {
    for (size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[next() % i]);
  }

 private:
  uint64_t state_;
};

/// e^x for x <= 0 by range reduction and a polynomial, error below 1e-6. Only additions and multiplications, so that
/// the result does not depend on a maths library.
inline float exact_exp(float x) {
  if (x < -80.0f) return 0.0f;
  const double scaled = static_cast<double>(x) * 1.4426950408889634;
  const double whole = std::floor(scaled);
  const double r = (scaled - whole) * 0.6931471805599453;
  const double series =
      1.0 + r * (1.0 + r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720 + r / 5040))))));
  const auto exponent = static_cast<uint64_t>(static_cast<int64_t>(whole) + 1023);
  return static_cast<float>(series * std::bit_cast<double>(exponent << 52));
}

}  // namespace demarche
