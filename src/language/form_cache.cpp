#include "language/form_cache.h"

#include <algorithm>

#include "base/hash.h"
#include "language/word_features.h"
#include "language/word_form.h"

namespace demarche {

FormCache::FormCache(const PackedModel& model, const IntegerKernels& kernels)
    : model_(model), kernels_(kernels), keys_(kEntries, 0), rows_(kEntries * kWidth) {}

const int16_t* FormCache::row(std::string_view form) {
  const uint64_t key = hash64(form) | 1;  // 0 = empty
  const size_t slot = (key >> 1) % kEntries;
  int16_t* out = &rows_[slot * kWidth];
  if (keys_[slot] != key) {
    compute(form, out);
    keys_[slot] = key;
  }
  return out;
}

void FormCache::compute(std::string_view form, int16_t* out) {
  const WordFeatures features = word_features(canonical_form(form, buffer_));
  int32_t sum[kWidth];
  std::fill_n(sum, kWidth, 1 << (model_.embedding_shift - 1));
  const auto add = [&](const RowTable& table, size_t row) {
    kernels_.add_scaled(table.values + row * kWidth, table.scales[row], sum, kWidth);
  };
  const uint32_t word = model_.word_keys.find(features.word_key);
  add(model_.words, word != KeyTable::kEmpty ? word : model_.words.rows - kShapes + features.shape);
  for (size_t i = 0; i < features.subword_count; ++i) add(model_.subwords, features.subwords[i]);
  uint32_t vector = model_.vector_keys.find(features.word_key);
  if (vector == KeyTable::kEmpty) vector = model_.vector_keys.find(features.lower_key);
  if (vector != KeyTable::kEmpty) add(model_.vectors, vector);
  constexpr int32_t kLeak = 3277;  // 0.1 in 15 bits
  for (size_t i = 0; i < kWidth; ++i) {
    const int32_t x = std::clamp(sum[i] >> model_.embedding_shift, -32768, 32767);
    out[i] = static_cast<int16_t>(x >= 0 ? x : (x * kLeak + 0x4000) >> 15);
  }
}

}  // namespace demarche
