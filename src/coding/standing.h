#pragma once

#include "coding/act.h"
#include "knowledge/lexical_classes.h"

namespace demarche {

/// Deeds done to bodies and goods; the rest is words.
bool is_deed(EventType type);
/// Filled, and only with actors that have neither state nor name.
bool is_stateless(const std::vector<Entity>& entities);

/// Takes parties out of an act that actors without a state of their own cannot be: people in general march and suffer
/// but sign and accuse nobody; society ("unions", "activists") speaks to those in power; courts, lawmakers and police
/// without a state count as speakers only when they speak to somebody. Marks are in Entity::how, set by the mention
/// stage. Classes of knowledge/frames/classes.txt: rank-and-file, silent-sectors, speechless-sectors, chamber-sectors.
void keep_standing(Act& act, const LexicalClasses& classes);

}  // namespace demarche
