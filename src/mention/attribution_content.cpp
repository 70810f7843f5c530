#include <algorithm>

#include "base/utf8.h"
#include "mention/attribution_reader.h"

namespace demarche {

bool SentenceReader::is(uint32_t token, std::string_view form) const {
  const std::string_view have = tree_.token(token).form;
  return have.size() == form.size() && to_lower(have) == form;
}

std::string SentenceReader::marker(uint32_t head, Relation relation) const {
  const int32_t found = tree_.child(head, relation);
  return found < 0 ? std::string() : to_lower(tree_.token(static_cast<uint32_t>(found)).form);
}

bool SentenceReader::worded(TokenRange range) const {
  for (uint32_t i = range.first; i < range.last; ++i) {
    if (tree_.token(i).upos != Upos::PUNCT) return true;
  }
  return false;
}

void SentenceReader::push(const Cue& cue, TokenRange content) {
  while (!content.empty() && tree_.token(content.first).upos == Upos::PUNCT) ++content.first;
  while (!content.empty() && tree_.token(content.last - 1).upos == Upos::PUNCT) --content.last;
  if (content.empty() || !worded(content)) return;
  Attribution out;
  out.sentence = number_;
  out.first = content.first;
  out.last = content.last;
  out.cue_token = cue.token;
  out.cue_class = cue.cue_class;
  out.source_mention = cue.source.mention;
  out.source_first = cue.source.range.first;
  out.source_last = cue.source.range.last;
  out.piece = piece_;
  out.loose = loose_;
  out_.push_back(out);
}

void SentenceReader::add(const Cue& cue, TokenRange content, bool loose) {
  loose_ = loose;
  for (uint32_t i = content.first + 2; i < content.last; ++i) {
    const bool again = is(i, "that") && (is(i - 1, "and") || is(i - 1, "but")) && is(content.first, "that");
    if (!again || i + 2 >= content.last) continue;
    add(cue, {content.first, i - 1}, loose);
    content.first = i;
  }
  ++piece_;
  const bool apart = cue.own.last <= content.first || content.last <= cue.own.first;
  if (apart) return push(cue, content);
  push(cue, {content.first, std::max(content.first, std::min(content.last, cue.own.first))});
  push(cue, {std::min(content.last, std::max(content.first, cue.own.last)), content.last});
}

/// Classes whose infinitive is what is promised, demanded, threatened or believed; elsewhere it is a deed ("continued
/// to fire").
bool takes_infinitive(CueClass cue_class) {
  return cue_class == CueClass::promise || cue_class == CueClass::demand || cue_class == CueClass::warn ||
         cue_class == CueClass::claim || cue_class == CueClass::believe || cue_class == CueClass::accuse;
}

/// The preposition of the charge: accused of, charged with, blamed for.
std::string_view charge_word(std::string_view lemma) {
  return lemma == "accuse" ? "of" : lemma == "charge" ? "with" : "for";
}

/// "denied any role", "accused X of arming Y", "called for talks": classes whose content may be a noun phrase.
bool SentenceReader::takes_noun(CueClass cue_class, uint32_t verb, uint32_t child) const {
  const Token& token = tree_.token(child);
  if (child < verb) return false;
  const int32_t marker = tree_.child(child, Relation::case_);
  const std::string preposition = marker < 0 ? "" : to_lower(tree_.token(static_cast<uint32_t>(marker)).form);
  const bool object = token.relation == Relation::obj;
  const bool oblique = token.relation == Relation::obl || token.relation == Relation::nmod;
  switch (cue_class) {
    case CueClass::accuse:
      return oblique && preposition == charge_word(tree_.token(verb).lemma);
    case CueClass::warn:
      return oblique && (preposition == "of" || preposition == "about" || preposition == "against");
    case CueClass::demand:
      return object ? tree_.child(verb, Relation::xcomp) < 0 : oblique && (preposition == "for" || preposition == "to");
    case CueClass::deny:
      return object;
    case CueClass::promise:
      return object && tree_.token(verb).lemma != "commit";  // "committed a crime"
    case CueClass::claim:
      return object && cues_.claimed(to_lower(token.lemma));
    case CueClass::believe:
      return (object && !cues_.predicates(to_lower(tree_.token(verb).lemma))) || (oblique && preposition == "for");
    default:
      return false;
  }
}

/// Has the cue an object that is the person told?
bool SentenceReader::tells(const Cue& cue) const {
  if (!cues_.tells(to_lower(tree_.token(cue.token).lemma))) return false;
  return tree_.child(cue.token, Relation::obj) > static_cast<int32_t>(cue.token) ||
         tree_.child(cue.token, Relation::iobj) > static_cast<int32_t>(cue.token);
}

/// Does a clause begin with a question word?
bool SentenceReader::asks(uint32_t clause) const {
  const Token& first = tree_.token(tree_.subtree(clause).first);
  return first.xpos == "WRB" || first.xpos == "WP" || first.xpos == "WDT" || first.lemma == "if" ||
         first.lemma == "whether";
}

/// Where the told person ends and the content begins: "urged **Peru** to leave", "promised **the chiefs** that".
uint32_t SentenceReader::behind_person(const Cue& cue, uint32_t child, TokenRange range) const {
  if (!cues_.tells(to_lower(tree_.token(cue.token).lemma)) || child < cue.token) return range.first;
  if (is(range.first, "that") || is(range.first, "to")) return range.first;
  const bool object = tree_.token(child).relation == Relation::obj || tree_.token(child).relation == Relation::iobj;
  for (uint32_t i = range.first + 1; i + 1 < range.last; ++i) {
    const int32_t head = tree_.head(i);
    const bool clause_of_object = object && head > static_cast<int32_t>(i) && i > child &&
                                  tree_.token(static_cast<uint32_t>(head)).relation == Relation::acl;
    if (is(i, "that") && clause_of_object) return i;
    const bool infinitive = is(i, "to") && tree_.token(i + 1).xpos == "VB";
    if (infinitive && (clause_of_object || (!object && head == static_cast<int32_t>(child)))) return i;
  }
  return object ? range.last : range.first;
}

/// Is the child a clause that the cue reports?
bool SentenceReader::is_clause(const Cue& cue, uint32_t child) const {
  const Token& token = tree_.token(child);
  const SpeechCues::Verb* speaks = cues_.verb(tree_.sentence(), child);
  const std::string mark = marker(child, Relation::mark);
  if (token.relation == Relation::parataxis && child > cue.token && token.upos == Upos::NOUN && mark.empty() &&
      tree_.child(child, Relation::nsubj) < 0)
    return false;  // "said on Monday, hours before the vote, that"
  switch (token.relation) {
    case Relation::ccomp:
      // "said, claiming that ...": a second cue and no content.
      return !(token.xpos == "VBG" && speaks && mark.empty());
    case Relation::xcomp:
      if (child > cue.token && mark == "to" && tells(cue)) return true;      // "told the envoy to leave"
      if (cue.cue_class == CueClass::believe && mark != "to") return false;  // "felt stung"
      return takes_infinitive(cue.cue_class) && token.upos != Upos::ADJ;
    case Relation::parataxis: {
      const uint32_t opens = tree_.subtree(child).first;
      const bool apart =
          child < cue.token || opens == 0 || tree_.token(opens - 1).upos == Upos::PUNCT || opens == cue.token + 1;
      return !speaks && apart;
    }
    case Relation::advcl:
      if (child < cue.token) return false;
      if (cue.cue_class == CueClass::accuse && (mark == "of" || mark == "for")) return true;
      if (cue.cue_class == CueClass::warn && (mark == "of" || mark == "against")) return true;
      return mark == "that" || (cue.cue_class == CueClass::ask && asks(child));
    default:
      return false;
  }
}

/// Is the subject that a coordinated verb shares somebody who can speak?
bool SentenceReader::person_subject(uint32_t verb) const {
  const int32_t above = tree_.head(verb);
  const int32_t subject = above < 0 ? -1 : tree_.child(static_cast<uint32_t>(above), Relation::nsubj);
  if (subject < 0) return false;
  const uint32_t head = static_cast<uint32_t>(subject);
  return tree_.token(head).upos == Upos::PROPN || tree_.token(head).upos == Upos::PRON ||
         mentions_.headed_by(number_, head) != nullptr;
}

/// Does the clause of this head tell the past?
bool SentenceReader::past(int32_t head) const {
  if (head < 0) return false;
  const uint32_t verb = static_cast<uint32_t>(head);
  bool out = tree_.token(verb).xpos == "VBD";
  for (uint32_t child : tree_.children(verb)) {
    const Relation relation = tree_.token(child).relation;
    out = out || ((relation == Relation::aux || relation == Relation::cop) && tree_.token(child).xpos == "VBD");
  }
  return out;
}

uint32_t SentenceReader::stop(const Cue& cue, uint32_t first, uint32_t last) const {
  for (uint32_t i = first + 1; i + 1 < last; ++i) {
    if (!is(i, ",")) continue;
    const SpeechCues::Verb* verb = cues_.verb(tree_.sentence(), i + 1);
    const bool clause = i + 2 < last && is(i + 2, "that");
    const bool participle = verb && tree_.token(i + 1).xpos == "VBG" && (clause || !cues_.weak(verb->lemma));
    if (participle || is_according(tree_.sentence(), i + 1)) return i;
  }
  for (uint32_t i = first + 1; i + 1 < last; ++i) {  // "said the strike was over and warned that ..."
    if ((!is(i, "and") && !is(i, "but")) || i < cue.token) continue;
    const SpeechCues::Verb* verb = cues_.verb(tree_.sentence(), i + 1);
    const Token& next = tree_.token(i + 1);
    const bool same =
        verb && next.xpos == tree_.token(cue.token).xpos && next.xpos == "VBD" && reports_clause(verb->cue_class);
    if (same && next.relation == Relation::conj && (!person_subject(i + 1) || !past(tree_.head(i + 1)))) return i;
  }
  return last;
}

uint32_t SentenceReader::reach(const Cue& cue, uint32_t first, uint32_t last) const {
  const auto takes = [&](uint32_t child) {
    const Token& token = tree_.token(child);
    const TokenRange range = tree_.subtree(child);
    const bool comma = range.first > 0 && is(range.first - 1, ",");
    const std::string mark = marker(child, Relation::mark);
    if (token.relation == Relation::conj) {
      const bool other_form = token.xpos != tree_.token(cue.token).xpos || tree_.child(child, Relation::aux) >= 0;
      const bool clause = tree_.child(child, Relation::nsubj) >= 0;
      return mark == "that" || (!cues_.verb(tree_.sentence(), child) && (other_form || (clause && !comma)));
    }
    if (token.relation == Relation::advcl)
      return mark == "because" || mark == "if" || mark == "unless" || (!comma && (!mark.empty() || token.xpos == "VB"));
    return token.relation == Relation::obl && !comma;
  };
  for (bool grew = true; grew;) {
    grew = false;
    for (uint32_t child : tree_.children(cue.token)) {
      const TokenRange range = tree_.subtree(child);
      const uint32_t gap = range.first - std::min(last, range.first);
      if (range.first < last || gap > 1 || !takes(child)) continue;
      last = range.last;
      grew = true;
    }
  }
  return stop(cue, first, last);
}

/// The clauses and nouns that hang on the cue as its content.
bool SentenceReader::clauses(const Cue& cue) {
  if (cue.cue_class == CueClass::accuse && cue.source.range.empty()) return false;  // "was charged with theft"
  std::vector<TokenRange> contents;
  for (uint32_t child : tree_.children(cue.token)) {
    const bool clause = is_clause(cue, child);
    if (!clause && !takes_noun(cue.cue_class, cue.token, child)) continue;
    TokenRange range = tree_.subtree(child);
    range.first = behind_person(cue, child, range);
    if (range.empty()) continue;
    if (clause && child > cue.token) range.first = begin_of(cue, child, range);
    if (child > cue.token) range.last = reach(cue, range.first, range.last);
    if (!contents.empty() && contents.back().last == range.first && !is(range.first, "that")) {
      contents.back().last = range.last;
    } else if (contents.empty() || contents.back().last <= range.first) {
      contents.push_back(range);
    }
  }
  const SpeechCues::Verb* known = cues_.verb(tree_.sentence(), cue.token);
  const size_t space = known ? known->lemma.find(' ') : std::string::npos;
  for (TokenRange& range : contents) {
    if (space != std::string::npos && is(range.first, known->lemma.substr(space + 1))) ++range.first;  // "called for"
    add(cue, range);
  }
  return !contents.empty();
}

/// First word of a clause behind the cue: its "that", or what the tree left lying between the cue and the clause.
uint32_t SentenceReader::begin_of(const Cue& cue, uint32_t child, TokenRange range) const {
  const int32_t that = tree_.child(child, Relation::mark);
  if (that > static_cast<int32_t>(range.first) && is(static_cast<uint32_t>(that), "that"))
    return static_cast<uint32_t>(that);                                       // "said Thursday that ..."
  for (uint32_t i = range.first + 1; i + 2 < range.last && i < child; ++i) {  // "said, hours before dawn, that ..."
    if (is(i, "that") && is(i - 1, ",")) return i;
  }
  if (is(range.first, "that") || cues_.tells(to_lower(tree_.token(cue.token).lemma)) ||
      tree_.token(child).relation == Relation::xcomp || tree_.token(child).relation == Relation::advcl ||
      !reports_clause(cue.cue_class))
    return range.first;
  for (uint32_t other : tree_.children(cue.token)) {
    const Relation relation = tree_.token(other).relation;
    const bool stray = relation == Relation::obj || relation == Relation::nsubj || relation == Relation::dislocated ||
                       relation == Relation::dep || relation == Relation::nmod;
    const bool source = cue.source.range.contains(other);
    if (stray && !source && other > cue.token && other < range.first) return tree_.subtree(other).first;
  }
  return range.first;
}

/// "called on Peru to leave": the content is what Peru is to do.
bool SentenceReader::call_upon(const Cue& cue) {
  const SpeechCues::Verb* known = cues_.verb(tree_.sentence(), cue.token);
  if (cue.cue_class != CueClass::demand || !known || !known->lemma.ends_with(" on")) return false;
  for (uint32_t i = cue.token + 2; i + 1 < tree_.size() && i < cue.token + 24; ++i) {
    if (finite(tree_.token(i)) || is(i, ";")) return false;
    if (!is(i, "to") || tree_.token(i + 1).xpos != "VB") continue;
    add(cue, {i, stop(cue, i, tree_.size())});
    return true;
  }
  return false;
}

/// "The hostages are said to be in caves": the raised subject is a part of what is said.
bool SentenceReader::raised(Cue& cue) {
  const int32_t clause = tree_.child(cue.token, Relation::xcomp);
  const bool states = cue.cue_class == CueClass::say || cue.cue_class == CueClass::believe ||
                      cue.cue_class == CueClass::claim || cue.cue_class == CueClass::report;
  if (!states || !tree_.passive(cue.token) || clause <= static_cast<int32_t>(cue.token) || tells(cue)) return false;
  if (marker(static_cast<uint32_t>(clause), Relation::mark) != "to") return false;
  uint32_t first = cue.token;
  while (first > 0 && (tree_.token(first - 1).upos == Upos::AUX || tree_.token(first - 1).upos == Upos::ADV)) --first;
  uint32_t subject = first;  // to the beginning of the clause, or behind a conjunction
  while (subject > 0 && !is(subject - 1, "that") && !is(subject - 1, "and") && !is(subject - 1, ";")) --subject;
  const TokenRange range = tree_.subtree(static_cast<uint32_t>(clause));
  if (range.first <= cue.token || first - subject > 24) return false;
  cue.own = {first, range.first};
  add(cue, {subject, reach(cue, range.first, range.last)});
  return true;
}

/// "accused Peru of hiding the truth", where the tree hung the charge on the accused.
bool SentenceReader::charge(const Cue& cue) {
  if (cue.cue_class != CueClass::accuse || cue.source.range.empty()) return false;
  const int32_t object = tree_.child(cue.token, Relation::obj);
  if (object <= static_cast<int32_t>(cue.token)) return false;
  const TokenRange range = tree_.subtree(static_cast<uint32_t>(object));
  for (uint32_t i = static_cast<uint32_t>(object) + 1; i + 1 < range.last; ++i) {
    if (!is(i, charge_word(tree_.token(cue.token).lemma))) continue;
    uint32_t last = range.last;
    for (uint32_t child : tree_.children(cue.token)) {
      const TokenRange next = tree_.subtree(child);
      if (tree_.token(child).relation == Relation::conj && child > i)
        last = std::min(last, std::max(i + 1, next.first));
    }
    add(cue, {i, stop(cue, i, last)});
    return true;
  }
  return false;
}

/// "told a meeting of ministers that ...", where the tree hung the clause on something else.
bool SentenceReader::clause_behind_that(const Cue& cue) {
  if (!reports_clause(cue.cue_class)) return false;
  // "said on Monday, hours before the vote, that ..."
  const bool inserted = cue.token + 2 < tree_.size() && (is(cue.token + 1, ",") || is(cue.token + 1, "on"));
  for (uint32_t i = cue.token + 2; inserted && i + 2 < tree_.size() && i < cue.token + 30; ++i) {
    if (!is(i, "that") || !is(i - 1, ",") || tree_.token(i).relation != Relation::mark) continue;
    add(cue, {i, stop(cue, i, tree_.size())});
    return true;
  }
  const bool takes_person = cues_.tells(to_lower(tree_.token(cue.token).lemma));
  for (uint32_t i = cue.token + 1; i + 2 < tree_.size() && i < cue.token + 25; ++i) {
    const Token& token = tree_.token(i);
    if (finite(token) || is(i, ";") || is(i, ":")) return false;
    if (!is(i, "that") && !is(i, "whether")) continue;
    if (i > cue.token + 1) {
      uint32_t above = i - 1;  // the child of the cue that ends here
      for (uint32_t steps = 0; steps < tree_.size() && tree_.head(above) >= 0; ++steps) {
        if (tree_.head(above) == static_cast<int32_t>(cue.token)) break;
        above = static_cast<uint32_t>(tree_.head(above));
      }
      const Relation relation = tree_.token(above).relation;
      const bool object = relation == Relation::obj || relation == Relation::iobj;
      if (object ? !takes_person
                 : relation != Relation::obl && relation != Relation::advmod && relation != Relation::punct)
        return false;
    }
    add(cue, {i, stop(cue, i, tree_.size())});
    return true;
  }
  return false;
}

/// "officials said the two raised $350 million", where the tree reads a noun phrase: "say" takes none.
bool SentenceReader::clause_taken_for_object(const Cue& cue) {
  const std::string_view lemma = tree_.token(cue.token).lemma;
  if (lemma != "say" && lemma != "insist" && lemma != "argue" && lemma != "contend" && lemma != "allege") return false;
  const int32_t object = tree_.child(cue.token, Relation::obj);
  if (object <= static_cast<int32_t>(cue.token)) return false;
  const TokenRange range = tree_.subtree(static_cast<uint32_t>(object));
  bool verbal = false;
  for (uint32_t i = range.first; i < range.last; ++i) verbal = verbal || tree_.token(i).upos == Upos::VERB;
  if (range.last - range.first < 4 || range.first <= cue.token || !verbal || is(range.first, "nothing")) return false;
  add(cue, {range.first, reach(cue, range.first, range.last)});
  return true;
}

void SentenceReader::content_of_verb(Cue& cue) {
  if (whole_sentence(cue) || charge(cue) || call_upon(cue) || raised(cue) || clauses(cue) || clause_behind_that(cue) ||
      clause_taken_for_object(cue))
    return;
  if (clause_above(cue) || judgement(cue)) return;
  topics(cue);
}

}  // namespace demarche
