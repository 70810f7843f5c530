#pragma once

#include <string_view>
#include <vector>

#include "language/tokenizer.h"

namespace demarche {

/// Ends of the sentences of one block: indices one past the last token of each, ascending, the last one tokens.size().
/// No sentence has more than `longest` tokens. Linear in the count of tokens.
std::vector<size_t> split_sentences(std::string_view text, const std::vector<RawToken>& tokens, const TokenRules& rules,
                                    size_t longest);

}  // namespace demarche
