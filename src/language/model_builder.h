#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "language/manifest.h"
#include "language/trainer.h"

namespace demarche {

struct BuildOptions {
  std::vector<std::filesystem::path> treebanks;  ///< CoNLL-U, plain or .zst
  std::vector<std::filesystem::path> tuning;     ///< CoNLL-U that only calibrates the confidence; may be empty
  std::filesystem::path vectors;                 ///< see read_vectors; empty = none
  std::string irregular;                         ///< text of knowledge/language/irregular.txt
  std::string id = "english-ud", version = "1.0";
  std::string command;  ///< kept in the manifest
  TrainingOptions training;
};

/// A built model: the bytes of its files.
struct BuiltModel {
  std::string weights;
  std::string manifest;
};

/// Trains, quantises and packs a model. The same input gives the same bytes. Errors: as read_conllu_file, read_vectors;
/// bad_format when the treebanks hold no tree.
Result<BuiltModel> build_model(const BuildOptions& options, const std::function<void(const std::string&)>& progress);

/// Confidence for each margin step, from how often attachments of that margin are right in `tuning`, against the share
/// at the largest margins, which is 255; without any, a fixed curve.
std::string calibrate_confidence(const PackedModel& model, const std::vector<ConlluSentence>& tuning);

}  // namespace demarche
