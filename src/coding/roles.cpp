#include "coding/roles.h"

#include <algorithm>

#include "base/utf8.h"
#include "coding/speakers.h"
#include "coding/standing.h"

namespace demarche {
namespace {

bool is_place(const Entity& entity) { return entity.how.starts_with("place:"); }

/// A country called by its name or its capital's, in letters that are no abbreviation: in "the Iraq invasion", "the
/// Oslo attacks" it is where, in "the US raid" who.
bool is_name_of_country(const Entity& entity, std::string_view form) {
  const bool abbreviation = std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool name = entity.how.starts_with("name:") || entity.how.starts_with("metonym:");
  return name && entity.code.size() == 3 && entity.sector.empty() && !abbreviation;
}

void add(std::vector<Entity>& to, const std::vector<Entity>& from, const RoleFinder::Search& search) {
  for (const Entity& entity : from) {
    if (!search.places && is_place(entity)) continue;
    const auto same = [&](const Entity& other) { return same_entity(entity, other); };
    const auto own = [&](const Entity& actor) { return is_own_side(actor, entity); };
    if (std::any_of(search.except.begin(), search.except.end(), own)) continue;
    if (std::none_of(to.begin(), to.end(), same)) to.push_back(entity);
  }
}

}  // namespace

std::vector<TokenIndex> RoleFinder::owners(TokenIndex noun) const {
  std::vector<TokenIndex> out;
  for (TokenIndex c : view_.children(noun)) {
    const Token& token = view_.at(c);
    const bool possessive = token.relation == Relation::nmod && token.subtype == Subtype::poss;
    const bool attribute = token.relation == Relation::amod || token.relation == Relation::compound ||
                           (token.relation == Relation::nmod && token.subtype != Subtype::poss && c < noun);
    if (possessive || attribute) out.push_back(c);
  }
  std::stable_sort(out.begin(), out.end(), [&](TokenIndex a, TokenIndex b) {
    return (view_.at(a).subtype == Subtype::poss) > (view_.at(b).subtype == Subtype::poss);
  });
  return out;
}

std::vector<TokenIndex> RoleFinder::subjects(TokenIndex trigger) const {
  const Token& token = view_.at(trigger);
  TokenIndex found = -1;
  if (view_.is_verb(trigger)) {
    found = view_.subject(trigger);
  } else if (view_.has_child(trigger, Relation::cop) || view_.has_child(trigger, Relation::nsubj)) {
    found = view_.subject(trigger);
  } else if (view_.is_noun(trigger)) {
    const TokenIndex light = view_.light_verb(trigger);
    if (light >= 0) found = view_.subject(light);
  } else if (token.relation == Relation::amod) {
    found = token.head;
  } else if (token.relation == Relation::xcomp || token.relation == Relation::conj ||
             token.relation == Relation::advcl || token.relation == Relation::acl ||
             token.relation == Relation::ccomp) {
    found = view_.subject(trigger);
  }
  return found >= 0 ? std::vector<TokenIndex>{found} : std::vector<TokenIndex>{};
}

std::vector<TokenIndex> RoleFinder::objects(TokenIndex trigger) const {
  std::vector<TokenIndex> out;
  if (const TokenIndex first = view_.object(trigger); first >= 0) out.push_back(first);
  for (TokenIndex c : view_.children(trigger)) {  // "was given two boats", "hands Norland tanks"
    const bool more = view_.at(c).relation == Relation::obj && !out.empty() && c > out.front();
    if (more && view_.at(trigger).subtype != Subtype::relcl) out.push_back(c);
  }
  return out;
}

std::vector<TokenIndex> RoleFinder::tokens(TokenIndex trigger, std::string_view role) const {
  const auto one = [](TokenIndex i) { return i >= 0 ? std::vector<TokenIndex>{i} : std::vector<TokenIndex>{}; };
  if (role == "subject") return subjects(trigger);  // asked most often
  if (role == "object") return objects(trigger);
  if (const size_t dot = role.find('.');
      dot != std::string_view::npos) {  // "object.modifier": a role of what fills a role
    std::vector<TokenIndex> out;
    for (TokenIndex first : tokens(trigger, role.substr(0, dot))) {
      for (TokenIndex second : tokens(first, role.substr(dot + 1))) out.push_back(second);
    }
    return out;
  }
  if (role == "indirect") return one(view_.child(trigger, Relation::iobj));
  if (role == "content") return view_.contents(trigger);
  if (role == "owner") return owners(trigger);
  if (role == "possessor") return one(view_.child(trigger, Relation::nmod, Subtype::poss));
  if (role == "light") return one(view_.light_verb(trigger));
  if (role == "head") return one(view_.at(trigger).head);
  if (role == "modified") {  // the noun an attribute stands before: "illegal immigrants"
    return view_.at(trigger).relation == Relation::amod ? one(view_.at(trigger).head) : std::vector<TokenIndex>{};
  }
  if (role == "of-head") {
    return view_.at(trigger).relation == Relation::nmod ? one(view_.at(trigger).head) : std::vector<TokenIndex>{};
  }
  if (role == "content-subject") {
    std::vector<TokenIndex> out;
    for (TokenIndex content : view_.contents(trigger)) {
      const TokenIndex subject = view_.subject(content);
      if (subject >= 0) out.push_back(subject);
    }
    return out;
  }
  if (role == "modifier" || role == "determiner" || role == "particle" || role == "aux" || role == "case" ||
      role == "mark") {
    std::vector<TokenIndex> out;
    for (TokenIndex c : view_.children(trigger)) {
      const Relation relation = view_.at(c).relation;
      const bool modifier = relation == Relation::amod || relation == Relation::advmod ||
                            relation == Relation::compound || relation == Relation::nummod ||
                            relation == Relation::nmod;
      if ((role == "modifier" && modifier) || (role == "determiner" && relation == Relation::det) ||
          (role == "particle" && (relation == Relation::compound || relation == Relation::advmod)) ||
          (role == "aux" && relation == Relation::aux) || (role == "case" && relation == Relation::case_) ||
          (role == "mark" && relation == Relation::mark)) {
        out.push_back(c);
      }
    }
    return out;
  }
  if (role == "complement") {  // what a copula links to: "is ready", "is our fault"
    return view_.has_child(trigger, Relation::xcomp) ? view_.contents(trigger) : std::vector<TokenIndex>{};
  }
  return view_.prepositional(trigger, role);
}

bool RoleFinder::own_entities(TokenIndex token, const Search& search, RoleFill& out) const {
  const Mention* mention = mentions_.headed_by(sentence_, static_cast<uint32_t>(token));
  if (!mention || mention->kind == MentionKind::adjective) return false;
  add(out.entities, mention->entities, search);
  return true;
}

bool RoleFinder::through_phrase(TokenIndex token, const Search& search, RoleFill& out) const {
  for (TokenIndex possessor : owners(token)) {
    if (!is_where(possessor)) add(out.entities, owner(possessor, search).entities, search);
  }
  if (out.filled()) return true;
  const bool boundary = view_.in_class(token, "boundaries");
  for (TokenIndex c : view_.children(token)) {
    if (view_.at(c).relation != Relation::nmod && view_.at(c).relation != Relation::appos) continue;
    const std::string_view preposition = view_.case_lemma(c);
    if (view_.at(c).relation == Relation::nmod && preposition != "of" && preposition != "by" &&
        preposition != "between" && preposition != "from" &&
        !(boundary && (preposition == "with" || preposition == "to"))) {
      continue;
    }
    for (TokenIndex part : view_.conjuncts(c)) {
      if (!own_entities(part, search, out) && !view_.is_verb(part)) through_phrase(part, search, out);
    }
    if (out.filled()) return true;
  }
  return false;
}

RoleFill RoleFinder::resolve(TokenIndex token, const Search& search) const {
  RoleFill out;
  out.token = token;
  bool actor_head = false;
  for (TokenIndex part : view_.conjuncts(view_.semantic_head(token))) actor_head |= own_entities(part, search, out);
  if (!out.filled()) actor_head |= own_entities(token, search, out);  // "hundreds of villagers", named as a whole
  if (out.filled()) return out;
  const Mention* pronoun = mentions_.headed_by(sentence_, static_cast<uint32_t>(token));
  if (pronoun && pronoun->kind == MentionKind::pronoun) return out;
  for (TokenIndex part : view_.conjuncts(view_.semantic_head(token))) through_phrase(part, search, out);
  out.indirect = out.filled();
  if (out.indirect) out.how = "inside \"" + std::string(view_.at(token).form) + "\"";
  if (actor_head && out.indirect) out.how += " (unnamed actor)";
  return out;
}

bool RoleFinder::is_where(TokenIndex token) const {
  const Mention* mention = mentions_.headed_by(sentence_, static_cast<uint32_t>(token));
  if (!mention || mention->entities.empty() || view_.at(token).relation != Relation::compound) return false;
  const Entity& entity = mention->entities.front();
  const TokenIndex noun = view_.at(token).head;
  const bool person = entity.how.starts_with("person:") && view_.in_class(noun, "attack-nouns");  // "the Miller raid"
  if (!person && !is_name_of_country(entity, view_.at(token).form)) return false;
  return view_.in_class(noun, "combat-nouns") && view_.prepositional(noun, "on").empty() &&
         view_.prepositional(noun, "against").empty();
}

RoleFill RoleFinder::owner(TokenIndex token, const Search& search) const {
  RoleFill out;
  out.token = token;
  const Mention* mention = mentions_.headed_by(sentence_, static_cast<uint32_t>(token));
  if (!mention || mention->entities.empty()) return out;
  if (!search.places && is_where(token)) return out;
  add(out.entities, mention->entities, search);
  for (TokenIndex c : view_.children(token)) {
    const Mention* other =
        view_.at(c).relation == Relation::conj ? mentions_.headed_by(sentence_, static_cast<uint32_t>(c)) : nullptr;
    if (other) add(out.entities, other->entities, search);
  }
  return out;
}

RoleFill RoleFinder::inside_content(TokenIndex trigger, const Search& search) const {
  RoleFill out;
  for (TokenIndex content : view_.contents(trigger)) {
    if (!out.filled()) out = inside(content, search.except);
  }
  if (!out.filled() && view_.is_verb(trigger) && view_.object(trigger) >= 0)
    out = inside(view_.object(trigger), search.except);
  return out;
}

RoleFill RoleFinder::inside_condition(TokenIndex trigger, const Search& search) const {
  TokenIndex clause = trigger;
  for (int steps = 0; clause >= 0 && steps < 3; ++steps) {
    for (TokenIndex c : view_.children(clause)) {
      const Relation relation = view_.at(c).relation;
      const bool conditional =
          relation == Relation::advcl && (view_.classes().contains("conditions", view_.case_lemma(c)) ||
                                          view_.at(c).form == "should" || view_.child(c, Relation::aux) == c - 1);
      const bool event_phrase = relation == Relation::obl && view_.in_class(c, "condition-nouns");
      if (!conditional && !event_phrase) continue;
      RoleFill out = inside(c, search.except);
      if (out.filled()) {
        out.how = "in the condition";
        return out;
      }
    }
    clause = view_.at(clause).relation == Relation::conj || view_.at(clause).relation == Relation::xcomp
                 ? view_.at(clause).head
                 : -1;
  }
  return {};
}

RoleFill RoleFinder::fill(TokenIndex trigger, const std::vector<std::string>& roles, const Search& search) const {
  for (const std::string& role : roles) {
    const bool direct_only = role.ends_with('!');
    const std::string_view name =
        direct_only ? std::string_view(role).substr(0, role.size() - 1) : std::string_view(role);
    if (name == "inside" || name == "condition") {
      RoleFill out = name == "inside" ? inside_content(trigger, search) : inside_condition(trigger, search);
      if (out.filled()) return out;
      continue;
    }
    RoleFill out;
    for (TokenIndex token : tokens(trigger, name)) {
      RoleFill part = name == "owner" || name.ends_with(".owner") ? owner(token, search) : resolve(token, search);
      if (!part.filled() || (direct_only && part.indirect)) continue;
      if (name == "subject" && !search.places && part.indirect &&
          !view_.in_class(view_.semantic_head(token), "agentive"))
        continue;
      if (!out.filled()) {
        out = std::move(part);
      } else {
        add(out.entities, part.entities, search);
      }
      if (name != "owner") break;
    }
    if (out.filled()) {
      out.how = std::string(name) + (out.how.empty() ? "" : " " + out.how);
      return out;
    }
  }
  return {};
}

bool RoleFinder::in_aside(TokenIndex token, TokenIndex top) const {
  const TokenIndex noun = view_.at(token).head;
  const bool attribute = view_.at(token).relation == Relation::compound && noun != top && noun >= 0 &&
                         view_.at(noun).relation == Relation::compound;
  if (attribute || is_where(token)) return true;
  const std::string_view preposition = view_.case_lemma(token);
  if (preposition == "than" || preposition == "like" || preposition == "unlike") return true;
  for (TokenIndex i = token; i >= 0 && i != top; i = view_.at(i).head) {
    if (view_.at(i).subtype != Subtype::relcl || !view_.is_verb(i)) continue;
    if (view_.at(i).head >= 0 && view_.at(view_.at(i).head).lemma == "what")
      continue;                                       // "what it called a plot by Peru"
    return view_.child(i, Relation::nsubj) != token;  // "the law that Peru passed" is Peru's
  }
  return false;
}

RoleFill RoleFinder::inside(TokenIndex top, const std::vector<Entity>& except) const {
  RoleFill out;
  RoleFill stateless;  // "to send soldiers to Peru": Peru, not soldiers of no state
  if (sentence_ + 1 >= mentions_.sentence_begin.size()) return out;
  for (uint32_t i = mentions_.sentence_begin[sentence_]; i < mentions_.sentence_begin[sentence_ + 1]; ++i) {
    const Mention& mention = mentions_.all[i];
    if (mention.entities.empty() || !view_.below(static_cast<TokenIndex>(mention.head), top)) continue;
    if (in_aside(static_cast<TokenIndex>(mention.head), top)) continue;
    for (const Entity& entity : mention.entities) {
      const auto known = [&](const Entity& other) { return same_party(other, entity); };
      if (std::none_of(except.begin(), except.end(), known)) out.entities.push_back(entity);
    }
    if (!out.filled()) continue;
    out.token = static_cast<TokenIndex>(mention.head);
    out.indirect = true;
    out.how = "inside the content";
    if (!is_stateless(out.entities)) return out;
    if (!stateless.filled()) stateless = std::move(out);
    out = {};
  }
  return stateless;
}

bool RoleFinder::word_meets(TokenIndex token, const WordSet& words) const {
  if (words.official) {
    const RoleFill fill = resolve(token, {true, {}});
    if (std::any_of(fill.entities.begin(), fill.entities.end(), [](const Entity& entity) {
          return !entity.office.empty() || entity.sector == "GOV" || entity.sector == "LEG" || entity.sector == "PTY";
        })) {
      return true;
    }
  }
  if (words.actor && resolve(token, {true, {}}).filled()) return true;
  const auto holds = [&](TokenIndex i) {  // lemmas of names keep their capitals: "the Security Council"
    const Token& word = view_.at(i);
    return words.contains(word.lemma) || (word.upos == Upos::PROPN && words.contains(to_lower(word.lemma)));
  };
  if (holds(token)) return true;
  for (TokenIndex c : view_.children(token)) {
    if (view_.at(c).relation == Relation::conj && holds(c)) return true;
  }
  const TokenIndex meaning = view_.semantic_head(token);
  return meaning != token && holds(meaning);
}

std::vector<TokenIndex> RoleFinder::used_by(TokenIndex trigger, const Constraint& constraint) const {
  const std::string_view role = constraint.role;
  if (!constraint.required || constraint.words.any || constraint.words.actor ||
      !(role.ends_with("aux") || role.ends_with("modifier") || role.ends_with("determiner"))) {
    return {};
  }
  std::vector<TokenIndex> out = tokens(trigger, role);
  std::erase_if(out, [&](TokenIndex i) { return !constraint.words.contains(view_.at(i).lemma); });
  return out;
}

bool RoleFinder::meets(TokenIndex trigger, const Constraint& constraint) const {
  bool found = false;
  for (TokenIndex token : tokens(trigger, constraint.role)) found = found || word_meets(token, constraint.words);
  return found == constraint.required;
}

}  // namespace demarche
