#pragma once

#include <filesystem>
#include <string>

#include "verb.h"

namespace demarche::cli {

/// The folder of the language model: as given, or the shipped one.
inline std::filesystem::path model_folder(const Session& session, const std::string& given) {
  return given.empty() ? session.data / "models" / "english-ud" : std::filesystem::path(given);
}

}  // namespace demarche::cli
