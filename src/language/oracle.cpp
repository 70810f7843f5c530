#include "language/oracle.h"

#include <algorithm>

namespace demarche {
namespace {

int head_of(const std::vector<int>& heads, int node) { return heads[static_cast<size_t>(node)]; }

/// Gold dependents of `head` from `first` on.
int dependents_from(const std::vector<int>& heads, int head, int first, int words) {
  int count = 0;
  for (int node = first; node <= words; ++node) count += head_of(heads, node) == head;
  return count;
}

bool dominates(const std::vector<int>& heads, int head, int node) {
  const int root = static_cast<int>(heads.size());
  while (node != head && node != root) node = head_of(heads, node);
  return node == head;
}

/// The dependent of the shortest arc that spans a word its head does not dominate, or 0.
int shortest_crossing(const std::vector<int>& heads) {
  const int words = static_cast<int>(heads.size()) - 1;
  const int root = words + 1;
  int found = 0;
  int shortest = root;
  for (int node = 1; node <= words; ++node) {
    const int head = head_of(heads, node);
    if (head == root) continue;
    const int low = std::min(head, node), high = std::max(head, node);
    for (int inner = low + 1; inner < high && high - low < shortest; ++inner) {
      if (dominates(heads, head, inner)) continue;
      found = node;
      shortest = high - low;
    }
  }
  return found;
}

}  // namespace

std::array<int, 3> transition_costs(const TransitionState& state, const std::vector<int>& heads) {
  std::array<int, 3> cost = {kImpossible, kImpossible, kImpossible};
  const int next = state.next();
  const int words = state.words();
  const int top = state.stack(0), under = state.stack(1);
  if (state.can_shift()) {
    int lost = 0;
    for (int depth = 0; depth < state.stack_size(); ++depth) {
      const int node = state.stack(depth);
      lost += depth > 0 && head_of(heads, next) == node;
      lost += head_of(heads, node) == next;
    }
    cost[static_cast<size_t>(Transition::shift)] = lost;
  }
  if (state.can_left()) {
    const int head = head_of(heads, top);
    const bool lost = head != next && ((under != 0 && head == under) || head > next);
    cost[static_cast<size_t>(Transition::left)] = static_cast<int>(lost) + dependents_from(heads, top, next, words);
  }
  if (state.can_right()) {
    const bool lost = head_of(heads, top) >= next;
    cost[static_cast<size_t>(Transition::right)] = static_cast<int>(lost) + dependents_from(heads, top, next, words);
  }
  return cost;
}

void make_projective(std::vector<int>& heads) {
  for (size_t round = 0; round < 10 * heads.size(); ++round) {
    const int node = shortest_crossing(heads);
    if (node == 0) return;
    heads[static_cast<size_t>(node)] = head_of(heads, head_of(heads, node));
  }
}

}  // namespace demarche
