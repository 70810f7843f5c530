#include "align.h"

#include <algorithm>
#include <unordered_set>

namespace demarche {
namespace {

constexpr uint8_t kUp = 1;        ///< the best of a cell comes from the page word before
constexpr uint8_t kLeft = 2;      ///< from the gold word before
constexpr uint8_t kMatch = 4;     ///< from a match of both words
constexpr uint8_t kContinue = 8;  ///< the match goes on a run

std::vector<uint8_t> runs_of_four(const std::vector<uint32_t>& page, const std::vector<uint32_t>& gold) {
  const auto key = [](const std::vector<uint32_t>& words, size_t at) {
    uint64_t out = 0;
    for (size_t k = 0; k < 4; ++k) out = (out ^ words[at + k]) * 0x100000001B3ull;
    return out;
  };
  std::unordered_set<uint64_t> known;
  for (size_t i = 0; i + 4 <= gold.size(); ++i) known.insert(key(gold, i));
  std::vector<uint8_t> out(page.size(), 0);
  for (size_t i = 0; i + 4 <= page.size(); ++i) {
    if (known.count(key(page, i))) std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(i), 4, 1);
  }
  return out;
}

}  // namespace

std::vector<uint8_t> aligned_words(const std::vector<uint32_t>& page, const std::vector<uint32_t>& gold) {
  const size_t n = page.size();
  const size_t m = gold.size();
  if (static_cast<uint64_t>(n) * m > kMostCells) return runs_of_four(page, gold);
  std::vector<uint8_t> from(n * m, 0);
  std::vector<float> best(m + 1, 0), run(m + 1, -1e9F), next_best(m + 1, 0), next_run(m + 1, -1e9F);
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < m; ++j) {
      uint8_t way = kUp;
      float value = best[j + 1];
      if (next_best[j] > value) {
        value = next_best[j];
        way = kLeft;
      }
      next_run[j + 1] = -1e9F;
      if (page[i] == gold[j]) {
        const float start = best[j] + 1 - kOpening;
        const float more = run[j] + 1;
        next_run[j + 1] = std::max(start, more);
        if (more >= start) way |= kContinue;
        if (next_run[j + 1] > value) {
          value = next_run[j + 1];
          way = static_cast<uint8_t>((way & kContinue) | kMatch);
        }
      }
      next_best[j + 1] = value;
      from[i * m + j] = way;
    }
    std::swap(best, next_best);
    std::swap(run, next_run);
  }
  std::vector<uint8_t> out(n, 0);
  size_t i = n, j = m;
  bool in_run = false;
  while (i > 0 && j > 0) {
    const uint8_t way = from[(i - 1) * m + (j - 1)];
    if (in_run || (way & kMatch)) {
      out[i - 1] = 1;
      in_run = (way & kContinue) != 0;
      --i;
      --j;
    } else if (way & kLeft) {
      --j;
    } else {
      --i;
    }
  }
  return out;
}

}  // namespace demarche
