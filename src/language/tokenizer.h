#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "language/token_rules.h"

namespace demarche {

/// A token before analysis. `span` is into the text given.
struct RawToken {
  Span span;
  bool space_before = false;  ///< white space or a line end stands before it
  bool break_before = false;  ///< an empty line stands before it
};

/// Splits text into tokens as UD English EWT does: punctuation alone, clitics off ("do" "n't", "China" "'s"), hyphens
/// alone but for bound prefixes, abbreviations and initials with their full stop, addresses and numbers whole. Words
/// that lost the space between them ("ended.The", "agreedMinister") come apart where both parts are known words.
class Tokenizer {
 public:
  /// `is_known` tells whether a lower-case word is common knowledge; it guards the splitting of glued words.
  Tokenizer(const TokenRules& rules, std::function<bool(std::string_view)> is_known)
      : rules_(rules), is_known_(std::move(is_known)) {}

  /// Appends the tokens of text[block] to `out`, in order. Linear in the block's length.
  void run(std::string_view text, Span block, std::vector<RawToken>& out) const;

 private:
  const TokenRules& rules_;
  std::function<bool(std::string_view)> is_known_;
};

/// True for code points that belong to words: letters, digits and marks of any script.
bool is_word_code_point(char32_t c);

}  // namespace demarche
