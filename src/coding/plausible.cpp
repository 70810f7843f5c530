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

/// "a man shot his neighbour": private persons, named by what anybody is.
bool all_private(const std::vector<Entity>& entities, const LexicalClasses& classes) {
  return !entities.empty() && std::all_of(entities.begin(), entities.end(), [&](const Entity& entity) {
    const std::string_view words = entity.text;
    return entity.sector == "CVL" && entity.id.empty() &&
           classes.contains("private-persons", to_lower(words.substr(words.rfind(' ') + 1)));
  });
}

/// Bare states and places, without anybody in office.
bool all_bare(const std::vector<Entity>& entities) {
  return std::all_of(entities.begin(), entities.end(), [](const Entity& entity) { return entity.sector.empty(); });
}

}  // namespace

bool is_plausible(const Act& act, const LexicalClasses& classes) {
  const std::vector<Entity>& actor = act.actor.entities;
  const std::vector<Entity>& recipient = act.recipient.entities;
  const bool politicians = all_in(recipient, classes, "politician-sectors");
  switch (act.type) {
    case EventType::agree:  // "voters are ready to turn the tide"
      return !recipient.empty() || !all_in(actor, classes, "private-sectors");
    case EventType::protest:
      return !all_in(actor, classes, "office-sectors");
    case EventType::coerce:
      return !all_in(actor, classes, "powerless-sectors") &&
             !(politicians && act.mode.empty() && !all_in(recipient, classes, "office-sectors"));
    case EventType::aid:
      return !all_in(recipient, classes, "campaign-sectors") &&
             !(same_country(actor, recipient) && all_in(recipient, classes, "office-sectors"));
    case EventType::mobilize:
      return !all_in(actor, classes, "unarmed-sectors");
    case EventType::consult: {  // travels in one's own country
      const auto press = [](const Entity& entity) { return entity.sector == "JRN"; };
      const auto others = std::count_if(actor.begin(), actor.end(), press);
      if (others > 0 && actor.size() == 2) return false;  // an interview
      const bool visit = std::find(act.mode.begin(), act.mode.end(), "visit") != act.mode.end();
      return !visit ||
             (!all_in(actor, classes, "private-sectors") && (!same_country(actor, recipient) || !all_bare(recipient)));
    }
    case EventType::assault:
      if (all_private(actor, classes) && (recipient.empty() || all_in(recipient, classes, "private-sectors")))
        return false;
      break;
    default:
      return true;
  }
  if (all_in(actor, classes, "unarmed-sectors")) return false;
  const bool in_office = all_in(actor, classes, "office-sectors");
  const bool beaten = std::find(act.mode.begin(), act.mode.end(), "beat") != act.mode.end();
  if (beaten && (in_office || (politicians && actor.empty()))) return false;  // at the polls
  if (!act.mode.empty()) return true;
  if (in_office && all_named(actor) && recipient.empty()) return false;
  return !(in_office && politicians && same_country(actor, recipient));
}

}  // namespace demarche
