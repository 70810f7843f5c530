// Role nouns without a name: "Russian troops", "Turkey's foreign ministry", "separatists in the east of Ukraine".
#include <algorithm>

#include "base/utf8.h"
#include "mention/actor_phrases.h"

namespace demarche {
namespace {

constexpr size_t kLongestList = 8;      ///< states that "the ministers of A, B and C" may list
constexpr uint32_t kWidestPhrase = 14;  ///< tokens a phrase may reach to the left of its noun

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_own_pronoun(const Token& token) {
  return one_of(to_lower(token.form), {"his", "her", "its", "their", "our", "my", "your"});
}

}  // namespace

void ActorPhrases::build_nominals() {
  for (const RoleSpan& role : scan_.roles()) {
    if (!used_[role.head]) build_nominal(role);
  }
}

uint32_t ActorPhrases::phrase_begin(uint32_t head, uint32_t inner) const {
  uint32_t begin = inner;
  while (begin > 0 && head - begin < kWidestPhrase) {
    const uint32_t t = begin - 1;
    if (is_possessive(t) && t > 0) {
      // "Russia's defence ministry": the owner stands before it, whatever the arcs say.
      const int32_t owner = scan_.name_at(t - 1);
      const int32_t role = scan_.role_at(t - 1);
      const int32_t run = scan_.run_at(t - 1);
      begin = owner >= 0  ? scan_.names()[static_cast<size_t>(owner)].first
              : role >= 0 ? scan_.roles()[static_cast<size_t>(role)].first
              : run >= 0  ? scan_.runs()[static_cast<size_t>(run)].first
                          : t - 1;
      if (role >= 0) begin = phrase_begin(scan_.roles()[static_cast<size_t>(role)].head, begin);
      if (begin > 0 && token(begin - 1).upos == Upos::DET) --begin;
      break;
    }
    // Climb from t; every step must stay inside the phrase and reach its noun.
    int32_t at = static_cast<int32_t>(t);
    Relation last = Relation::dep;
    for (int step = 0; step < 8 && at >= 0 && at != static_cast<int32_t>(head); ++step) {
      last = token(static_cast<uint32_t>(at)).relation;
      at = tree_.head(static_cast<uint32_t>(at));
      if (at > static_cast<int32_t>(head) ||
          (at >= 0 && at <= static_cast<int32_t>(t) && at != static_cast<int32_t>(head)))
        break;
    }
    const bool inside = at == static_cast<int32_t>(head) &&
                        (last == Relation::det || last == Relation::amod || last == Relation::compound ||
                         last == Relation::nummod || last == Relation::nmod || last == Relation::flat);
    const int32_t name = scan_.name_at(t);
    const bool touching = name >= 0 && t + 1 == begin && begin == inner &&
                          affiliation_of(scan_.names()[static_cast<size_t>(name)]).known();
    if (token(t).upos == Upos::ADP || token(t).upos == Upos::PUNCT || token(t).upos == Upos::CCONJ ||
        token(t).upos == Upos::VERB) {
      const bool hyphen = token(t).form == "-" || (token(t).upos == Upos::VERB && token(t).relation == Relation::amod);
      if (!inside && !(hyphen && t > 0 && !token(t - 1).space_after)) break;
      if (!hyphen && token(t).upos != Upos::VERB) break;
    } else if (!inside && !touching) {
      break;
    }
    begin = name >= 0 ? std::min(t, scan_.names()[static_cast<size_t>(name)].first) : t;
  }
  // "Iranian-backed militia": never begin at the hyphen.
  if (token(begin).form == "-" && begin > 0) {
    const int32_t name = scan_.name_at(begin - 1);
    begin = name >= 0 ? scan_.names()[static_cast<size_t>(name)].first : begin - 1;
  }
  return begin;
}

void ActorPhrases::read_left(uint32_t begin, const RoleSpan& role, ActorDraft& draft) const {
  for (uint32_t t = begin; t < role.first;) {
    if (const int32_t index = scan_.name_at(t); index >= 0) {
      const NameSpan& span = scan_.names()[static_cast<size_t>(index)];
      const Affiliation found = affiliation_of(span);
      const bool past =
          t > begin && listed("former-only", t - 1) && !found.code.empty() && lexicon_.entry(found.entry).to.known();
      // "Iran's enemies", "its allies" are somebody else.
      const bool related =
          is_possessive(span.last) && lexicon_.in_list("relational-noun", to_lower(token(role.head).lemma));
      if (related && found.known()) draft.away = found.code;
      if (found.known() && !past && !related && (!draft.affiliation.known() || is_possessive(span.last)))
        draft.affiliation = found;
      if (is_possessive(span.last) && !found.known())
        draft.owner = static_cast<int32_t>(tree_.head_of({span.first, span.last}));
      if ((against(span) || backing(span)) && !span.senses.empty()) draft.away = entry(span.senses.front()).code;
      draft.modified = true;
      t = std::max(t + 1, span.last);
      continue;
    }
    if (const int32_t index = scan_.role_at(t); index >= 0) {
      const RoleSpan& body = scan_.roles()[static_cast<size_t>(index)];
      if (is_possessive(body.last) && !draft.affiliation.known()) draft.owner = static_cast<int32_t>(body.head);
      if (draft.affiliation.sector.empty() && body.role->kind != RoleNoun::Kind::person)
        draft.affiliation.sector = body.role->sector;
      t = std::max(t + 1, body.last);
      draft.modified = true;
      continue;
    }
    const std::string word = to_lower(token(t).form);
    if (lexicon_.in_list("military-word", word)) draft.military = true;
    if (one_of(word, {"the", "this", "these", "those", "that", "both"})) draft.definite = true;
    if (one_of(word, {"a", "an", "some", "several", "another", "any", "no", "many", "few", "more", "two", "three",
                      "dozens", "other"})) {
      draft.indefinite = true;
    }
    if (token(t).upos == Upos::ADJ || token(t).upos == Upos::NOUN || token(t).upos == Upos::PROPN)
      draft.modified = true;
    if (listed("former-only", t)) draft.former = true;
    if (is_own_pronoun(token(t))) draft.owner = static_cast<int32_t>(t);
    ++t;
  }
}

bool ActorPhrases::read_complement(const RoleSpan& role, ActorDraft& draft, uint32_t& end) {
  const uint32_t at = role.last;
  if (at + 1 >= size_) return false;
  const std::string_view word = token(at).form;
  if ((word != "of" && word != "for" && (draft.affiliation.known() || !comes_from(role))) ||
      lexicon_.in_list("relational-noun", to_lower(token(role.head).lemma)))
    return false;
  uint32_t t = at + 1;
  while (t < size_ && t < at + 5 && scan_.name_at(t) < 0 && scan_.role_at(t) < 0 &&
         (token(t).upos == Upos::DET || token(t).upos == Upos::ADJ || token(t).upos == Upos::NOUN ||
          token(t).upos == Upos::PROPN)) {
    ++t;
  }
  if (t >= size_) return false;
  if (const int32_t index = scan_.name_at(t); index >= 0) {
    const NameSpan& span = scan_.names()[static_cast<size_t>(index)];
    Affiliation found = affiliation_of(span);
    uint32_t stop = span.last;
    // "a spokesman for the Russian army": the body behind the adjective has the sector.
    if (stop < size_ && scan_.role_at(stop) >= 0) {
      const RoleSpan& body = scan_.roles()[static_cast<size_t>(scan_.role_at(stop))];
      if (found.sector.empty()) found.sector = body.role->sector;
      stop = body.last;
    } else if (stop < size_ && (token(stop).upos == Upos::NOUN || is_possessive(stop))) {
      // "president of Russia's parliament", "head of NATO operations": the state counts, the phrase ends before it.
      while (stop < size_ && stop < span.last + 4 &&
             (is_possessive(stop) || token(stop).upos == Upos::NOUN || scan_.role_at(stop) >= 0)) {
        if (scan_.role_at(stop) >= 0 && found.sector.empty())
          found.sector = scan_.roles()[static_cast<size_t>(scan_.role_at(stop))].role->sector;
        ++stop;
      }
    }
    if (!found.known()) return false;
    draft.affiliation = found;
    end = stop;
    if (role.plural && stop == span.last) read_list(word, draft, end);
    return true;
  }
  if (word == "from") return false;
  if (const int32_t index = scan_.role_at(t); index >= 0) {
    const RoleSpan& body = scan_.roles()[static_cast<size_t>(index)];
    if (body.role->kind == RoleNoun::Kind::person) return false;
    ActorDraft inner;
    read_left(at + 1, body, inner);
    uint32_t stop = body.last;
    if (!inner.affiliation.known()) read_complement(body, inner, stop);
    if (!inner.affiliation.known() && inner.owner >= 0) draft.owner = inner.owner;
    if (inner.affiliation.known()) draft.affiliation = inner.affiliation;
    if (!body.role->sector.empty()) draft.affiliation.sector = body.role->sector;
    end = stop;
    return true;
  }
  return false;
}

bool ActorPhrases::comes_from(const RoleSpan& role) const {
  // "officials from Peru met": they are Peru's; "withdrew officials from Peru" says where they were.
  if (token(role.last).form != "from" || role.last + 1 >= size_) return false;
  uint32_t at = role.last + 1;
  if (token(at).upos == Upos::DET && at + 1 < size_) ++at;
  const int32_t index = scan_.name_at(at);
  if (index < 0) return false;
  const NameSpan& span = scan_.names()[static_cast<size_t>(index)];
  const Token& head = token(role.head);
  const int32_t marker = tree_.child(role.head, Relation::case_);
  // "talks with officials from Peru", not "the withdrawal of officials from Peru"
  const bool party = (head.relation == Relation::obl || head.relation == Relation::nmod) && marker >= 0 &&
                     token(static_cast<uint32_t>(marker)).form != "of";
  const bool acts = party || (head.relation == Relation::nsubj && head.subtype != Subtype::pass);
  return acts && tree_.head(tree_.head_of({span.first, span.last})) == static_cast<int32_t>(role.head);
}

void ActorPhrases::read_list(std::string_view preposition, ActorDraft& draft, uint32_t& end) const {
  // "the ministers of Peru, Chile and Ecuador": one party for each. Without a closing "and" the comma ends the phrase.
  std::vector<Affiliation> found;
  uint32_t at = end;
  bool closed = false;
  while (!closed && at + 1 < size_ && found.size() < kLongestList) {
    uint32_t name_at = at;
    if (token(name_at).form == ",") ++name_at;
    if (name_at < size_ && token(name_at).form == "and") {
      closed = true;
      ++name_at;
    }
    if (name_at == at || name_at >= size_) return;
    if (closed && token(name_at).form == preposition) ++name_at;
    if (name_at < size_ && token(name_at).upos == Upos::DET) ++name_at;
    if (name_at >= size_ || scan_.name_at(name_at) < 0) return;
    const NameSpan& span = scan_.names()[static_cast<size_t>(scan_.name_at(name_at))];
    const Affiliation each = affiliation_of(span);
    // "... and Chile's navy", "... and Chilean troops" begin another phrase.
    if (!each.known() || is_possessive(span.last) || is_modifier(tree_.head_of({span.first, span.last}))) return;
    found.push_back(each);
    at = span.last;
  }
  if (!closed) return;
  const std::string sector = draft.affiliation.sector;
  draft.more.push_back(draft.affiliation);
  draft.more.insert(draft.more.end(), found.begin(), found.end() - 1);
  draft.affiliation = found.back();
  for (Affiliation& each : draft.more) {
    if (each.sector.empty()) each.sector = sector;
  }
  if (draft.affiliation.sector.empty()) draft.affiliation.sector = sector;
  end = at;
}

void ActorPhrases::read_coordination(uint32_t& begin, ActorDraft& draft) const {
  while (begin > 1 && draft.affiliation.token >= static_cast<int32_t>(begin)) {
    const std::string_view link = token(begin - 1).form;
    const int32_t name = scan_.name_at(begin - 2);
    if ((link != "and" && link != "," && link != "or") || name < 0) return;
    // "Peru and Chile's presidents", all of several: plural, and the last one is the possessor.
    const bool shared_owner = draft.mention.plural && link == "and" && token(begin).upos == Upos::PROPN &&
                              is_possessive(static_cast<uint32_t>(draft.affiliation.token) + 1);
    const NameSpan& span = scan_.names()[static_cast<size_t>(name)];
    const Affiliation found = affiliation_of(span);
    const uint32_t head = tree_.head_of({span.first, span.last});
    const bool demonym = std::any_of(span.senses.begin(), span.senses.end(),
                                     [](const NameSense& s) { return s.form == NameForm::demonym; });
    const bool adjective = demonym && (token(head).upos == Upos::ADJ || is_modifier(head));
    if (!found.known() || span.last != begin - 1 ||
        !(adjective || shared_owner || (link == "and" && is_modifier(head))))
      return;
    draft.more.insert(draft.more.begin(), found);
    begin = span.first;
  }
}

void ActorPhrases::read_location(const RoleSpan& role, ActorDraft& draft) const {
  // "the Defence Ministry in Lima" is the ministry there; an embassy in Lima is not.
  const bool body =
      role.role->kind == RoleNoun::Kind::body && !lexicon_.in_list("foreign-post", to_lower(token(role.head).lemma));
  const bool local = lexicon_.in_list("local-role", role.role->phrase) ||
                     (!role.role->sector.empty() && lexicon_.in_list("local-sector", to_lower(role.role->sector)));
  if (!body && !local) return;
  // Next to the noun first; else anywhere in the sentence, when all places agree.
  std::string code;
  Affiliation found;
  bool from = false;
  for (uint32_t t = 0; t + 1 < size_; ++t) {
    if (token(t).upos != Upos::ADP || !listed("local-preposition", t)) continue;
    uint32_t at = t + 1;
    while (at < size_ && at < t + 5 && scan_.name_at(at) < 0 &&
           (token(at).upos == Upos::DET || token(at).upos == Upos::ADJ || token(at).upos == Upos::NOUN ||
            token(at).upos == Upos::PROPN || token(at).form == "of")) {
      ++at;
    }
    if (at >= size_ || scan_.name_at(at) < 0) continue;
    const NameSpan& span = scan_.names()[static_cast<size_t>(scan_.name_at(at))];
    const Affiliation here = affiliation_of(span);
    if (!here.known() || is_possessive(span.last)) continue;
    if (is_modifier(tree_.head_of({span.first, span.last}))) {
      // "In Lima police ...": theirs, and one place more in the sentence.
      if (t == 0 && code.empty()) code = here.code;
      if (t == 0 && code != here.code) return;
      continue;
    }
    if (lexicon_.entry(here.entry).kind == ActorKind::organisation || here.code.empty()) continue;
    // "fired rockets at Peru": its target, not their place.
    if (token(t).form == "at" && lexicon_.entry(here.entry).kind == ActorKind::country) continue;
    if (t == role.last) {
      found = here;
      code = here.code;
      from = token(t).form == "from";
      break;
    }
    if (!local || (body && role.role->sector != "COP")) continue;
    if (code.empty()) {
      code = here.code;
      found = here;
    } else if (code != here.code) {
      return;
    }
  }
  if (found.code.empty() || found.code == draft.away) return;
  draft.affiliation.code = found.code;
  draft.located = !from;
  draft.affiliation.entry = lexicon_.country(found.code);
  draft.affiliation.token = found.token;
}

void ActorPhrases::inherit(const RoleSpan& role, ActorDraft& draft) const {
  // "Ukrainian forces and police": a conjunct without words of its own takes the first one's state.
  if (token(role.head).relation != Relation::conj || draft.modified || draft.definite || draft.indefinite ||
      draft.owner >= 0)
    return;
  const int32_t above = tree_.head(role.head);
  if (above < 0) return;
  const ActorDraft* first = headed(static_cast<uint32_t>(above));
  if (first == nullptr || first->type != ActorDraft::Type::nominal || !first->affiliation.known()) return;
  // Only an adjective is shared, not an of-phrase.
  if (first->affiliation.token >= static_cast<int32_t>(first->mention.head)) return;
  const std::string sector = draft.affiliation.sector;
  draft.affiliation = first->affiliation;
  draft.affiliation.sector = sector;
}

void ActorPhrases::build_nominal(const RoleSpan& role) {
  ActorDraft draft;
  draft.type = ActorDraft::Type::nominal;
  draft.how = "role";
  draft.role = role.role;
  draft.noun = role.noun;
  Mention& mention = draft.mention;
  mention.kind = MentionKind::nominal;
  mention.plural = role.plural;
  mention.head = phrase_head(role.first, role.head + 1);
  mention.first = phrase_begin(mention.head, role.first);
  mention.last = std::max(role.last, mention.head + 1);
  if (mention.first > 0 && token(mention.first - 1).form == "at" && token(mention.first).form == "least")
    --mention.first;
  read_left(mention.first, role, draft);
  uint32_t end = mention.last;
  draft.elsewhere = of_unknown(role.last);
  if (!draft.affiliation.known() || draft.affiliation.sector.empty()) {
    ActorDraft right = draft;
    if (read_complement(role, right, end)) {
      const bool own = draft.affiliation.known();
      if (!own) {
        draft = std::move(right);
      } else if (!right.affiliation.sector.empty()) {
        draft.affiliation.sector = right.affiliation.sector;
      }
      draft.mention.last = std::max(draft.mention.last, end);
    }
  }
  if (draft.affiliation.known() && draft.affiliation.token < static_cast<int32_t>(role.first))
    read_coordination(draft.mention.first, draft);
  if (is_modifier(mention.head) && !draft.affiliation.known() && draft.owner < 0) {
    // "its troop numbers": the owner of the noun it modifies.
    const int32_t owner = tree_.child(static_cast<uint32_t>(tree_.head(mention.head)), Relation::nmod, Subtype::poss);
    if (owner >= 0) draft.owner = owner;
    draft.modifier = true;
  }
  if (!draft.affiliation.known() && draft.owner < 0) inherit(role, draft);
  if (!draft.affiliation.known() && draft.owner < 0) read_location(role, draft);
  end = draft.mention.last;
  const uint32_t left = draft.mention.first;
  keep(std::move(draft), left, end);
  for (uint32_t t = left; t < end; ++t) {
    if (is_own_pronoun(token(t))) used_[t] = 0;
    const int32_t name = scan_.name_at(t);
    if (name < 0) continue;
    const NameSpan& span = scan_.names()[static_cast<size_t>(name)];
    // Possessors, backers and people stay mentions of their own.
    if (is_possessive(span.last) || !affiliation_of(span).known()) used_[t] = 0;
  }
}

}  // namespace demarche
