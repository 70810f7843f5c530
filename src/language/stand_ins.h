#pragma once

#include <string_view>

namespace demarche {

/// The word as which the language model reads `form`: one and the same for every state, its adjective, its people and its
/// capital, so that a sentence has the same tree whatever state it names; any other form stands for itself. The list is
/// knowledge/language/stand_ins.txt, compiled in. The result points into the list or is `form`. Thread-safe.
std::string_view stand_in(std::string_view form);

}  // namespace demarche
