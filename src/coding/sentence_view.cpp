#include "coding/sentence_view.h"

#include <algorithm>

namespace demarche {
namespace {
constexpr int kMaxDepth = 8;  // chains of control and coordination longer than this are parser noise
}

SentenceView::SentenceView(const Sentence& sentence, const LexicalClasses& classes)
    : sentence_(sentence), classes_(classes), child_begin_(sentence.tokens.size() + 1, 0) {
  const size_t count = sentence.tokens.size();
  for (const Token& token : sentence.tokens) {
    if (token.head >= 0) ++child_begin_[static_cast<size_t>(token.head)];
  }
  uint32_t end = 0;
  for (size_t i = 0; i <= count; ++i) child_begin_[i] = end += child_begin_[i];
  child_list_.resize(end);
  for (size_t i = count; i-- > 0;) {  // from the last, each range filled from its end
    const int32_t head = sentence.tokens[i].head;
    if (head >= 0) child_list_[--child_begin_[static_cast<size_t>(head)]] = static_cast<TokenIndex>(i);
  }
}

TokenIndex SentenceView::child(TokenIndex i, Relation relation) const {
  for (TokenIndex c : children(i)) {
    if (at(c).relation == relation) return c;
  }
  return -1;
}

TokenIndex SentenceView::child(TokenIndex i, Relation relation, Subtype subtype) const {
  for (TokenIndex c : children(i)) {
    if (at(c).relation == relation && at(c).subtype == subtype) return c;
  }
  return -1;
}

bool SentenceView::below(TokenIndex i, TokenIndex top) const {
  for (int steps = 0; i >= 0 && steps <= size(); ++steps) {
    if (i == top) return true;
    i = at(i).head;
  }
  return false;
}

bool SentenceView::stray_verb(TokenIndex verb) const {
  const Token& token = at(verb);
  if (token.head < 0) return false;
  if (token.relation == Relation::amod && token.head > verb) {
    const TokenIndex subject = child(verb, Relation::nsubj);
    return subject >= 0 && subject < verb && at(subject).subtype != Subtype::pass;
  }
  if (token.relation != Relation::acl || token.subtype != Subtype::none) return false;
  const TokenIndex root = nominal_root_before(verb);
  if (root < 0) return false;
  // "The premier, on a visit to the coast, called for ...": what stands between the commas is aside.
  const bool after_aside =
      at(verb - 1).lemma == "," && at(root + 1).lemma == "," && root + 1 < verb - 1 && at(size() - 1).lemma == ".";
  return token.xpos == "VBD" || (token.xpos == "VBN" && (after_aside || in_class(verb, "motion-verbs")));
}

TokenIndex SentenceView::nominal_root_before(TokenIndex verb) const {
  const TokenIndex head = at(verb).head;
  if (head >= 0 && head < verb && at(head).relation == Relation::root && is_noun(head)) return head;
  if (verb == 0 || at(verb - 1).lemma != ",") return -1;  // "Norland, after a meeting in the capital, called for talks"
  TokenIndex i = verb;
  for (int steps = 0; at(i).head >= 0 && steps < size(); ++steps) i = at(i).head;
  return i < verb && is_noun(i) ? i : -1;
}

TokenIndex SentenceView::noun_phrase_before(TokenIndex verb) const {
  TokenIndex i = verb - 1;
  while (i >= 0 && at(i).upos == Upos::PUNCT) --i;
  if (i < 0 || !is_noun(i)) return -1;
  for (int steps = 0; steps < size(); ++steps) {
    const TokenIndex head = at(i).head;
    const Relation relation = at(i).relation;
    const bool inside_phrase =
        relation == Relation::flat || relation == Relation::compound || relation == Relation::appos;
    if (!inside_phrase || head < 0 || head > verb || !is_noun(head) || has_child(head, Relation::case_)) break;
    i = head;
  }
  return has_child(i, Relation::case_) ? -1 : i;
}

bool SentenceView::is_passive(TokenIndex verb) const {
  bool agent = false;
  bool active = false;  // "stood by its ally", "spoke by phone": a subject that acts
  for (TokenIndex c : children(verb)) {
    if (at(c).subtype == Subtype::pass) return true;
    agent = agent || (at(c).relation == Relation::obl && at(c).subtype == Subtype::agent);
    active = active || at(c).relation == Relation::nsubj;
  }
  if (agent && !active) return true;
  const Token& token = at(verb);
  if (stray_verb(verb)) return false;
  const bool participle = token.xpos == "VBN" || token.xpos == "VBD";
  if (token.relation == Relation::acl && token.subtype == Subtype::none && participle) return true;
  if (token.relation == Relation::amod && token.xpos == "VBN") return true;
  if (token.relation == Relation::advcl && participle && !active && !has_child(verb, Relation::obj) &&
      !has_child(verb, Relation::aux) && !has_child(verb, Relation::mark))
    return true;  // "blessed with charm, the premier ..."
  if (token.relation == Relation::conj && token.xpos == "VBN" && token.head >= 0 && !has_child(verb, Relation::nsubj) &&
      !has_child(verb, Relation::obj) && is_verb(token.head) && token.head != verb) {
    const TokenIndex first = token.head;
    return child(first, Relation::nsubj, Subtype::pass) >= 0 || child(first, Relation::aux, Subtype::pass) >= 0;
  }
  return false;
}

bool SentenceView::in_name(TokenIndex i) const {
  const auto capital = [&](TokenIndex t) { return at(t).form.front() >= 'A' && at(t).form.front() <= 'Z'; };
  if (i < 2 || at(i).upos != Upos::VERB || !capital(i) || at(i).form.size() < 2 || at(i - 1).upos == Upos::PUNCT)
    return false;
  const bool contracted = at(i - 1).lemma == "not" && capital(i - 2);  // "the group Don't Shoot"
  if (!capital(i - 1) && !contracted) return false;
  int small = 0;
  for (TokenIndex t = 1; t < size(); ++t) {
    const Upos upos = at(t).upos;
    const bool content = upos == Upos::NOUN || upos == Upos::VERB || upos == Upos::ADJ;
    if (content && t != i) small += capital(t) ? -1 : 1;
  }
  return small >= 3;
}

TokenIndex SentenceView::first_conjunct(TokenIndex i) const {
  int steps = 0;
  while (at(i).relation == Relation::conj && at(i).head >= 0 && steps++ < size()) i = at(i).head;
  return i;
}

/// "President Ann Alder and Premier Bo Birch": a second name that the parser took for a part of the first.
bool SentenceView::joined_name(TokenIndex name, TokenIndex part) const {
  if (at(part).relation != Relation::flat || part < name) return false;
  for (TokenIndex i = name + 1; i < part; ++i) {
    if (at(i).upos == Upos::CCONJ) return true;
  }
  return false;
}

std::vector<TokenIndex> SentenceView::conjuncts(TokenIndex i) const {
  std::vector<TokenIndex> out{i};
  for (TokenIndex c : children(i)) {
    if (at(c).relation == Relation::conj || joined_name(i, c)) out.push_back(c);
  }
  return out;
}

std::string_view SentenceView::case_lemma(TokenIndex i) const {
  for (TokenIndex c : children(i)) {
    if (at(c).relation == Relation::case_ || at(c).relation == Relation::mark) return at(c).lemma;
  }
  for (TokenIndex c : children(i)) {  // "of Judge Ansel Roy" with the preposition hung from the title
    if (at(c).subtype == Subtype::desc && c < i) {
      const TokenIndex preposition = child(c, Relation::case_);
      if (preposition >= 0) return at(preposition).lemma;
    }
  }
  return {};
}

TokenIndex SentenceView::relative_antecedent(TokenIndex verb) const {
  const Token& token = at(verb);
  if (token.relation == Relation::acl && token.subtype == Subtype::relcl) return token.head;
  return -1;
}

namespace {
bool is_relative_pronoun(const Token& token) {
  return token.lemma == "who" || token.lemma == "which" || token.lemma == "that" || token.lemma == "whom";
}
}  // namespace

TokenIndex SentenceView::controlled_subject(TokenIndex verb, int depth) const {
  const Token& token = at(verb);
  if (token.head < 0) return -1;
  const TokenIndex governor = token.head;
  if (token.relation == Relation::xcomp) {
    const TokenIndex addressee = child(governor, Relation::iobj);
    if (addressee >= 0) return addressee;
    const TokenIndex object_of = is_verb(governor) ? object(governor, depth + 1) : -1;
    if (object_of >= 0 && object_of != verb) return object_of;
    return subject(governor, depth + 1);
  }
  if (token.relation == Relation::advcl || token.relation == Relation::ccomp || token.relation == Relation::obl ||
      (token.relation == Relation::acl && token.subtype == Subtype::none && is_verb(governor))) {
    const std::string_view mark = case_lemma(verb);
    if (mark == "of" || mark == "from" || mark == "against" || mark == "for") {
      const TokenIndex object_of = object(governor, depth + 1);
      if (object_of >= 0 && object_of != verb) return object_of;
    }
    return subject(governor, depth + 1);
  }
  if (token.relation == Relation::acl) {
    if (case_lemma(verb) == "to" || case_lemma(verb) == "of" || case_lemma(verb) == "for") {  // its decision to attack
      const TokenIndex owner = child(governor, Relation::nmod, Subtype::poss);
      if (owner >= 0) return owner;
      const TokenIndex above = at(governor).head;
      if (above >= 0 && is_verb(above) && at(governor).relation != Relation::nsubj) return subject(above, depth + 1);
      return governor;
    }
    return governor;
  }
  return -1;
}

TokenIndex SentenceView::subject(TokenIndex predicate, int depth) const {
  if (depth > kMaxDepth) return -1;
  const bool passive = is_passive(predicate);
  if (passive) {
    TokenIndex agent = child(predicate, Relation::obl, Subtype::agent);
    if (agent >= 0) return agent;
    for (TokenIndex c : children(predicate)) {
      const bool oblique = at(c).relation == Relation::obl || at(c).relation == Relation::nmod;
      if (oblique && case_lemma(c) == "by" && c > predicate) return c;
    }
    for (TokenIndex c : children(predicate)) {  // "was sent to X by Y" with "by Y" hung from X
      if (at(c).relation != Relation::obl || c < predicate) continue;
      for (TokenIndex low : children(c)) {
        if (at(low).relation == Relation::nmod && case_lemma(low) == "by") return low;
      }
    }
    return -1;
  }
  for (TokenIndex c : children(predicate)) {
    if (at(c).relation != Relation::nsubj || at(c).subtype == Subtype::pass) continue;
    const TokenIndex antecedent = relative_antecedent(predicate);
    if (antecedent >= 0 && is_relative_pronoun(at(c))) return antecedent;
    return c;
  }
  const TokenIndex antecedent = relative_antecedent(predicate);
  if (antecedent >= 0) return antecedent;
  const Token& token = at(predicate);
  if (token.relation == Relation::conj && token.head >= 0 && token.head != predicate) {
    const TokenIndex before = token.head;
    if (!is_verb(predicate)) return subject(before, depth + 1);
    const TokenIndex passive_subject = child(before, Relation::nsubj, Subtype::pass);
    return passive_subject >= 0 ? passive_subject : subject(before, depth + 1);
  }
  if (token.relation == Relation::acl && stray_verb(predicate)) return nominal_root_before(predicate);
  const TokenIndex controlled = controlled_subject(predicate, depth);
  if (controlled >= 0) return controlled;
  // A finite verb whose subject the parser hung elsewhere: the noun phrase that stands right before it.
  const bool finite = token.xpos == "VBD" || token.xpos == "VBZ";
  return finite && token.relation == Relation::root ? noun_phrase_before(predicate) : -1;
}

TokenIndex SentenceView::object(TokenIndex verb, int depth) const {
  if (depth > kMaxDepth) return -1;
  const TokenIndex passive_subject = child(verb, Relation::nsubj, Subtype::pass);
  if (passive_subject >= 0) {
    const TokenIndex antecedent = relative_antecedent(verb);
    return antecedent >= 0 && is_relative_pronoun(at(passive_subject)) ? antecedent : passive_subject;
  }
  for (TokenIndex c : children(verb)) {
    if (at(c).relation != Relation::obj) continue;
    const TokenIndex antecedent = relative_antecedent(verb);
    return antecedent >= 0 && is_relative_pronoun(at(c)) ? antecedent : c;
  }
  const TokenIndex addressee = child(verb, Relation::iobj);
  if (addressee >= 0 && !is_relative_pronoun(at(addressee)))
    return addressee;  // "urged Norland to sign": iobj in today's EWT
  if (const TokenIndex told = child(verb, Relation::iobj); told >= 0) return told;  // "warned Peru that ..."
  for (TokenIndex c : children(verb)) {  // "laid down their arms" with the particle taken for a preposition
    const TokenIndex particle = at(c).relation == Relation::obl ? child(c, Relation::case_) : -1;
    if (particle == verb + 1 && at(particle).xpos == "RP") return c;
  }
  const Token& token = at(verb);
  if (token.relation == Relation::amod && stray_verb(verb)) return token.head;
  if (is_passive(verb)) {
    if (token.relation == Relation::acl || token.relation == Relation::amod) return token.head;
    if (token.relation == Relation::conj && token.head >= 0) return object(token.head, depth + 1);
    if (token.relation == Relation::xcomp || token.relation == Relation::advcl)
      return controlled_subject(verb, depth + 1);
  }
  if (token.relation == Relation::conj && token.head >= 0 && is_verb(token.head) && !has_child(verb, Relation::ccomp)) {
    const TokenIndex shared = child(token.head, Relation::obj);  // "invaded and annexed the island", hung on the first
    if (shared > verb) return shared;
  }
  const TokenIndex antecedent = relative_antecedent(verb);
  if (antecedent >= 0) {  // "the town (that) they shelled"
    const TokenIndex own = child(verb, Relation::nsubj);
    if (own >= 0 && !is_relative_pronoun(at(own))) return antecedent;
  }
  for (TokenIndex c : children(verb)) {  // "arm and train rebels": the last conjunct's object serves all
    if (at(c).relation == Relation::conj && is_verb(c) && !has_child(c, Relation::nsubj) &&
        !has_child(verb, Relation::ccomp) && !has_child(verb, Relation::xcomp) && !has_child(verb, Relation::obl)) {
      const TokenIndex shared = child(c, Relation::obj);
      if (shared >= 0 && shared > c) return shared;
    }
  }
  return -1;
}

/// "out of talks", "away from the table": the second word of the pair leads the phrase too.
bool SentenceView::led_by_pair(TokenIndex i, std::string_view lemma) const {
  const std::string_view first = case_lemma(i);
  if (first != "out" && first != "away" && first != "back" && first != "off") return false;
  const std::span<const TokenIndex> all = children(i);
  return std::any_of(all.begin(), all.end(),
                     [&](TokenIndex c) { return at(c).relation == Relation::case_ && at(c).lemma == lemma; });
}

std::vector<TokenIndex> SentenceView::prepositional(TokenIndex i, std::string_view lemma) const {
  std::vector<TokenIndex> out;
  const auto collect = [&](TokenIndex from) {
    for (TokenIndex c : children(from)) {
      const Relation relation = at(c).relation;
      const bool phrase = relation == Relation::obl || relation == Relation::nmod || relation == Relation::advcl ||
                          relation == Relation::acl || relation == Relation::xcomp || relation == Relation::ccomp;
      if (phrase && at(c).subtype != Subtype::relcl && (case_lemma(c) == lemma || led_by_pair(c, lemma)))
        out.push_back(c);
    }
  };
  collect(i);
  if (out.empty() && is_verb(i)) {
    const TokenIndex low = object(i);
    if (low > i || (low >= 0 && low == child(i, Relation::nsubj, Subtype::pass))) collect(low);
    if (out.empty()) {
      for (TokenIndex content : contents(i)) {
        if (out.empty() && at(content).relation == Relation::xcomp) collect(content);
      }
    }
  }
  if (out.empty() && is_noun(i) && lemma != "of") {  // "the withdrawal of troops from X", "a raid by soldiers on X"
    const std::span<const TokenIndex> first = children(i);
    std::vector<TokenIndex> level(first.begin(), first.end());
    for (int depth = 0; depth < 2 && out.empty(); ++depth) {
      std::vector<TokenIndex> next;
      for (TokenIndex c : level) {
        if (at(c).relation != Relation::nmod || at(c).subtype == Subtype::poss || c < i) continue;
        collect(c);
        const std::span<const TokenIndex> below = children(c);
        next.insert(next.end(), below.begin(), below.end());
      }
      level = std::move(next);
    }
  }
  if (out.empty() && is_noun(i)) {  // "an attack was launched against X": the phrase hangs from the light verb
    const TokenIndex light = light_verb(i);
    if (light >= 0) collect(light);
  }
  return out;
}

std::vector<TokenIndex> SentenceView::contents(TokenIndex i) const {
  std::vector<TokenIndex> out;
  const auto collect = [&](TokenIndex from, bool noun) {
    for (TokenIndex c : children(from)) {
      const Relation relation = at(c).relation;
      if (relation == Relation::ccomp || relation == Relation::xcomp) out.push_back(c);
      if (relation == Relation::acl && at(c).subtype == Subtype::none && (noun || from != i)) out.push_back(c);
      if (relation == Relation::advcl || relation == Relation::obl) {
        const std::string_view mark = case_lemma(c);
        if (is_verb(c) && (mark == "of" || mark == "from" || mark == "against" || mark == "for" || mark == "to" ||
                           mark == "with" || mark == "in" || mark == "at" || mark == "on")) {
          out.push_back(c);
        }
      }
    }
  };
  collect(i, is_noun(i));
  if (out.empty() && is_verb(i)) {
    const TokenIndex low = object(i);
    if (low > i) collect(low, false);
  }
  return out;
}

TokenIndex SentenceView::semantic_head(TokenIndex noun) const {
  for (int steps = 0; steps < 4; ++steps) {
    if (!in_class(noun, "quantities") && at(noun).upos != Upos::NUM) return noun;
    TokenIndex next = -1;
    for (TokenIndex c : children(noun)) {
      if (at(c).relation == Relation::nmod && case_lemma(c) == "of") next = c;
    }
    if (next < 0) return noun;
    noun = next;
  }
  return noun;
}

TokenIndex SentenceView::light_verb(TokenIndex noun) const {
  const TokenIndex top = first_conjunct(noun);
  const Token& token = at(top);
  if (token.head < 0 || !is_verb(token.head)) return -1;
  const bool object_like =
      token.relation == Relation::obj || (token.relation == Relation::nsubj && token.subtype == Subtype::pass);
  if (object_like && in_class(token.head, "light")) return token.head;
  if (token.relation == Relation::obl && in_class(token.head, "light-prepositional")) return token.head;
  return -1;
}

}  // namespace demarche
