#pragma once

#include <string>

#include "language/conllu.h"
#include "record/parse.h"

namespace demarche::testing {

/// A sentence from compact lines "form lemma UPOS XPOS head relation", head 1-based, 0 = root. Fails loudly on a bad
/// line.
struct Tree {
  std::string text;
  std::vector<ConlluWord> words;
  Sentence sentence;

  explicit Tree(const std::string& lines);
  Tree(const Tree&) = delete;
  /// Index of the first token with this form, or -1.
  int32_t find(const std::string& form) const;
};

}  // namespace demarche::testing
