#include "store/party.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

/// Codes that stand where a country's would but name no country, PLOVER 2.0 section 5.1.
constexpr std::array<std::string_view, 7> kNoCountry = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"};
constexpr std::array<std::string_view, 8> kStateSectors = {"", "GOV", "MIL", "SPY", "LEG", "JUD", "COP", "PRM"};

template <size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

bool is_state_sector(std::string_view sector) { return contains(kStateSectors, sector); }

std::string party_of(const Entity& entity) {
  const bool country = !entity.code.empty() && !contains(kNoCountry, entity.code);
  if (country && is_state_sector(entity.sector)) return entity.code;
  if (!entity.id.empty()) return entity.id;
  if (entity.code.empty()) return entity.sector;
  if (!country || entity.sector.empty()) return entity.code;
  return entity.code + " " + entity.sector;
}

}  // namespace demarche
