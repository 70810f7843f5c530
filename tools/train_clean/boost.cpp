#include "boost.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr size_t kBins = 48;

struct Random {
  uint64_t state;
  double next() {  // xorshift64*, Vigna 2016
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return static_cast<double>((state * 2685821657736338717ull) >> 11) / 9007199254740992.0;
  }
};

/// Every feature cut into bins at its own quantiles.
struct Binned {
  std::vector<std::vector<float>> cuts;  ///< per feature, ascending; bin b holds values <= cuts[b]
  std::vector<std::vector<uint8_t>> bins;

  Binned(const Samples& samples, size_t used) : cuts(used), bins(used) {
    for (size_t f = 0; f < used; ++f) {
      std::vector<float> sorted(samples.rows());
      for (size_t r = 0; r < samples.rows(); ++r) sorted[r] = samples.values[r * samples.width + f];
      const std::vector<float> column = sorted;
      std::sort(sorted.begin(), sorted.end());
      std::vector<float> distinct = sorted;
      distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
      std::vector<float>& cut = cuts[f];
      for (size_t b = 1; b < kBins; ++b) {
        const std::vector<float>& from = distinct.size() <= kBins ? distinct : sorted;
        const size_t at = distinct.size() <= kBins ? b - 1 : b * (sorted.size() - 1) / kBins;
        if (at + (distinct.size() <= kBins) >= from.size()) break;
        const auto above = std::upper_bound(distinct.begin(), distinct.end(), from[at]);
        if (above == distinct.end()) break;
        const float middle = (from[at] + *above) / 2;
        if (cut.empty() || middle > cut.back()) cut.push_back(middle);
      }
      bins[f].resize(samples.rows());
      for (size_t r = 0; r < samples.rows(); ++r) {
        bins[f][r] = static_cast<uint8_t>(std::lower_bound(cut.begin(), cut.end(), column[r]) - cut.begin());
      }
    }
  }
};

struct Sum {
  double g = 0;
  double h = 0;
};

double gain(const Sum& sum, double lambda) { return sum.g * sum.g / (sum.h + lambda); }

struct Question {
  double gain = -1;
  size_t feature = 0;
  size_t bin = 0;
};

class Booster {
 public:
  Booster(const Samples& samples, size_t used, const BoostOptions& options)
      : samples_(samples),
        options_(options),
        binned_(samples, used),
        random_{options.seed * 0x9E3779B97F4A7C15ull + 1} {}

  Forest run() {
    double positive = 0, all = 0;
    for (size_t r = 0; r < samples_.rows(); ++r) {
      positive += samples_.weight[r] * samples_.label[r];
      all += samples_.weight[r];
    }
    forest_.bias = static_cast<float>(std::log(positive / (all - positive)));
    score_.assign(samples_.rows(), forest_.bias);
    for (int t = 0; t < options_.trees; ++t) grow();
    return forest_;
  }

 private:
  void gradients() {
    const size_t n = samples_.rows();
    std::vector<Sum> all(n);
    std::vector<float> sizes(n);
    for (size_t r = 0; r < n; ++r) {
      const double p = 1 / (1 + std::exp(-score_[r]));
      all[r] = {samples_.weight[r] * (samples_.label[r] - p), samples_.weight[r] * std::max(1e-6, p * (1 - p))};
      sizes[r] = static_cast<float>(std::fabs(all[r].g));
    }
    const auto place = static_cast<std::ptrdiff_t>(static_cast<double>(n) * (1 - options_.hard));
    std::nth_element(sizes.begin(), sizes.begin() + place, sizes.end());
    const double hard = sizes[static_cast<size_t>(place)];
    const double upweight = 1 / options_.easy;
    rows_.clear();
    gradient_.clear();
    for (size_t r = 0; r < n; ++r) {
      const bool is_hard = std::fabs(all[r].g) > hard;
      if (!is_hard && random_.next() >= options_.easy) continue;
      const double factor = is_hard ? 1 : upweight;
      rows_.push_back(static_cast<uint32_t>(r));
      gradient_.push_back({all[r].g * factor, all[r].h * factor});
    }
  }

  Question best_question(const std::vector<uint8_t>& leaf, size_t leaves) {
    Question best;
    std::vector<Sum> histogram;
    for (const size_t f : features_) {
      histogram.assign(leaves * kBins, {});
      const std::vector<uint8_t>& bins = binned_.bins[f];
      for (size_t k = 0; k < rows_.size(); ++k) {
        Sum& sum = histogram[leaf[k] * kBins + bins[rows_[k]]];
        sum.g += gradient_[k].g;
        sum.h += gradient_[k].h;
      }
      std::vector<double> gains(binned_.cuts[f].size(), 0);
      for (size_t l = 0; l < leaves; ++l) {
        Sum all;
        for (size_t b = 0; b < kBins; ++b) {
          all.g += histogram[l * kBins + b].g;
          all.h += histogram[l * kBins + b].h;
        }
        Sum low;
        for (size_t b = 0; b < gains.size(); ++b) {
          low.g += histogram[l * kBins + b].g;
          low.h += histogram[l * kBins + b].h;
          gains[b] += gain(low, options_.lambda) + gain({all.g - low.g, all.h - low.h}, options_.lambda) -
                      gain(all, options_.lambda);
        }
      }
      for (size_t b = 0; b < gains.size(); ++b) {
        if (gains[b] > best.gain) best = {gains[b], f, b};
      }
    }
    return best;
  }

  void grow() {
    gradients();
    features_.clear();
    for (size_t f = 0; f < binned_.cuts.size(); ++f) {
      if (!binned_.cuts[f].empty() && random_.next() < options_.features) features_.push_back(f);
    }
    Forest::Tree tree;
    tree.values = static_cast<uint32_t>(forest_.values.size());
    std::vector<uint8_t> leaf(rows_.size(), 0);
    std::vector<Question> questions;
    for (uint32_t level = 0; level < options_.depth; ++level) {
      const Question question = best_question(leaf, size_t{1} << level);
      if (question.gain <= 1e-9) break;
      questions.push_back(question);
      tree.feature[level] = static_cast<uint16_t>(question.feature);
      tree.above[level] = binned_.cuts[question.feature][question.bin];
      ++tree.depth;
      for (size_t k = 0; k < rows_.size(); ++k) {
        const bool above = binned_.bins[question.feature][rows_[k]] > question.bin;
        leaf[k] = static_cast<uint8_t>(leaf[k] | (above << level));
      }
    }
    if (tree.depth == 0) return;
    std::vector<Sum> sums(size_t{1} << tree.depth);
    for (size_t k = 0; k < rows_.size(); ++k) {
      sums[leaf[k]].g += gradient_[k].g;
      sums[leaf[k]].h += gradient_[k].h;
    }
    for (const Sum& sum : sums) {
      const double value = options_.rate * sum.g / (sum.h + options_.lambda);
      forest_.values.push_back(static_cast<float>(std::round(value * 10000) / 10000));
    }
    forest_.trees.push_back(tree);
    for (size_t r = 0; r < samples_.rows(); ++r) {
      size_t at = 0;
      for (uint32_t level = 0; level < tree.depth; ++level) {
        at |= static_cast<size_t>(binned_.bins[questions[level].feature][r] > questions[level].bin) << level;
      }
      score_[r] += forest_.values[tree.values + at];
    }
  }

  const Samples& samples_;
  BoostOptions options_;
  Binned binned_;
  Random random_;
  Forest forest_;
  std::vector<double> score_;
  std::vector<Sum> gradient_;
  std::vector<uint32_t> rows_;
  std::vector<size_t> features_;
};

}  // namespace

Forest boost(const Samples& samples, size_t used, const BoostOptions& options) {
  return Booster(samples, used, options).run();
}

}  // namespace demarche
