#include "coding/relation_trainer.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <unordered_map>

#include "language/exact_math.h"

namespace demarche {
namespace {

constexpr size_t kC = kRelationClasses;
constexpr size_t kH = kRelationHidden / kRelationNets;  ///< hidden units of one net

/// Numbers to learn, with Adam's two running means. Rows are updated only when touched.
class Weights {
 public:
  Weights(size_t rows, size_t width) : width_(width), value(rows * width), mean_(rows * width), square_(rows * width) {}

  float* row(size_t i) { return value.data() + i * width_; }
  void step(size_t i, const float* gradient, float rate, float decay) {
    constexpr float kMean = 0.9f, kSquare = 0.999f;
    float* v = value.data() + i * width_;
    float* m = mean_.data() + i * width_;
    float* s = square_.data() + i * width_;
    for (size_t k = 0; k < width_; ++k) {
      m[k] = kMean * m[k] + (1 - kMean) * gradient[k];
      s[k] = kSquare * s[k] + (1 - kSquare) * gradient[k] * gradient[k];
      v[k] -= rate * (m[k] / (std::sqrt(s[k]) + 1e-6f) + decay * v[k]);
    }
  }

 private:
  size_t width_;

 public:
  std::vector<float> value;

 private:
  std::vector<float> mean_, square_;
};

/// A sample with features as row numbers.
struct Row {
  std::vector<uint32_t> sparse, frames;
  const std::vector<float>* dense;
  size_t label;
};

std::vector<uint32_t> known_keys(const std::vector<RelationSample>& samples, unsigned fewest) {
  std::unordered_map<uint32_t, unsigned> counts;
  for (const RelationSample& sample : samples) {
    for (const auto* list : {&sample.features.sparse, &sample.features.frames})
      for (uint64_t feature : *list) counts[static_cast<uint32_t>(feature)] += 1;
  }
  std::vector<uint32_t> out;
  for (const auto& [key, count] : counts)
    if (count >= fewest) out.push_back(key);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<uint32_t> rows_of(const std::vector<uint64_t>& features, const std::vector<uint32_t>& keys) {
  std::vector<uint32_t> out;
  for (uint64_t feature : features) {
    const auto key = static_cast<uint32_t>(feature);
    const auto at = std::lower_bound(keys.begin(), keys.end(), key);
    if (at != keys.end() && *at == key) out.push_back(static_cast<uint32_t>(at - keys.begin()));
  }
  return out;
}

/// One network in training.
class Net {
 public:
  Net(size_t keys, const RelationTraining& options, uint64_t seed)
      : options_(options),
        rng_(seed),
        wide_(keys, kC),
        deep_(kPairDense, kH),
        deep_bias_(1, kH),
        out_(kH, kC),
        bias_(1, kC),
        wide_gradient_(keys * kC),
        deep_gradient_(kPairDense * kH) {
    for (float& v : deep_.value) v = 0.05f * rng_.normal();
    for (float& v : out_.value) v = 0.15f * rng_.normal();
  }

  void learn(const std::vector<const Row*>& batch, const std::array<float, kC>& weight, float rate) {
    std::array<float, kC> bias_gradient{};
    std::array<float, kH> hidden_gradient{};
    std::vector<float> out_gradient(kH * kC);
    std::vector<uint32_t> touched, touched_dense;
    for (const Row* row : batch)
      backward(*row, weight, bias_gradient, hidden_gradient, out_gradient, touched, touched_dense);
    const auto unique = [](std::vector<uint32_t>& list) {
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    unique(touched);
    unique(touched_dense);
    for (uint32_t i : touched) {
      wide_.step(i, wide_gradient_.data() + i * kC, rate, options_.decay * 30);
      std::fill_n(wide_gradient_.begin() + static_cast<long>(i * kC), kC, 0.0f);
    }
    for (uint32_t i : touched_dense) {
      deep_.step(i, deep_gradient_.data() + i * kH, rate, options_.decay * 30);
      std::fill_n(deep_gradient_.begin() + static_cast<long>(i * kH), kH, 0.0f);
    }
    for (size_t h = 0; h < kH; ++h) out_.step(h, out_gradient.data() + h * kC, rate, options_.decay);
    deep_bias_.step(0, hidden_gradient.data(), rate, 0);
    bias_.step(0, bias_gradient.data(), rate, 0);
  }

 private:
  void backward(const Row& row, const std::array<float, kC>& weight, std::array<float, kC>& bias_gradient,
                std::array<float, kH>& hidden_gradient, std::vector<float>& out_gradient,
                std::vector<uint32_t>& touched, std::vector<uint32_t>& touched_dense) {
    std::vector<uint32_t> features;
    const float boost = 1.0f / (1.0f - options_.drop);
    for (uint32_t i : row.sparse)
      if (rng_.uniform() >= options_.drop) features.push_back(i);
    if (rng_.uniform() >= options_.drop_frames)
      for (uint32_t i : row.frames)
        if (rng_.uniform() >= options_.drop) features.push_back(i);
    std::array<float, kC> sums{};
    for (size_t c = 0; c < kC; ++c) sums[c] = bias_.value[c];
    for (uint32_t i : features) {
      const float* w = wide_.row(i);
      for (size_t c = 0; c < kC; ++c) sums[c] += boost * w[c];
    }
    std::vector<uint32_t> dense;
    for (size_t slot = 0; slot < kPairSlots; ++slot) {
      if (rng_.uniform() < options_.drop_slot) continue;
      for (size_t i = 0; i < LanguageModel::kVectorSize; ++i) {
        const size_t at = slot * LanguageModel::kVectorSize + i;
        if ((*row.dense)[at] != 0) dense.push_back(static_cast<uint32_t>(at));
      }
    }
    std::array<float, kH> hidden{}, keep{};
    for (size_t h = 0; h < kH; ++h) hidden[h] = deep_bias_.value[h];
    for (uint32_t i : dense) {
      const float x = (*row.dense)[i];
      const float* w = deep_.row(i);
      for (size_t h = 0; h < kH; ++h) hidden[h] += x * w[h];
    }
    for (size_t h = 0; h < kH; ++h) {
      keep[h] = rng_.uniform() < options_.drop_hidden || hidden[h] <= 0 ? 0.0f : 1.0f / (1.0f - options_.drop_hidden);
      hidden[h] *= keep[h];
      const float* w = out_.row(h);
      for (size_t c = 0; c < kC; ++c) sums[c] += hidden[h] * w[c];
    }
    const float top = *std::max_element(sums.begin(), sums.end());
    float total = 0;
    std::array<float, kC> error{};
    for (size_t c = 0; c < kC; ++c) total += error[c] = exact_exp(sums[c] - top);
    for (size_t c = 0; c < kC; ++c) error[c] = weight[row.label] * (error[c] / total - (c == row.label ? 1.0f : 0.0f));
    for (size_t c = 0; c < kC; ++c) bias_gradient[c] += error[c];
    for (uint32_t i : features) {
      float* g = wide_gradient_.data() + i * kC;
      for (size_t c = 0; c < kC; ++c) g[c] += boost * error[c];
      touched.push_back(i);
    }
    std::array<float, kH> back{};
    for (size_t h = 0; h < kH; ++h) {
      const float* w = out_.row(h);
      float sum = 0;
      for (size_t c = 0; c < kC; ++c) {
        out_gradient[h * kC + c] += hidden[h] * error[c];
        sum += w[c] * error[c];
      }
      back[h] = sum * keep[h];
      hidden_gradient[h] += back[h];
    }
    for (uint32_t i : dense) {
      const float x = (*row.dense)[i];
      float* g = deep_gradient_.data() + i * kH;
      for (size_t h = 0; h < kH; ++h) g[h] += x * back[h];
      touched_dense.push_back(i);
    }
  }

  const RelationTraining& options_;
  Rng rng_;

 public:
  Weights wide_, deep_, deep_bias_, out_, bias_;

 private:
  std::vector<float> wide_gradient_, deep_gradient_;
};

/// Rows of `width` numbers to int8 with one scale a column.
void columns(const std::vector<float>& values, size_t width, float* scale, int8_t* to) {
  for (size_t c = 0; c < width; ++c) {
    float top = 1e-12f;
    for (size_t i = c; i < values.size(); i += width) top = std::max(top, std::fabs(values[i]));
    scale[c] = top / 127.0f;
    for (size_t i = c; i < values.size(); i += width)
      to[i] = static_cast<int8_t>(std::lrint(static_cast<double>(values[i] / scale[c])));
  }
}

/// One model that gives the mean of the nets' sums: linear parts averaged, hidden units side by side.
RelationWeights join(const std::vector<std::unique_ptr<Net>>& nets, std::vector<uint32_t> keys) {
  RelationWeights out;
  const float share = 1.0f / static_cast<float>(nets.size());
  std::vector<float> wide(keys.size() * kC), deep(kPairDense * kRelationHidden);
  out.out.resize(kRelationHidden * kC);
  for (size_t n = 0; n < nets.size(); ++n) {
    const Net& net = *nets[n];
    for (size_t i = 0; i < wide.size(); ++i) wide[i] += share * net.wide_.value[i];
    for (size_t i = 0; i < kPairDense; ++i) {
      for (size_t h = 0; h < kH; ++h) deep[i * kRelationHidden + n * kH + h] = net.deep_.value[i * kH + h];
    }
    for (size_t i = 0; i < kH * kC; ++i) out.out[n * kH * kC + i] = share * net.out_.value[i];
    for (size_t h = 0; h < kH; ++h) out.deep_bias[n * kH + h] = net.deep_bias_.value[h];
    for (size_t c = 0; c < kC; ++c) out.bias[c] += share * net.bias_.value[c];
  }
  out.keys = std::move(keys);
  out.wide.resize(wide.size());
  columns(wide, kC, out.wide_scale.data(), out.wide.data());
  out.deep.resize(deep.size());
  columns(deep, kRelationHidden, out.deep_scale.data(), out.deep.data());
  return out;
}

/// Picks the temperature with the smallest loss on the held-out samples, and fills the figures.
void calibrate(const std::vector<const RelationSample*>& held_out, TrainedRelations& out) {
  if (held_out.empty()) return;
  double best = 1e300;
  float best_temperature = 1;
  for (int step = 4; step <= 40; ++step) {
    out.weights.temperature = static_cast<float>(step) * 0.1f;
    const RelationModel model(out.weights);
    double loss = 0;
    for (const RelationSample* sample : held_out)
      loss -= std::log(std::max(1e-9, static_cast<double>(model.score(sample->features)[sample->label])));
    if (loss < best) {
      best = loss;
      best_temperature = out.weights.temperature;
    }
  }
  out.weights.temperature = best_temperature;
  const RelationModel model(out.weights);
  std::array<double, 10> sure{}, right{}, count{};
  for (const RelationSample* sample : held_out) {
    const RelationScores scores = model.score(sample->features);
    const size_t answer = static_cast<size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    const auto bin = static_cast<size_t>(std::min(9.0f, scores[answer] * 10));
    sure[bin] += scores[answer];
    right[bin] += answer == sample->label;
    count[bin] += 1;
  }
  double all = 0;
  for (size_t b = 0; b < 10; ++b) {
    all += right[b];
    out.calibration += std::fabs(sure[b] - right[b]) / static_cast<double>(held_out.size());
  }
  out.accuracy = all / static_cast<double>(held_out.size());
}

void run_epochs(Net& net, const std::vector<Row>& rows, const std::array<float, kC>& weight,
                const RelationTraining& options, uint64_t seed,
                const std::function<void(const std::string&)>& progress) {
  std::vector<size_t> order(rows.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  Rng rng(seed);
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    rng.shuffle(order);
    const float rate = options.rate * (1.0f - 0.95f * static_cast<float>(epoch) / static_cast<float>(options.epochs));
    std::vector<const Row*> batch;
    for (size_t i = 0; i < order.size(); ++i) {
      batch.push_back(&rows[order[i]]);
      if (batch.size() < static_cast<size_t>(options.batch) && i + 1 < order.size()) continue;
      net.learn(batch, weight, rate);
      batch.clear();
    }
    if (progress) progress("epoch " + std::to_string(epoch + 1) + " of " + std::to_string(options.epochs));
  }
}

}  // namespace

TrainedRelations train_relations(const std::vector<RelationSample>& samples, const RelationTraining& options,
                                 const std::function<void(const std::string&)>& progress) {
  TrainedRelations out;
  const std::vector<uint32_t> keys = known_keys(samples, options.fewest);
  std::vector<Row> rows;
  std::vector<const RelationSample*> held_out;
  std::array<float, kC> weight{};
  for (size_t i = 0; i < samples.size(); ++i) {
    const RelationSample& sample = samples[i];
    if (options.held_out > 0 && i % options.held_out == options.held_out - 1) {
      held_out.push_back(&sample);
      continue;
    }
    rows.push_back({rows_of(sample.features.sparse, keys), rows_of(sample.features.frames, keys),
                    &sample.features.dense, sample.label});
    weight[sample.label] += 1;
  }
  for (float& w : weight) w = w > 0 ? std::sqrt(static_cast<float>(rows.size()) / (static_cast<float>(kC) * w)) : 0;
  std::vector<std::unique_ptr<Net>> nets;
  for (size_t n = 0; n < kRelationNets; ++n) {
    nets.push_back(std::make_unique<Net>(keys.size(), options, options.seed + 100 * n));
    run_epochs(*nets.back(), rows, weight, options, options.seed + 100 * n + 1, progress);
  }
  out.samples = rows.size();
  out.held_out = held_out.size();
  out.features = keys.size();
  out.weights = join(nets, keys);
  calibrate(held_out, out);
  return out;
}

}  // namespace demarche
