#pragma once

#include <string>

#include "dossier.h"

namespace demarche::cli {

/// The parts of the page that tell of words, each begun with an empty line; "" when there is nothing to tell.
std::string ledger_section(const Dossier& dossier, const Paint& paint, size_t width);
std::string key_quotes_section(const Dossier& dossier, const Paint& paint, size_t width);
std::string speakers_section(const Dossier& dossier, const Paint& paint);

}  // namespace demarche::cli
