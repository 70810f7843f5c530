#pragma once

#include <vector>

#include "clean/word_weights.h"
#include "sheets.h"

namespace demarche {

/// Learns what a line's words say of it: logistic regression with steps that shrink per weight (Duchi et al.,
/// "Adaptive subgradient methods", 2011). Deterministic.
WordWeights train_words(const std::vector<const Sheet*>& sheets);

}  // namespace demarche
