#pragma once

#include <string_view>

namespace demarche {

/// The word as which the language model reads `form`: one and the same for every state, its adjective, its people and
/// its capital, so that a sentence has the same tree whatever state it names; any other form stands for itself. The
/// list is knowledge/language/stand_ins.txt, compiled in. The result points into the list or is `form`. Thread-safe.
std::string_view stand_in(std::string_view form);

/// The same for two words that name one state together ("New", "Zealand"): the language model reads them as one word,
/// so that their sentence has the tree of any other state's. Empty when they are no such name. Thread-safe.
std::string_view stand_in_of_pair(std::string_view first, std::string_view second);

}  // namespace demarche
