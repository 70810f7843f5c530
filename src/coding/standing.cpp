#include "coding/standing.h"

#include <algorithm>

#include "base/utf8.h"
#include "coding/speakers.h"

namespace demarche {
namespace {

bool is_general(const Entity& entity) { return entity.how.starts_with("people in general: "); }
bool is_society(const Entity& entity) { return entity.how.starts_with("society: "); }
bool stands_alone(const Entity& entity) { return entity.how.starts_with("actor without a state: "); }
/// Meant by "they" or "it", where a wrong antecedent is likely.
bool by_pronoun(const Entity& entity) { return entity.how.ends_with("; pronoun"); }

bool in_class(const Entity& entity, const LexicalClasses& classes, std::string_view name) {
  return classes.contains(name, to_lower(entity.sector));
}

bool is_reproach(EventType type) {
  return type == EventType::accuse || type == EventType::reject || type == EventType::threaten;
}

/// A party that answers for a state, an organisation or an armed group.
bool is_power(const Entity& entity) { return is_political(entity) && !is_general(entity) && !is_society(entity); }

/// "Eleven people were detained in Lima": nobody but the state arrests, so it counts where the state is known.
bool is_arrest_somewhere(const Act& act, const Entity& entity) {
  return act.type == EventType::coerce && act.mode == std::vector<std::string>{"arrest"} && !entity.code.empty();
}

bool may_receive(const Act& act, const Entity& entity, const LexicalClasses& classes) {
  const bool stateless = is_general(entity) || is_society(entity) || stands_alone(entity);
  if (stateless && by_pronoun(entity) && (!is_deed(act.type) || act.actor.entities.empty())) return false;
  // "requested soldiers", "committing troops": what is asked for or sent, not who is spoken to.
  const std::string_view words = entity.text;
  if (stands_alone(entity) && !is_deed(act.type) &&
      classes.contains("rank-and-file", to_lower(words.substr(words.rfind(' ') + 1))))
    return false;
  if (!is_general(entity) && !is_society(entity)) return true;
  const bool suffers = act.type == EventType::assault || act.type == EventType::coerce || act.type == EventType::aid ||
                       act.type == EventType::retreat;
  if (is_general(entity)) return suffers && (!act.actor.entities.empty() || is_arrest_somewhere(act, entity));
  if (suffers || is_deed(act.type)) return true;
  const bool by_power = std::any_of(act.actor.entities.begin(), act.actor.entities.end(), is_power);
  if (act.type == EventType::request) return by_power && !in_class(entity, classes, "silent-sectors");
  if (act.type == EventType::threaten && in_class(entity, classes, "silent-sectors")) return false;  // "told reporters"
  return by_power && is_reproach(act.type);
}

bool may_act(const Act& act, const Entity& entity, const LexicalClasses& classes) {
  if (is_general(entity)) return act.type == EventType::protest;
  // "Norlanders are in denial": a people without an article, towards nobody.
  const bool people = entity.how.starts_with("people:") && entity.text.find(' ') == std::string::npos;
  if (people && act.recipient.entities.empty() && act.type != EventType::consult && !is_deed(act.type)) return false;
  const bool demands = is_reproach(act.type) || act.type == EventType::request;
  const bool to_power = std::any_of(act.recipient.entities.begin(), act.recipient.entities.end(), is_power);
  if (is_society(entity)) {
    if (act.type == EventType::protest) return true;
    if (in_class(entity, classes, "silent-sectors") || by_pronoun(entity)) return false;
    if (act.type == EventType::assault) return true;
    return demands && !in_class(entity, classes, "speechless-sectors") && (to_power || entity.code == "NGO");
  }
  if (!stands_alone(entity) || is_deed(act.type)) return true;
  // "where the soldiers were pulled back from" tells whose they are in no word.
  if (act.type == EventType::retreat) return !entity.code.empty() || act.actor.how != "object";
  if (by_pronoun(entity)) return false;
  if (!in_class(entity, classes, "chamber-sectors")) return true;
  if (act.type == EventType::sanction) return act.recipient.filled();
  // Parliaments criticise and reject what is nobody's.
  const bool aloud = act.type == EventType::accuse || act.type == EventType::reject;
  return demands && (to_power || (entity.sector == "LEG" && aloud));
}

}  // namespace

bool is_deed(EventType type) {
  return type == EventType::assault || type == EventType::coerce || type == EventType::mobilize ||
         type == EventType::protest;
}

bool is_stateless(const std::vector<Entity>& entities) {
  return !entities.empty() && std::all_of(entities.begin(), entities.end(), [](const Entity& entity) {
    return entity.code.empty() && entity.id.empty() &&
           (is_general(entity) || is_society(entity) || stands_alone(entity));
  });
}

void keep_standing(Act& act, const LexicalClasses& classes) {
  std::erase_if(act.recipient.entities, [&](const Entity& entity) { return !may_receive(act, entity, classes); });
  std::erase_if(act.actor.entities, [&](const Entity& entity) { return !may_act(act, entity, classes); });
  if (!act.actor.entities.empty()) return;
  // With nobody named as the doer only harm done to somebody exposed counts.
  const bool harm = act.type == EventType::assault || act.type == EventType::coerce;
  std::erase_if(act.recipient.entities, [&](const Entity& entity) {
    if (is_general(entity)) return !is_arrest_somewhere(act, entity);
    return (!harm && (is_society(entity) || (stands_alone(entity) && entity.code.empty())));
  });
}

}  // namespace demarche
