#include "coding/relation_model.h"

#include <algorithm>
#include <bit>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "language/exact_math.h"
#include "language/packed_model.h"

namespace demarche {
namespace {

template <class T>
std::string bytes_of(const T* values, size_t count) {
  return std::string(reinterpret_cast<const char*>(values), count * sizeof(T));
}

template <class T>
bool copy(std::string_view bytes, T* values, size_t count) {
  if (bytes.size() != count * sizeof(T)) return false;
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(values));
  return true;
}

}  // namespace

std::string RelationWeights::pack() const {
  return ModelFile::pack({{"keys", bytes_of(keys.data(), keys.size())},
                          {"wide", bytes_of(wide.data(), wide.size())},
                          {"wide_scale", bytes_of(wide_scale.data(), wide_scale.size())},
                          {"deep", bytes_of(deep.data(), deep.size())},
                          {"deep_scale", bytes_of(deep_scale.data(), deep_scale.size())},
                          {"deep_bias", bytes_of(deep_bias.data(), deep_bias.size())},
                          {"out", bytes_of(out.data(), out.size())},
                          {"bias", bytes_of(bias.data(), bias.size())},
                          {"temperature", bytes_of(&temperature, 1)}});
}

Result<RelationWeights> RelationWeights::unpack(std::string_view bytes, const std::string& where) {
  const Result<ModelFile> file = ModelFile::open(bytes, where);
  if (!file) return file.error();
  RelationWeights out;
  out.keys.resize(file->part("keys").size() / sizeof(uint32_t));
  out.wide.resize(out.keys.size() * kRelationClasses);
  out.deep.resize(kPairDense * kRelationHidden);
  out.out.resize(kRelationHidden * kRelationClasses);
  const bool whole = copy(file->part("keys"), out.keys.data(), out.keys.size()) &&
                     copy(file->part("wide"), out.wide.data(), out.wide.size()) &&
                     copy(file->part("wide_scale"), out.wide_scale.data(), out.wide_scale.size()) &&
                     copy(file->part("deep"), out.deep.data(), out.deep.size()) &&
                     copy(file->part("deep_scale"), out.deep_scale.data(), out.deep_scale.size()) &&
                     copy(file->part("deep_bias"), out.deep_bias.data(), out.deep_bias.size()) &&
                     copy(file->part("out"), out.out.data(), out.out.size()) &&
                     copy(file->part("bias"), out.bias.data(), out.bias.size()) &&
                     copy(file->part("temperature"), &out.temperature, 1);
  if (!whole || !std::is_sorted(out.keys.begin(), out.keys.end()) || !(out.temperature > 0))
    return Error{ErrorCode::bad_format, "a part of the relation model has the wrong size. Copy the file again.", where};
  return out;
}

Result<std::shared_ptr<const RelationModel>> RelationModel::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "manifest.json";
  const Result<std::string> text = read_file(path, 1 << 22);
  if (!text) return text.error();
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  const auto field = [&](const char* name) {
    return json.is_object() && json.contains(name) && json[name].is_string() ? json[name].get<std::string>()
                                                                             : std::string();
  };
  const std::string weights = field("weights");
  if (weights.empty() || weights.find('/') != std::string::npos)
    return Error{ErrorCode::bad_format, "expected \"weights\": the name of a file beside the manifest.", path.string()};
  if (!json.contains("format") || json["format"] != kRelationFormat)
    return Error{ErrorCode::wrong_version,
                 "a relation model of another format. Rebuild it with demarche train relations.", path.string()};
  const Result<std::string> bytes = read_file(folder / weights);
  if (!bytes) return bytes.error();
  auto unpacked = RelationWeights::unpack(*bytes, (folder / weights).string());
  if (!unpacked) return unpacked.error();
  auto out = std::make_shared<RelationModel>(std::move(*unpacked));
  out->id_ = field("id");
  out->version_ = field("version");
  return std::shared_ptr<const RelationModel>(std::move(out));
}

RelationModel::RelationModel(RelationWeights weights)
    : weights_(std::move(weights)),
      slots_(std::bit_ceil(2 * weights_.keys.size() + 2), 0),
      deep_(weights_.deep.begin(), weights_.deep.end()) {
  for (size_t row = 0; row < weights_.keys.size(); ++row) {
    size_t at = weights_.keys[row] & (slots_.size() - 1);
    while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = static_cast<uint32_t>(row + 1);
  }
}

void RelationModel::add_wide(const std::vector<uint64_t>& features, std::array<float, kRelationClasses>& sums) const {
  std::array<int32_t, kRelationClasses> whole{};
  for (const uint64_t feature : features) {
    const auto key = static_cast<uint32_t>(feature);
    size_t at = key & (slots_.size() - 1);
    while (slots_[at] != 0 && weights_.keys[slots_[at] - 1] != key) at = (at + 1) & (slots_.size() - 1);
    if (slots_[at] == 0) continue;
    const int8_t* row = weights_.wide.data() + static_cast<size_t>(slots_[at] - 1) * kRelationClasses;
    for (size_t c = 0; c < kRelationClasses; ++c) whole[c] += row[c];
  }
  for (size_t c = 0; c < kRelationClasses; ++c) sums[c] += static_cast<float>(whole[c]) * weights_.wide_scale[c];
}

RelationScores RelationModel::score(const PairFeatures& features) const {
  std::array<float, kRelationClasses> sums = weights_.bias;
  add_wide(features.sparse, sums);
  add_wide(features.frames, sums);
  std::array<float, kRelationHidden> hidden{};
  for (size_t i = 0; i < features.dense.size(); ++i) {
    const float x = features.dense[i];
    if (x == 0) continue;
    const float* row = deep_.data() + i * kRelationHidden;
    for (size_t h = 0; h < kRelationHidden; ++h) hidden[h] += x * row[h];
  }
  for (size_t h = 0; h < kRelationHidden; ++h) {
    const float x = hidden[h] * weights_.deep_scale[h] + weights_.deep_bias[h];
    if (x <= 0) continue;
    for (size_t c = 0; c < kRelationClasses; ++c) sums[c] += x * weights_.out[h * kRelationClasses + c];
  }
  const float top = *std::max_element(sums.begin(), sums.end());
  RelationScores out{};
  float total = 0;
  for (size_t c = 0; c < kRelationClasses; ++c) {
    out[c] = exact_exp((sums[c] - top) / weights_.temperature);
    total += out[c];
  }
  for (float& value : out) value /= total;
  return out;
}

}  // namespace demarche
