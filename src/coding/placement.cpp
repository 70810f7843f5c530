#include "coding/placement.h"

#include <algorithm>

namespace demarche {

bool is_present(const SentenceView& view, TokenIndex trigger) {
  const std::string_view tag = view.at(trigger).xpos;
  if (tag == "VBZ" || tag == "VBP") return true;
  for (TokenIndex c : view.children(trigger)) {
    const bool auxiliary = view.at(c).relation == Relation::aux || view.at(c).relation == Relation::cop;
    if (auxiliary && (view.at(c).xpos == "VBZ" || view.at(c).xpos == "VBP" || view.at(c).xpos == "MD")) return true;
  }
  return false;
}

namespace {

/// A predicate told in the present or the present perfect takes no past date ("has worsened since the coup in 1987"):
/// the noun before the expression does. That noun, or -1.
TokenIndex noun_before(const SentenceView& view, const TimeExpression& time, TokenIndex predicate) {
  TokenIndex out = -1;
  for (TokenIndex c : view.children(predicate)) {
    const Relation relation = view.at(c).relation;
    const bool phrase = relation == Relation::obl || relation == Relation::obj ||
                        (relation == Relation::nsubj && view.at(c).subtype == Subtype::pass);
    if (phrase && c < static_cast<TokenIndex>(time.first) && view.at(c).upos == Upos::NOUN) out = c;
  }
  return out;
}

/// "during the war of 1987": what happens in the course of a dated happening is dated with it.
bool in_course_of(const SentenceView& view, TokenIndex noun) {
  return view.at(noun).relation == Relation::obl && view.classes().contains("course-of", view.case_lemma(noun));
}

}  // namespace

std::vector<TokenIndex> dated_by(const SentenceView& view, const TimeExpression& time) {
  TokenIndex i = static_cast<TokenIndex>(time.first);
  while (view.at(i).head >= static_cast<TokenIndex>(time.first) && view.at(i).head < static_cast<TokenIndex>(time.last))
    i = view.at(i).head;
  std::vector<TokenIndex> out{i};
  for (int steps = 0; steps < view.size(); ++steps) {
    const TokenIndex head = view.at(i).head;
    if (head < 0) break;
    i = head;
    const TokenIndex noun = time.past && view.is_verb(i) && is_present(view, i) ? noun_before(view, time, i) : -1;
    if (noun >= 0) {
      out.push_back(noun);
      break;
    }
    out.push_back(i);
    if (view.is_verb(i) || view.has_child(i, Relation::cop)) break;
    if (view.at(i).upos == Upos::NOUN && !in_course_of(view, i))
      break;  // "the annexation in 2014"; names are passed: "invaded Norland in 1987"
  }
  return out;
}

bool is_past(const SentenceView& view, TokenIndex predicate) {
  const std::string_view tag = view.at(predicate).xpos;
  if (tag == "VBD" || tag == "VBN") return true;
  for (TokenIndex c : view.children(predicate)) {
    if ((view.at(c).relation == Relation::aux || view.at(c).relation == Relation::cop) && view.at(c).xpos == "VBD")
      return true;
  }
  return false;
}

bool places_act(const SentenceView& view, const TimeExpression& time, TokenIndex trigger) {
  const std::vector<TokenIndex> way = dated_by(view, time);
  if (std::find(way.begin(), way.end(), trigger) != way.end()) return true;
  const TokenIndex top = way.back();
  if (!view.is_verb(top) && !view.has_child(top, Relation::cop)) {
    // The expression dates a noun; the act may be the light verb's noun, or that noun's own participle.
    return view.at(top).head == trigger && view.at(top).relation == Relation::obj && view.in_class(trigger, "light");
  }
  if (view.at(top).relation == Relation::acl && view.at(top).subtype == Subtype::none && view.at(top).head == trigger &&
      view.case_lemma(top).empty()) {
    return true;  // "an attack carried out in 1987"
  }
  if (!view.below(trigger, top)) {
    // Coordinated predicates share a date that stands after the last of them.
    return view.is_verb(trigger) && view.first_conjunct(top) == view.first_conjunct(trigger) && top != trigger &&
           time.first > static_cast<uint32_t>(top);
  }
  if (view.is_noun(trigger)) return is_past(view, top);
  return is_past(view, top) && !is_present(view, trigger);
}

std::string words_of(const SentenceView& view, const TimeExpression& time) {
  std::string out;
  for (uint32_t t = time.first; t < time.last; ++t)
    out.append(t > time.first ? " " : "").append(view.at(static_cast<TokenIndex>(t)).form);
  return out;
}

}  // namespace demarche
