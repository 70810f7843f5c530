#include <algorithm>
#include <cmath>

#include "language/model_builder.h"
#include "language/tree_parser.h"

namespace demarche {
namespace {

constexpr size_t kSteps = 256;

struct Bin {
  double right = 0, all = 0;
  double rate() const { return right / all; }
};

/// Makes the rates rise with the margin: neighbours that do not are pooled (pool adjacent violators, Ayer et al. 1955).
std::vector<double> rising(const std::vector<Bin>& bins) {
  std::vector<std::pair<Bin, size_t>> pools;
  for (const Bin& bin : bins) {
    pools.emplace_back(bin, 1);
    while (pools.size() > 1 && pools[pools.size() - 2].first.rate() >= pools.back().first.rate()) {
      const auto last = pools.back();
      pools.pop_back();
      pools.back().first.right += last.first.right;
      pools.back().first.all += last.first.all;
      pools.back().second += last.second;
    }
  }
  std::vector<double> out;
  for (const auto& [bin, count] : pools) out.insert(out.end(), count, bin.rate());
  return out;
}

}  // namespace

std::string calibrate_confidence(const PackedModel& model, const std::vector<ConlluSentence>& tuning) {
  // Without tuning data: the logistic curve of a margin in units of 1/128, eased because scores are too sure of
  // themselves.
  std::vector<Bin> bins(kSteps);
  for (size_t i = 0; i < kSteps; ++i) {
    const double margin = static_cast<double>(i << kMarginShift) / 128;
    const double guess = 1 / (1 + static_cast<double>(exact_exp(static_cast<float>(-0.7 * margin))));
    bins[i] = {guess * 4, 4};
  }
  TreeParser parser(model, best_instruction_set());
  for (const ConlluSentence& sentence : tuning) {
    if (sentence.words.size() > kMaxSentence) continue;
    std::vector<std::string_view> forms;
    for (const ConlluWord& word : sentence.words) forms.push_back(word.form);
    const std::vector<WordAnalysis>& words = parser.parse(forms);
    for (size_t i = 0; i < words.size(); ++i) {
      if (words[i].margin == kSure) continue;
      Bin& bin = bins[std::min<size_t>(static_cast<size_t>(words[i].margin) >> kMarginShift, kSteps - 1)];
      const bool right = words[i].head + 1 == sentence.words[i].head &&
                         model.relations[words[i].relation].first == sentence.words[i].relation;
      bin.right += right ? 1 : 0;
      bin.all += 1;
    }
  }
  const std::vector<double> rates = rising(bins);
  std::string out;
  for (const double rate : rates) {
    out.push_back(static_cast<char>(static_cast<unsigned char>(rate / rates.back() * 255 + 0.5)));
  }
  return out;
}

}  // namespace demarche
