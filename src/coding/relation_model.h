#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "coding/pair_features.h"
#include "record/event.h"

namespace demarche {

inline constexpr size_t kRelationClasses = kEventTypes + 1;  ///< the types in codebook order, then "no relation"
inline constexpr size_t kNoRelation = kEventTypes;
inline constexpr size_t kRelationNets = 3;  ///< trained apart, their sums averaged
inline constexpr size_t kRelationHidden = 32 * kRelationNets;
inline constexpr unsigned kRelationFormat = 1;

/// Probabilities by class; they sum to 1.
using RelationScores = std::array<float, kRelationClasses>;

/// Weights of the second opinion: a linear part over what holds of a pair, and a small network over word vectors,
/// added. docs/formats/relation_model.md.
struct RelationWeights {
  std::vector<uint32_t> keys;                        ///< lower halves of feature hashes, ascending
  std::vector<int8_t> wide;                          ///< keys.size() rows of kRelationClasses
  std::array<float, kRelationClasses> wide_scale{};  ///< by class
  std::vector<int8_t> deep;                          ///< kPairDense rows of kRelationHidden
  std::array<float, kRelationHidden> deep_scale{};   ///< by hidden unit
  std::array<float, kRelationHidden> deep_bias{};    ///< by hidden unit
  std::vector<float> out;                            ///< kRelationHidden rows of kRelationClasses
  std::array<float, kRelationClasses> bias{};        ///< by class
  float temperature = 1;                             ///< sums are divided by it before they become probabilities

  /// Bytes of a weights file, and back. Errors: bad_format.
  std::string pack() const;
  static Result<RelationWeights> unpack(std::string_view bytes, const std::string& where);
};

/// The trained second opinion on a pair of parties. Immutable and thread-safe.
class RelationModel {
 public:
  explicit RelationModel(RelationWeights weights);
  /// Loads `folder`/manifest.json and the weights it names. Errors: not_found, bad_format, wrong_version.
  static Result<std::shared_ptr<const RelationModel>> load(const std::filesystem::path& folder);

  /// The same numbers on every machine. Without `frames` the features that come from frames are left out.
  RelationScores score(const PairFeatures& features) const;
  const std::string& id() const { return id_; }
  const std::string& version() const { return version_; }

 private:
  void add_wide(const std::vector<uint64_t>& features, std::array<float, kRelationClasses>& sums) const;
  RelationWeights weights_;
  std::vector<uint32_t> slots_;  ///< open addressing by key: its row + 1; 0 = free. At most half of them are taken
  std::vector<float> deep_;      ///< weights_.deep as the numbers that are multiplied
  std::string id_, version_;
};

}  // namespace demarche
