// Pronouns: first person by the speaker of the quotation, third person by salience.
#include <algorithm>

#include "base/utf8.h"
#include "mention/actor_resolver.h"

namespace demarche {
namespace {

// Weights of salience, after Lappin and Leass (1994): subjects before objects before the rest, halved by distance; set
// by reading our own development articles.
constexpr int kBase = 100;
constexpr int kSentenceStep = 35;  ///< a sentence back
constexpr int kPersonStep = 18;    ///< a sentence back, for he and she
constexpr int kCoordinated = 25;   ///< one part of a coordination, for "it"
constexpr int kAddressee = 45;     ///< "warned the bank that it would ..."
constexpr int kSubject = 30;
constexpr int kObject = 10;
constexpr int kParallel = 12;
constexpr int kPlacePenalty = 45;
constexpr int kThreshold = 40;
constexpr uint32_t kReach = 2;         ///< sentences back for it and they
constexpr int kOpenQuotes = 6;         ///< quotations looked at for one word
constexpr size_t kCandidates = 300;    ///< mentions looked at for one pronoun; bounds the time on endless sentences
constexpr uint32_t kSpeechReach = 40;  ///< sentences one quotation may run
constexpr uint32_t kPersonReach = 4;   ///< sentences back for he and she

bool is_form(const ActorDraft& draft, std::initializer_list<std::string_view> forms) {
  return std::find(forms.begin(), forms.end(), draft.name) != forms.end();
}

bool first_person(const ActorDraft& draft) {
  return is_form(draft, {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"});
}
bool second_person(const ActorDraft& draft) { return is_form(draft, {"you", "your", "yours"}); }

bool singular_thing(const Token& token) {
  return token.upos == Upos::NOUN && token.xpos != "NNS" && token.xpos != "NNPS";
}

bool one_person(const ActorDraft& draft) {
  if (draft.type == ActorDraft::Type::person) return draft.person != ActorLexicon::kNone;
  if (draft.type == ActorDraft::Type::pronoun) {
    return draft.mention.entities.size() == 1 && draft.person != ActorLexicon::kNone && !draft.mention.plural &&
           draft.gender != 0;
  }
  if (draft.type == ActorDraft::Type::nominal)
    return draft.role->kind == RoleNoun::Kind::person && !draft.mention.plural;
  return false;
}

}  // namespace

const SpeechFinding* ActorResolver::speech_at(const ActorDraft& draft) const {
  // Findings are in reading order; a few before the last one that begins here may still reach over the word.
  const Span span = head(draft).span;
  const auto after =
      std::upper_bound(speech_->begin(), speech_->end(), span.begin,
                       [](uint32_t at, const SpeechFinding& each) { return at < each.quote.span.begin; });
  const SpeechFinding* best = nullptr;
  int looked = 0;
  for (auto each = after; each != speech_->begin() && looked < kOpenQuotes; ++looked) {
    --each;
    if (each->quote.span.contains(span) && (best == nullptr || each->quote.span.size() < best->quote.span.size()))
      best = &*each;
  }
  return best;
}

bool ActorResolver::resolve_pronoun(size_t index) {
  const ActorDraft& draft = drafts_[index];
  if (first_person(draft)) return resolve_first_person(index);
  if (second_person(draft)) return resolve_second_person(index);
  return resolve_third_person(index);
}

bool ActorResolver::resolve_first_person(size_t index) {
  ActorDraft& draft = drafts_[index];
  const SpeechFinding* speech = speech_at(draft);
  if (speech == nullptr || speech->speaker_mention < 0) return false;
  const auto speaker = static_cast<size_t>(speech->speaker_mention);
  if (speaker >= drafts_.size() || speaker == index) return false;
  const size_t speakers = drafts_[speaker].mention.entities.size();
  if (draft.mention.plural ? speakers == 0 : speakers != 1) return false;
  std::vector<Entity> entities = drafts_[speaker].mention.entities;
  draft.person = drafts_[speaker].person;
  finish(draft, std::move(entities), draft.mention.plural ? "speaker, for the own side" : "speaker");
  return true;
}

bool ActorResolver::resolve_second_person(size_t index) {
  // "You must leave," he told Peru: whom the cue of the quotation names. Generic "you" has nobody there.
  ActorDraft& draft = drafts_[index];
  const SpeechFinding* speech = speech_at(draft);
  if (speech == nullptr || speech->quote.cue_sentence < 0 || speech->quote.cue_token < 0) return false;
  const auto sentence = static_cast<uint32_t>(speech->quote.cue_sentence);
  const auto cue = static_cast<uint32_t>(speech->quote.cue_token);
  if (sentence >= trees_.size() || cue >= trees_[sentence].size()) return false;
  const SentenceTree& tree = trees_[sentence];
  for (uint32_t child : tree.children(cue)) {
    const Token& token = tree.token(child);
    const int32_t marker = tree.child(child, Relation::case_);
    const bool to =
        token.relation == Relation::obl && marker >= 0 && tree.token(static_cast<uint32_t>(marker)).form == "to";
    if (token.relation != Relation::obj && token.relation != Relation::iobj && !to) continue;
    const int32_t addressee = headed(sentence, child);
    if (addressee < 0 || static_cast<size_t>(addressee) == index || addressee == speech->speaker_mention) continue;
    const ActorDraft& other = drafts_[static_cast<size_t>(addressee)];
    // Reporters, parliaments and crowds are told what others shall do.
    const auto party = [&](const Entity& each) {
      return !each.code.empty() && !other.place &&
             (each.sector.empty() || lexicon_.in_list("addressee-sector", to_lower(each.sector)));
    };
    const std::vector<Entity>& told = other.mention.entities;
    if (told.empty() || !std::all_of(told.begin(), told.end(), party)) continue;
    std::vector<Entity> entities = told;
    draft.person = other.person;
    finish(draft, std::move(entities), "addressee");
    return true;
  }
  return false;
}

bool ActorResolver::admissible(const ActorDraft& pronoun, const ActorDraft& draft) const {
  const std::vector<Entity>& entities = draft.mention.entities;
  if (pronoun.gender != 0) {
    if (!one_person(draft)) return false;
    if (entities.empty() && draft.type != ActorDraft::Type::nominal) return false;
    char gender = draft.gender;
    if (gender == 0 && draft.person != ActorLexicon::kNone) gender = people_.at(draft.person).gender;
    return gender == 0 || gender == pronoun.gender;
  }
  if (draft.type == ActorDraft::Type::pronoun) {
    if (entities.empty() || draft.gender != 0 || first_person(draft) || second_person(draft)) return false;
    return pronoun.mention.plural == draft.mention.plural;
  }
  if (!draft.senses.empty() && draft.type == ActorDraft::Type::state &&
      lexicon_.entry(draft.senses.front().entry).kind != ActorKind::country) {
    return false;  // a region or town is no "it" that acts
  }
  if (entities.empty() || one_person(draft) || draft.mention.kind == MentionKind::adjective) return false;
  if (pronoun.mention.plural) return true;
  return !draft.mention.plural && entities.size() == 1;
}

int ActorResolver::salience(size_t at, size_t candidate) const {
  const ActorDraft& pronoun = drafts_[at];
  const ActorDraft& draft = drafts_[candidate];
  const uint32_t distance = pronoun.mention.sentence - draft.mention.sentence;
  const SentenceTree& tree = trees_[draft.mention.sentence];
  const Token& token = head(draft);
  int score = kBase - (pronoun.gender != 0 ? kPersonStep : kSentenceStep) * static_cast<int>(distance);
  if (pronoun.gender == 0 && !pronoun.mention.plural) {
    if (token.relation == Relation::conj || tree.child(draft.mention.head, Relation::conj) >= 0) score -= kCoordinated;
    const int32_t verb = distance == 0 ? tree.head(pronoun.mention.head) : -1;  // the tree is the candidate's
    if (pronoun.subject && verb >= 0 && (token.relation == Relation::obj || token.relation == Relation::iobj) &&
        tree.head(static_cast<uint32_t>(verb)) == tree.head(draft.mention.head) && tree.head(draft.mention.head) >= 0 &&
        lexicon_.in_list("addressee-verb", tree.token(static_cast<uint32_t>(tree.head(draft.mention.head))).lemma)) {
      score += kAddressee;
    }
  }
  const bool predicate = tree.child(draft.mention.head, Relation::cop) >= 0;  // "it was Nagy who asked"
  if (draft.subject || (pronoun.gender != 0 && predicate) || (token.relation == Relation::root && pronoun.gender != 0))
    score += kSubject;
  if (token.relation == Relation::obj || token.relation == Relation::iobj) score += kObject;
  if (draft.subject && pronoun.subject) score += kParallel;
  if (draft.place || (!draft.mention.entities.empty() && draft.mention.entities.front().how.starts_with("place:")))
    score -= kPlacePenalty;
  if (pronoun.gender != 0 && distance > 1 && spoke_before(at, candidate))
    score += kPersonStep * (static_cast<int>(distance) - 1);
  // The main clause outranks what hangs from it.
  score -= 2 * static_cast<int>(std::min<uint32_t>(tree.depth(draft.mention.head), 6));
  if (distance == 0) score -= static_cast<int>(std::min<uint32_t>((pronoun.mention.head - draft.mention.head) / 4, 5));
  if (pronoun.mention.plural && !draft.mention.plural && coordinated(candidate).size() < 2) {
    score -= 45;
    if (distance > 0 && speech_at(pronoun) == nullptr) score -= 20;
  }
  if (pronoun.gender != 0 && draft.person != ActorLexicon::kNone && people_.at(draft.person).gender == 0) score -= 10;
  if (pronoun.gender != 0 && draft.person == ActorLexicon::kNone) score -= 25;
  return score;
}

bool ActorResolver::must_act(const ActorDraft& pronoun) const {
  // Subject of a verb that only actors do: say, announce, invade.
  const SentenceTree& tree = trees_[pronoun.mention.sentence];
  const int32_t verb = tree.head(pronoun.mention.head);
  return pronoun.subject && verb >= 0 &&
         lexicon_.in_list("actor-verb", tree.token(static_cast<uint32_t>(verb)).lemma) &&
         !tree.passive(static_cast<uint32_t>(verb));
}

bool ActorResolver::spoke_before(size_t pronoun, size_t candidate) const {
  // Is the candidate the speaker of a quotation in the sentence before?
  const uint32_t sentence = drafts_[pronoun].mention.sentence;
  return sentence > 0 && speaker_of_[sentence - 1] == static_cast<int32_t>(candidate);
}

std::vector<Entity> ActorResolver::coordinated(size_t index) const {
  // "the US and Russia": the whole coordination, seen from its first part.
  const ActorDraft& draft = drafts_[index];
  std::vector<Entity> entities = draft.mention.entities;
  const SentenceTree& tree = trees_[draft.mention.sentence];
  for (uint32_t child : tree.children(draft.mention.head)) {
    if (tree.token(child).relation != Relation::conj) continue;
    const int32_t other = headed(draft.mention.sentence, child);
    if (other < 0 || drafts_[static_cast<size_t>(other)].mention.entities.size() != 1) return draft.mention.entities;
    entities.push_back(drafts_[static_cast<size_t>(other)].mention.entities.front());
  }
  return entities;
}

int ActorResolver::best_rival(size_t index) const {
  // Things that are no actors may be meant too: "The resolution ... it".
  const ActorDraft& pronoun = drafts_[index];
  int best = 0;
  for (uint32_t back = 0; back <= 1 && back <= pronoun.mention.sentence; ++back) {
    const uint32_t s = pronoun.mention.sentence - back;
    const SentenceTree& tree = trees_[s];
    const uint32_t end = back == 0 ? pronoun.mention.head : tree.size();
    for (uint32_t t = 0; t < end; ++t) {
      const Token& token = tree.token(t);
      const bool subject = token.relation == Relation::nsubj;
      if (!subject && (token.relation != Relation::obj || (back > 0 && pronoun.subject))) continue;
      if (token.upos != Upos::NOUN || headed(s, t) >= 0) continue;
      if (pronoun.mention.plural ? token.xpos != "NNS" : !singular_thing(token)) continue;
      if (back == 0 && tree.head(t) == tree.head(pronoun.mention.head) && !pronoun.possessive) continue;
      int score = kBase - kSentenceStep * static_cast<int>(back) + (subject ? kSubject : kObject) -
                  2 * static_cast<int>(std::min<uint32_t>(tree.depth(t), 6));
      if (subject && pronoun.subject) score += kParallel;
      if (pronoun.possessive) score -= 25;
      best = std::max(best, score);
    }
  }
  return best;
}

bool ActorResolver::resolve_third_person(size_t index) {
  ActorDraft& draft = drafts_[index];
  const SentenceTree& own = trees_[draft.mention.sentence];
  const SpeechFinding* speech = speech_at(draft);
  const size_t speaker =
      speech != nullptr && speech->speaker_mention >= 0 ? static_cast<size_t>(speech->speaker_mention) : drafts_.size();
  const uint32_t reach = draft.gender != 0 ? kPersonReach : kReach;
  const int32_t clause = own.head(draft.mention.head);
  int best_score = kThreshold;
  size_t best = drafts_.size();
  bool tie = false;
  for (size_t i = index; i-- > 0 && index - i <= kCandidates;) {
    const ActorDraft& other = drafts_[i];
    const uint32_t distance = draft.mention.sentence - other.mention.sentence;
    if (distance > kSpeechReach || (distance > reach && draft.gender == 0)) break;
    if (distance > reach && !spoke_before(index, i)) continue;
    if (!admissible(draft, other)) continue;
    if (distance == 0) {
      if (other.mention.last > draft.mention.first && other.mention.first <= draft.mention.first)
        continue;  // it stands inside
      const bool same_clause = clause >= 0 && own.head(other.mention.head) == clause;
      if (same_clause && !draft.possessive && !draft.name.ends_with("self") && !draft.name.ends_with("selves"))
        continue;
    }
    if (speaker < drafts_.size() && !other.mention.entities.empty() && !drafts_[speaker].mention.entities.empty()) {
      // Nobody is he, she, it or they in his own words.
      if (same_entity(other.mention.entities.front(), drafts_[speaker].mention.entities.front())) continue;
      if (draft.gender == 0 && other.mention.entities.front().code == drafts_[speaker].mention.entities.front().code &&
          !other.mention.entities.front().code.empty()) {
        continue;
      }
    }
    const int score = salience(index, i);
    const bool same = best < drafts_.size() && !other.mention.entities.empty() &&
                      !drafts_[best].mention.entities.empty() &&
                      same_entity(other.mention.entities.front(), drafts_[best].mention.entities.front());
    if (score > best_score) {
      tie = best < drafts_.size() && !same && score - best_score < 3;
      best_score = score;
      best = i;
    } else if (best < drafts_.size() && !same && best_score - score < 3) {
      tie = true;
    }
  }
  if (best == drafts_.size() || (tie && draft.gender == 0)) return false;
  if (draft.gender == 0 && !must_act(draft) && best_rival(index) > best_score) return false;
  std::vector<Entity> entities = draft.mention.plural ? coordinated(best) : drafts_[best].mention.entities;
  if (entities.empty()) return false;
  draft.person = drafts_[best].person;
  if (draft.gender == 0) draft.role = drafts_[best].role;
  finish(draft, std::move(entities), "pronoun");
  return true;
}

}  // namespace demarche
