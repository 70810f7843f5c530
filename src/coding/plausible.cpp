#include "coding/plausible.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

bool all_in(const std::vector<Entity>& entities, const LexicalClasses& classes, std::string_view name) {
  return !entities.empty() && std::all_of(entities.begin(), entities.end(), [&](const Entity& entity) {
    return !entity.sector.empty() && classes.contains(name, to_lower(entity.sector));
  });
}

/// A single named person or body in office.
bool all_named(const std::vector<Entity>& entities) {
  return !entities.empty() &&
         std::all_of(entities.begin(), entities.end(), [](const Entity& entity) { return !entity.id.empty(); });
}

bool same_country(const std::vector<Entity>& a, const std::vector<Entity>& b) {
  return !a.empty() && !b.empty() && a.front().code.size() == 3 &&
         std::all_of(b.begin(), b.end(), [&](const Entity& entity) { return entity.code == a.front().code; });
}

}  // namespace

bool is_plausible(const Act& act, const LexicalClasses& classes) {
  const std::vector<Entity>& actor = act.actor.entities;
  const std::vector<Entity>& recipient = act.recipient.entities;
  if (act.type == EventType::protest) return !all_in(actor, classes, "office-sectors");
  if (act.type == EventType::coerce) return !all_in(actor, classes, "powerless-sectors");
  if (act.type == EventType::aid)
    return !(same_country(actor, recipient) && all_in(recipient, classes, "office-sectors"));
  if (act.type != EventType::assault && act.type != EventType::mobilize) return true;
  if (all_in(actor, classes, "unarmed-sectors")) return false;
  if (act.type != EventType::assault || !act.mode.empty()) return true;
  const bool in_office = all_in(actor, classes, "office-sectors");
  if (in_office && all_named(actor) && recipient.empty()) return false;
  return !(in_office && same_country(actor, recipient) &&
           (all_in(recipient, classes, "unarmed-sectors") || all_in(recipient, classes, "office-sectors")));
}

}  // namespace demarche
