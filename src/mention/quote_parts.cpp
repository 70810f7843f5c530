#include "mention/quote_parts.h"

#include <algorithm>

#include "base/utf8.h"
#include "mention/speech_source.h"

namespace demarche {
namespace {

/// Is the token a part of a verb group, left of its main verb?
bool helps_verb(const Token& token) {
  return token.upos == Upos::AUX || token.upos == Upos::ADV || token.form == "not" || token.form == "n't" ||
         token.form == "n’t" || (token.upos == Upos::PART && token.form == "to");
}

}  // namespace

bool QuoteParts::usable(uint32_t token) const {
  return std::none_of(content_.begin(), content_.end(), [&](TokenRange range) { return range.contains(token); });
}

std::string QuoteParts::preposition(uint32_t head) const {
  const int32_t marker = tree_.child(head, Relation::case_);
  return marker < 0 ? "" : to_lower(tree_.token(static_cast<uint32_t>(marker)).form);
}

/// A noun phrase without its preposition, clauses and what follows a comma.
TokenRange QuoteParts::phrase(uint32_t head) const {
  SpeechSource source = source_from_head(tree_, static_cast<int32_t>(head));
  TokenRange out = source.range;
  for (const TokenRange& content : content_) {
    if (content.first > head) out.last = std::min(out.last, content.first);
    if (content.last <= head) out.first = std::max(out.first, content.last);
  }
  if (source_.first > head) out.last = std::min(out.last, source_.first);
  return out;
}

TokenRange QuoteParts::cue_phrase() const {
  TokenRange out{cue_, cue_ + 1};
  if (is_according(tree_.sentence(), cue_)) return {cue_, cue_ + 2};
  if (tree_.token(cue_).upos != Upos::VERB) return out;
  uint32_t verb = cue_;
  const auto grow = [&] {
    while (out.first > 0 && helps_verb(tree_.token(out.first - 1)) && usable(out.first - 1) &&
           !source_.contains(out.first - 1))
      --out.first;
  };
  grow();
  // "went on to say", "appeared to blame": the verb that carries an infinitive.
  for (int step = 0; step < 2 && tree_.token(verb).relation == Relation::xcomp; ++step) {
    const int32_t above = tree_.head(verb);
    if (above < 0 || above >= static_cast<int32_t>(out.first) || out.first - static_cast<uint32_t>(above) > 3) break;
    const bool infinitive = out.first < cue_ && tree_.token(out.first).form == "to";
    bool bare = tree_.token(static_cast<uint32_t>(above)).upos == Upos::VERB && infinitive;
    for (uint32_t i = static_cast<uint32_t>(above) + 1; i < out.first; ++i)
      bare = bare && usable(i) && (tree_.token(i).upos == Upos::ADP || tree_.token(i).upos == Upos::ADV);
    bare = bare && usable(static_cast<uint32_t>(above));
    if (!bare) break;
    verb = static_cast<uint32_t>(above);
    out.first = verb;
    grow();
  }
  if (const SpeechCues::Verb* known = cues_.verb(tree_.sentence(), cue_)) {
    const size_t space = known->lemma.find(' ');
    if (space == std::string::npos) return out;
    for (uint32_t i = cue_ + 1; i < tree_.size() && i <= cue_ + 2; ++i) {
      if (usable(i) && to_lower(tree_.token(i).form) == known->lemma.substr(space + 1)) out.last = i + 1;
    }
  }
  return out;
}

TokenRange QuoteParts::addressee() const {
  const TokenRange out = told();
  // "told a news conference": an occasion, not a person.
  return out.empty() || cues_.occasion(to_lower(tree_.token(tree_.head_of(out)).lemma)) ? TokenRange{} : out;
}

TokenRange QuoteParts::told() const {
  if (tree_.token(cue_).upos != Upos::VERB) {
    for (uint32_t child : tree_.children(cue_)) {
      if (tree_.token(child).relation == Relation::nmod && preposition(child) == "to" && usable(child))
        return phrase(child);
    }
    return {};
  }
  const std::string lemma = to_lower(tree_.token(cue_).lemma);
  const bool takes_person = cues_.tells(lemma);
  const auto fits = [&](uint32_t child) { return usable(child) && !source_.contains(child); };
  for (uint32_t child : tree_.children(cue_)) {
    const Token& token = tree_.token(child);
    if (token.relation == Relation::iobj && fits(child)) return phrase(child);
    if (!takes_person || !fits(child) || token.upos == Upos::VERB) continue;
    if (token.relation == Relation::obj && child > cue_) return phrase(child);
    if (token.relation == Relation::nsubj && token.subtype == Subtype::pass && tree_.passive(cue_))
      return phrase(child);
  }
  for (uint32_t child : tree_.children(cue_)) {  // "urged Peru to leave", read as one clause
    const int32_t subject = takes_person && tree_.token(child).relation == Relation::ccomp && child > cue_
                                ? tree_.child(child, Relation::nsubj)
                                : -1;
    if (subject > static_cast<int32_t>(cue_) && fits(static_cast<uint32_t>(subject)))
      return phrase(static_cast<uint32_t>(subject));
  }
  for (uint32_t child : tree_.children(cue_)) {
    const Token& token = tree_.token(child);
    const bool oblique = token.relation == Relation::obl && child > cue_;
    if (oblique && preposition(child) == "to" && fits(child) && token.upos != Upos::VERB) return phrase(child);
    if (oblique && preposition(child) == "on" && lemma == "call" && fits(child)) return phrase(child);
  }
  return {};
}

TokenRange QuoteParts::occasion() const {
  const TokenRange object = told();
  if (!object.empty() && cues_.occasion(to_lower(tree_.token(tree_.head_of(object)).lemma))) return object;
  const int32_t noun = tree_.head(cue_);  // "issued **a statement** saying that"
  if (tree_.token(cue_).relation == Relation::acl && tree_.token(cue_).xpos == "VBG" && noun >= 0 &&
      noun < static_cast<int32_t>(cue_) && cues_.occasion(to_lower(tree_.token(static_cast<uint32_t>(noun)).lemma)) &&
      !source_.contains(static_cast<uint32_t>(noun)))
    return phrase(static_cast<uint32_t>(noun));
  for (uint32_t i = 0; i < tree_.size(); ++i) {
    const Token& token = tree_.token(i);
    if ((token.upos != Upos::NOUN && token.upos != Upos::PROPN) || i == cue_ || !usable(i)) continue;
    if (source_.contains(i) || !cues_.occasion(to_lower(token.lemma))) continue;
    const std::string before = preposition(i);
    if (before != "in" && before != "at" && before != "during" && before != "on" && before != "via" && before != "by")
      continue;
    // Only what hangs on the reporting clause, or opens its sentence.
    const int32_t above = tree_.head(i);
    const bool own = above >= 0 && (above == static_cast<int32_t>(cue_) || tree_.dominates(cue_, i) ||
                                    tree_.dominates(static_cast<uint32_t>(above), cue_) || i < 6);
    if (!own) continue;
    TokenRange range = tree_.subtree(i);
    const int32_t marker = tree_.child(i, Relation::case_);
    range.first = std::max(range.first, static_cast<uint32_t>(marker) + 1);
    range.last = i + 1;
    for (uint32_t child : tree_.children(i)) {  // "an interview with X", "a letter to Y"
      const std::string word = preposition(child);
      if (tree_.token(child).relation != Relation::nmod || child < i || (word != "with" && word != "to")) continue;
      if (tree_.subtree(child).first == range.last) range.last = phrase(child).last;
    }
    for (uint32_t k = range.first; k < i; ++k) {
      if (tree_.token(k).form == "," || source_.contains(k)) range.first = k + 1;
    }
    return range;
  }
  return {};
}

std::vector<TokenRange> QuoteParts::via() const {
  std::vector<TokenRange> out;
  const auto passes_on = [&](uint32_t verb) {
    const std::string lemma = to_lower(tree_.token(verb).lemma);
    return lemma == "quote" || lemma == "cite";
  };
  const auto agent = [&](uint32_t verb, std::string_view word) {
    for (uint32_t child : tree_.children(verb)) {
      const Relation relation = tree_.token(child).relation;
      const bool oblique = relation == Relation::obl || relation == Relation::nmod;
      if (oblique && child > verb && preposition(child) == word && usable(child)) out.push_back(phrase(child));
    }
  };
  for (uint32_t i = 0; i < tree_.size(); ++i) {
    if (tree_.token(i).upos != Upos::VERB || !passes_on(i) || !usable(i)) continue;
    const int32_t above = tree_.head(i);
    const bool of_source = above >= 0 && source_.contains(static_cast<uint32_t>(above));  // "X, cited by Y, said"
    const bool of_cue = i == cue_ || tree_.dominates(i, cue_);                            // "Y quoted X as saying"
    if (!of_source && !of_cue) continue;
    agent(i, "by");
    const int32_t subject = tree_.child(i, Relation::nsubj);
    if (of_cue && subject >= 0 && !tree_.passive(i) && !source_.contains(static_cast<uint32_t>(subject)))
      out.push_back(phrase(static_cast<uint32_t>(subject)));
  }
  if (tree_.token(cue_).upos == Upos::VERB) agent(cue_, "through");
  const int32_t above = tree_.head(cue_);
  if (tree_.token(cue_).xpos == "VBG" && above >= 0 && passes_on(static_cast<uint32_t>(above))) agent(cue_, "by");
  return out;
}

}  // namespace demarche
