#pragma once

#include <map>
#include <string>
#include <vector>

#include "record/mention.h"

namespace demarche::cli {

/// Label of a party (store/party.h): its name, or for a country's other actors the country and who they are. `names`
/// comes from Store::party_names.
std::string party_label(const std::string& party, const std::map<std::string, std::string>& names);

/// The parties of some entities, each once, sorted; "" = not resolved.
std::vector<std::string> party_keys(const std::vector<Entity>& entities);

/// "United States, Cuba rebels"; "–" = nobody named, "?" = not resolved.
std::string side_label(const std::vector<std::string>& parties, const std::map<std::string, std::string>& names);

/// "USA,nato": the keys themselves, as short as they are; "–" and "?" as above.
std::string side_keys(const std::vector<Entity>& entities);

/// An entity's name, as far as it is known; else its words, its code and sector.
std::string entity_name(const Entity& entity);

}  // namespace demarche::cli
