#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace demarche {

/// A sum of small decision trees. Every level of a tree asks one question of one feature, the same for all branches, so
/// a tree is a list of questions and a table of 2^questions values (Kohavi, "Bottom-up induction of oblivious read-once
/// decision graphs", 1994). Values are log-odds of "this line belongs to the article".
struct Forest {
  static constexpr size_t kMaxDepth = 6;
  struct Tree {
    uint32_t depth = 0;
    std::array<uint16_t, kMaxDepth> feature{};  ///< index into the feature vector
    std::array<float, kMaxDepth> above{};       ///< bit of the level is set when feature > above
    uint32_t values = 0;                        ///< index of its first value
  };
  float bias = 0;
  std::vector<Tree> trees;
  std::vector<float> values;

  /// Sum over all trees; the same bits on every machine (fixed order, single precision, no contraction).
  float score(std::span<const float> features) const;
};

/// Reads the forests of a model file, docs/formats/clean.md: "forest NAME BIAS", then one "tree FEATURE ABOVE ... :
/// VALUE ..." a line. `names` are the feature names in the order of the feature vector. Errors: not_found, bad_format.
Result<std::vector<Forest>> read_forests(const std::filesystem::path& file, std::span<const std::string> names);

/// The inverse of read_forests, without the head comment.
std::string write_forests(std::span<const Forest> forests, std::span<const std::string> names);

}  // namespace demarche
