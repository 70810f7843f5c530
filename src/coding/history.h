#pragma once

#include <vector>

#include "record/event.h"

namespace demarche {

/// An act that the article once dates to the past stays past where it is told again without a date: an asserted event becomes
/// historical when another one of the article with the same type, parties and trigger word is historical.
void carry_history(std::vector<Event>& events);

/// "Rejected the demands": a refusal of something definite that nobody owns is addressed to the party whose request, threat or
/// proposal the article told last. Fills empty recipients of REJECT events marked by `definite` (same length as events).
void address_refusals(std::vector<Event>& events, const std::vector<bool>& definite);

}  // namespace demarche
