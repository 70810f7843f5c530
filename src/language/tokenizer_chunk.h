#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "language/tokenizer.h"

namespace demarche {

/// Splits one piece of text without white space. Used by Tokenizer only.
class TokenChunk {
 public:
  TokenChunk(const TokenRules& rules, const std::function<bool(std::string_view)>& is_known, std::string_view text,
             size_t begin, size_t end, std::vector<RawToken>& out)
      : rules_(rules), is_known_(is_known), text_(text), begin_(begin), end_(end), out_(out) {}

  void split();

 private:
  struct Character {
    char32_t value = 0;  ///< 0 = outside the chunk
    size_t length = 1;
    bool word = false;
    bool letter = false;
    bool digit = false;
  };
  Character at(size_t i) const;
  char byte(size_t i) const { return i < end_ ? text_[i] : '\0'; }
  std::string_view part(size_t from, size_t to) const { return text_.substr(from, to - from); }
  void emit(size_t from, size_t to);

  bool split_address();
  size_t word_end(size_t from) const;
  size_t dotted_run_end(size_t from, size_t dot) const;
  size_t final_stop(size_t from, size_t dot) const;
  bool keeps_hyphen(size_t from, size_t hyphen) const;
  bool next_is_number(size_t from) const;
  void emit_word(size_t from, size_t to);
  size_t clitic(size_t from, size_t to) const;
  size_t glued_words(size_t from, size_t to) const;
  size_t punctuation_end(size_t from) const;

  const TokenRules& rules_;
  const std::function<bool(std::string_view)>& is_known_;
  std::string_view text_;
  size_t begin_, end_;
  std::vector<RawToken>& out_;
};

}  // namespace demarche
