#include "mention/speech_source.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

bool nominal(Upos upos) { return upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::PRON || upos == Upos::NUM; }

bool inside_phrase(const Token& token) {
  return nominal(token.upos) || token.upos == Upos::DET || token.upos == Upos::ADJ || token.form == "'s" ||
         token.form == "’s";
}

bool closes(std::string_view form) { return form == "”" || form == "\"" || form == "’" || form == "''" || form == "»"; }

bool relative_pronoun(const Token& token) {
  const std::string form = to_lower(token.form);
  return form == "who" || form == "which" || form == "that" || form == "whom";
}

/// The phrase of a head: its subtree without relative clauses, appositions behind a comma and trailing marks.
TokenRange phrase(const SentenceTree& tree, uint32_t head) {
  TokenRange range = tree.subtree(head);
  for (uint32_t child : tree.children(head)) {
    const Relation relation = tree.token(child).relation;
    const bool clause = relation == Relation::acl || relation == Relation::parataxis || relation == Relation::advcl ||
                        relation == Relation::cop || relation == Relation::advmod;
    if (clause && child > head) range.last = std::min(range.last, std::max(head + 1, tree.subtree(child).first));
    const bool opener = relation == Relation::case_ || relation == Relation::mark || relation == Relation::cc;
    if ((clause || opener) && child < head)
      range.first = std::max(range.first, std::min(head, tree.subtree(child).last));
  }
  for (uint32_t i = head + 1; i < range.last; ++i) {
    const std::string_view form = tree.token(i).form;
    const bool dash = (form == "-" || form == "–") && tree.token(i - 1).space_after;
    if (dash || form == "," || form == ":" || form == ";" || form == "(" || form == "—") range.last = i;
  }
  for (uint32_t i = head; i-- > range.first;) {
    const std::string_view form = tree.token(i).form;
    if (form == ":" || form == ";" || form == "”" || form == "\"" || form == "“") range.first = i + 1;
  }
  while (range.first < head && tree.token(range.first).upos == Upos::PUNCT) ++range.first;
  return range;
}

SpeechSource from_head(const SentenceTree& tree, int32_t head) {
  SpeechSource out;
  if (head < 0) return out;
  out.head = head;
  out.range = phrase(tree, static_cast<uint32_t>(head));
  return out;
}

SpeechSource from_range(const SentenceTree& tree, TokenRange range) {
  SpeechSource out;
  bool any = false;
  for (uint32_t i = range.first; i < range.last; ++i) any = any || nominal(tree.token(i).upos);
  if (!any) return out;
  out.head = static_cast<int32_t>(tree.head_of(range));
  out.range = range;
  return out;
}

int32_t agent_of(const SentenceTree& tree, uint32_t verb) {
  for (uint32_t child : tree.children(verb)) {
    const Token& token = tree.token(child);
    if (token.relation != Relation::obl || child < verb) continue;
    if (token.subtype == Subtype::agent) return static_cast<int32_t>(child);
    const int32_t marker = tree.child(child, Relation::case_);
    if (marker >= 0 && to_lower(tree.token(static_cast<uint32_t>(marker)).form) == "by")
      return static_cast<int32_t>(child);
  }
  return -1;
}

/// The active subject of a verb alone, or -1; "it" without meaning does not count.
int32_t own_subject(const SentenceTree& tree, uint32_t verb) {
  for (uint32_t child : tree.children(verb)) {
    const Token& token = tree.token(child);
    const bool active = token.subtype != Subtype::pass || !tree.passive(verb);
    if (token.relation == Relation::nsubj && active) return static_cast<int32_t>(child);
  }
  return -1;
}

bool finite(const SentenceTree& tree, uint32_t verb) {
  const std::string_view tag = tree.token(verb).xpos;
  if (tag == "VBD" || tag == "VBZ" || tag == "VBP") return true;
  for (uint32_t child : tree.children(verb)) {
    const std::string_view aux =
        tree.token(child).relation == Relation::aux ? tree.token(child).lemma : std::string_view();
    if (tag == "VBN" && aux == "have") return true;
  }
  return false;
}

/// "X hit back with Y looking on, saying ...": when the participle hangs on no finite main verb, its speaker is the
/// subject of the finite verb on its left that is nearest to the root. -1 when the tree can be trusted.
int32_t speaker_of_participle(const SentenceTree& tree, uint32_t cue) {
  const int32_t governor = tree.head(cue);
  if (governor < 0) return -1;
  const uint32_t above = static_cast<uint32_t>(governor);
  const Relation relation = tree.token(above).relation;
  const bool main_clause = relation == Relation::root || relation == Relation::conj || relation == Relation::advcl ||
                           relation == Relation::parataxis;
  if (main_clause && finite(tree, above) && own_subject(tree, above) >= 0) return -1;
  int32_t best = -1;
  for (uint32_t i = 0; i < cue; ++i) {
    if (tree.token(i).upos != Upos::VERB || !finite(tree, i) || own_subject(tree, i) < 0) continue;
    if (tree.token(i).relation == Relation::acl) continue;
    if (best < 0 || tree.depth(i) < tree.depth(static_cast<uint32_t>(best))) best = static_cast<int32_t>(i);
  }
  return best < 0 ? -1 : own_subject(tree, static_cast<uint32_t>(best));
}

/// Is a past participle the only verb of its clause, so that it must be a past tense? "The army denied that ..."
bool only_verb(const SentenceTree& tree, uint32_t verb) {
  if (tree.token(verb).xpos != "VBN" || tree.child(verb, Relation::aux) >= 0) return false;
  for (uint32_t i = 0; i < tree.size(); ++i) {
    if (i > verb && to_lower(tree.token(i).form) == "that") return true;
    const std::string_view tag = tree.token(i).xpos;
    if (tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD") return false;
    if (i + 1 < verb && tree.token(i).form == ",") return false;
  }
  return true;
}

/// "Silva, during a visit, called for": the phrase that opens the sentence, or the clause behind a quotation, up to its
/// first comma, when a comma stands before the verb as well.
SpeechSource opening_phrase(const SentenceTree& tree, uint32_t verb) {
  if (verb < 3 || tree.token(verb - 1).form != ",") return {};
  uint32_t start = 0;
  for (uint32_t i = verb; i-- > 0 && start == 0;) {
    const std::string_view form = tree.token(i).form;
    if (form == "”" || form == "\"" || form == "’" || form == "''" || form == "»") start = i + 1;
  }
  uint32_t end = start;
  while (end < verb && end < start + 12 && inside_phrase(tree.token(end))) ++end;
  if (end == start || end >= verb || tree.token(end).form != ",") return {};
  return from_range(tree, {start, end});
}

}  // namespace

SpeechSource source_by_position(const SentenceTree& tree, uint32_t verb) {
  uint32_t end = verb + 1;
  while (end < tree.size() && end < verb + 13 && inside_phrase(tree.token(end))) ++end;
  uint32_t begin = verb;
  while (begin > 0 && (tree.token(begin - 1).upos == Upos::ADV || tree.token(begin - 1).upos == Upos::AUX)) --begin;
  const uint32_t last = begin;
  while (begin > 0 && last - begin < 12 && inside_phrase(tree.token(begin - 1))) --begin;
  // "the head of the programme in Oslo said": prepositions too, when the whole of it stands behind a mark.
  uint32_t whole = begin;
  while (whole > 0 && last - whole < 16 &&
         (inside_phrase(tree.token(whole - 1)) || tree.token(whole - 1).upos == Upos::ADP))
    --whole;
  const bool behind_mark = whole > 0 && whole < begin && closes(tree.token(whole - 1).form);
  if (behind_mark && begin < last && tree.token(whole).upos != Upos::ADP) begin = whole;
  if (begin == last && verb > 0 && tree.token(verb - 1).form == ",") {  // "Silva, a nurse in Gori, told the radio"
    if (SpeechSource found = opening_phrase(tree, verb); found.head >= 0) return found;
  }
  if (begin < last && !relative_pronoun(tree.token(last - 1))) {
    if (SpeechSource found = from_range(tree, {begin, last}); found.head >= 0) return found;
  }
  return from_range(tree, {verb + 1, end});
}

SpeechSource source_of_noun(const SentenceTree& tree, uint32_t noun) {
  if (const int32_t owner = tree.child(noun, Relation::nmod, Subtype::poss); owner >= 0) return from_head(tree, owner);
  for (uint32_t child : tree.children(noun)) {
    if (tree.token(child).relation != Relation::nmod) continue;
    const int32_t marker = tree.child(child, Relation::case_);
    if (marker < 0) continue;
    const std::string word = to_lower(tree.token(static_cast<uint32_t>(marker)).form);
    if (word == "by" || word == "from" || word == "among") return from_head(tree, static_cast<int32_t>(child));
  }
  return {};
}

SpeechSource source_of_verb(const SentenceTree& tree, uint32_t cue, const SpeechCues& cues, bool by_position) {
  uint32_t verb = cue;
  const bool participle = tree.token(cue).xpos == "VBG" && cue > 0 && tree.token(cue).relation != Relation::acl;
  const std::string_view left = cue > 0 ? tree.token(cue - 1).form : std::string_view();
  const bool apart = left == "," || left == "”" || left == "\"";
  if (participle && apart && own_subject(tree, cue) < 0) {
    const int32_t speaker = speaker_of_participle(tree, cue);
    if (speaker >= 0) return from_head(tree, speaker);
  }
  for (int step = 0; step < 8; ++step) {
    const bool below = verb != cue;
    const std::string_view own_lemma = tree.token(verb).lemma;
    const bool quotes = own_lemma == "quote" || own_lemma == "cite";  // their object speaks
    if (quotes && !below && !tree.passive(verb) && tree.child(verb, Relation::obj) >= 0) {
      return from_head(tree, tree.child(verb, Relation::obj));
    }
    if (tree.passive(verb)) {
      const int32_t agent = quotes || below ? -1 : agent_of(tree, verb);
      if (agent >= 0) return from_head(tree, agent);
      const bool speaks = below || quotes;
      return speaks ? from_head(tree, tree.child(verb, Relation::nsubj, Subtype::pass)) : SpeechSource{};
    }
    if (const int32_t subject = own_subject(tree, verb); subject >= 0) {
      const bool relative = relative_pronoun(tree.token(static_cast<uint32_t>(subject)));
      if (relative && tree.token(verb).relation == Relation::acl) return from_head(tree, tree.head(verb));
      return relative ? SpeechSource{} : from_head(tree, subject);
    }
    const int32_t head = tree.head(verb);
    const Relation relation = tree.token(verb).relation;
    if (head < 0) break;
    const uint32_t above = static_cast<uint32_t>(head);
    if (relation == Relation::acl) {
      // "Silva, during a visit, called for": a sentence whose verb the parser took for a participle.
      const uint32_t root = tree.head_of({0, tree.size()});
      const bool headless = tree.token(root).upos == Upos::PROPN || tree.token(root).upos == Upos::NOUN;
      if (headless && verb == cue && root == above && only_verb(tree, cue)) return from_head(tree, head);
      if (headless && verb == cue) {
        if (SpeechSource found = opening_phrase(tree, verb); found.head >= 0) return found;
      }
      if (const SpeechSource owner = source_of_noun(tree, above); owner.head >= 0) return owner;
      if (const int32_t agent = agent_of(tree, verb); agent >= 0) return from_head(tree, agent);
      if (!cues.noun(tree.token(above))) {
        return tree.token(verb).xpos == "VBN" ? SpeechSource{} : from_head(tree, head);
      }
      verb = tree.head(above) >= 0 ? static_cast<uint32_t>(tree.head(above)) : above;
      if (tree.token(verb).upos != Upos::VERB) break;
      continue;
    }
    const bool shared = relation == Relation::conj || relation == Relation::xcomp || relation == Relation::advcl;
    if (!shared) break;
    const int32_t object = tree.child(above, Relation::obj);
    const std::string_view lemma = tree.token(above).lemma;
    const bool others_words = lemma == "hear" || lemma == "quote" || lemma == "cite";  // "quoted an official as saying"
    if (relation != Relation::conj && others_words && object >= 0 && !tree.passive(above))
      return from_head(tree, object);
    verb = above;
  }
  if (by_position) {
    if (SpeechSource found = source_by_position(tree, cue); found.head >= 0) return found;
  }
  const std::string_view tag = tree.token(cue).xpos;
  const bool told = tag == "VBD" || tag == "VBN" || tag == "VBZ";
  return told && verb == cue ? opening_phrase(tree, cue) : SpeechSource{};
}

bool is_according(const Sentence& sentence, uint32_t token) {
  constexpr std::string_view kWord = "according";
  return token + 2 < sentence.tokens.size() && sentence.tokens[token].form.size() == kWord.size() &&
         to_lower(sentence.tokens[token].form) == kWord && to_lower(sentence.tokens[token + 1].form) == "to";
}

SpeechSource source_of_according(const SentenceTree& tree, uint32_t cue) {
  const uint32_t first = cue + 2;
  uint32_t end = first;
  while (end < tree.size() && end < first + 16 &&
         (inside_phrase(tree.token(end)) || tree.token(end).upos == Upos::ADP || tree.token(end).upos == Upos::CCONJ)) {
    ++end;
  }
  while (end > first && !nominal(tree.token(end - 1).upos)) --end;
  const int32_t head = tree.head(cue);
  if (head >= static_cast<int32_t>(first) && head < static_cast<int32_t>(end)) return from_head(tree, head);
  return end > first ? from_range(tree, {first, end}) : SpeechSource{};
}

SpeechSource source_from_head(const SentenceTree& tree, int32_t head) { return from_head(tree, head); }

void find_source_mention(const SentenceTree& tree, uint32_t sentence, const Mentions& mentions, SpeechSource& source) {
  source.mention = -1;
  if (source.head < 0) return;
  const uint32_t head = static_cast<uint32_t>(source.head);
  const Mention* found = mentions.headed_by(sentence, head);
  if (!found || found->kind == MentionKind::nominal) {
    for (uint32_t child : tree.children(head)) {
      const Relation relation = tree.token(child).relation;
      const bool names = relation == Relation::flat || relation == Relation::appos || relation == Relation::compound;
      const Mention* mention = names ? mentions.headed_by(sentence, child) : nullptr;
      const bool better =
          mention && (found ? mention->kind == MentionKind::name : mention->kind != MentionKind::adjective);
      if (better && relation != Relation::compound) found = mention;
      if (mention && !found && mention->kind == MentionKind::name && child + 1 == head) found = mention;
    }
  }
  if (!found) {
    const Mention* around = mentions.covering(sentence, head);
    if (around && around->kind != MentionKind::adjective) found = around;
  }
  if (!found) return;
  source.mention = static_cast<int32_t>(found - mentions.all.data());
  source.range = {std::min(found->first, source.range.first), std::max(found->last, source.range.last)};
}

}  // namespace demarche
