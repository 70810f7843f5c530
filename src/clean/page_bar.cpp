#include "clean/page_bar.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace demarche {
namespace {

/// 1 / (1 + e^-score) between whole scores by straight lines: the same bits on every machine.
float chance(float score) {
  constexpr std::array<float, 10> kAt = {0.5F,     0.73106F, 0.88080F, 0.95257F, 0.98201F,
                                         0.99331F, 0.99753F, 0.99909F, 0.99966F, 1.0F};
  const float size = std::min(8.99F, std::fabs(score));
  const auto below = static_cast<size_t>(size);
  const float value = kAt[below] + (kAt[below + 1] - kAt[below]) * (size - static_cast<float>(below));
  return score < 0 ? 1 - value : value;
}

}  // namespace

float best_bar(const Page& page, const std::vector<float>& scores) {
  constexpr float kLowest = -1.0F;
  std::vector<uint32_t> order(scores.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](uint32_t a, uint32_t b) { return scores[a] != scores[b] ? scores[a] > scores[b] : a < b; });
  const auto words = [&](size_t line) { return static_cast<double>(page.lines[line].words()); };
  double all = 0;
  for (size_t i = 0; i < scores.size(); ++i) all += words(i) * chance(scores[i]);
  double right = 0, kept = 0, best = -1;
  float bar = 0;
  for (const uint32_t line : order) {
    if (scores[line] <= kLowest) break;
    right += words(line) * chance(scores[line]);
    kept += words(line);
    const double value = kept + all > 0 ? right / (kept + all) : 0;
    if (value <= best) continue;
    best = value;
    bar = scores[line];
  }
  return bar > 0 ? 0 : bar - 0.001F;
}

}  // namespace demarche
