#include "coding/scene.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

/// A state as such, or people of it: in sport, its team.
bool only_teams(const std::vector<Entity>& entities, const LexicalClasses& classes) {
  return std::all_of(entities.begin(), entities.end(), [&](const Entity& entity) {
    return entity.id.empty() && (entity.sector.empty() || classes.contains("team-sectors", to_lower(entity.sector)));
  });
}

/// Types whose words sport uses for its own ends. Bans, boycotts, demands, talks and protests are real there too.
bool of_contest(EventType type) {
  switch (type) {
    case EventType::assault:
    case EventType::threaten:
    case EventType::mobilize:
    case EventType::coerce:
    case EventType::retreat:
    case EventType::concede:
      return true;
    default:
      return false;
  }
}

bool played(const SentenceView& view, const Act& act) {
  return of_contest(act.type) || of_contest(act.frame->type) || view.in_class(act.trigger, "sport-meetings");
}

/// Types that an athlete has no part in, as one who acts or is acted upon.
bool of_state(EventType type) {
  switch (type) {
    case EventType::agree:
    case EventType::consult:
    case EventType::support:
    case EventType::cooperate:
    case EventType::aid:
    case EventType::request:
    case EventType::reject:
    case EventType::threaten:
    case EventType::concede:
    case EventType::retreat:
    case EventType::mobilize:
      return true;
    default:
      return false;
  }
}

bool is_athlete(const SentenceView& view, TokenIndex token, bool sport) {
  return token >= 0 && (view.in_class(token, "athletes") || (sport && view.in_class(token, "team-leaders")));
}

/// Does an athlete act, or is one acted upon?
bool has_athlete(const SentenceView& view, const Act& act, bool sport) {
  return is_athlete(view, act.actor.token, sport) || is_athlete(view, act.recipient.token, sport) ||
         (view.is_verb(act.trigger) && is_athlete(view, view.subject(act.trigger), sport));
}

bool is_tale(const SentenceView& view, TokenIndex noun) {
  if (view.in_class(noun, "tales")) return true;
  const TokenIndex kind = view.at(noun).lemma == "game" ? view.child(noun, Relation::compound) : -1;
  return kind >= 0 && view.in_class(kind, "game-kinds");
}

/// "In the opera the king declares war", "the novel imagines that Peru attacks", "opens with a submarine sinking a
/// ship".
bool told_in_tale(const SentenceView& view, TokenIndex trigger) {
  TokenIndex at = trigger;
  for (int steps = 0; at >= 0 && steps < 8; ++steps) {
    for (TokenIndex child : view.children(at)) {
      if (child == trigger || !is_tale(view, child)) continue;
      const Relation relation = view.at(child).relation;
      if (relation == Relation::obl && view.case_lemma(child) == "in") return true;
      if (relation == Relation::nsubj && at != trigger) return true;
    }
    const Relation relation = view.at(at).relation;
    const TokenIndex head = view.at(at).head;
    if (head < 0 || head == at) break;
    if (relation == Relation::acl && is_tale(view, head)) return true;
    at = head;
  }
  return false;
}

bool is_firm(const Entity& entity) { return entity.sector == "BUS"; }

bool names_only_firms(const Mentions& mentions, uint32_t sentence) {
  for (uint32_t i = mentions.sentence_begin[sentence]; i < mentions.sentence_begin[sentence + 1]; ++i) {
    const std::vector<Entity>& entities = mentions.all[i].entities;
    if (!std::all_of(entities.begin(), entities.end(), is_firm)) return false;
  }
  return true;
}

/// Two firms or more and nobody else, or one in a sentence that names nobody else.
bool among_firms(const Scene& scene, const Act& act) {
  const auto& actor = act.actor.entities;
  const auto& recipient = act.recipient.entities;
  return (scene.only_firms || actor.size() + recipient.size() > 1) &&
         std::all_of(actor.begin(), actor.end(), is_firm) && std::all_of(recipient.begin(), recipient.end(), is_firm);
}

}  // namespace

Scene scene_of(const Parse& parse, uint32_t sentence, const Mentions& mentions, const LexicalClasses& classes) {
  Scene out;
  out.only_firms = names_only_firms(mentions, sentence);
  const LexicalClasses::Set* sure = classes.find("sport-sure");
  const LexicalClasses::Set* shared = classes.find("sport-likely");
  const LexicalClasses::Set* battlefield = classes.find("battlefield");
  if (!sure || !shared || !battlefield) return out;
  int likely = 0;
  for (const Token& token : parse.sentences[sentence].tokens) {
    if (token.upos == Upos::PUNCT || token.upos == Upos::DET || token.upos == Upos::ADP) continue;
    const bool plain_adjective = token.upos == Upos::ADJ && token.lemma.find('-') == std::string_view::npos;
    const std::string lemma = to_lower(token.lemma);
    if (!plain_adjective && sure->count(lemma)) likely += 2;
    if (shared->count(lemma)) ++likely;
    if (battlefield->count(lemma)) out.armed = true;
  }
  out.sport = likely >= 2;
  return out;
}

bool is_sport(const std::vector<Scene>& scenes) {
  const auto sport = static_cast<size_t>(
      std::count_if(scenes.begin(), scenes.end(), [](const Scene& scene) { return scene.sport && !scene.armed; }));
  return sport >= kSportSentences && 3 * sport >= scenes.size();
}

bool is_image(const SentenceView& view, const Scene& scene, bool article_is_sport, const Act& act) {
  const bool sport = (scene.sport || article_is_sport) && !scene.armed;
  if (sport && played(view, act) && act.actor.filled() && only_teams(act.actor.entities, view.classes()) &&
      only_teams(act.recipient.entities, view.classes())) {
    return true;
  }
  if ((of_state(act.type) || of_state(act.frame->type)) && has_athlete(view, act, sport)) return true;
  if (act.type != EventType::protest && among_firms(scene, act)) return true;
  return told_in_tale(view, act.trigger);
}

}  // namespace demarche
