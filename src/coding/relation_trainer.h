#pragma once

#include <functional>
#include <string>
#include <vector>

#include "coding/relation_model.h"

namespace demarche {

/// One training pair.
struct RelationSample {
  PairFeatures features;
  size_t label = kNoRelation;  ///< EventType as a number, or kNoRelation
};

struct RelationTraining {
  int epochs = 30;
  int batch = 16;
  float rate = 0.002f;
  float decay = 1.5e-3f;     ///< pull of every weight towards 0 each step, times the rate
  float drop = 0.4f;         ///< share of the features left out of a step
  float drop_frames = 0.5f;  ///< chance that a step sees nothing of the frames
  float drop_slot = 0.2f;    ///< chance that a step misses one word vector
  float drop_hidden = 0.4f;
  unsigned fewest = 2;  ///< times a feature must occur
  uint64_t seed = 1;
  size_t held_out = 8;  ///< every n-th sample calibrates the confidence and is not learnt from; 0 = none
};

struct TrainedRelations {
  RelationWeights weights;
  size_t samples = 0, held_out = 0, features = 0;
  double accuracy = 0;     ///< on the held-out samples
  double calibration = 0;  ///< mean distance of confidence and accuracy over ten bins of the held-out samples
};

/// Learns by Adam (Kingma and Ba 2015) with dropout; classes are weighted by the inverse root of their frequency. The
/// same samples and options give the same bytes on every machine.
TrainedRelations train_relations(const std::vector<RelationSample>& samples, const RelationTraining& options,
                                 const std::function<void(const std::string&)>& progress);

}  // namespace demarche
