#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "language/architecture.h"

namespace demarche {

/// The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez, Satta 2011) with the root behind the last word.
/// Nodes: 0 = none, 1 to words = words, words + 1 = root.
enum class Transition : uint8_t {
  shift,  ///< next word onto the stack
  left,   ///< top of the stack becomes a dependent of the next word
  right   ///< top of the stack becomes a dependent of the one under it
};

/// What the parser looks at in one configuration.
struct ParserView {
  std::array<int, kPositions> nodes;          ///< three of the stack, two of the buffer, then kChildren children
  std::array<int, kChildren> label_rows;      ///< rows of the label table, below kLabelRows
  std::array<int, kDistances> distance_rows;  ///< rows of the distance table
};

/// A partly parsed sentence of at most kMaxSentence words.
class TransitionState {
 public:
  void start(int words) {
    words_ = words;
    stack_size_ = 0;
    next_ = 1;
    for (int i = 0; i <= words + 1; ++i) nodes_[static_cast<size_t>(i)] = Node{};
  }

  int words() const { return words_; }
  int root() const { return words_ + 1; }
  int next() const { return next_; }
  int stack_size() const { return stack_size_; }
  int stack(int depth) const { return depth < stack_size_ ? stack_[static_cast<size_t>(stack_size_ - 1 - depth)] : 0; }
  int head(int node) const { return nodes_[static_cast<size_t>(node)].head; }
  int relation(int node) const { return nodes_[static_cast<size_t>(node)].relation; }

  bool done() const { return stack_size_ == 0 && next_ == root(); }
  bool can_shift() const { return next_ <= words_; }
  bool can_left() const { return stack_size_ >= 1 && (next_ <= words_ || stack_size_ == 1); }
  bool can_right() const { return stack_size_ >= 2; }
  /// The last word standing is attached to the root; nothing is to be decided.
  bool must_attach_root() const { return next_ == root() && stack_size_ == 1; }

  void shift() { stack_[static_cast<size_t>(stack_size_++)] = static_cast<int16_t>(next_++); }
  void left(int relation) { attach(next_, relation); }
  void right(int relation) { attach(stack(1), relation); }

  ParserView view() const {
    const int s0 = stack(0), s1 = stack(1), s2 = stack(2);
    const int second = next_ < root() ? next_ + 1 : 0;
    const Node& top = node(s0);
    const Node& under = node(s1);
    ParserView out;
    out.nodes = {s0, s1, s2, next_, second, top.left, top.right, under.left, under.right, node(next_).left};
    for (size_t k = 0; k < kChildren; ++k) {
      const int child = out.nodes[kPositions - kChildren + k];
      const int label = child ? node(child).relation + 1 : 0;
      out.label_rows[k] = static_cast<int>(k * kMaxRelations) + label;
    }
    out.distance_rows = {distance_bucket(next_ - s0),
                         static_cast<int>(kDistanceBuckets) + (s1 ? distance_bucket(s0 - s1) : 0)};
    return out;
  }

 private:
  struct Node {
    int16_t head = -1;
    int16_t left = 0;   ///< of the children to the left, the one added last
    int16_t right = 0;  ///< of the children to the right, the one added last
    int16_t relation = 0;
  };

  static int distance_bucket(int distance) {
    if (distance <= 4) return std::max(distance, 0);
    return distance <= 6 ? 5 : distance <= 10 ? 6 : 7;
  }
  const Node& node(int i) const { return nodes_[static_cast<size_t>(i)]; }

  void attach(int head, int relation) {
    const int dependent = stack_[static_cast<size_t>(--stack_size_)];
    Node& child = nodes_[static_cast<size_t>(dependent)];
    child.head = static_cast<int16_t>(head);
    child.relation = static_cast<int16_t>(relation);
    Node& parent = nodes_[static_cast<size_t>(head)];
    (dependent < head ? parent.left : parent.right) = static_cast<int16_t>(dependent);
  }

  int words_ = 0;
  int stack_size_ = 0;
  int next_ = 1;
  std::array<int16_t, kMaxSentence + 2> stack_;
  std::array<Node, kMaxSentence + 2> nodes_;
};

}  // namespace demarche
