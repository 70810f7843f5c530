#include "mention/speech_tree.h"

#include <algorithm>

namespace demarche {

TokenRange tokens_in(const Sentence& sentence, Span span) {
  const auto low = [&](uint32_t byte) {
    return static_cast<uint32_t>(std::lower_bound(sentence.tokens.begin(), sentence.tokens.end(), byte,
                                                  [](const Token& t, uint32_t b) { return t.span.begin < b; }) -
                                 sentence.tokens.begin());
  };
  return {low(span.begin), low(span.end)};
}

SentenceTree::SentenceTree(const Sentence& sentence) : sentence_(sentence) {
  const uint32_t n = size();
  heads_.resize(n);
  for (uint32_t i = 0; i < n; ++i) {
    const int32_t head = sentence.tokens[i].head;
    heads_[i] = head >= 0 && head < static_cast<int32_t>(n) && head != static_cast<int32_t>(i) ? head : -1;
  }
  child_begin_.assign(n + 1, 0);
  for (uint32_t i = 0; i < n; ++i) {
    if (heads_[i] >= 0) ++child_begin_[static_cast<uint32_t>(heads_[i]) + 1];
  }
  for (uint32_t i = 0; i < n; ++i) child_begin_[i + 1] += child_begin_[i];
  child_list_.resize(child_begin_[n]);
  std::vector<uint32_t> fill(child_begin_.begin(), child_begin_.end() - 1);
  for (uint32_t i = 0; i < n; ++i) {
    if (heads_[i] >= 0) child_list_[fill[static_cast<uint32_t>(heads_[i])]++] = i;
  }
  // Breadth first from the roots; what is not reached stands in a cycle and is cut loose.
  constexpr uint32_t kUnseen = UINT32_MAX;
  depth_.assign(n, kUnseen);
  std::vector<uint32_t> order;
  order.reserve(n);
  for (uint32_t i = 0; i < n; ++i) {
    if (heads_[i] < 0) {
      depth_[i] = 0;
      order.push_back(i);
    }
  }
  for (size_t k = 0; k < order.size(); ++k) {
    for (uint32_t child : children(order[k])) {
      depth_[child] = depth_[order[k]] + 1;
      order.push_back(child);
    }
  }
  for (uint32_t i = 0; i < n; ++i) {
    if (depth_[i] == kUnseen) {
      depth_[i] = 0;
      heads_[i] = -1;
    }
  }
  ranges_.resize(n);
  for (uint32_t i = 0; i < n; ++i) ranges_[i] = {i, i + 1};
  for (size_t k = order.size(); k-- > 0;) {
    const uint32_t i = order[k];
    if (heads_[i] < 0) continue;
    TokenRange& up = ranges_[static_cast<uint32_t>(heads_[i])];
    up.first = std::min(up.first, ranges_[i].first);
    up.last = std::max(up.last, ranges_[i].last);
  }
}

std::span<const uint32_t> SentenceTree::children(uint32_t i) const {
  return std::span<const uint32_t>(child_list_).subspan(child_begin_[i], child_begin_[i + 1] - child_begin_[i]);
}

int32_t SentenceTree::child(uint32_t i, Relation relation) const {
  for (uint32_t c : children(i)) {
    if (token(c).relation == relation) return static_cast<int32_t>(c);
  }
  return -1;
}

int32_t SentenceTree::child(uint32_t i, Relation relation, Subtype subtype) const {
  for (uint32_t c : children(i)) {
    if (token(c).relation == relation && token(c).subtype == subtype) return static_cast<int32_t>(c);
  }
  return -1;
}

bool SentenceTree::dominates(uint32_t above, uint32_t below) const {
  for (int32_t at = static_cast<int32_t>(below); at >= 0; at = heads_[static_cast<uint32_t>(at)]) {
    if (at == static_cast<int32_t>(above)) return true;
  }
  return false;
}

uint32_t SentenceTree::head_of(TokenRange range) const {
  uint32_t best = range.first;
  for (uint32_t i = range.first; i < range.last; ++i) {
    const bool punct = token(i).upos == Upos::PUNCT;
    const bool best_punct = token(best).upos == Upos::PUNCT;
    if (best_punct != punct ? best_punct : depth_[i] < depth_[best]) best = i;
  }
  return best;
}

bool SentenceTree::passive(uint32_t verb) const {
  for (uint32_t c : children(verb)) {
    if (token(c).relation == Relation::aux && token(c).subtype == Subtype::pass) return true;
  }
  return false;
}

}  // namespace demarche
