#pragma once

#include <vector>

#include "language/packed_model.h"
#include "language/trainer.h"

namespace demarche {

/// Turns a trained network into the integer parts of a model file: all but "confidence" and "lemmas". The ranges of the
/// activations are measured on `sample`.
std::vector<ModelFile::Part> quantise_network(Network& network, const Inventory& inventory, const WordVectors& vectors,
                                              const FormTable& forms, const std::vector<TrainingTree>& sample);

}  // namespace demarche
