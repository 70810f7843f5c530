#include "words.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"

namespace demarche {
namespace {

constexpr int kRounds = 8;
constexpr double kStep = 0.5;
constexpr double kShrink = 2e-3;  ///< pull to 0 at each visit, in units of a line's weight

struct Row {
  std::vector<uint32_t> slots;
  double label = 0;
  double weight = 1;
};

std::vector<Row> rows_of(const std::vector<const Sheet*>& sheets) {
  std::vector<Row> out;
  for (const Sheet* sheet : sheets) {
    std::string text;
    for (const std::string& line : sheet->lines) text += line + "\n";
    const Page page = split_page(text);
    if (page.lines.size() != sheet->lines.size()) continue;
    double sum = 0;
    const size_t first = out.size();
    for (size_t l = 0; l < page.lines.size(); ++l) {
      Row row;
      word_slots(page, page.lines[l], row.slots);
      row.label = sheet->body[l];
      row.weight = 1 + std::min<uint32_t>(page.lines[l].words(), 60) / 8.0;
      sum += row.weight;
      if (!row.slots.empty()) out.push_back(std::move(row));
    }
    for (size_t r = first; r < out.size(); ++r) out[r].weight *= 100 / sum;
  }
  // A fixed shuffle: pages mixed.
  for (size_t r = out.size(); r > 1; --r) std::swap(out[r - 1], out[hash64("row", r) % r]);
  return out;
}

}  // namespace

WordWeights train_words(const std::vector<const Sheet*>& sheets) {
  const std::vector<Row> rows = rows_of(sheets);
  std::vector<double> weights(WordWeights::kSlots, 0), seen(WordWeights::kSlots, 1e-3);
  double bias = 0, bias_seen = 1e-3;
  for (int round = 0; round < kRounds; ++round) {
    for (const Row& row : rows) {
      const double each = 1 / std::sqrt(static_cast<double>(row.slots.size()));
      double score = bias;
      for (const uint32_t slot : row.slots) score += each * weights[slot];
      const double slope = row.weight * (row.label - 1 / (1 + std::exp(-score)));
      bias_seen += slope * slope;
      bias += kStep * slope / std::sqrt(bias_seen);
      for (const uint32_t slot : row.slots) {
        const double step = each * slope - kShrink * row.weight * weights[slot];
        seen[slot] += step * step;
        weights[slot] += kStep * step / std::sqrt(seen[slot]);
      }
    }
  }
  WordWeights out;
  out.bias = static_cast<float>(std::round(bias * 100) / 100);
  for (const double weight : weights)
    out.weights.push_back(static_cast<float>(std::round(std::clamp(weight, -20.0, 20.0) * 100)) / 100.0F);
  return out;
}

}  // namespace demarche
