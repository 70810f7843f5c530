#include "coding/coder.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "coding/composition.h"
#include "coding/details.h"
#include "coding/history.h"
#include "coding/matcher.h"
#include "coding/merge.h"
#include "coding/passage.h"
#include "coding/placement.h"
#include "coding/pledge_book.h"
#include "coding/pledge_reader.h"
#include "coding/scene.h"
#include "coding/second_opinion.h"

namespace demarche {
namespace {

/// "The premier's visit will open the way": a meeting that is the subject of what will be lies ahead too.
bool will_come(const SentenceView& view, TokenIndex noun) {
  const TokenIndex verb = view.at(noun).head;
  if (!view.is_noun(noun) || view.at(noun).relation != Relation::nsubj || verb < 0) return false;
  const auto& below = view.children(verb);
  return std::any_of(below.begin(), below.end(), [&](TokenIndex c) {
    return view.at(c).relation == Relation::aux && view.in_class(c, "modal-future");
  });
}

/// Status, and who answers for the act.
void read_acts(const SentenceView& view, const Speakers& speakers, const std::vector<TimeExpression>& times,
               std::vector<Act>& acts) {
  for (Act& act : acts) {
    act.status = find_status(view, act.trigger, times, act.used);
    if (act.type == EventType::consult && act.status.status == Status::asserted && will_come(view, act.trigger))
      act.status = {Status::future, "will"};
    act.according_to = speakers.of(act.trigger);
    const auto is_actor = [&](const Entity& source) {
      return std::any_of(act.actor.entities.begin(), act.actor.entities.end(),
                         [&](const Entity& actor) { return same_party(actor, source); });
    };
    act.speaks_for_itself = std::any_of(act.according_to.begin(), act.according_to.end(), is_actor);
    if (act.speaks_for_itself) act.according_to.clear();
  }
}

std::string entity_key(const Entity& entity) { return entity.code + "/" + entity.sector + "/" + entity.id; }

std::string event_id(const Article& article, const Event& event) {
  IdBuilder id("event");
  id.add(article.id)
      .add(event.trigger_span.begin)
      .add(event.trigger_span.end)
      .add(to_string(event.type))
      .add(to_string(event.status));
  for (const Entity& entity : event.actor) id.add(entity_key(entity));
  id.add("->");
  for (const Entity& entity : event.recipient) id.add(entity_key(entity));
  return id.id();
}

Event to_event(const CodingInput& input, const SentenceView& view, const CodingTables& tables, uint32_t sentence,
               const Act& act) {
  Event event;
  event.doc = input.article.doc;
  event.sentence = sentence;
  event.sentence_span = view.sentence().span;
  event.trigger_span = {view.at(act.trigger).span.begin, view.at(std::max(act.trigger, act.trigger_last)).span.end};
  event.trigger = event.trigger_span.in(input.capture.text);
  event.type = act.type;
  event.mode = act.mode;
  event.status = act.status.status;
  event.actor = act.actor.entities;
  event.recipient = act.recipient.entities;
  event.according_to = act.according_to;
  event.frame = act.frame->id;
  if (act.actor.filled()) event.steps.push_back("actor: " + act.actor.how);
  if (act.recipient.filled()) event.steps.push_back("recipient: " + act.recipient.how);
  if (!act.status.why.empty()) event.steps.push_back(std::string(to_string(event.status)) + ": " + act.status.why);
  event.steps.insert(event.steps.end(), act.steps.begin(), act.steps.end());
  add_modes(view, tables, act, event);
  add_contexts(view, tables, event);
  add_casualties(view, act, event);
  add_date(view, input, act, event);
  add_place(input, act, event);
  event.confidence = confidence_of(view, act);
  return event;
}

/// Words of the sentence that its past time expressions date, with the states named below them.
void collect_dated(const SentenceView& view, const Mentions& mentions, uint32_t sentence,
                   const std::vector<TimeExpression>& times, std::vector<DatedWord>& out) {
  for (const TimeExpression& time : times) {
    if (!time.past || !time.from.known()) continue;
    for (TokenIndex token : dated_by(view, time)) {
      if (!view.is_verb(token) && view.at(token).upos != Upos::NOUN) continue;
      DatedWord word{to_lower(view.at(token).form), {}, sentence, time.from, time.to, time.precision};
      for (uint32_t i = mentions.sentence_begin[sentence]; i < mentions.sentence_begin[sentence + 1]; ++i) {
        const Mention& mention = mentions.all[i];
        if (!view.below(static_cast<TokenIndex>(mention.head), token)) continue;
        for (const Entity& entity : mention.entities) word.codes.push_back(entity.code);
      }
      out.push_back(std::move(word));
    }
  }
}

/// "the demands", "the proposal": a request or offer told before, with nobody's name to it.
bool refuses_something_definite(const SentenceView& view, const Act& act) {
  if (act.type != EventType::reject || !view.is_verb(act.trigger)) return false;
  const TokenIndex object = view.object(act.trigger);
  if (object < 0 || !view.in_class(object, "proposal-nouns")) return false;
  const TokenIndex determiner = view.child(object, Relation::det);
  return determiner >= 0 && (view.at(determiner).lemma == "the" || view.at(determiner).lemma == "this" ||
                             view.at(determiner).lemma == "that" || view.at(determiner).lemma == "these" ||
                             view.at(determiner).lemma == "those");
}

std::vector<Scene> scenes_of(const CodingInput& input, const LexicalClasses& classes) {
  std::vector<Scene> out;
  for (uint32_t s = 0; s < input.parse.sentences.size(); ++s)
    out.push_back(scene_of(input.parse, s, input.mentions, classes));
  return out;
}

}  // namespace

CodingOutput Coder::code(const CodingInput& input) const {
  CodingOutput out;
  std::vector<bool> definite;
  std::vector<Scene> scenes;  // read when the first act is found
  bool sport = false;
  std::vector<DatedWord> dated;
  PassageReader passages;
  const PledgeReader ledger(rules_.pledges, rules_.frames, input);
  for (uint32_t s = 0; s < input.parse.sentences.size(); ++s) {
    const Sentence& sentence = input.parse.sentences[s];
    const SentenceView view(sentence, rules_.classes);
    const RoleFinder roles(view, input.mentions, s);
    const Speakers speakers(sentence, s, input.mentions, input.quotes, input.attributions);
    std::vector<TimeExpression> times;
    std::copy_if(input.times.begin(), input.times.end(), std::back_inserter(times),
                 [&](const TimeExpression& time) { return time.sentence == s; });
    const Passage* passage = passages.read(view, s, speakers, times);
    if (!times.empty()) collect_dated(view, input.mentions, s, times, dated);
    std::vector<TokenIndex> open;
    std::vector<Act> acts = Matcher(rules_.frames, view, roles, speakers).match(rules_.second ? &open : nullptr);
    read_acts(view, speakers, times, acts);
    compose(view, rules_.tables, acts);
    absorb_topics(view, acts);
    read_future(rules_.tables, acts);
    merge_acts(view, acts);
    if (rules_.second) {
      std::vector<Act> more = rules_.second->find(view, s, input.mentions, open, acts);
      read_acts(view, speakers, times, more);
      acts.insert(acts.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    if (scenes.empty()) {
      scenes = scenes_of(input, rules_.classes);
      sport = is_sport(scenes);
    }
    for (Act& act : acts) {
      act.dropped = act.dropped || is_image(view, scenes[s], sport, act);
      if (act.dropped) continue;
      out.events.push_back(to_event(input, view, rules_.tables, s, act));
      if (passage) place_in_passage(view, *passage, input.article.published, act, out.events.back());
      definite.push_back(refuses_something_definite(view, act));
    }
    std::vector<Pledge> pledges = ledger.read({view, s, roles, speakers, times, acts, sport, scenes[s], out.pledges});
    out.pledges.insert(out.pledges.end(), std::make_move_iterator(pledges.begin()),
                       std::make_move_iterator(pledges.end()));
  }
  carry_history(dated, out.events);
  address_refusals(out.events, definite);
  for (Event& event : out.events) event.id = event_id(input.article, event);
  out.pledges = join_pledges(std::move(out.pledges), input.article, input.parse);
  return out;
}

}  // namespace demarche
