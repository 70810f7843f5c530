#pragma once

#include "coding/act.h"
#include "knowledge/lexical_classes.h"

namespace demarche {

/// Could these parties have done such a deed, or is the word an image? Parties, courts and papers "attack", "fight" and
/// "storm" in words only; a leader's "assault" that hits nobody, or his own country's politicians, is one too;
/// governments hold rallies, they do not protest; a parliament that funds its ministry gives no aid. The classes
/// @unarmed-sectors, @powerless-sectors, @politician-sectors, @campaign-sectors and @office-sectors name the PLOVER
/// sectors meant.
bool is_plausible(const Act& act, const LexicalClasses& classes);

}  // namespace demarche
