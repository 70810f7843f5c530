#include "language/quantise.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "language/heads_trainer.h"

namespace demarche {
namespace {

constexpr float kVectorGain = 3;
constexpr int kRowBits = 18;   ///< fixed point of a scaled embedding row
constexpr int kScoreBits = 7;  ///< fixed point of scores: kMarginShift counts from it
constexpr float kClip = 0.6f;  ///< share of the largest activation seen that is kept apart
constexpr float kHiddenClip = 0.8f;
constexpr int32_t kNever = -(1 << 22);  ///< sum of a column that must not win
constexpr float kFinestScale =
    0.3f;  ///< no column is scaled finer than this against the coarsest: finer ones would saturate

template <class T>
std::string bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

/// Nearest whole number, halves away from zero.
long nearest(double x) { return static_cast<long>(x < 0 ? x - 0.5 : x + 0.5); }

template <class T>
T limited(double x) {
  const double low = std::numeric_limits<T>::min(), high = std::numeric_limits<T>::max();
  return static_cast<T>(nearest(std::clamp(x, low, high)));
}

float largest(const float* values, size_t count) {
  float out = 0;
  for (size_t i = 0; i < count; ++i) out = std::max(out, std::fabs(values[i]));
  return out;
}

/// Largest power of two that keeps `range` times it inside 16 bits.
int bits_for(double range) {
  int bits = 0;
  while (bits < 14 && range * static_cast<double>(1 << (bits + 1)) < 32767) ++bits;
  return bits;
}

struct Ranges {
  std::array<float, kLayers + 1> state{};
  float hidden = 0;
};

class Quantiser {
 public:
  std::vector<ModelFile::Part> parts;
  std::vector<int32_t> shifts;

  void rows(const std::string& name, const float* values, size_t count) {
    std::vector<int8_t> packed(count * kWidth);
    std::vector<int16_t> scales(count);
    for (size_t r = 0; r < count; ++r) {
      const double top = std::max(1e-6f, largest(values + r * kWidth, kWidth));
      scales[r] = limited<int16_t>(top / 127 * (1 << kRowBits));
      const double unit = static_cast<double>(std::max<int16_t>(scales[r], 1)) / (1 << kRowBits);
      for (size_t d = 0; d < kWidth; ++d) {
        packed[r * kWidth + d] = limited<int8_t>(static_cast<double>(values[r * kWidth + d]) / unit);
      }
    }
    parts.push_back({name + ".rows", bytes_of(packed)});
    parts.push_back({name + ".scale", bytes_of(scales)});
  }

  void keys(const std::string& name, const std::vector<std::pair<uint64_t, uint32_t>>& entries) {
    std::vector<KeyTable::Slot> slots(std::bit_ceil(entries.size() * 5 / 4 + 2), {0, KeyTable::kEmpty});
    for (const auto& [key, row] : entries) {
      size_t at = key & (slots.size() - 1);
      while (slots[at].row != KeyTable::kEmpty) at = (at + 1) & (slots.size() - 1);
      slots[at] = {static_cast<uint32_t>(key >> 32), row};
    }
    parts.push_back({name + ".keys", bytes_of(slots)});
  }

  /// `unit` is what one step of an activation means, `zero` the activation of 0, `out_bits` the fixed point of the
  /// result.
  void matrix(const std::string& name, const Parameter& weight, const float* bias, double unit, int zero, int out_bits,
              const std::vector<bool>& used) {
    const size_t depth = weight.rows(), columns = weight.columns();
    std::vector<double> scale(columns);
    double coarsest = 1e-9;
    for (size_t c = 0; c < columns; ++c) {
      for (size_t k = 0; k < depth; ++k)
        scale[c] = std::max(scale[c], std::fabs(static_cast<double>(weight.row(k)[c])) / 127);
      coarsest = std::max(coarsest, scale[c]);
    }
    for (double& one : scale) one = std::max(one, coarsest * static_cast<double>(kFinestScale));
    // Largest shift that keeps every column's multiplier below 1.
    int shift = 0;
    while (shift < 20 && coarsest * unit * std::ldexp(1.0, out_bits + shift + 1) < 32767.0 / 32768) ++shift;
    std::vector<int8_t> packed(depth * columns);
    std::vector<int32_t> sums(columns);
    std::vector<int16_t> scales(columns);
    for (size_t c = 0; c < columns; ++c) {
      int32_t column_sum = 0;
      for (size_t k = 0; k < depth; ++k) {
        const auto q = limited<int8_t>(std::clamp(static_cast<double>(weight.row(k)[c]) / scale[c], -127.0, 127.0));
        column_sum += used[c] ? q : 0;
        packed[(c / 16 * (depth / 4) + k / 4) * 64 + c % 16 * 4 + k % 4] = used[c] ? q : int8_t{0};
      }
      const int32_t rounding = shift > 0 ? 1 << (shift - 1) : 0;
      const double start = bias ? static_cast<double>(bias[c]) / (scale[c] * unit) : 0;
      sums[c] = used[c] ? static_cast<int32_t>(nearest(start)) - zero * column_sum + rounding : kNever;
      scales[c] = limited<int16_t>(scale[c] * unit * std::ldexp(1.0, out_bits + shift + 15));
    }
    parts.push_back({name + ".weights", bytes_of(packed)});
    parts.push_back({name + ".bias", bytes_of(sums)});
    parts.push_back({name + ".scale", bytes_of(scales)});
    shifts.push_back(shift);
  }

  void rows16(const std::string& name, const Parameter& values, int bits) {
    std::vector<int16_t> out(values.rows() * values.columns());
    for (size_t i = 0; i < out.size(); ++i)
      out[i] = limited<int16_t>(std::ldexp(static_cast<double>(values.data()[i]), bits));
    parts.push_back({name, bytes_of(out)});
  }
};

Ranges measure(Network& network, const WordVectors& vectors, const FormTable& forms, const Inventory& inventory,
               const std::vector<TrainingTree>& sample) {
  Ranges out;
  Rng rng(1);
  TrainingCounts counts;
  EncoderTrainer encoder(network, vectors, forms, Dropout{0, 0, 0});
  HeadsTrainer heads(network);
  std::vector<size_t> relations(inventory.relations.size());
  for (size_t i = 0; i < relations.size(); ++i) relations[i] = i;
  for (const TrainingTree& tree : sample) {
    const Batch batch({&tree});
    const std::vector<float>& encoded = encoder.forward(batch, rng);
    heads.run(batch, encoded, relations, 0, rng, counts);
    for (size_t l = 0; l <= kLayers; ++l) {
      out.state[l] = std::max(out.state[l], largest(encoder.state(l).data(), encoder.state(l).size()));
    }
    out.hidden = std::max(out.hidden, largest(heads.hidden().data(), heads.hidden().size()));
  }
  for (float& one : out.state) one = std::max(one, 1e-3f);
  out.hidden = std::max(out.hidden, 1e-3f);
  return out;
}

std::vector<float> project_vectors(const Network& network, const WordVectors& vectors) {
  std::vector<float> scaled = vectors.values;
  for (float& x : scaled) x *= kVectorGain;
  std::vector<float> out(vectors.words.size() * kWidth, 0);
  float_kernels().multiply_add(scaled.data(), network.vectors.data(), out.data(), vectors.words.size(), kVectorWidth,
                               kWidth);
  return out;
}

std::vector<bool> used_actions(const Inventory& inventory) {
  std::vector<bool> used(kActions, false);
  used[kShiftColumn] = true;
  for (size_t r = 0; r < inventory.relations.size(); ++r) {
    used[kLeftColumn + r] = used[kRightColumn + r] = inventory.relations[r].first != Relation::root;
  }
  return used;
}

std::vector<bool> first_columns(size_t used, size_t columns) {
  std::vector<bool> out(columns, false);
  std::fill_n(out.begin(), used, true);
  return out;
}

void add_names(const Inventory& inventory, std::vector<ModelFile::Part>& parts) {
  std::string tags, relations;
  for (const TagName& tag : inventory.tags) tags += std::string(to_string(tag.upos)) + " " + tag.xpos + "\n";
  for (const auto& [relation, subtype] : inventory.relations) relations += relation_name(relation, subtype) + "\n";
  parts.push_back({"tags", tags});
  parts.push_back({"relations", relations});
}

void add_tables(const Network& network, const Inventory& inventory, const WordVectors& vectors, Quantiser& out) {
  std::vector<std::pair<uint64_t, uint32_t>> words;
  for (size_t i = 0; i < inventory.words.size(); ++i) words.emplace_back(inventory.words[i], static_cast<uint32_t>(i));
  out.keys("words", words);
  out.rows("words", network.words.data(), network.words.rows());
  std::vector<uint8_t> capitalised = inventory.capitalised;
  capitalised.resize(network.words.rows(), 0);
  out.parts.push_back({"words.capitalised", bytes_of(capitalised)});
  out.rows("subwords", network.subwords.data(), network.subwords.rows());
  // Only the first of several equal keys; sorted so that the table does not depend on the order of a hash map.
  std::vector<std::pair<uint64_t, uint32_t>> keys;
  for (size_t i = 0; i < vectors.words.size(); ++i) {
    const uint64_t key = word_table_key(vectors.words[i]);
    const auto entry = inventory.vector_rows.find(key);
    if (entry != inventory.vector_rows.end() && entry->second == i) keys.emplace_back(key, static_cast<uint32_t>(i));
  }
  out.keys("vectors", keys);
  std::vector<float> projected = project_vectors(network, vectors);
  if (projected.empty()) projected.assign(kWidth, 0);
  out.rows("vectors", projected.data(), projected.size() / kWidth);
}

}  // namespace

std::vector<ModelFile::Part> quantise_network(Network& network, const Inventory& inventory, const WordVectors& vectors,
                                              const FormTable& forms, const std::vector<TrainingTree>& sample) {
  const Ranges ranges = measure(network, vectors, forms, inventory, sample);
  const double state_top = static_cast<double>(*std::max_element(ranges.state.begin(), ranges.state.end()));
  const int state_bits = bits_for(4 * state_top);
  const int hidden_bits = bits_for(4 * static_cast<double>(ranges.hidden));
  Quantiser out;
  add_names(inventory, out.parts);
  std::vector<int32_t> numbers = {kRowBits - state_bits};
  std::array<double, kLayers + 1> unit{};
  for (size_t l = 0; l <= kLayers; ++l) {
    unit[l] = static_cast<double>(ranges.state[l] * kClip) / kActivationLimit;
    numbers.push_back(limited<int16_t>(32768 / (unit[l] * std::ldexp(1.0, state_bits))));
  }
  const double hidden_unit = static_cast<double>(ranges.hidden * kHiddenClip) / kHiddenLimit;
  numbers.push_back(limited<int16_t>(32768 / (hidden_unit * std::ldexp(1.0, hidden_bits))));
  for (size_t l = 0; l < kLayers; ++l) {
    out.matrix("layer" + std::to_string(l), network.layer[l], network.layer_bias[l].data(), unit[l], kActivationZero,
               state_bits, first_columns(kWidth, kWidth));
  }
  out.matrix("tag", network.tag, network.tag_bias.data(), unit[kLayers], kActivationZero, kScoreBits,
             first_columns(inventory.tags.size(), kMaxTags));
  out.matrix("position", network.position, nullptr, unit[kLayers], kActivationZero, hidden_bits,
             first_columns(kPositions * kHidden, kPositions * kHidden));
  out.matrix("action", network.action, network.action_bias.data(), hidden_unit, 0, kScoreBits, used_actions(inventory));
  numbers.insert(numbers.end(), out.shifts.begin(), out.shifts.end());
  out.parts.push_back({"numbers", bytes_of(numbers)});
  out.rows16("edge", network.edge, hidden_bits);
  out.rows16("label", network.label, hidden_bits);
  out.rows16("distance", network.distance, hidden_bits);
  out.rows16("hidden_bias", network.hidden_bias, hidden_bits);
  add_tables(network, inventory, vectors, out);
  return std::move(out.parts);
}

}  // namespace demarche
