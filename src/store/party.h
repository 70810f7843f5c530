#pragma once

#include <string>
#include <string_view>

#include "record/mention.h"

namespace demarche {

/// The side an entity stands on, as a key. A state's government, leader, forces, agencies and metonyms are one party,
/// its country code ("RUS"); an international organisation or a group is its id ("nato", "west"); other actors of a
/// country are their own id, or code and sector ("SYR REB"); a sector alone stands for actors of no known country
/// ("CVL").
/// "" = not told. Sector codes: PLOVER 2.0 table 5.2.
std::string party_of(const Entity& entity);

/// True when `sector` belongs to the state itself: "" GOV MIL SPY LEG JUD COP PRM.
bool is_state_sector(std::string_view sector);

}  // namespace demarche
