#include <algorithm>
#include <array>

#include "mention/attribution_reader.h"

namespace demarche {
namespace {

constexpr uint32_t kLongestClause = 24;  ///< tokens of a reporting clause beside its content

}  // namespace

/// "The troops left, officials said." and "The troops, officials said, left.": whatever the tree says, all of the
/// sentence but the cue's clause is its content.
bool SentenceReader::whole_sentence(Cue& cue) {
  if (!stands_aside(cue)) return false;
  const std::optional<TokenRange> clause = own_clause(cue);
  if (!clause) return false;
  const TokenRange own = *clause;
  bool sentence_left = false;
  for (uint32_t i = 0; i + 1 < own.first; ++i) sentence_left = sentence_left || finite(tree_.token(i));
  uint32_t last = own.last;
  if (own.last < tree_.size() && is(own.last, ",")) {
    if (!sentence_left || goes_on(own)) last = stop(cue, own.last, tree_.size());
    bool sentence_right = sentence_left;
    for (uint32_t i = own.last; i < last; ++i) sentence_right = sentence_right || finite(tree_.token(i));
    if (!sentence_right) return false;
  } else if (!sentence_left) {
    return false;
  }
  uint32_t first = 0;  // "A left, X said, and B stayed, Y said": each has its own
  for (uint32_t i = 0; i < last; ++i) {
    if (own.contains(i) || !closes_clause(i)) continue;
    if (i < own.first) first = i + 1;
    if (i >= own.last) last = own.last;
  }
  while (first > 0 && first < own.first &&
         (tree_.token(first).upos == Upos::PUNCT || tree_.token(first).upos == Upos::CCONJ))
    ++first;
  cue.own = own;
  add(cue, {first, last});
  return true;
}

/// Can the cue report words around it: a verb in a tense with somebody who speaks?
bool SentenceReader::stands_aside(const Cue& cue) const {
  const SpeechCues::Verb* known = cues_.verb(tree_.sentence(), cue.token);
  const bool finding = !known && cue.cue_class == CueClass::report;  // "..., the study found"
  if ((!known && !finding) || !reports_clause(cue.cue_class) || cue.source.range.empty()) return false;
  const std::string_view tag = tree_.token(cue.token).xpos;
  const bool tense = tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "VBN";
  if (!tense && (finding || known->lemma != "put it")) return false;
  const bool weak = finding || cues_.weak(known->lemma);
  if (weak && (tree_.child(cue.token, Relation::aux) >= 0 || tag == "VBN")) return false;
  return tree_.token(cue.token).relation != Relation::acl;
}

/// The cue's clause between two marks; no value when it has a content of its own.
std::optional<TokenRange> SentenceReader::own_clause(const Cue& cue) const {
  TokenRange own{std::min(cue.token, cue.source.range.first), std::max(cue.token + 1, cue.source.range.last)};
  for (int step = 0; step < 3 && own.first > 0; ++step) {
    const Upos upos = tree_.token(own.first - 1).upos;
    if (upos != Upos::ADV && upos != Upos::AUX && upos != Upos::SCONJ && !is(own.first - 1, "as")) break;
    --own.first;
  }
  if (own.last - own.first > kLongestClause || own.first < 2) return std::nullopt;
  const Token& left = tree_.token(own.first - 1);
  if (left.form != "," && left.form != "—" && left.form != "–" && !closing_mark(left.form)) return std::nullopt;
  while (own.last < tree_.size() && tree_.token(own.last).upos != Upos::PUNCT) ++own.last;
  const SpeechCues::Verb* known = cues_.verb(tree_.sentence(), cue.token);
  const bool weak = !known || cues_.weak(known->lemma);
  for (uint32_t i = cue.token + 1; i < own.last; ++i) {
    const Relation relation = tree_.token(i).relation;
    const bool clause = relation == Relation::ccomp || relation == Relation::xcomp;
    const bool object = weak && relation == Relation::obj && tree_.token(i).form != "it";
    if ((clause || object) && tree_.head(i) == static_cast<int32_t>(cue.token)) return std::nullopt;
  }
  return own;
}

/// "..., he said, because ...": does what follows belong to the words, as against the cue?
bool SentenceReader::goes_on(TokenRange own) const {
  const uint32_t next = std::min(own.last + 1, tree_.size() - 1);
  uint32_t top = next;
  while (tree_.head(top) > static_cast<int32_t>(next)) top = static_cast<uint32_t>(tree_.head(top));
  const bool inside = tree_.head(top) >= 0 && tree_.head(top) < static_cast<int32_t>(own.first);
  const bool main_clause = tree_.head_of({0, tree_.size()}) >= own.last;
  static constexpr std::array<std::string_view, 9> kLinks = {"that", "and",   "but", "or",    "because",
                                                             "if",   "since", "so",  "unless"};
  return inside || main_clause || is(next, "for") ||
         std::any_of(kLinks.begin(), kLinks.end(), [&](std::string_view word) { return is(next, word); });
}

/// Does a reporting clause without content of its own end at this token: "..., X said, and ..."?
bool SentenceReader::closes_clause(uint32_t token) const {
  const SpeechCues::Verb* verb = cues_.verb(tree_.sentence(), token);
  const std::string_view tag = tree_.token(token).xpos;
  return verb && verb->cue_class == CueClass::say && !cues_.weak(verb->lemma) && (tag == "VBD" || tag == "VBZ") &&
         (token + 1 == tree_.size() || is(token + 1, ",") || is(token + 1, "."));
}

/// The cue hangs on its own content: "The troops left, officials said."
bool SentenceReader::clause_above(const Cue& cue) {
  const uint32_t verb = cue.token;
  const int32_t head = tree_.head(verb);
  const Relation relation = tree_.token(verb).relation;
  if (head < 0) return false;
  const uint32_t opens = std::min(tree_.subtree(verb).first, verb);
  const std::string_view before = opens > 0 ? tree_.token(opens - 1).form : std::string_view();
  const bool after_quote = before == "”" || before == "\"" || before == "’";
  const bool aside =
      relation == Relation::parataxis ||
      (relation == Relation::ccomp && static_cast<int32_t>(verb) > head && (before == "," || after_quote)) ||
      (relation == Relation::advcl && marker(verb, Relation::mark) == "as");
  const SpeechCues::Verb* known = cues_.verb(tree_.sentence(), verb);
  const bool firm =
      known && (!cues_.weak(known->lemma) || after_quote);  // "..., and Oslo will respond" reports nothing
  if (!aside || !firm || !reports_clause(cue.cue_class)) return false;
  add(cue, tree_.subtree(static_cast<uint32_t>(head)));
  return true;
}

}  // namespace demarche
