#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "language/loaded_model.h"

namespace demarche {

/// The model in models/english-ud, loaded once; null when it does not load.
inline std::shared_ptr<const LanguageModel> shipped_model() {
  static const auto model = LanguageModel::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "models" / "english-ud");
  return model ? *model : nullptr;
}

inline Capture capture_of(std::string text) {
  Capture out;
  out.text = std::move(text);
  return out;
}

/// An article whose body is the whole text as one paragraph.
inline Article one_block(const Capture& capture) {
  Article out;
  out.body.push_back({{0, static_cast<uint32_t>(capture.text.size())}, BlockKind::paragraph});
  return out;
}

}  // namespace demarche
