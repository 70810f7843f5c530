#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "record/parse.h"

namespace demarche {

/// Token range [first, last) of a sentence.
struct TokenRange {
  uint32_t first = 0;
  uint32_t last = 0;
  bool empty() const { return last <= first; }
  bool contains(uint32_t token) const { return first <= token && token < last; }
};

/// Tokens of a sentence that begin inside a byte span of the text.
TokenRange tokens_in(const Sentence& sentence, Span span);

/// Questions about one sentence's dependency tree, answered in constant or linear time. Any head values are borne, also
/// cycles and heads out of range: such tokens count as roots. Keeps a reference to the sentence.
class SentenceTree {
 public:
  explicit SentenceTree(const Sentence& sentence);

  const Sentence& sentence() const { return sentence_; }
  const Token& token(uint32_t i) const { return sentence_.tokens[i]; }
  uint32_t size() const { return static_cast<uint32_t>(sentence_.tokens.size()); }
  /// Head of a token, or -1 for a root.
  int32_t head(uint32_t i) const { return heads_[i]; }
  /// Distance from the root; a root has 0.
  uint32_t depth(uint32_t i) const { return depth_[i]; }
  std::span<const uint32_t> children(uint32_t i) const;
  /// First child with this relation, or -1.
  int32_t child(uint32_t i, Relation relation) const;
  /// First child with this relation and subtype, or -1.
  int32_t child(uint32_t i, Relation relation, Subtype subtype) const;
  /// Smallest range that covers the subtree of a token.
  TokenRange subtree(uint32_t i) const { return ranges_[i]; }
  /// Is `above` the token itself or one of its ancestors?
  bool dominates(uint32_t above, uint32_t below) const;
  /// Head token of a range: the one nearest to the root; the leftmost of several.
  uint32_t head_of(TokenRange range) const;
  /// Has an auxiliary of the passive? (A subject alone is no proof: the parser errs there.)
  bool passive(uint32_t verb) const;

 private:
  const Sentence& sentence_;
  std::vector<int32_t> heads_;
  std::vector<uint32_t> depth_;
  std::vector<uint32_t> child_begin_;
  std::vector<uint32_t> child_list_;
  std::vector<TokenRange> ranges_;
};

}  // namespace demarche
