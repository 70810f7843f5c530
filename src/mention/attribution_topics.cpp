#include <algorithm>

#include "base/utf8.h"
#include "mention/attribution_reader.h"

namespace demarche {

/// "The curfew was denounced by the ombudsman as a siege."
bool SentenceReader::judged(const Cue& cue) {
  const int32_t subject = tree_.child(cue.token, Relation::nsubj);
  if (subject < 0 || subject > static_cast<int32_t>(cue.token)) return false;
  const TokenRange about = tree_.subtree(static_cast<uint32_t>(subject));
  loose_ = true;
  ++piece_;
  push(cue, about);
  for (uint32_t child : tree_.children(cue.token)) {
    const bool as = child > cue.token && marker(child, Relation::case_) == "as";
    if (as) push(cue, tree_.subtree(child));
  }
  return true;
}

/// "condemned the attack", "described the raid as a crime", "called the vote illegal".
bool SentenceReader::judgement(const Cue& cue) {
  if (cue.cue_class != CueClass::judge || cue.source.range.empty()) return false;
  if (tree_.passive(cue.token)) return judged(cue);
  const int32_t object = tree_.child(cue.token, Relation::obj);
  if (object <= static_cast<int32_t>(cue.token)) return false;
  if (cue.source.range.contains(static_cast<uint32_t>(object))) return false;
  TokenRange range = tree_.subtree(static_cast<uint32_t>(object));
  range.first = std::max(range.first, cue.token + 1);
  const std::string lemma = to_lower(tree_.token(cue.token).lemma);
  bool complete =
      !cues_.weak(lemma) && !cues_.predicates(lemma);  // "called the vote" and "viewed the ruins" judge nothing
  for (uint32_t child : tree_.children(cue.token)) {
    const Relation relation = tree_.token(child).relation;
    const std::string word = marker(child, Relation::case_) + marker(child, Relation::mark);
    complete = complete || relation == Relation::xcomp || relation == Relation::ccomp || word == "as";
    const bool goes_on = relation == Relation::xcomp || relation == Relation::ccomp ||
                         ((relation == Relation::obl || relation == Relation::advcl) &&
                          (word == "as" || word == "for" || word == "over" || word == "to"));
    if (goes_on && child > cue.token) range.last = std::max(range.last, tree_.subtree(child).last);
  }
  for (uint32_t i = range.first; i < range.last; ++i) complete = complete || closing_mark(tree_.token(i).form);
  if (!complete) return false;
  for (uint32_t i = range.first + 1; i + 1 < range.last; ++i) {  // "... and left by a side door"
    const bool next =
        is(i, "and") && tree_.token(i + 1).relation == Relation::conj && tree_.token(i + 1).upos == Upos::VERB;
    if (next) range.last = i;
  }
  add(cue, {range.first, stop(cue, range.first, range.last)}, true);
  return true;
}

/// "mentioned the treaty", "spoke of the legacy of the war".
bool SentenceReader::topics(const Cue& cue) {
  if (cue.source.range.empty()) return false;
  if (cites_words(cue.token)) return false;
  const SpeechCues::Verb* known = cues_.verb(tree_.sentence(), cue.token);
  const std::string lemma =
      known ? known->lemma.substr(0, known->lemma.find(' ')) : to_lower(tree_.token(cue.token).lemma);
  const bool joined = known && lemma.size() < known->lemma.size();  // "called for": its noun is its content
  bool found = false;
  for (uint32_t child : tree_.children(cue.token)) {
    const Token& token = tree_.token(child);
    const bool phrase = token.relation == Relation::obj || token.relation == Relation::obl;
    const bool clause = token.relation == Relation::advcl || token.relation == Relation::ccomp;
    if ((!phrase && !clause) || child < cue.token || token.subtype == Subtype::unmarked) continue;
    if (cue.source.range.contains(child)) continue;
    const std::string word = marker(child, Relation::case_) + (clause ? marker(child, Relation::mark) : "");
    if (token.relation == Relation::obl && word.empty()) continue;
    const bool fits = cues_.topic(lemma, word) || (joined && known->lemma.substr(lemma.size() + 1) == word);
    if (!fits) continue;
    TokenRange range = tree_.subtree(child);
    range.first = std::max(range.first, cue.token + 1);
    if (!word.empty() && is(range.first, word)) ++range.first;
    add(cue, {range.first, stop(cue, range.first, range.last)}, true);
    found = true;
  }
  return found;
}

}  // namespace demarche
