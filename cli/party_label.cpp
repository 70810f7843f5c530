#include "party_label.h"

#include <fmt/format.h>

#include <set>

#include "store/party.h"
#include "table.h"

namespace demarche::cli {
namespace {

/// What PLOVER's sector codes (table 5.2) stand for, as a noun after a country's name.
const std::map<std::string, std::string, std::less<>> kSectors = {{"PTY", "party"},
                                                                  {"REB", "rebels"},
                                                                  {"UAF", "unidentified forces"},
                                                                  {"UNK", "unidentified actors"},
                                                                  {"AGR", "farmers"},
                                                                  {"BUS", "business"},
                                                                  {"CRM", "criminals"},
                                                                  {"CVL", "civilians"},
                                                                  {"EDU", "education"},
                                                                  {"ELI", "former office holders"},
                                                                  {"JRN", "press"},
                                                                  {"LAB", "labour"},
                                                                  {"MED", "health"},
                                                                  {"REF", "refugees"},
                                                                  {"OPP", "opposition"},
                                                                  {"PRE", "unrecognised state"},
                                                                  {"REL", "religious bodies"},
                                                                  {"SOC", "civil society"},
                                                                  {"PRM", "paramilitaries"}};

std::string sector_words(const std::string& sector) {
  const auto found = kSectors.find(sector);
  return found == kSectors.end() ? sector : found->second;
}

}  // namespace

std::string party_label(const std::string& party, const std::map<std::string, std::string>& names) {
  const size_t blank = party.find(' ');
  if (blank != std::string::npos) {
    const std::string country = party.substr(0, blank);
    const auto found = names.find(country);
    return fmt::format("{} {}", found == names.end() ? country : found->second, sector_words(party.substr(blank + 1)));
  }
  const auto found = names.find(party);
  if (found != names.end()) return found->second;
  return kSectors.contains(party) ? sector_words(party) : party;
}

std::vector<std::string> party_keys(const std::vector<Entity>& entities) {
  std::set<std::string> keys;
  for (const Entity& entity : entities) keys.insert(party_of(entity));
  return {keys.begin(), keys.end()};
}

std::string side_label(const std::vector<std::string>& parties, const std::map<std::string, std::string>& names) {
  if (parties.empty()) return "–";
  std::string out;
  for (const std::string& party : parties) {
    out += fmt::format("{}{}", out.empty() ? "" : ", ", party.empty() ? "?" : party_label(party, names));
  }
  return out;
}

std::string side_keys(const std::vector<Entity>& entities) {
  if (entities.empty()) return "–";
  std::string out;
  for (const std::string& key : party_keys(entities)) out += (out.empty() ? "" : ",") + (key.empty() ? "?" : key);
  return printable(out);
}

std::string entity_name(const Entity& entity) {
  if (!entity.name.empty()) return entity.name;
  if (!entity.text.empty()) return entity.text;
  if (!entity.id.empty()) return entity.id;
  return entity.code + (entity.code.empty() || entity.sector.empty() ? "" : " ") + entity.sector;
}

}  // namespace demarche::cli
