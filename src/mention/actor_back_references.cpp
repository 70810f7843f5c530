// Nouns that only point back: "the country", "its neighbour", "both sides", "the alliance".
#include <algorithm>

#include "base/utf8.h"
#include "mention/actor_resolver.h"

namespace demarche {
namespace {

constexpr uint32_t kPairReach = 3;      ///< sentences back in which "both sides" finds its two states
constexpr uint32_t kArmedReach = 5;     ///< sentences back in which "the militants" find the group they are
constexpr uint32_t kBodySentences = 8;  ///< the same in sentences, for nouns that may stand alone ("the group")
constexpr uint32_t kStateReach = 3;     ///< sentences back in which "the country" finds its state
constexpr size_t kBodyReach = 1500;     ///< mentions back in which "the alliance" finds its name; bounds the time

std::string last_word(const std::string& phrase) { return phrase.substr(phrase.rfind(' ') + 1); }

}  // namespace

bool ActorResolver::resolve_state_noun(size_t index) {
  ActorDraft& draft = drafts_[index];
  const std::string noun = last_word(draft.role->phrase);
  const bool neighbour = lexicon_.in_list("neighbour-noun", noun);
  const std::vector<Entity> owners = owner_entities(draft);
  if (neighbour ? owners.size() != 1 : !(draft.definite && lexicon_.in_list("state-noun", noun)) || draft.owner >= 0) {
    // "his country": the owner's own state.
    if (!neighbour && lexicon_.in_list("state-noun", noun) && owners.size() == 1 &&
        lexicon_.country(owners.front().code) != ActorLexicon::kNone) {
      finish(draft, {from_entry(lexicon_.country(owners.front().code), nullptr)}, "the owner's state");
      return true;
    }
    return false;
  }
  if (!draft.definite && !neighbour) return false;
  int best_score = 0;
  size_t best = 0;
  std::string best_code;
  for (size_t i = index; i-- > 0;) {
    const ActorDraft& other = drafts_[i];
    const uint32_t distance = draft.mention.sentence - other.mention.sentence;
    if (distance > (neighbour ? 0 : kStateReach)) break;
    if (other.type != ActorDraft::Type::state || other.mention.entities.size() != 1) continue;
    const Entity& entity = other.mention.entities.front();
    if (neighbour && entity.code == owners.front().code) continue;
    if (entity.code.empty() || lexicon_.country(entity.code) == ActorLexicon::kNone) continue;
    const bool adjective = other.mention.kind == MentionKind::adjective;
    const int score =
        40 - static_cast<int>(distance) * 10 + (other.subject ? 12 : 0) - (adjective ? 14 : 0) - (other.place ? 4 : 0);
    if (score > best_score) {
      best_score = score;
      best = i;
      best_code = entity.code;
    }
  }
  if (best_score == 0) return false;
  const uint32_t state = lexicon_.country(best_code, people_.time().last);
  (void)best;
  finish(draft, {from_entry(state, nullptr)}, "description");
  return true;
}

bool ActorResolver::counts_two(const ActorDraft& draft) const {
  const SentenceTree& tree = trees_[draft.mention.sentence];
  const std::string noun = to_lower(head(draft).lemma);
  const bool of = draft.mention.last < tree.size() && tree.token(draft.mention.last).form == "of";
  if (draft.definite && !of && lexicon_.in_list("pair-noun", noun)) return true;  // "the pair", not "the pair of shoes"
  if (draft.definite && draft.mention.plural && lexicon_.in_list("neighbour-noun", noun)) return true;
  const uint32_t begin = draft.mention.first > 0 ? draft.mention.first - 1 : 0;
  for (uint32_t t = begin; t < draft.mention.last; ++t) {
    const std::string word = to_lower(tree.token(t).form);
    if (word == "both" || word == "either" || (word == "two" && draft.definite)) return true;
  }
  return false;
}

std::vector<Entity> ActorResolver::last_named(size_t index, bool people) const {
  // Sentence by sentence backwards until two are named; three in that stretch leave it open.
  const ActorDraft& draft = drafts_[index];
  std::vector<Entity> found;
  uint32_t reached = draft.mention.sentence;
  for (size_t i = index; i-- > 0;) {
    const ActorDraft& other = drafts_[i];
    if (draft.mention.sentence - other.mention.sentence > kPairReach) break;
    if (other.mention.sentence != reached && found.size() >= 2) break;
    reached = other.mention.sentence;
    if (people) {
      if (other.person == ActorLexicon::kNone || other.mention.entities.size() != 1) continue;
      const Entity& entity = other.mention.entities.front();
      if (std::none_of(found.begin(), found.end(), [&](const Entity& e) { return e.id == entity.id; }))
        found.push_back(entity);
      continue;
    }
    if (other.place) continue;
    for (auto entity = other.mention.entities.rbegin(); entity != other.mention.entities.rend(); ++entity) {
      if (entity->code.empty() || lexicon_.country(entity->code) == ActorLexicon::kNone) continue;
      if (entity->how.starts_with("place:")) continue;
      if (std::any_of(found.begin(), found.end(), [&](const Entity& e) { return e.code == entity->code; })) continue;
      found.push_back(from_entry(lexicon_.country(entity->code, people_.time().last), nullptr));
    }
  }
  if (found.size() != 2) return {};
  std::reverse(found.begin(), found.end());
  return found;
}

bool ActorResolver::resolve_pair(size_t index) {
  // "both sides", "the two leaders": the last two states or people named, when the phrase counts two.
  ActorDraft& draft = drafts_[index];
  if (!counts_two(draft) || draft.owner >= 0 || draft.affiliation.known()) return false;
  const std::string noun = to_lower(head(draft).lemma);
  const bool pair = lexicon_.in_list("pair-noun", noun);
  const bool people = pair || lexicon_.in_list("pair-person-noun", noun);
  const bool sides =
      !people && (lexicon_.in_list("side-noun", last_word(draft.role->phrase)) || lexicon_.in_list("side-noun", noun));
  if (!people && !sides) return false;
  std::vector<Entity> found = last_named(index, people);
  if (found.empty() && people) {
    // No two persons, but two states: "the two leaders" are theirs.
    found = last_named(index, false);
    for (Entity& each : found) {
      if (!pair) each.sector = draft.role->sector;
    }
  }
  if (found.empty()) return false;
  finish(draft, std::move(found), "the two named before");
  return true;
}

bool ActorResolver::describes(const ActorDraft& draft, const ActorEntry& body) const {
  // "the group", "the militant group" for an armed group; "the tax agency" is not the agency named last.
  const auto has = [&](const std::string& noun) {
    return std::find(body.heads.begin(), body.heads.end(), noun) != body.heads.end();
  };
  if (draft.role == nullptr) return has(draft.name);
  const std::string noun = last_word(draft.role->phrase);
  if (draft.role->sector.empty()) return has(noun);
  if (has(draft.role->phrase)) return !draft.modified;
  if (noun == draft.role->phrase) return false;
  // "the foreign ministry" after "the Peruvian Foreign Ministry"
  if (!draft.modified && to_lower(body.name).find(draft.role->phrase) != std::string::npos) return true;
  return draft.role->sector == body.sector && (body.sector == "REB" || body.sector == "PRM") && has(noun);
}

bool ActorResolver::resolve_body_noun(size_t index) {
  ActorDraft& draft = drafts_[index];
  if (!draft.definite || draft.mention.plural) return false;
  const size_t stop = index > kBodyReach ? index - kBodyReach : 0;
  const bool near = draft.role != nullptr && !draft.role->sector.empty();
  for (size_t i = index; i-- > stop;) {
    const ActorDraft& other = drafts_[i];
    if (near && draft.mention.sentence - other.mention.sentence > kBodySentences) return false;
    if (other.type == ActorDraft::Type::nominal && other.noun == draft.noun && other.affiliation.known()) return false;
    if (other.type != ActorDraft::Type::body || other.senses.empty() || !has_entities(i)) continue;
    if (!describes(draft, lexicon_.entry(other.senses.front().entry))) continue;
    std::vector<Entity> entities = other.mention.entities;
    finish(draft, std::move(entities), "description");
    return true;
  }
  return false;
}

bool ActorResolver::resolve_armed_noun(size_t index) {
  // "the militants", "the rebels" after a group that has been named: that group, when it is the only one near.
  ActorDraft& draft = drafts_[index];
  const std::string& sector = draft.role->sector;
  if (!draft.definite || draft.modified || !draft.mention.plural || (sector != "REB" && sector != "PRM")) return false;
  size_t best = drafts_.size();
  for (size_t i = index; i-- > 0;) {
    const ActorDraft& other = drafts_[i];
    if (draft.mention.sentence - other.mention.sentence > kArmedReach) break;
    if (other.type != ActorDraft::Type::body || other.mention.entities.size() != 1) continue;
    if (other.mention.entities.front().sector != sector) continue;
    if (best == drafts_.size()) best = i;
    if (!same_entity(drafts_[best].mention.entities.front(), other.mention.entities.front())) return false;
  }
  if (best == drafts_.size()) return false;
  std::vector<Entity> entities = drafts_[best].mention.entities;
  finish(draft, std::move(entities), "description");
  return true;
}

}  // namespace demarche
