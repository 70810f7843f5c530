#include <algorithm>
#include <array>
#include <cmath>

#include "clean/features.h"

namespace demarche {
namespace {

constexpr uint32_t kFar = 200;

/// From any log-odds to (-1, 1); no exponential, whose last bit differs between machines.
float squash(float score) { return score / (1 + std::fabs(score)); }

float capped(size_t value, size_t most) { return static_cast<float>(std::min(value, most)); }

/// How often each stem stands on the page, and how much of that in lines with a good score.
class StemTable {
 public:
  explicit StemTable(size_t stems) {
    size_t size = 64;
    while (size < stems * 2) size *= 2;
    slots_.resize(size);
  }
  struct Slot {
    uint32_t stem = 0;
    uint32_t count = 0;
    float kept = 0;
  };
  Slot& find(uint32_t stem) {
    const size_t mask = slots_.size() - 1;
    size_t at = (stem * 0x9E3779B1u) & mask;
    while (slots_[at].count != 0 && slots_[at].stem != stem) at = (at + 1) & mask;
    return slots_[at];
  }

 private:
  std::vector<Slot> slots_;
};

/// For each line: how much its words stand in lines with a good score elsewhere, rare words counting more; the share of
/// them that stand elsewhere at all; and the same as the first for its rarest words alone.
std::vector<std::array<float, 3>> word_company(const FeatureMatrix& matrix, std::span<const float> scores) {
  StemTable table(matrix.stems.size());
  const auto stems_of = [&](size_t line) {
    return std::span(matrix.stems)
        .subspan(matrix.first_stem[line], matrix.first_stem[line + 1] - matrix.first_stem[line]);
  };
  const auto kept = [&](size_t line) { return (squash(scores[line]) + 1) / 2; };
  for (size_t i = 0; i < scores.size(); ++i) {
    for (const uint32_t stem : stems_of(i)) {
      StemTable::Slot& slot = table.find(stem);
      slot.stem = stem;
      ++slot.count;
      slot.kept += kept(i);
    }
  }
  std::vector<std::array<float, 3>> out(scores.size(), {-1, 0, -1});
  for (size_t i = 0; i < scores.size(); ++i) {
    float sum = 0, weight = 0, rare_sum = 0, rare = 0;
    size_t known = 0;
    for (const uint32_t stem : stems_of(i)) {
      const StemTable::Slot& slot = table.find(stem);
      if (slot.count < 2) continue;
      ++known;
      const auto others = static_cast<float>(slot.count - 1);
      const float share = (slot.kept - kept(i)) / others;
      sum += share / others;
      weight += 1 / others;
      if (slot.count > 6) continue;
      rare_sum += share;
      ++rare;
    }
    if (weight > 0) out[i][0] = sum / weight;
    if (!stems_of(i).empty()) out[i][1] = static_cast<float>(known) / static_cast<float>(stems_of(i).size());
    if (rare > 0) out[i][2] = rare_sum / rare;
  }
  return out;
}

}  // namespace

const std::vector<std::string>& score_feature_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (int offset = -4; offset <= 4; ++offset) out.push_back("score[" + std::to_string(offset) + "]");
    for (const int window : {2, 5, 10}) out.push_back("score_around[" + std::to_string(window) + "]");
    for (const char* name : {"score_before", "score_after", "since_kept", "until_kept", "kept_before", "kept_after",
                             "score_page", "score_best_near", "words_kept", "words_known", "rare_words_kept"}) {
      out.emplace_back(name);
    }
    return out;
  }();
  return names;
}

void add_scores(FeatureMatrix& matrix, std::span<const float> scores) {
  const size_t n = scores.size();
  std::vector<float> sum(n + 1, 0);
  std::vector<uint32_t> since(n, kFar);
  std::vector<uint32_t> until(n, kFar);
  std::vector<uint32_t> kept(n + 1, 0);
  uint32_t distance = kFar;
  for (size_t i = 0; i < n; ++i) {
    sum[i + 1] = sum[i] + squash(scores[i]);
    since[i] = distance;
    distance = scores[i] > 0 ? 1 : std::min(kFar, distance + 1);
    kept[i + 1] = kept[i] + (scores[i] > 0);
  }
  const std::vector<std::array<float, 3>> company = word_company(matrix, scores);
  distance = kFar;
  for (size_t i = n; i-- > 0;) {
    until[i] = distance;
    distance = scores[i] > 0 ? 1 : std::min(kFar, distance + 1);
  }
  for (size_t i = 0; i < n; ++i) {
    float* out = matrix.row(i).data() + matrix.width - kSecondStageFeatures;
    float best = -1;
    for (int offset = -4; offset <= 4; ++offset) {
      const auto at = static_cast<int64_t>(i) + offset;
      const float value = at >= 0 && at < static_cast<int64_t>(n) ? squash(scores[static_cast<size_t>(at)]) : -1.5F;
      if (offset != 0) best = std::max(best, value);
      *out++ = value;
    }
    const auto mean = [&](size_t from, size_t to) {
      return to > from ? (sum[to] - sum[from]) / static_cast<float>(to - from) : -1.5F;
    };
    for (const size_t window : {size_t{2}, size_t{5}, size_t{10}})
      *out++ = mean(i > window ? i - window : 0, std::min(n, i + window + 1));
    *out++ = mean(i > 8 ? i - 8 : 0, i);
    *out++ = mean(i + 1, std::min(n, i + 9));
    *out++ = static_cast<float>(since[i]);
    *out++ = static_cast<float>(until[i]);
    *out++ = capped(kept[i], 100);
    *out++ = capped(kept[n] - kept[i + 1], 100);
    *out++ = mean(0, n);
    *out++ = best;
    for (const float value : company[i]) *out++ = value;
  }
}

}  // namespace demarche
