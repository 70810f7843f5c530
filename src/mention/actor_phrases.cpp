#include "mention/actor_phrases.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {

ActorPhrases::ActorPhrases(const ActorLexicon& lexicon, const ActorScan& scan, const SentenceTree& tree,
                           uint32_t number)
    : lexicon_(lexicon),
      scan_(scan),
      tree_(tree),
      number_(number),
      size_(tree.size()),
      head_draft_(size_, -1),
      used_(size_, 0) {}

void ActorPhrases::build(std::vector<ActorDraft>& out) {
  build_people();
  build_nominals();
  build_names();
  build_references();
  build_pronouns();
  std::vector<uint32_t> order(drafts_.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t left, uint32_t right) {
    const Mention& a = drafts_[left].mention;
    const Mention& b = drafts_[right].mention;
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
  for (uint32_t i : order) out.push_back(std::move(drafts_[i]));
}

bool ActorPhrases::listed(std::string_view list, uint32_t at) const {
  std::string word = to_lower(token(at).form);
  while (!word.empty() && word.back() == '.') word.pop_back();
  return lexicon_.in_list(list, word);
}

bool ActorPhrases::against(const NameSpan& span) const {
  return !span.prefix.empty() && lexicon_.in_list("against-prefix", to_lower(span.prefix));
}

bool ActorPhrases::backing(const NameSpan& span) const {
  if (!span.suffix.empty()) {
    const std::string suffix = to_lower(span.suffix);
    if (lexicon_.in_list("agent-suffix", suffix) || lexicon_.in_list("other-suffix", suffix)) return true;
  }
  if (span.last >= size_ || !listed("agent-word", span.last) || token(span.last).upos == Upos::NOUN) return false;
  return token(span.last).relation ==
         Relation::amod;  // "Peru backed rebels" as a name and its participle, not "Peru backed the plan"
}

bool ActorPhrases::is_modifier(uint32_t head) const {
  const Relation relation = token(head).relation;
  const int32_t above = tree_.head(head);
  if (above < 0 || static_cast<uint32_t>(above) < head) return false;
  const Upos governor = token(static_cast<uint32_t>(above)).upos;
  if (governor == Upos::AUX || governor == Upos::PUNCT || governor == Upos::ADP || governor == Upos::DET) return false;
  // "Peru occupied the islands": an article between a name and its noun shows that the arc is wrong.
  for (uint32_t t = head + 1; t < static_cast<uint32_t>(above) && t < head + 8; ++t) {
    if (token(t).upos == Upos::DET) return false;
  }
  if (relation == Relation::amod || relation == Relation::compound || relation == Relation::det) return true;
  if (relation == Relation::nmod && token(head).subtype != Subtype::poss) return tree_.child(head, Relation::case_) < 0;
  // "Kyiv-NATO relationship": a conjunct of a modifier is one too.
  return false;
}

bool ActorPhrases::is_possessive(uint32_t last) const {
  if (last >= size_) return false;
  const std::string_view form = token(last).form;
  return form == "'s" || form == "\xE2\x80\x99s" ||
         ((form == "'" || form == "\xE2\x80\x99") && token(last).upos == Upos::PART);
}

std::vector<NameSense> ActorPhrases::ordered(const NameSpan& span, bool modifier) const {
  std::vector<NameSense> result = span.senses;
  std::stable_sort(result.begin(), result.end(), [&](const NameSense& a, const NameSense& b) {
    const auto rank = [&](const NameSense& s) {
      if (modifier) return s.form == NameForm::demonym ? 0 : 1;
      return s.form == NameForm::demonym ? 1 : 0;
    };
    return rank(a) < rank(b);
  });
  return result;
}

Affiliation ActorPhrases::affiliation_of(const NameSpan& span) const {
  Affiliation result;
  if (span.senses.empty() || against(span) || backing(span)) return result;
  const NameSense& sense = span.senses.front();
  const ActorEntry& from = entry(sense);
  if (from.kind == ActorKind::person) return result;
  if (from.code.empty() && from.kind != ActorKind::organisation && from.kind != ActorKind::group) return result;
  result.code = from.code;
  result.entry = sense.entry;
  result.sector = from.kind == ActorKind::organisation ? from.sector : std::string(sense.sector);
  result.token = static_cast<int32_t>(tree_.head_of({span.first, span.last}));
  return result;
}

bool ActorPhrases::of_unknown(uint32_t next) const {
  if (next + 1 >= size_) return false;
  const std::string_view word = token(next).form;
  if (word != "of" && word != "at" && word != "for") return false;
  const uint32_t at = next + 1 + (token(next + 1).upos == Upos::DET ? 1 : 0);
  return at < size_ && scan_.run_at(at) >= 0;
}

uint32_t ActorPhrases::phrase_head(uint32_t first, uint32_t last) const {
  uint32_t best = last;
  for (uint32_t t = first; t < last; ++t) {
    const Upos upos = token(t).upos;
    const bool noun = upos == Upos::NOUN || upos == Upos::PROPN || scan_.name_at(t) >= 0 || scan_.role_at(t) >= 0 ||
                      scan_.run_at(t) >= 0;
    if (noun && !is_possessive(t) && (best == last || tree_.depth(t) < tree_.depth(best))) best = t;
  }
  return best == last ? tree_.head_of({first, last}) : best;
}

ActorDraft* ActorPhrases::headed(uint32_t at) {
  return head_draft_[at] < 0 ? nullptr : &drafts_[static_cast<size_t>(head_draft_[at])];
}

const ActorDraft* ActorPhrases::headed(uint32_t at) const {
  return head_draft_[at] < 0 ? nullptr : &drafts_[static_cast<size_t>(head_draft_[at])];
}

void ActorPhrases::keep(ActorDraft draft, uint32_t first, uint32_t last) {
  Mention& mention = draft.mention;
  mention.sentence = number_;
  for (uint32_t t = first; t < last; ++t) used_[t] = 1;
  if (head_draft_[mention.head] >= 0) return;
  const Token& head = token(mention.head);
  draft.subject = head.relation == Relation::nsubj || head.relation == Relation::csubj;
  head_draft_[mention.head] = static_cast<int32_t>(drafts_.size());
  drafts_.push_back(std::move(draft));
}

}  // namespace demarche
