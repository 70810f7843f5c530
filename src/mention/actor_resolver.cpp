#include "mention/actor_resolver.h"

#include <algorithm>
#include <map>

namespace demarche {
namespace {

// An article is about one state when it names that state at least three times and others in at most a quarter of cases.
constexpr int kHomeMentions = 3;
constexpr int kHomeParts = 4;

}  // namespace

ActorResolver::ActorResolver(const ActorLexicon& lexicon, std::string_view text, const std::vector<SentenceTree>& trees,
                             const PeopleList& people, std::vector<ActorDraft>& drafts)
    : lexicon_(lexicon),
      text_(text),
      trees_(trees),
      people_(people),
      drafts_(drafts),
      sentence_begin_(trees.size() + 1, 0) {
  uint32_t at = 0;
  for (uint32_t s = 0; s < trees.size(); ++s) {
    sentence_begin_[s] = at;
    while (at < drafts_.size() && drafts_[at].mention.sentence == s) ++at;
  }
  sentence_begin_[trees.size()] = at;
}

int32_t ActorResolver::headed(uint32_t sentence, uint32_t token) const {
  for (uint32_t i = sentence_begin_[sentence]; i < sentence_begin_[sentence + 1]; ++i) {
    if (drafts_[i].mention.head == token) return static_cast<int32_t>(i);
  }
  return -1;
}

uint32_t ActorResolver::pick_state(const std::vector<NameSense>& senses) const {
  // Several states of one name ("Moscow": Russia, the Soviet Union): the one of the article's time, else today's.
  const NameSense& first = senses.front();
  const ActorEntry& entry = lexicon_.entry(first.entry);
  if (entry.kind != ActorKind::country) return first.entry;
  const Date when = people_.time().first.known() ? people_.time().first : people_.time().last;
  uint32_t best = first.entry;
  bool best_fits = false;
  for (const NameSense& sense : senses) {
    const ActorEntry& state = lexicon_.entry(sense.entry);
    if (state.kind != ActorKind::country || sense.form != first.form) continue;
    const bool fits = when.known()
                          ? (!state.from.known() || state.from <= when) && (!state.to.known() || when <= state.to)
                          : !state.to.known();
    if (fits && !best_fits) {
      best = sense.entry;
      best_fits = true;
    }
  }
  return best;
}

Entity ActorResolver::from_entry(uint32_t index, const NameSense* sense) const {
  const ActorEntry& entry = lexicon_.entry(index);
  Entity result;
  result.code = entry.code;
  result.sector = entry.sector;
  result.name = entry.name;
  result.id = entry.id;
  const char* kind = "name: ";
  if (entry.kind == ActorKind::country) {
    if (!entry.to.known()) result.id.clear();
    if (sense != nullptr) result.sector = sense->sector;
    if (sense != nullptr && sense->form == NameForm::metonym) kind = "metonym: ";
    if (sense != nullptr && sense->form == NameForm::demonym) kind = "demonym: ";
    if (sense != nullptr && sense->form == NameForm::people) kind = "people: ";
  } else if (entry.kind == ActorKind::group) {
    kind = "group: ";
  }
  result.how = kind + entry.source;
  return result;
}

std::vector<Entity> ActorResolver::named(const ActorDraft& draft) const {
  if (draft.type == ActorDraft::Type::person) {
    if (draft.person == ActorLexicon::kNone) return {};
    return {people_.entity(draft.person, &draft)};
  }
  if (draft.senses.empty()) return {};
  NameSense sense = draft.senses.front();
  sense.entry = pick_state(draft.senses);
  Entity entity = from_entry(sense.entry, &sense);
  const ActorEntry& entry = lexicon_.entry(sense.entry);
  if (draft.place || ((entry.kind == ActorKind::city) && draft.mention.kind != MentionKind::adjective)) {
    entity.how = "place: " + entry.source;
  }
  // "an American", "two Canadians": people of the state, not the state.
  if (sense.form == NameForm::people && draft.indefinite) entity.sector = "CVL";
  if (draft.how == "agent") entity.how += ", backer";
  if (draft.how == "members of a named body") entity.how += ", its members";
  return {entity};
}

void ActorResolver::finish(ActorDraft& draft, std::vector<Entity> entities, std::string_view how) const {
  const Sentence& sentence = trees_[draft.mention.sentence].sentence();
  const Span span{sentence.tokens[draft.mention.first].span.begin, sentence.tokens[draft.mention.last - 1].span.end};
  for (Entity& each : entities) {
    each.span = span;
    each.text = span.in(text_);
    if (!how.empty()) {
      if (each.how.starts_with("place: ")) each.how.replace(0, 7, "name: ");
      each.how.append(each.how.empty() ? "" : "; ").append(how);
    }
  }
  draft.mention.entities = std::move(entities);
}

void ActorResolver::resolve_names() {
  for (ActorDraft& draft : drafts_) {
    switch (draft.type) {
      case ActorDraft::Type::state:
      case ActorDraft::Type::body:
      case ActorDraft::Type::group:
      case ActorDraft::Type::person:
        finish(draft, named(draft), "");
        break;
      default:
        break;
    }
  }
  for (uint32_t s = 0; s < trees_.size(); ++s) join_listed(s);
}

void ActorResolver::count_states() {
  std::map<std::string, int> counts;
  for (const ActorDraft& draft : drafts_) {
    std::string code =
        draft.mention.entities.size() == 1 ? draft.mention.entities.front().code : draft.affiliation.code;
    if (draft.mention.entities.size() == 1 && draft.mention.entities.front().sector == "JRN") code.clear();
    if (!code.empty() && lexicon_.country(code) != ActorLexicon::kNone) ++counts[code];
  }
  states_.assign(counts.begin(), counts.end());
  std::stable_sort(states_.begin(), states_.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
}

std::string ActorResolver::home_state() const {
  if (states_.empty() || states_.front().second < kHomeMentions) return "";
  int all = 0;
  for (const auto& [code, count] : states_) all += count;
  return states_.front().second * kHomeParts >= all * (kHomeParts - 1) ? states_.front().first : "";
}

void ActorResolver::place_officials() {
  // "Mayor Ann Howe": an official without a word on the state, in an article about one state, is that state's.
  const std::string home = home_state();
  if (home.empty()) return;
  for (ActorDraft& draft : drafts_) {
    if (draft.type != ActorDraft::Type::person || draft.mention.entities.size() != 1) continue;
    Entity& entity = draft.mention.entities.front();
    const bool official = entity.sector == "GOV" || entity.sector == "LEG" || entity.sector == "MIL" ||
                          entity.sector == "COP" || entity.sector == "JUD";
    if (!entity.code.empty() || !official) continue;
    entity.code = home;
    entity.how += "; the article's state";
  }
}

std::string ActorResolver::other_state(const std::string& away) const {
  std::string found;
  int best = 1;
  for (const auto& [code, count] : states_) {
    if (code == away || count < best) continue;
    if (!found.empty() && count == best) return "";
    if (count > best || found.empty()) found = code;
    best = std::max(best, count);
  }
  return best >= 2 ? found : "";
}

void ActorResolver::resolve_references(const std::vector<SpeechFinding>& speech) {
  speech_ = &speech;
  speaker_of_.assign(trees_.size(), -1);
  for (const SpeechFinding& each : speech) {
    if (each.quote.sentence < speaker_of_.size() && each.speaker_mention >= 0 &&
        static_cast<size_t>(each.speaker_mention) < drafts_.size()) {
      speaker_of_[each.quote.sentence] = each.speaker_mention;
    }
  }
  count_states();
  place_officials();
  // The second pass serves words of a quotation whose speaker is named, or resolved, behind it.
  for (int pass = 0; pass < 2; ++pass) {
    for (size_t i = 0; i < drafts_.size(); ++i) {
      if (has_entities(i)) continue;
      if (drafts_[i].type == ActorDraft::Type::pronoun) resolve_pronoun(i);
      if (drafts_[i].type == ActorDraft::Type::nominal || drafts_[i].type == ActorDraft::Type::reference) {
        if (!resolve_nominal(i, pass > 0)) resolve_alone(i);
      }
    }
  }
}

}  // namespace demarche
