// Role nouns and nouns that point back: "the Russian president", "the ministry", "the alliance", "both sides".
#include <algorithm>

#include "base/utf8.h"
#include "mention/actor_resolver.h"

namespace demarche {
namespace {

constexpr size_t kRepeatReach = 1500;  ///< mentions back in which a description finds its match; bounds the time

std::string last_word(const std::string& phrase) { return phrase.substr(phrase.rfind(' ') + 1); }

/// May this role, without a word on its state, be taken for the state that the whole article is about?
bool at_home(const ActorDraft& draft) {
  const std::string& sector = draft.role->sector;
  const bool public_body = sector == "GOV" || sector == "MIL" || sector == "COP" || sector == "JUD" || sector == "LEG";
  if (draft.indefinite) return false;
  if (draft.role->kind == RoleNoun::Kind::body) return public_body && draft.definite;
  if (draft.role->kind == RoleNoun::Kind::person)
    return public_body && draft.definite && !draft.mention.plural && !draft.role->office.empty();
  return sector == "COP" || sector == "REB" || sector == "OPP" ||
         (sector == "CVL" && draft.role->phrase.ends_with("er")) || (public_body && draft.definite);
}

/// People that an article goes on about without repeating whose they are: "police", "rebels", "protesters".
bool armed_or_crowd(const ActorDraft& draft) {
  const std::string& sector = draft.role->sector;
  const bool group =
      draft.role->kind == RoleNoun::Kind::force || draft.role->kind == RoleNoun::Kind::people || sector == "COP";
  return group && (sector == "COP" || sector == "REB" || sector == "MIL" || sector == "PRM" || sector == "OPP" ||
                   sector == "UAF" || sector == "CRM" ||
                   (sector == "CVL" && (draft.role->phrase.ends_with("er") || draft.role->phrase.ends_with("ers") ||
                                        draft.role->phrase.ends_with("ors"))));
}

/// One entity of this sector whose state is known?
bool is_sector(const std::vector<Entity>& entities, std::string_view sector) {
  return entities.size() == 1 && entities.front().sector == sector && !entities.front().code.empty();
}

}  // namespace

std::vector<Entity> ActorResolver::owner_entities(const ActorDraft& draft) const {
  if (draft.owner < 0) return {};
  const int32_t index = headed(draft.mention.sentence, static_cast<uint32_t>(draft.owner));
  return index < 0 ? std::vector<Entity>{} : drafts_[static_cast<size_t>(index)].mention.entities;
}

Entity ActorResolver::role_entity(const ActorDraft& draft, const std::string& code) const {
  Entity entity;
  entity.code = code;
  entity.sector = draft.role->sector;
  const bool of_body = lexicon_.in_list("body-sector", last_word(draft.role->phrase));
  if (of_body && !draft.affiliation.sector.empty()) entity.sector = draft.affiliation.sector;
  if (draft.military && (entity.sector.empty() || entity.sector == "SOC" || entity.sector == "CVL"))
    entity.sector = "MIL";
  entity.how = "role: " + draft.role->source;
  if (draft.affiliation.entry == ActorLexicon::kNone) return entity;
  const ActorEntry& from = lexicon_.entry(draft.affiliation.entry);
  if (from.kind == ActorKind::organisation) {
    entity.id = from.id;
    entity.name = from.name;
    const bool plain =
        entity.sector == "CRM" || entity.sector == "SOC" || entity.sector == "PTY" || entity.sector == "BUS";
    if (plain || (!from.sector.empty() && from.sector != "GOV" && entity.sector != "MIL")) entity.sector = from.sector;
  } else if (from.kind == ActorKind::group) {
    entity.id = from.id;
    entity.name = from.name;
    if (draft.role->kind != RoleNoun::Kind::force && from.code.empty()) entity.sector.clear();
    entity.how = "group: " + from.source;
  } else if (from.to.known()) {
    entity.id = from.id;
  }
  entity.how += ", " + from.source;
  return entity;
}

bool ActorResolver::resolve_nominal(size_t index, bool again) {
  ActorDraft& draft = drafts_[index];
  if (draft.type == ActorDraft::Type::reference) return resolve_body_noun(index);
  if (draft.elsewhere && !draft.affiliation.known()) return false;
  if (draft.owner >= 0) {
    // "its troops": the pronoun stands inside the phrase and after its first word, so it is read now.
    const int32_t owner = headed(draft.mention.sentence, static_cast<uint32_t>(draft.owner));
    if (owner >= 0 && drafts_[static_cast<size_t>(owner)].type == ActorDraft::Type::pronoun &&
        !has_entities(static_cast<size_t>(owner))) {
      resolve_pronoun(static_cast<size_t>(owner));
    }
  }
  std::string code = draft.affiliation.code;
  const bool related = lexicon_.in_list("relational-noun", to_lower(head(draft).lemma));
  if (related && !draft.affiliation.known() && draft.role->kind != RoleNoun::Kind::body) return false;
  if (code.empty() && !draft.affiliation.known() && draft.owner >= 0) {
    const std::vector<Entity> owners = owner_entities(draft);
    if (owners.size() == 1) {
      code = owners.front().code;
      if (draft.affiliation.sector.empty()) draft.affiliation.sector = owners.front().sector;
      if (!owners.front().id.empty() && draft.affiliation.entry == ActorLexicon::kNone) {
        const uint32_t body = lexicon_.by_id(owners.front().id);
        if (body != ActorLexicon::kNone && lexicon_.entry(body).kind != ActorKind::person)
          draft.affiliation.entry = body;
      }
    } else if (!again && owners.empty()) {
      return false;
    } else if (owners.size() > 1) {
      code = share_owners(draft, owners);
    }
  }
  if (draft.role->sector.empty() && draft.role->kind == RoleNoun::Kind::body && !draft.affiliation.known()) {
    if (draft.mention.plural || head(draft).xpos == "NNS" || counts_two(draft)) return resolve_pair(index);
    return resolve_state_noun(index) || resolve_body_noun(index);
  }
  if (draft.mention.plural && resolve_pair(index)) return true;
  const bool named_body = draft.role->kind == RoleNoun::Kind::body && !draft.affiliation.known() && draft.owner < 0;
  if (named_body && resolve_body_noun(index)) return true;
  if (draft.role->phrase == "counterpart" && !draft.affiliation.code.empty()) return resolve_counterpart(index);
  const bool leader = lexicon_.in_list("leader-noun", draft.role->phrase);
  const bool person = draft.role->kind == RoleNoun::Kind::person && !draft.mention.plural;
  if (person && !draft.indefinite && (!draft.role->office.empty() || leader) && !draft.former) {
    if (resolve_office(index, code, leader)) return true;
  }
  return resolve_plain(index, code);
}

std::string ActorResolver::share_owners(ActorDraft& draft, const std::vector<Entity>& owners) const {
  // "their forces" of two states: one party for each.
  draft.more.clear();
  for (const Entity& owner : owners) {
    Affiliation each;
    each.code = owner.code;
    each.entry = lexicon_.country(owner.code);
    if (each.entry == ActorLexicon::kNone) {
      draft.more.clear();
      return "";
    }
    draft.more.push_back(each);
  }
  const std::string last = draft.more.back().code;
  draft.more.pop_back();
  return last;
}

bool ActorResolver::resolve_office(size_t index, const std::string& code, bool leader) {
  ActorDraft& draft = drafts_[index];
  // Without a state only a definite phrase points back, and only to somebody named before.
  if (code.empty() && !draft.definite) return false;
  std::vector<std::string> offices;
  if (leader) {
    for (const ArticlePerson& person : people_.all()) {
      for (const std::string& office : person.offices) {
        if (lexicon_.in_list("leader-office", office)) offices.push_back(office);
      }
    }
    offices.insert(offices.end(), {"president", "supreme leader", "chancellor", "prime minister", "general secretary",
                                   "chairman", "king"});
  } else {
    offices.push_back(draft.role->office);
  }
  int64_t best_score = -1;
  uint32_t best = 0;
  bool tie = false;
  const auto people = static_cast<uint32_t>(std::min<size_t>(people_.all().size(), kRepeatReach));
  for (uint32_t p = 0; p < people; ++p) {
    const ArticlePerson& person = people_.at(p);
    if (!code.empty() && person.code != code) continue;
    int64_t score = -1;
    for (size_t o = 0; o < offices.size(); ++o) {
      if (!people_.holds(person, code, offices[o], false)) continue;
      const bool told = std::find(person.offices.begin(), person.offices.end(), offices[o]) != person.offices.end();
      const bool dated = people_.holds(person, code, offices[o], true);
      score = std::max(score, int64_t{told ? 200 : 0} + (dated ? 100 : 0) - static_cast<int64_t>(leader ? o : 0));
    }
    if (score < 0 || (person.former && score < 300)) continue;
    // Nearest mention before decides between holders of one office.
    int64_t nearness = -40;
    const size_t stop = index > kRepeatReach ? index - kRepeatReach : 0;
    for (size_t i = index; i-- > stop;) {
      if (drafts_[i].person == p) {
        nearness = -std::min<int64_t>(39, static_cast<int64_t>(draft.mention.sentence - drafts_[i].mention.sentence));
        break;
      }
    }
    if (code.empty() && nearness == -40) continue;
    score = score * 100 + nearness;
    if (score == best_score) tie = true;
    if (score > best_score) {
      best_score = score;
      best = p;
      tie = false;
    }
  }
  if (best_score >= 0 && !tie) {
    finish(draft, {people_.entity(best, nullptr)}, "description");
    draft.person = best;
    return true;
  }
  if (code.empty() || best_score >= 0) return false;
  // Nobody named: the one holder of the article's time.
  const ArticleTime& time = people_.time();
  std::vector<ActorLexicon::Holder> fitting;
  if (time.first.known() && time.last.known() && !leader) {
    for (const ActorLexicon::Holder& holder : lexicon_.holders(code, draft.role->office)) {
      const ActorEntry::Term& term = lexicon_.entry(holder.person).terms[holder.term];
      if (term.overlaps(time.first, time.last)) fitting.push_back(holder);
    }
  }
  if (fitting.size() == 1 && !draft.indefinite) {
    finish(draft, {people_.entity(fitting.front())}, "the holder at the time");
  } else {
    Entity entity = role_entity(draft, code);
    entity.office = people_.office_name(leader ? "leader" : draft.role->office, code);
    finish(draft, {entity}, "");
  }
  return true;
}

bool ActorResolver::resolve_plain(size_t index, const std::string& code) {
  ActorDraft& draft = drafts_[index];
  if (draft.affiliation.known() || !code.empty()) {
    Entity entity = role_entity(draft, code);
    if (!draft.role->office.empty() && !draft.mention.plural)
      entity.office = people_.office_name(draft.role->office, code);
    if (draft.former && draft.role->kind == RoleNoun::Kind::person) entity.sector = "ELI";
    if (draft.located && lexicon_.in_list("alone-people", draft.role->phrase)) mark_standing(draft, entity);
    std::vector<Entity> entities;
    for (const Affiliation& each : draft.more) {
      ActorDraft part = draft;
      part.affiliation = each;
      entities.push_back(role_entity(part, each.code));
    }
    entities.push_back(std::move(entity));
    finish(draft, std::move(entities), draft.owner >= 0 ? "owner" : "");
    return true;
  }
  if (draft.indefinite && draft.role->kind == RoleNoun::Kind::person) return false;
  if (draft.modifier) return false;
  if (own_force(index)) return true;
  if (!draft.away.empty()) {
    // "Russian-backed separatists": not Russia's; the other state the article is about, when there is one.
    const std::string away = other_state(draft.away);
    if (away.empty() || draft.role->kind == RoleNoun::Kind::body) return false;
    finish(draft, {role_entity(draft, away)}, "where the article takes place");
    return true;
  }
  if (draft.definite || (draft.role->kind == RoleNoun::Kind::body && !draft.mention.plural && !draft.indefinite)) {
    if (repeat_earlier(index, true) || repeat_earlier(index, false)) return true;
  }
  if (const std::string home = home_state(); !home.empty() && at_home(draft)) {
    finish(draft, {role_entity(draft, home)}, "the article's state");
    return true;
  }
  return !draft.indefinite && armed_or_crowd(draft) && repeat_earlier(index, true);
}

bool ActorResolver::repeat_earlier(size_t index, bool same_noun) {
  ActorDraft& draft = drafts_[index];
  const bool group = draft.role->kind == RoleNoun::Kind::force || draft.role->kind == RoleNoun::Kind::people;
  if (!same_noun && !group) return false;
  const size_t stop = index > kRepeatReach ? index - kRepeatReach : 0;
  for (size_t i = index; i-- > stop;) {
    const ActorDraft& other = drafts_[i];
    if (other.role == nullptr || !has_entities(i) || other.mention.entities.size() != 1) continue;
    const bool noun = other.noun == draft.noun || (other.type == ActorDraft::Type::person &&
                                                   last_word(other.role->phrase) == last_word(draft.role->phrase));
    const bool sector = other.type == ActorDraft::Type::nominal && other.role->kind == draft.role->kind &&
                        is_sector(other.mention.entities, draft.role->sector);
    if (same_noun ? !noun : !sector) continue;
    // An actor without a state has none to hand on.
    if (other.type == ActorDraft::Type::nominal && other.mention.entities.front().code.empty()) continue;
    if (other.mention.plural != draft.mention.plural && !group) continue;
    if (other.mention.entities.front().code == draft.away && !draft.away.empty()) continue;
    if (draft.gender != 0 && other.gender != 0 && draft.gender != other.gender) continue;
    std::vector<Entity> entities = other.mention.entities;
    finish(draft, std::move(entities), "same as before");
    draft.person = other.person;
    return true;
  }
  return false;
}

bool ActorResolver::own_force(size_t index) {
  // "Norland has sent four brigades of infantry": whoever sends them owns them.
  ActorDraft& draft = drafts_[index];
  if (draft.role->kind != RoleNoun::Kind::force || draft.role->sector != "MIL") return false;
  const SentenceTree& tree = trees_[draft.mention.sentence];
  uint32_t at = draft.mention.head;
  for (int step = 0; step < 4; ++step) {
    const int32_t above = tree.head(at);
    if (above < 0) return false;
    const Token& governor = tree.token(static_cast<uint32_t>(above));
    const bool object = tree.token(at).relation == Relation::obj;
    if (governor.upos == Upos::VERB) {
      if (!object || !lexicon_.in_list("own-force-verb", governor.lemma)) return false;
      int32_t verb = above;
      for (int climb = 0; climb < 4 && verb >= 0; ++climb) {
        const int32_t subject = tree.child(static_cast<uint32_t>(verb), Relation::nsubj);
        if (subject >= 0) {
          const int32_t owner = headed(draft.mention.sentence, static_cast<uint32_t>(subject));
          if (owner < 0 || drafts_[static_cast<size_t>(owner)].mention.entities.size() != 1) return false;
          const std::string code = drafts_[static_cast<size_t>(owner)].mention.entities.front().code;
          if (code.empty()) return false;
          finish(draft, {role_entity(draft, code)}, "sent by the subject");
          return true;
        }
        const Relation relation = tree.token(static_cast<uint32_t>(verb)).relation;
        const int32_t ruler = tree.head(static_cast<uint32_t>(verb));
        if (ruler >= 0 && lexicon_.in_list("object-control-verb", tree.token(static_cast<uint32_t>(ruler)).lemma)) {
          // "accuse X of sending troops"
          const int32_t controller = tree.child(static_cast<uint32_t>(ruler), Relation::obj);
          const int32_t owner = controller < 0 ? -1 : headed(draft.mention.sentence, static_cast<uint32_t>(controller));
          if (owner < 0 || drafts_[static_cast<size_t>(owner)].mention.entities.size() != 1) return false;
          const std::string code = drafts_[static_cast<size_t>(owner)].mention.entities.front().code;
          if (code.empty()) return false;
          finish(draft, {role_entity(draft, code)}, "sent by the object of the verb above");
          return true;
        }
        if (relation == Relation::acl && ruler >= 0) {
          const int32_t noun = headed(draft.mention.sentence, static_cast<uint32_t>(ruler));
          if (noun >= 0 && drafts_[static_cast<size_t>(noun)].mention.entities.size() == 1) {
            const std::string code = drafts_[static_cast<size_t>(noun)].mention.entities.front().code;
            if (code.empty()) return false;
            finish(draft, {role_entity(draft, code)}, "sent by the noun above");
            return true;
          }
        }
        if (relation != Relation::xcomp && relation != Relation::conj && relation != Relation::advcl) return false;
        verb = tree.head(static_cast<uint32_t>(verb));
      }
      return false;
    }
    at = static_cast<uint32_t>(above);
  }
  return false;
}

bool ActorResolver::resolve_counterpart(size_t index) {
  // "her Turkish counterpart": the same office in another state.
  ActorDraft& draft = drafts_[index];
  if (draft.affiliation.code.empty()) return false;
  const std::vector<Entity> owners = owner_entities(draft);
  std::string office;
  if (owners.size() == 1) {
    const size_t of = owners.front().office.find(" of ");
    office = owners.front().office.substr(0, of);
  }
  for (uint32_t p = 0; p < people_.all().size(); ++p) {
    if (office.empty() || !people_.holds(people_.at(p), draft.affiliation.code, office, true)) continue;
    finish(draft, {people_.entity(p, nullptr)}, "counterpart");
    draft.person = p;
    return true;
  }
  Entity entity = role_entity(draft, draft.affiliation.code);
  if (owners.size() == 1) entity.sector = owners.front().sector;
  entity.office = people_.office_name(office, draft.affiliation.code);
  finish(draft, {entity}, "counterpart");
  return true;
}

}  // namespace demarche
