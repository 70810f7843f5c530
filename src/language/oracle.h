#pragma once

#include <array>
#include <vector>

#include "language/transition.h"

namespace demarche {

/// How many gold arcs each transition makes unreachable (dynamic oracle for arc-hybrid: Goldberg and Nivre 2013).
/// `heads` has the gold head of each node 1 to words, the root as words + 1; index 0 is not used. Transitions that are
/// not allowed cost kImpossible. Index of the result: Transition.
constexpr int kImpossible = 1000000;
std::array<int, 3> transition_costs(const TransitionState& state, const std::vector<int>& heads);

/// Makes a tree projective by lifting arcs to the head's head, shortest offending arc first (Nivre and Nilsson 2005,
/// without marking labels). `heads` as above.
void make_projective(std::vector<int>& heads);

}  // namespace demarche
