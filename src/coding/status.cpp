#include "coding/status.h"

#include <algorithm>

#include "coding/placement.h"

namespace demarche {
namespace {

/// Denied wins over hypothetical, that over future, that over historical.
int rank(Status status) {
  switch (status) {
    case Status::denied:
      return 4;
    case Status::hypothetical:
      return 3;
    case Status::future:
      return 2;
    case Status::historical:
      return 1;
    case Status::asserted:
      return 0;
  }
  return 0;
}

void raise(StatusFinding& finding, Status status, std::string_view why) {
  if (rank(status) > rank(finding.status)) finding = {status, std::string(why)};
}

bool contains(const std::vector<TokenIndex>& list, TokenIndex i) {
  return std::find(list.begin(), list.end(), i) != list.end();
}

bool is_negator(const SentenceView& view, TokenIndex i) { return view.in_class(i, "negators"); }

/// "said it would sign": the future as seen from a report in the past.
bool reported_in_past(const SentenceView& view, TokenIndex predicate) {
  const TokenIndex clause = view.first_conjunct(predicate);
  const Token& token = view.at(clause);
  if (token.relation != Relation::ccomp || token.head < 0) return false;
  for (TokenIndex c : view.children(clause)) {  // "would attack if ..."
    if (view.at(c).relation != Relation::advcl) continue;
    const std::string_view mark = view.case_lemma(c);
    if (mark != "to" && !view.classes().contains("factual-marks", mark)) return false;
  }
  if (!view.in_class(token.head, "speech")) return false;
  TokenIndex speech = token.head;  // "went further, saying it would help"
  if (view.at(speech).xpos == "VBG" && view.at(speech).relation == Relation::advcl && view.at(speech).head >= 0)
    speech = view.at(speech).head;
  for (int steps = 0; steps < 3 && view.at(speech).relation == Relation::xcomp && view.at(speech).head >= 0; ++steps)
    speech = view.at(speech).head;
  return view.at(speech).xpos == "VBD" || view.at(speech).xpos == "VBN";
}

/// "Norland to reopen embassy", "Norland is to send a team": an infinitive with a subject of its own lies ahead.
bool announces_infinitive(const SentenceView& view, TokenIndex predicate) {
  const Token& token = view.at(predicate);
  const TokenIndex mark = view.child(predicate, Relation::mark);
  if (mark < 0 || view.at(mark).lemma != "to") return false;
  const bool own_clause =
      token.relation == Relation::root || token.relation == Relation::ccomp || token.relation == Relation::parataxis;
  if (own_clause) return view.has_child(predicate, Relation::nsubj);
  if (token.relation != Relation::acl || token.head < 0 || token.head > predicate) return false;
  const Token& noun = view.at(token.head);
  const bool told = noun.head >= 0 && view.at(noun.head).lemma == "say";  // "firms to build mills, minister says"
  return noun.relation == Relation::nsubj && (noun.upos == Upos::PROPN || told);
}

/// Modal verbs and negation that stand at one predicate.
void read_modality(const SentenceView& view, TokenIndex predicate, const std::vector<TokenIndex>& used,
                   StatusFinding& finding) {
  if (announces_infinitive(view, predicate)) raise(finding, Status::future, "to");
  for (TokenIndex c : view.children(predicate)) {
    if (contains(used, c)) continue;
    const Token& token = view.at(c);
    if (token.relation == Relation::aux) {
      const bool future_in_past = token.lemma == "would" && reported_in_past(view, predicate);
      if (future_in_past) raise(finding, Status::future, token.form);
      if (!future_in_past && view.in_class(c, "modal-doubt")) raise(finding, Status::hypothetical, token.form);
      if (view.in_class(c, "modal-future")) raise(finding, Status::future, token.form);
    }
    if (token.relation == Relation::mark && view.in_class(c, "conditions"))
      raise(finding, Status::hypothetical, token.form);
    if (token.relation == Relation::mark && token.lemma == "whether") raise(finding, Status::hypothetical, token.form);
    if (token.relation == Relation::advmod && view.in_class(c, "doubt-adverbs"))
      raise(finding, Status::hypothetical, token.form);
  }
  if (is_negated(view, predicate, used)) raise(finding, Status::denied, "not");
}

/// "should Norland attack": an inverted condition without a mark.
bool inverted_condition(const SentenceView& view, TokenIndex clause) {
  const TokenIndex aux = view.child(clause, Relation::aux);
  const TokenIndex subject = view.child(clause, Relation::nsubj);
  const TokenIndex passive = view.child(clause, Relation::nsubj, Subtype::pass);
  const TokenIndex first = subject >= 0 ? subject : passive;
  if (aux < 0 || first < 0 || aux > first) return false;
  const bool had = (view.at(aux).form == "Had" || view.at(aux).form == "had") &&
                   view.at(clause).relation != Relation::root;  // "Had Norland asked, ..."
  return had || view.at(aux).lemma == "should" || view.at(aux).form == "should" || view.at(aux).form == "Should";
}

/// Does a modal verb or a negation at the governor reach this dependant? Down chains of infinitives and light verbs it
/// does
/// ("will launch an attack", "took no part in talks"), into what is merely talked about it does not.
bool shares_modality(const SentenceView& view, TokenIndex child) {
  const Token& token = view.at(child);
  const bool light =
      token.head >= 0 && (view.in_class(token.head, "light") || view.in_class(token.head, "light-prepositional"));
  switch (token.relation) {
    case Relation::xcomp:
    case Relation::compound:
      return true;
    case Relation::obj:
      return light;
    case Relation::nsubj:
      return token.subtype == Subtype::pass && light;
    case Relation::obl:
      return light && !view.is_verb(child);
    case Relation::conj:
      return !view.has_child(child, Relation::nsubj) && !view.has_child(child, Relation::aux);
    case Relation::nmod:
      return token.subtype != Subtype::poss && view.case_lemma(child) == "of";
    default:
      return false;
  }
}

/// "comply with the request", "findings of his inquiry": what is spoken of as known is there, whatever is said of it.
bool is_known(const SentenceView& view, TokenIndex noun) {
  const TokenIndex governor = view.at(noun).head;
  if (view.at(noun).upos != Upos::NOUN || governor < 0) return false;
  const Relation relation = view.at(noun).relation;
  if (relation != Relation::obj && relation != Relation::obl && relation != Relation::nmod) return false;
  const TokenIndex determiner = view.child(noun, Relation::det);
  const bool definite = determiner >= 0 && view.at(determiner).lemma == "the" && view.is_verb(governor);
  if (!definite && view.child(noun, Relation::nmod, Subtype::poss) < 0) return false;
  if (view.at(noun).subtype == Subtype::poss || view.at(governor).relation == Relation::root) return false;
  for (const char* name :
       {"deny", "fail", "intend", "ask", "prevent", "fear", "light", "light-prepositional", "unreal"})
    if (view.in_class(governor, name)) return false;
  return true;
}

/// Clauses that take what they tell for granted: relative clauses, and those of time and reason. What governs them says
/// nothing about them.
bool presupposes(const SentenceView& view, TokenIndex clause) {
  const Token& token = view.at(clause);
  if (token.subtype == Subtype::relcl || is_known(view, clause)) return true;
  // "urged her to act, saying the minister was hostile": told, whatever the clause is hung from.
  if (token.relation == Relation::advcl && token.xpos == "VBG" && view.in_class(clause, "speech") &&
      view.case_lemma(clause).empty())
    return true;
  // "wanted to wait and criticised the plan": a finite verb shares no infinitive's modality.
  if (token.relation == Relation::conj && (token.xpos == "VBD" || token.xpos == "VBZ") && token.head >= 0 &&
      view.at(token.head).xpos == "VB")
    return true;
  if (view.is_verb(clause) && (token.xpos == "VBZ" || token.xpos == "VBD" || token.xpos == "VBP")) {
    const TokenIndex object = view.child(clause, Relation::obj);  // "resisted what they called a plot"
    if (object >= 0 && object < clause && view.at(object).lemma == "what" && token.head < object) return true;
  }
  return token.relation == Relation::advcl && view.classes().contains("factual-marks", view.case_lemma(clause));
}

/// What the governing word says about what stands in its content.
void read_governor(const SentenceView& view, TokenIndex child, TokenIndex governor, StatusFinding& finding) {
  const Token& edge = view.at(child);
  const bool clause = edge.relation == Relation::ccomp || edge.relation == Relation::xcomp ||
                      edge.relation == Relation::acl || edge.relation == Relation::advcl;
  const bool phrase = edge.relation == Relation::obj || edge.relation == Relation::obl ||
                      edge.relation == Relation::nmod ||
                      (edge.relation == Relation::nsubj && edge.subtype == Subtype::pass);
  if (!clause && !phrase) return;
  if (edge.subtype == Subtype::relcl || edge.subtype == Subtype::poss) return;
  const std::string_view word = view.at(governor).form;
  const std::string_view mark = view.case_lemma(child);
  if (edge.relation ==
      Relation::advcl) {  // purpose: "massed troops to attack"; other adverbial clauses stand for themselves
    if (mark == "to" && view.is_verb(child) && !view.in_class(governor, "realised"))
      raise(finding, Status::hypothetical, word);
    if (mark != "of" && mark != "from" && mark != "against") return;
  }
  if (edge.relation == Relation::obl && mark != "of" && mark != "from" && mark != "against" && mark != "for" &&
      mark != "to" && mark != "on" && mark != "in") {
    return;
  }
  if (view.in_class(governor, "deny")) raise(finding, Status::denied, word);
  if (view.in_class(governor, "fail") && (clause || edge.relation == Relation::obj))
    raise(finding, Status::denied, word);
  const bool wanted =
      view.in_class(governor, "intend") || (view.in_class(governor, "ask") && !tells_a_fact(view, child));
  if (wanted && finding.status == Status::denied) finding = {};  // "asked them not to attack": unreal, not denied
  if (wanted) raise(finding, Status::hypothetical, word);
  if (view.in_class(governor, "prevent")) raise(finding, Status::hypothetical, word);
  if (view.in_class(governor, "fear")) raise(finding, Status::hypothetical, word);
  if (edge.relation == Relation::acl && mark == "to" && !view.in_class(governor, "did") &&
      !announces_infinitive(view, child))
    raise(finding, Status::hypothetical, word);
}

void read_times(const SentenceView& view, TokenIndex trigger, const std::vector<TimeExpression>& times,
                StatusFinding& finding) {
  for (const TimeExpression& time : times) {
    if (!time.past && !time.future) continue;
    if (!places_act(view, time, trigger)) continue;
    raise(finding, time.past ? Status::historical : Status::future, words_of(view, time));
  }
}

}  // namespace

bool is_indicative(const SentenceView& view, TokenIndex verb) {
  const std::string_view tag = view.at(verb).xpos;
  if (tag == "VBD" || tag == "VBZ") return true;
  for (TokenIndex c : view.children(verb)) {
    const Token& token = view.at(c);
    if (token.relation != Relation::aux && token.relation != Relation::cop) continue;
    if (token.xpos == "VBD" || token.xpos == "VBZ" || token.xpos == "VBP") return true;
    if (token.xpos == "MD" && !view.in_class(c, "asking-modals")) return true;
  }
  return false;
}

bool tells_a_fact(const SentenceView& view, TokenIndex clause) {
  const Token& token = view.at(clause);
  const bool told =
      token.relation == Relation::ccomp || token.relation == Relation::parataxis || token.subtype == Subtype::relcl;
  if (!told) return false;
  if (is_indicative(view, clause)) return true;
  const TokenIndex subject = view.child(clause, Relation::nsubj);
  if (token.xpos != "VBP" || subject < 0) return false;
  const bool singular = view.at(subject).xpos == "NN" || view.at(subject).xpos == "NNP";
  return !singular || view.child(subject, Relation::conj) >= 0;  // "insists that Norland pull back": subjunctive
}

bool is_negated(const SentenceView& view, TokenIndex trigger, const std::vector<TokenIndex>& used) {
  for (TokenIndex c : view.children(trigger)) {
    const Relation relation = view.at(c).relation;
    if ((relation == Relation::advmod || relation == Relation::det || relation == Relation::cc ||
         relation == Relation::aux) &&
        is_negator(view, c) && c < trigger && !(c + 1 < view.size() && view.at(c + 1).lemma == "only") &&
        !contains(used, c)) {
      return true;
    }
  }
  return false;
}

StatusFinding find_status(const SentenceView& view, TokenIndex trigger, const std::vector<TimeExpression>& times,
                          const std::vector<TokenIndex>& used) {
  StatusFinding finding;
  read_modality(view, trigger, used, finding);
  for (TokenIndex c : view.children(trigger)) {
    const Relation relation = view.at(c).relation;
    if ((relation == Relation::amod || relation == Relation::nmod) && view.in_class(c, "unreal")) {
      raise(finding, Status::hypothetical, view.at(c).form);
    }
    if (relation == Relation::amod && view.in_class(c, "former")) raise(finding, Status::historical, view.at(c).form);
  }
  if (view.is_verb(trigger)) {  // "gave no support"
    const TokenIndex object = view.child(trigger, Relation::obj);
    const TokenIndex none = object > trigger ? view.child(object, Relation::det) : -1;
    if (none >= 0 && view.at(none).lemma == "no" && !contains(used, none)) raise(finding, Status::denied, "no");
  }
  bool carries = true;  // modality of the governor still reaches the trigger
  TokenIndex child = trigger;
  for (int steps = 0; steps < view.size(); ++steps) {
    const TokenIndex governor = view.at(child).head;
    if (inverted_condition(view, child)) raise(finding, Status::hypothetical, "should");
    if (governor < 0 || presupposes(view, child)) break;
    read_governor(view, child, governor, finding);
    const bool transparent = view.is_noun(child) || !view.is_noun(governor) || view.at(child).relation == Relation::acl;
    carries = carries && transparent && shares_modality(view, child) && !view.in_class(governor, "speech");
    if (carries) {
      read_modality(view, governor, used, finding);
    } else {
      // A condition governs everything below its clause.
      for (TokenIndex c : view.children(governor)) {
        if (view.at(c).relation == Relation::mark && view.in_class(c, "conditions") &&
            view.at(governor).relation == Relation::advcl) {
          raise(finding, Status::hypothetical, view.at(c).form);
        }
      }
    }
    child = governor;
  }
  if (finding.status == Status::asserted) read_times(view, trigger, times, finding);
  return finding;
}

}  // namespace demarche
