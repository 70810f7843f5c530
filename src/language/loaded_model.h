#pragma once

#include <memory>
#include <string>

#include "language/analyzer.h"
#include "language/lemmatizer.h"
#include "language/packed_model.h"

namespace demarche {

/// The model behind LanguageModel: weights in one aligned block of memory, views into it.
class LoadedModel final : public LanguageModel {
 public:
  /// Takes over the bytes of a weights file. Errors: bad_format, wrong_version.
  static Result<std::shared_ptr<const LoadedModel>> from_bytes(std::string_view bytes, const std::string& where);
  /// Reads a weights file straight into aligned memory. Errors: as above; not_found, not_readable.
  static Result<std::shared_ptr<LoadedModel>> from_file(const std::filesystem::path& path);

  std::string_view id() const override { return id_; }
  std::string_view version() const override { return version_; }
  bool add_vector(std::string_view lower, float* sum) const override;
  void name(std::string id, std::string version) {
    id_ = std::move(id);
    version_ = std::move(version);
  }

  const PackedModel& packed() const { return packed_; }
  const LemmaTable& lemmas() const { return lemmas_; }

 private:
  struct Free {
    void operator()(char* block) const;
  };
  static Result<std::shared_ptr<LoadedModel>> open(std::unique_ptr<char, Free> block, size_t size,
                                                   const std::string& where);
  static std::unique_ptr<char, Free> allocate(size_t size);

  std::unique_ptr<char, Free> block_;
  PackedModel packed_;
  LemmaTable lemmas_;
  std::string id_, version_;
};

}  // namespace demarche
