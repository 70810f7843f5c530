#include <fmt/format.h>

#include "base/file.h"
#include "language/manifest.h"

namespace demarche {
namespace {

/// The first difference between what the model says and what its manifest promises; "" when there is none.
std::string difference(const SelfTest& wanted, const SelfTest& got) {
  if (wanted.forms != got.forms) return fmt::format("splits \"{}\" into {} tokens", wanted.text, got.forms.size());
  for (size_t i = 0; i < wanted.forms.size(); ++i) {
    const auto at = [i](const auto& list) {
      return i < list.size() ? list[i] : typename std::decay_t<decltype(list)>::value_type{};
    };
    const std::string a =
        fmt::format("{} {} {} {}", at(wanted.tags), at(wanted.lemmas), at(wanted.heads), at(wanted.relations));
    const std::string b = fmt::format("{} {} {} {}", at(got.tags), at(got.lemmas), at(got.heads), at(got.relations));
    if (a != b) return fmt::format("\"{}\" in \"{}\" is [{}], it should be [{}]", wanted.forms[i], wanted.text, b, a);
  }
  return "";
}

}  // namespace

Result<std::shared_ptr<const LanguageModel>> LanguageModel::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "manifest.json";
  const Result<std::string> json = read_file(path, 1 << 22);
  if (!json) return json.error();
  const Result<Manifest> manifest = parse_manifest(*json, path.string());
  if (!manifest) return manifest.error();
  if (manifest->format != kModelFormat) {
    return Error{ErrorCode::wrong_version,
                 fmt::format("a model of format {}, this program reads format {}. Rebuild it with demarche train.",
                             manifest->format, kModelFormat),
                 path.string()};
  }
  if (manifest->weights.empty() || manifest->weights.find('/') != std::string::npos) {
    return Error{ErrorCode::bad_format, "the weights must be a file beside the manifest.", path.string()};
  }
  Result<std::shared_ptr<LoadedModel>> model = LoadedModel::from_file(folder / manifest->weights);
  if (!model) return model.error();
  (*model)->name(manifest->id, manifest->version);
  for (const SelfTest& test : manifest->self_test) {
    const std::string wrong = difference(test, make_self_test(*model, test.text));
    if (!wrong.empty()) {
      return Error{ErrorCode::self_test_failed, "the model " + wrong + ". Install model and program of one version.",
                   path.string()};
    }
  }
  return std::shared_ptr<const LanguageModel>(std::move(*model));
}

}  // namespace demarche
