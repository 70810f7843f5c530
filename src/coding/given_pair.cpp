#include "coding/given_pair.h"

#include <algorithm>
#include <cstdio>

#include "coding/composition.h"
#include "coding/matcher.h"
#include "coding/speakers.h"
#include "mention/attribution.h"

namespace demarche {
namespace {

constexpr int kDeepest = 12;  ///< steps up the tree that still count

/// The word of [first, last) that the others hang from: a noun before anything else.
uint32_t top_of(const Sentence& sentence, uint32_t first, uint32_t last) {
  uint32_t best = first;
  int best_value = -1;
  for (uint32_t i = first; i < last; ++i) {
    const Token& token = sentence.tokens[i];
    const bool outside =
        token.head < 0 || token.head < static_cast<int32_t>(first) || token.head >= static_cast<int32_t>(last);
    const bool noun = token.upos == Upos::NOUN || token.upos == Upos::PROPN || token.upos == Upos::PRON;
    const int value =
        (outside ? 2 : 0) + (noun ? 2 : token.upos == Upos::ADJ || token.upos == Upos::NUM || token.upos == Upos::VERB);
    if (value > best_value) {
      best = i;
      best_value = value;
    }
  }
  return best;
}

void add_mentions(const Sentence& sentence, const std::vector<Span>& spans, std::string_view id, Mentions& out) {
  for (const Span span : spans) {
    uint32_t first = 0;
    const auto count = static_cast<uint32_t>(sentence.tokens.size());
    while (first < count && !sentence.tokens[first].span.overlaps(span)) ++first;
    uint32_t last = first;
    while (last < count && sentence.tokens[last].span.overlaps(span)) ++last;
    if (first == last) continue;
    Mention mention;
    mention.first = first;
    mention.last = last;
    mention.head = top_of(sentence, first, last);
    mention.kind =
        sentence.tokens[mention.head].relation == Relation::amod ? MentionKind::adjective : MentionKind::name;
    mention.entities = {given_party(id)};
    mention.entities.front().span = span;
    const auto same = [&](const Mention& other) { return other.head == mention.head; };
    if (std::none_of(out.all.begin(), out.all.end(), same)) out.all.push_back(std::move(mention));
  }
}

bool holds(const RoleFill& fill, std::string_view id) {
  return std::any_of(fill.entities.begin(), fill.entities.end(), [&](const Entity& entity) { return entity.id == id; });
}

PairAct judge(Act act) {
  PairAct out;
  const bool source = holds(act.actor, kSourceId), target = holds(act.actor, kTargetId);
  out.source_acts = source;
  out.target_receives = holds(act.recipient, kTargetId) || (source && target);
  out.turned = (target && !source) || (holds(act.recipient, kSourceId) && !source);
  out.act = std::move(act);
  return out;
}

/// What the filled roles say for an act as the answer.
double role_score(const PairAct& reading) {
  return (reading.source_acts ? 3.0 : 0) + (reading.target_receives ? 2.0 : 0) - (reading.turned ? 2.5 : 0);
}

int depth_of(const SentenceView& view, TokenIndex token) {
  int out = 0;
  for (TokenIndex t = view.at(token).head; t >= 0 && out < kDeepest; t = view.at(t).head) ++out;
  return out;
}

bool above_any(const SentenceView& view, TokenIndex token, const std::vector<TokenIndex>& heads) {
  return std::any_of(heads.begin(), heads.end(), [&](TokenIndex head) { return view.below(head, token); });
}

bool inside_any(const Mentions& mentions, TokenIndex token) {
  return std::any_of(mentions.all.begin(), mentions.all.end(), [&](const Mention& mention) {
    return static_cast<TokenIndex>(mention.first) <= token && token < static_cast<TokenIndex>(mention.last);
  });
}

/// The best reading of each token.
std::vector<Act> best_readings(const Matcher& matcher, const SentenceView& view) {
  std::vector<Act> out;
  for (TokenIndex token = 0; token < view.size(); ++token) {
    std::optional<PairAct> best;
    for (Act& act : matcher.readings(token)) {
      PairAct reading = judge(std::move(act));
      if (!best || role_score(reading) > role_score(*best)) best = std::move(reading);
    }
    if (best) out.push_back(std::move(best->act));
  }
  return out;
}

}  // namespace

Entity given_party(std::string_view id) {
  Entity out;
  out.id = id;
  out.code = id == kSourceId ? "XXA" : "XXB";  // user-assigned codes of ISO 3166-1: two different states
  out.office = "party";
  out.how = "given";
  return out;
}

Mentions mentions_of(const Sentence& sentence, const GivenPair& pair) {
  Mentions out;
  add_mentions(sentence, pair.source, kSourceId, out);
  add_mentions(sentence, pair.target, kTargetId, out);
  std::stable_sort(out.all.begin(), out.all.end(), [](const Mention& a, const Mention& b) {
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
  out.index(1);
  return out;
}

std::string describe(const PairAct& act, const SentenceView& view) {
  std::string out = std::string(to_string(act.act.type)) + " " + to_string(act.act.status.status) + " by " +
                    act.act.frame->id + " at \"" + std::string(view.at(act.act.trigger).form) + "\":";
  out += act.source_acts ? " source acts," : "";
  out += act.target_receives ? " target receives," : "";
  out += act.turned ? " parties turned," : "";
  out += act.act.dropped ? " dropped by composition," : "";
  char score[32];
  std::snprintf(score, sizeof score, " score %.2f", act.score);
  return out + score;
}

std::vector<TokenIndex> heads_of(const Mentions& mentions, uint32_t sentence, std::string_view id) {
  std::vector<TokenIndex> out;
  for (const Mention& mention : mentions.all) {
    if (mention.sentence != sentence) continue;
    const auto is = [&](const Entity& entity) { return entity.id == id; };
    if (std::any_of(mention.entities.begin(), mention.entities.end(), is))
      out.push_back(static_cast<TokenIndex>(mention.head));
  }
  return out;
}

std::vector<PairAct> read_pair(const FrameSet& frames, const CodingTables& tables, const SentenceView& view,
                               uint32_t sentence, const Mentions& mentions,
                               const std::vector<Attribution>& attributions) {
  const std::vector<Quote> no_quotes;
  const RoleFinder roles(view, mentions, sentence);
  const Speakers speakers(view.sentence(), sentence, mentions, no_quotes, attributions);
  std::vector<Act> acts = best_readings(Matcher(frames, view, roles, speakers), view);
  for (Act& act : acts) {
    act.status = find_status(view, act.trigger, {}, act.used);
    act.speaks_for_itself = true;
  }
  compose(view, tables, acts);
  absorb_topics(view, acts);
  read_future(tables, acts);
  const std::vector<TokenIndex> sources = heads_of(mentions, sentence, kSourceId);
  const std::vector<TokenIndex> targets = heads_of(mentions, sentence, kTargetId);
  std::vector<PairAct> out;
  for (Act& act : acts) {
    const CompositionRow* row =
        act.type == act.frame->type ? tables.compose("relation " + act.frame->id, std::nullopt) : nullptr;
    if (row) act.type = row->outer;
    PairAct answer = judge(std::move(act));
    const Act& read = answer.act;
    answer.score = role_score(answer) - 0.15 * depth_of(view, read.trigger);
    if (above_any(view, read.trigger, sources)) answer.score += 0.8;
    if (above_any(view, read.trigger, targets)) answer.score += 0.8;
    if (inside_any(mentions, read.trigger)) answer.score -= 1.5;
    if (read.dropped && read.frame->id.starts_with("operation.")) continue;  // it names no act of its own
    if (read.dropped) answer.score -= 3;
    if (read.status.status == Status::denied || read.status.status == Status::hypothetical) answer.score -= 0.6;
    answer.score += read.frame->confidence;
    out.push_back(std::move(answer));
  }
  std::stable_sort(out.begin(), out.end(), [](const PairAct& a, const PairAct& b) { return a.score > b.score; });
  return out;
}

}  // namespace demarche
