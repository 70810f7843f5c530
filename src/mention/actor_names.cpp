// Names of states, organisations and groups; nouns that can only point back; pronouns.
#include <algorithm>

#include "base/utf8.h"
#include "mention/actor_phrases.h"

namespace demarche {
namespace {

struct PronounForm {
  std::string_view form;
  char gender;
  bool possessive;
};
constexpr PronounForm kPronouns[] = {
    {"he", 'm', false},      {"him", 'm', false},  {"his", 'm', true},   {"himself", 'm', false},
    {"she", 'f', false},     {"her", 'f', false},  {"hers", 'f', true},  {"herself", 'f', false},
    {"it", 0, false},        {"its", 0, true},     {"itself", 0, false}, {"they", 0, false},
    {"them", 0, false},      {"their", 0, true},   {"theirs", 0, true},  {"themselves", 0, false},
    {"we", 0, false},        {"us", 0, false},     {"our", 0, true},     {"ours", 0, true},
    {"ourselves", 0, false}, {"i", 0, false},      {"me", 0, false},     {"my", 0, true},
    {"mine", 0, true},       {"myself", 0, false}, {"you", 0, false},    {"your", 0, true},
    {"yours", 0, true},
};

bool is_capital(std::string_view form) { return !form.empty() && is_ascii_upper(form.front()); }

}  // namespace

void ActorPhrases::build_names() {
  for (const NameSpan& span : scan_.names()) {
    if (span.senses.empty()) continue;
    bool used = true;
    for (uint32_t t = span.first; t < span.last; ++t) used = used && used_[t];
    if (!used) build_name(span);
  }
}

bool ActorPhrases::is_place_use(const NameSpan& span, uint32_t head, const NameSense& sense) const {
  const ActorEntry& from = entry(sense);
  const bool town = from.kind == ActorKind::city || from.kind == ActorKind::region ||
                    (sense.form == NameForm::metonym && sense.sector.empty());
  if (!town) return false;
  const int32_t marker = tree_.child(head, Relation::case_);
  uint32_t before = span.first;
  if (before > 0 && token(before - 1).upos == Upos::DET) --before;
  const bool adjacent = before > 0 && token(before - 1).upos == Upos::ADP;
  uint32_t preposition = 0;
  if (marker >= 0 && static_cast<uint32_t>(marker) < head) {
    preposition = static_cast<uint32_t>(marker);
  } else if (adjacent) {
    preposition = before - 1;
  } else {
    return false;
  }
  if (listed("place-preposition", preposition)) return true;
  if (!listed("place-preposition-verb", preposition)) return false;
  const int32_t above = tree_.head(head);
  if (above < 0) return false;
  const Token& governor = token(static_cast<uint32_t>(above));
  return governor.upos == Upos::VERB && lexicon_.in_list("motion-verb", governor.lemma);
}

void ActorPhrases::extend_body(const NameSpan& span, ActorDraft& draft) const {
  // "the NATO alliance", "NATO countries", "the EU's members": the noun belongs to the name.
  if (span.last >= size_ || span.suffix.size() > 0) return;
  const uint32_t next = span.last + (is_possessive(span.last) ? 1 : 0);
  if (next >= size_ || token(next).upos != Upos::NOUN) return;
  const std::string word = to_lower(token(next).lemma);
  const std::vector<std::string>& heads = entry(draft.senses.front()).heads;
  const bool own = next == span.last && (std::find(heads.begin(), heads.end(), word) != heads.end());
  const bool members =
      lexicon_.in_list("member-noun", word) && entry(draft.senses.front()).kind == ActorKind::organisation &&
      (scan_.role_at(next) < 0 || scan_.roles()[static_cast<size_t>(scan_.role_at(next))].role->sector.empty());
  if (!own && !members) return;
  // The noun must end the phrase: "NATO member Turkey", "EU member states" do more.
  uint32_t last = next + 1;
  if (members && last < size_ && lexicon_.in_list("member-noun", to_lower(token(last).lemma))) ++last;
  if (members && token(last - 1).form == token(last - 1).lemma) return;
  draft.mention.last = last;
  draft.mention.head = tree_.head_of({span.first, last});
  draft.mention.plural = members;
  draft.how = members ? "members of a named body" : "name and its noun";
}

void ActorPhrases::build_name(const NameSpan& span) {
  if (against(span)) return;
  const uint32_t head = tree_.head_of({span.first, span.last});
  if (span.suffix.size() > 0 && lexicon_.in_list("other-suffix", to_lower(span.suffix))) return;
  const bool possessive = is_possessive(span.last);
  const bool agent = backing(span) && !possessive;
  bool modifier = !possessive && (is_modifier(head) || agent || !span.whole);
  const int32_t above = tree_.head(head);
  if (token(head).relation == Relation::conj && above >= 0 && is_modifier(static_cast<uint32_t>(above)) &&
      !possessive) {
    // "US and NATO military groups": the second of two modifiers, when the noun still follows.
    modifier = modifier || static_cast<uint32_t>(tree_.head(static_cast<uint32_t>(above))) > head;
  }
  if (!span.suffix.empty() && !possessive && span.last + 1 < size_ && scan_.name_at(span.last + 1) >= 0 &&
      token(span.last).form == "-") {
    // "Kyiv-NATO relationship": the first name modifies when the second does.
    const NameSpan& second = scan_.names()[static_cast<size_t>(scan_.name_at(span.last + 1))];
    modifier = modifier || is_modifier(tree_.head_of({second.first, second.last}));
  }
  // ... and the second does when a noun follows it.
  if (!span.prefix.empty() && !possessive && span.last < size_ && token(span.last).upos == Upos::NOUN) modifier = true;
  ActorDraft draft;
  draft.senses = ordered(span, modifier);
  const NameSense sense = draft.senses.front();
  const ActorEntry& from = entry(sense);
  if (from.kind == ActorKind::person) return;  // build_people has kept what it could
  draft.how = agent ? "agent" : "name";
  draft.mention.first = span.first;
  draft.mention.last = span.last;
  draft.mention.head = head;
  draft.mention.kind = MentionKind::name;
  switch (from.kind) {
    case ActorKind::organisation:
      draft.type = ActorDraft::Type::body;
      break;
    case ActorKind::group:
      draft.type = ActorDraft::Type::group;
      break;
    default:
      draft.type = ActorDraft::Type::state;
      break;
  }
  if (sense.form == NameForm::demonym && !modifier && !possessive) {
    // A demonym that modifies nothing: "the Russian", or the parser lost its noun.
    if (token(head).upos == Upos::ADJ) modifier = true;
  }
  if (modifier && draft.type != ActorDraft::Type::body) draft.mention.kind = MentionKind::adjective;
  draft.mention.group = draft.type == ActorDraft::Type::group;
  draft.mention.plural = draft.mention.group;
  if (draft.type == ActorDraft::Type::group) {
    // "in the west of the country" is a direction, not the West.
    const bool lower = !is_capital(token(span.last - 1).form) && span.last - span.first <= 2;
    const bool determined = span.last - span.first == 2 && to_lower(token(span.first).form) == "the";
    const bool of_place =
        span.last + 1 < size_ && token(span.last).form == "of" && token(span.last + 1).upos != Upos::VERB;
    const bool located = span.first > 0 && listed("place-preposition", span.first - 1);
    if (lower && determined && (of_place || located || (span.first > 0 && token(span.first - 1).form == "to"))) return;
  }
  if (sense.form == NameForm::people) {
    draft.how = "people";
    draft.mention.plural = true;
  }
  if (draft.type == ActorDraft::Type::body) extend_body(span, draft);
  if (!modifier && !possessive) draft.place = is_place_use(span, head, sense);
  if (token(head).relation == Relation::conj && above >= 0 && !modifier) {
    // "in Iowa and Utah"
    const ActorDraft* first = headed(static_cast<uint32_t>(above));
    draft.place = draft.place || (first != nullptr && first->place && entry(sense).kind != ActorKind::country);
  }
  if (span.first > 0) {
    const std::string before = to_lower(token(span.first - 1).form);
    draft.definite = before == "the";
    draft.indefinite = before == "a" || before == "an" || token(span.first - 1).upos == Upos::NUM;
    const int32_t of = tree_.head(span.first - 1);
    const bool own = of >= static_cast<int32_t>(span.first) && of < static_cast<int32_t>(span.last);
    if (before == "the" && own && draft.mention.kind == MentionKind::name && !used_[span.first - 1])
      draft.mention.first = span.first - 1;
  }
  const uint32_t begin = draft.mention.first;
  const uint32_t end = draft.mention.last;
  keep(std::move(draft), begin, end);
}

void ActorPhrases::build_references() {
  // "the alliance", "the bloc": nouns that the tables give to organisations, when no role phrase has taken them.
  for (uint32_t t = 1; t < size_; ++t) {
    if (used_[t] || head_draft_[t] >= 0 || scan_.role_at(t) >= 0 || scan_.name_at(t) >= 0) continue;
    if (token(t).upos != Upos::NOUN || is_modifier(t)) continue;
    const std::string lemma = to_lower(token(t).lemma);
    if (!lexicon_.in_list("reference-noun", lemma)) continue;
    const uint32_t begin = phrase_begin(t, t);
    RoleSpan none;
    none.first = t;
    none.last = t + 1;
    none.head = t;
    ActorDraft draft;
    read_left(begin, none, draft);
    if (!draft.definite && draft.owner < 0) continue;
    draft.type = ActorDraft::Type::reference;
    draft.how = "description";
    draft.noun = scan_.noun(t);
    draft.mention.kind = MentionKind::nominal;
    draft.mention.plural = token(t).form != token(t).lemma && token(t).xpos != "NN";
    draft.mention.first = begin;
    draft.mention.last = t + 1;
    draft.mention.head = t;
    draft.name = lemma;
    keep(std::move(draft), t, t + 1);
  }
}

void ActorPhrases::build_pronouns() {
  for (uint32_t t = 0; t < size_; ++t) {
    if (token(t).upos != Upos::PRON && token(t).upos != Upos::DET) continue;
    if (token(t).form == "US" || used_[t] || token(t).relation == Relation::expl) continue;
    const std::string form = to_lower(token(t).form);
    const auto* found =
        std::find_if(std::begin(kPronouns), std::end(kPronouns), [&](const PronounForm& p) { return p.form == form; });
    if (found == std::end(kPronouns)) continue;
    ActorDraft draft;
    draft.type = ActorDraft::Type::pronoun;
    draft.how = "pronoun";
    draft.name = form;
    draft.gender = found->gender;
    draft.possessive = found->possessive || token(t).xpos == "PRP$";
    draft.mention.kind = MentionKind::pronoun;
    draft.mention.plural =
        form.starts_with("th") || form.starts_with("we") || form.starts_with("us") || form.starts_with("our");
    draft.mention.first = t;
    draft.mention.last = t + 1;
    draft.mention.head = t;
    keep(std::move(draft), t, t + 1);
  }
}

}  // namespace demarche
