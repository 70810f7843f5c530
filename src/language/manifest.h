#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/loaded_model.h"

namespace demarche {

/// A sentence with what the model must say of it, run at every load.
struct SelfTest {
  std::string text;
  std::vector<std::string> forms, tags, lemmas, relations;
  std::vector<int> heads;  ///< 1-based, 0 = root, as in CoNLL-U
};

struct InputFile {
  std::string name;  ///< without its folder
  std::string sha256;
  std::string licence;
  std::string source;
};

/// models/<id>/manifest.json; docs/formats/model.md describes it.
struct Manifest {
  std::string id, version;
  unsigned format = kModelFormat;
  std::string weights;  ///< file name
  std::string weights_sha256;
  std::string licence;
  std::string command;  ///< that built it
  std::vector<InputFile> inputs;
  std::vector<std::pair<std::string, double>> figures;
  std::vector<SelfTest> self_test;
};

Result<Manifest> parse_manifest(std::string_view json, const std::string& where);
std::string manifest_json(const Manifest& manifest);

/// What `model` says of `text`, as a self-test sample.
SelfTest make_self_test(std::shared_ptr<const LoadedModel> model, const std::string& text);

}  // namespace demarche
