#include "coding/second_opinion.h"

#include <algorithm>

#include "coding/pair_features.h"
#include "coding/plausible.h"
#include "coding/speakers.h"
#include "coding/standing.h"

namespace demarche {
namespace {

constexpr float kSure = 0.75f;  ///< least probability; chosen on news read by hand
constexpr int kFarthest = 25;   ///< tokens between the two

bool is_party(const Mention& mention) {
  return !mention.entities.empty() && std::any_of(mention.entities.begin(), mention.entities.end(), is_political) &&
         !mention.entities.front().how.starts_with("place:");
}

bool share(const std::vector<Entity>& a, const std::vector<Entity>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Entity& x) {
    return std::any_of(b.begin(), b.end(), [&](const Entity& y) { return same_party(x, y) || is_own_side(x, y); });
  });
}

/// Does a record tell of the two already, either way round?
bool joined(const std::vector<Act>& known, const Mention& a, const Mention& b) {
  return std::any_of(known.begin(), known.end(), [&](const Act& act) {
    if (act.dropped) return false;
    std::vector<Entity> all = act.actor.entities;
    all.insert(all.end(), act.recipient.entities.begin(), act.recipient.entities.end());
    return share(all, a.entities) && share(all, b.entities);
  });
}

Mention as_party(const Mention& mention, std::string_view id) {
  Mention out;
  out.first = mention.first;
  out.last = mention.last;
  out.head = mention.head;
  out.kind = mention.kind;
  out.entities = {given_party(id)};
  return out;
}

/// The parties nearest to the word on either side.
struct Neighbours {
  const Mention* before = nullptr;
  const Mention* after = nullptr;
};

Neighbours around(const std::vector<const Mention*>& parties, TokenIndex word) {
  Neighbours out;
  for (const Mention* party : parties) {
    const auto head = static_cast<TokenIndex>(party->head);
    if (head < word && word - head <= kFarthest) out.before = party;
    if (head > word && head - word <= kFarthest && !out.after) out.after = party;
  }
  return out;
}

/// "shot down over Norland", "in Norland": where it happened.
bool is_place_phrase(const SentenceView& view, const Mention& mention) {
  const std::string_view preposition = view.case_lemma(static_cast<TokenIndex>(mention.head));
  for (const char* place : {"in", "over", "near", "at", "inside", "outside", "across", "around"})
    if (preposition == place) return true;
  return false;
}

/// Does the grammar leave room for the two as doer and receiver? A verb's own subject is the doer or holds him, and
/// what it is done to stands below the verb; a noun stands above one of the two.
bool has_room(const SentenceView& view, TokenIndex word, const Mention& source, const Mention& target) {
  const auto s = static_cast<TokenIndex>(source.head), t = static_cast<TokenIndex>(target.head);
  if (is_place_phrase(view, source)) return false;
  if (!view.is_verb(word)) return view.below(s, word) || view.below(t, word);
  const TokenIndex subject = view.subject(word);
  return view.below(t, word) && (subject < 0 || view.below(s, subject) || view.below(subject, s));
}

}  // namespace

SecondOpinion::SecondOpinion(const FrameSet& frames, const CodingTables& tables, const LanguageModel& language,
                             const RelationModel& relations)
    : frames_(frames), tables_(tables), language_(language), relations_(relations) {
  frame_.id = "model." + relations.id();
  frame_.where = "models/" + relations.id();
}

SecondOpinion::Reading SecondOpinion::read(const SentenceView& view, const Mention& source,
                                           const Mention& target) const {
  Mentions pair;
  pair.all = {as_party(source, kSourceId), as_party(target, kTargetId)};
  if (pair.all[1].first < pair.all[0].first) std::swap(pair.all[0], pair.all[1]);
  pair.index(1);
  return {&source, &target, read_pair(frames_, tables_, view, 0, pair, {}), std::nullopt};
}

std::optional<Act> SecondOpinion::ask(const SentenceView& view, TokenIndex trigger, Reading& reading) const {
  const std::vector<PairAct>& acts = reading.acts;
  const Mention &source = *reading.source, &target = *reading.target;
  const auto here = [&](const PairAct& act) { return act.act.trigger == trigger && !act.turned && !act.act.dropped; };
  const auto found = std::find_if(acts.begin(), acts.end(), here);
  if (found == acts.end()) return std::nullopt;
  const auto type = static_cast<size_t>(found->act.type);
  if (!reading.scores) {
    reading.scores = relations_.score(find_pair_features(view, find_pair_keys(view, source, target), acts, language_));
  }
  const RelationScores& scores = *reading.scores;
  if (scores[type] < kSure) return std::nullopt;
  Act out = found->act;
  out.steps.push_back("frame " + out.frame->id + " reads the word so, without its parties");
  out.frame = &frame_;
  out.confidence = static_cast<double>(scores[type]);
  out.actor = {source.entities, static_cast<TokenIndex>(source.head), true, "second opinion"};
  out.recipient = {target.entities, static_cast<TokenIndex>(target.head), true, "second opinion"};
  keep_standing(out, view.classes());
  if (!out.actor.filled() || !out.recipient.filled() || !is_plausible(out, view.classes())) return std::nullopt;
  return out;
}

std::vector<Act> SecondOpinion::find(const SentenceView& view, uint32_t sentence, const Mentions& mentions,
                                     const std::vector<TokenIndex>& open, const std::vector<Act>& known) const {
  std::vector<Act> out;
  if (open.empty()) return out;
  std::vector<const Mention*> parties;
  for (uint32_t i = mentions.sentence_begin[sentence]; i < mentions.sentence_begin[sentence + 1]; ++i) {
    if (is_party(mentions.all[i])) parties.push_back(&mentions.all[i]);
  }
  if (parties.size() < 2) return out;
  std::vector<Reading> readings;
  const auto reading_of = [&](const Mention& source, const Mention& target) -> Reading& {
    for (Reading& reading : readings) {
      if (reading.source == &source && reading.target == &target) return reading;
    }
    return readings.emplace_back(read(view, source, target));
  };
  for (const TokenIndex word : open) {
    const Neighbours near = around(parties, word);
    if (!near.before || !near.after || share(near.before->entities, near.after->entities)) continue;
    if (joined(known, *near.before, *near.after) || joined(out, *near.before, *near.after)) continue;
    const bool passive = view.is_verb(word) && view.is_passive(word);
    if (!(passive ? has_room(view, word, *near.after, *near.before) : has_room(view, word, *near.before, *near.after)))
      continue;
    Reading& reading = passive ? reading_of(*near.after, *near.before) : reading_of(*near.before, *near.after);
    auto act = ask(view, word, reading);
    if (act) out.push_back(std::move(*act));
  }
  return out;
}

}  // namespace demarche
