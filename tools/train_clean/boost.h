#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "clean/forest.h"

namespace demarche {

struct BoostOptions {
  int trees = 100;
  uint32_t depth = 5;     ///< at most Forest::kMaxDepth
  double rate = 0.12;     ///< share of each tree's values that is taken
  double lambda = 20;     ///< weight that pulls values to 0, in units of row weight
  double hard = 0.15;     ///< share of rows with the greatest errors, all of which each tree sees
  double easy = 0.15;     ///< share of the other rows that it sees, weighted up for the rest
  double features = 0.5;  ///< share of features that each tree may ask
  uint64_t seed = 1;
};

/// Rows of features with a label (1 = body) and a weight each.
struct Samples {
  size_t width = 0;
  std::vector<float> values;
  std::vector<uint8_t> label;
  std::vector<float> weight;
  size_t rows() const { return label.size(); }
};

/// Gradient boosting with the logistic loss (Friedman, "Greedy function approximation", 2001; second-order gains as in
/// Chen and Guestrin, "XGBoost", 2016; rows sampled by their gradients as in Ke et al., "LightGBM", 2017) over the
/// first `used` features. Deterministic.
Forest boost(const Samples& samples, size_t used, const BoostOptions& options);

}  // namespace demarche
