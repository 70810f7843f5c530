#pragma once

#include <string>
#include <vector>

#include "boost.h"
#include "clean/cues.h"
#include "clean/word_weights.h"
#include "sheets.h"

namespace demarche {

struct ForestOptions {
  BoostOptions first;   ///< scores lines by themselves
  BoostOptions second;  ///< looks at the first one's scores too
};

/// What is learnt of lines: the word weights, then the two forests that use them.
struct LineModel {
  WordWeights words;
  std::vector<Forest> forests;
};

/// Trains on labelled pages and their variants. Deterministic.
LineModel train_lines(const std::vector<const Sheet*>& sheets, const Cues& cues, const ForestOptions& options);

/// The lines with a score over 0, by the forests alone.
std::string kept_by_score(const LineModel& model, const Sheet& sheet, const Cues& cues);

}  // namespace demarche
