#include "language/oracle.h"

#include <gtest/gtest.h>

#include "language/exact_math.h"

namespace demarche {
namespace {

/// Follows free transitions and returns the heads reached.
std::vector<int> follow(const std::vector<int>& heads, Rng& rng) {
  TransitionState state;
  state.start(static_cast<int>(heads.size()) - 1);
  while (!state.done()) {
    const std::array<int, 3> cost = transition_costs(state, heads);
    std::vector<int> free;
    for (int t = 0; t < 3; ++t) {
      if (cost[static_cast<size_t>(t)] == 0) free.push_back(t);
    }
    if (free.empty()) return {};
    const int choice = free[rng.next() % free.size()];
    if (choice == 0) {
      state.shift();
    } else if (choice == 1) {
      state.left(0);
    } else {
      state.right(0);
    }
  }
  std::vector<int> out = {0};
  for (int i = 1; i < static_cast<int>(heads.size()); ++i) out.push_back(state.head(i));
  return out;
}

/// A random tree: each word hangs on a word of the part already joined.
std::vector<int> random_tree(int words, Rng& rng) {
  std::vector<int> order(static_cast<size_t>(words)), heads(static_cast<size_t>(words) + 1, 0);
  for (int i = 0; i < words; ++i) order[static_cast<size_t>(i)] = i + 1;
  rng.shuffle(order);
  heads[static_cast<size_t>(order[0])] = words + 1;
  for (size_t i = 1; i < order.size(); ++i) heads[static_cast<size_t>(order[i])] = order[rng.next() % i];
  return heads;
}

}  // namespace

TEST(Oracle, FreeTransitionsLeadToTheGoldTree) {
  Rng rng(3);
  for (int round = 0; round < 300; ++round) {
    std::vector<int> heads = random_tree(1 + static_cast<int>(rng.next() % 12), rng);
    make_projective(heads);
    EXPECT_EQ(follow(heads, rng), heads);
  }
}

TEST(Oracle, ProjectiveTreesStayAsTheyAre) {
  std::vector<int> heads = {0, 2, 4, 2};  // root is 4
  const std::vector<int> same = heads;
  make_projective(heads);
  EXPECT_EQ(heads, same);
}

TEST(TransitionState, OnlyOneWordHangsOnTheRoot) {
  Rng rng(9);
  for (int round = 0; round < 200; ++round) {
    TransitionState state;
    state.start(1 + static_cast<int>(rng.next() % 10));
    while (!state.done()) {
      const uint64_t draw = rng.next() % 3;
      if (draw == 0 && state.can_shift()) state.shift();
      if (draw == 1 && state.can_left()) state.left(0);
      if (draw == 2 && state.can_right()) state.right(0);
    }
    int roots = 0;
    for (int i = 1; i <= state.words(); ++i) roots += state.head(i) == state.root();
    EXPECT_EQ(roots, 1);
  }
}

}  // namespace demarche
