#pragma once

#include <functional>
#include <string>
#include <vector>

#include "language/encoder_trainer.h"

namespace demarche {

struct TrainingOptions {
  unsigned epochs = 20;
  uint64_t seed = 1;
  size_t batch = 16;          ///< sentences
  float rate = 1.5e-3f;       ///< Adam's learning rate, falling to 2 % of it
  float decay = 1e-5f;        ///< weight decay of dense parameters
  float explore = 0.9f;       ///< share of steps, after the first epoch, in which the parser follows its own choice
  float average_from = 0.6f;  ///< weights are averaged over the rest of the training
  size_t vector_words = 100000;
  Dropout dropout;
  Disguises disguises;
};

/// Trains on `trees`, single-threaded: the same input gives the same bits on every machine. `progress` gets a line an
/// epoch.
Network train_network(const std::vector<TrainingTree>& trees, const Inventory& inventory, const WordVectors& vectors,
                      FormTable& forms, const TrainingOptions& options,
                      const std::function<void(const std::string&)>& progress);

}  // namespace demarche
