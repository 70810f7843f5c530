// On which condition a pledge stands: the part of PledgeParts that reads if-clauses and their kin.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "coding/pledge_parts.h"

namespace demarche {
namespace {

bool is_clause_relation(Relation relation) {
  return relation == Relation::ccomp || relation == Relation::xcomp || relation == Relation::acl ||
         relation == Relation::advcl;
}

}  // namespace

/// The words of a condition that `child` of `governor` opens, without its marker; nothing when it opens none.
PledgeWords PledgeParts::condition_phrase(TokenIndex governor, TokenIndex child) const {
  const Token& token = view_.at(child);
  PledgeWords out;
  if (is_time(child)) return out;  // "until May"
  const auto take = [&](TokenIndex head) {
    out.head = head;
    out.range = subtree(head);
    while (!out.range.empty()) {  // the marker and what stands before it: "only if", "in case"
      const TokenIndex first = out.range.first;
      const bool marker = view_.at(first).upos == Upos::SCONJ || view_.at(first).upos == Upos::ADP ||
                          view_.at(first).upos == Upos::PUNCT || view_.at(first).upos == Upos::CCONJ ||
                          view_.in_class(first, "conditions") ||
                          (view_.in_class(first, "condition-openers") &&
                           (view_.at(first).lemma != "that" || view_.at(first).relation == Relation::mark));
      if (!marker || first == head || view_.in_class(first, "state-markers")) break;  // "unless" says more than "if"
      ++out.range.first;
    }
    while (!out.range.empty() && view_.at(out.range.last - 1).upos == Upos::PUNCT) --out.range.last;
    return out;
  };
  const bool participle = view_.in_class(child, "conditional-participles") && view_.has_child(child, Relation::ccomp);
  if (participle && child > governor) return take(view_.child(child, Relation::ccomp));  // "provided that"
  if (token.relation == Relation::advcl || token.relation == Relation::conj) {
    for (TokenIndex c : view_.children(child)) {
      const bool mark = view_.at(c).relation == Relation::mark || view_.at(c).relation == Relation::advmod ||
                        view_.at(c).relation == Relation::case_;
      const bool date = (view_.at(c).lemma == "until" || view_.at(c).lemma == "till") && !view_.is_verb(child) &&
                        !view_.has_child(child, Relation::cop);  // "until the spring"
      if (date) return out;
      if (mark && c < child && view_.in_class(c, "pledge-conditions")) {
        const bool even = c > 0 && view_.at(c - 1).lemma == "even";
        return even ? out : take(child);
      }
      const bool only_when = mark && view_.at(c).lemma == "when" && c > 0 && view_.at(c - 1).lemma == "only";
      const bool as_long_as = mark && view_.at(c).lemma == "as" && c > 0 && view_.at(c - 1).lemma == "long";
      if (only_when || as_long_as) return take(child);
    }
    if (token.relation == Relation::conj) return out;
    const TokenIndex aux = view_.child(child, Relation::aux);
    const TokenIndex active = view_.child(child, Relation::nsubj);
    const TokenIndex subject = active >= 0 ? active : view_.child(child, Relation::nsubj, Subtype::pass);
    const bool inverted = aux >= 0 && subject > aux && view_.in_class(aux, "inverting") && aux < child;
    if (inverted) {
      take(child);
      out.range.first = std::max(out.range.first, aux + 1);
    }
    return out;
  }
  if (token.relation != Relation::obl && token.relation != Relation::nmod) return out;
  const std::string_view preposition = view_.case_lemma(child);
  const bool opens = preposition == "in" || preposition == "on" || preposition == "under";
  if (view_.in_class(child, "condition-nouns") && opens) {  // "in the event that", "in case of", "on condition that"
    for (TokenIndex c : view_.children(child)) {
      const Relation relation = view_.at(c).relation;
      if (c > child && (is_clause_relation(relation) || relation == Relation::nmod || relation == Relation::ccomp))
        return take(c);
    }
    return out;
  }
  if (view_.in_class(child, "exchange-nouns") && preposition == "in") {  // "in exchange for", "in response to"
    for (TokenIndex c : view_.children(child)) {
      if (c > child && (view_.at(c).relation == Relation::nmod || view_.at(c).relation == Relation::acl))
        return take(c);
    }
  }
  const bool answers = view_.in_class(governor, "answering") && preposition == "to" && child > governor;
  return answers ? take(child) : out;
}

PledgeWords PledgeParts::condition_below(TokenIndex governor) const {
  for (TokenIndex c : view_.children(governor)) {
    if (const PledgeWords found = condition_phrase(governor, c); found.found()) return found;
  }
  return {};
}

/// The phrase of a head without its preposition.
PledgeWords PledgeParts::phrase_of(TokenIndex head) const {
  PledgeWords out{head, subtree(head)};
  while (!out.range.empty() && out.range.first < head &&
         (view_.at(out.range.first).upos == Upos::ADP || view_.at(out.range.first).upos == Upos::PUNCT))
    ++out.range.first;
  return out;
}

PledgeWords PledgeParts::condition(TokenIndex trigger, TokenIndex content,
                                   const std::vector<std::string>& roles) const {
  for (const std::string& role : roles) {
    for (TokenIndex token : roles_.tokens(trigger, role)) return phrase_of(token);
  }
  std::vector<TokenIndex> places;
  const auto climb = [&](TokenIndex from) {
    for (int steps = 0; from >= 0 && steps < 6; ++steps) {
      places.push_back(from);
      const Relation relation = view_.at(from).relation;
      const bool up = relation == Relation::conj || relation == Relation::xcomp || relation == Relation::ccomp ||
                      relation == Relation::obj || relation == Relation::obl || relation == Relation::acl;
      if (!up || from == trigger) break;
      from = view_.at(from).head;
    }
  };
  const TokenIndex above = view_.at(trigger).head;
  if (view_.is_noun(trigger) && above >= 0 && view_.in_class(above, "depending")) {  // "the offer hinges on ..."
    const std::vector<TokenIndex> on = view_.prepositional(above, "on");
    if (!on.empty()) return phrase_of(on.front());
  }
  if (content >= 0) {
    climb(content);
    for (TokenIndex c : view_.children(content)) {  // "will hold a drill if ...": hung one word too low
      if (view_.at(c).relation == Relation::obj || view_.at(c).relation == Relation::xcomp) places.push_back(c);
    }
  }
  climb(trigger);
  for (TokenIndex place : places) {
    if (const PledgeWords found = condition_below(place); found.found()) return found;
  }
  const TokenIndex head = view_.at(trigger).head;
  if (head >= 0 && view_.at(trigger).relation == Relation::conj) {
    if (const PledgeWords found = condition_below(head); found.found()) return found;
  }
  return condition_by_words(trigger, content);
}

/// "as long as", "provided that", "only when", "on condition that": markers that the parser often hangs elsewhere. The
/// words up to the next comma or the end.
PledgeWords PledgeParts::condition_by_words(TokenIndex trigger, TokenIndex content) const {
  static constexpr std::array<std::array<std::string_view, 3>, 7> kMarkers = {{{"as", "long", "as"},
                                                                               {"provided", "that", ""},
                                                                               {"providing", "that", ""},
                                                                               {"only", "when", ""},
                                                                               {"only", "if", ""},
                                                                               {"on", "condition", "that"},
                                                                               {"so", "long", "as"}}};
  for (TokenIndex i = 0; i < view_.size(); ++i) {
    for (const auto& marker : kMarkers) {
      TokenIndex at = i;
      for (std::string_view word : marker) {
        if (!word.empty() && (at >= view_.size() || to_lower(view_.at(at).form) != word)) at = view_.size() + 1;
        if (!word.empty() && at <= view_.size()) ++at;
      }
      if (at >= view_.size()) continue;
      TokenSpan range{at, at};
      while (range.last < view_.size() && view_.at(range.last).upos != Upos::PUNCT) ++range.last;
      if (range.empty() || range.contains(trigger) || (content >= 0 && range.contains(content))) continue;
      TokenIndex head = range.first;
      for (TokenIndex t = range.first; t < range.last; ++t) {
        if (view_.is_verb(t) || view_.has_child(t, Relation::cop)) head = t;
      }
      return {head, range};
    }
  }
  return {};
}

}  // namespace demarche
