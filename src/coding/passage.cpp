#include "coding/passage.h"

#include <algorithm>

#include "base/utf8.h"
#include "coding/placement.h"

namespace demarche {
namespace {

constexpr TokenIndex kOpening =
    4;  ///< tokens at the head of a sentence where "then" or "later" joins it to the last one

TokenIndex root_of(const SentenceView& view) {
  for (TokenIndex i = 0; i < view.size(); ++i) {
    if (view.at(i).head < 0) return i;
  }
  return -1;
}

bool told_in_past(const SentenceView& view, TokenIndex predicate) {
  return is_past(view, predicate) && !is_present(view, predicate);
}

bool hangs_on_another(const TimeExpression& time) {
  return time.how == "after-another-time" || time.how.starts_with("vague");
}

/// Does the sentence say that it goes on where the last one ended?
bool goes_on(const SentenceView& view, const std::vector<TimeExpression>& times) {
  for (TokenIndex i = 0; i < std::min(kOpening, view.size()); ++i) {
    if (view.classes().contains("passage-connectives", to_lower(view.at(i).form))) return true;
  }
  return std::any_of(times.begin(), times.end(), hangs_on_another);
}

/// "In 2003 Brazil ...": nothing but a preposition and a determiner stand before it.
bool is_fronted(const SentenceView& view, const TimeExpression& time) {
  for (TokenIndex i = 0; i < static_cast<TokenIndex>(time.first); ++i) {
    if (view.at(i).upos != Upos::ADP && view.at(i).upos != Upos::DET && view.at(i).upos != Upos::ADV) return false;
  }
  return true;
}

/// Is a predicate told in the past the only kind that the sentence has?
bool all_past(const SentenceView& view) {
  bool past = false;
  for (TokenIndex i = 0; i < view.size(); ++i) {
    const std::string_view tag = view.at(i).xpos;
    if (tag == "VBZ" || tag == "VBP" || tag == "MD") return false;
    past = past || tag == "VBD" || tag == "VBN";
  }
  return past;
}

/// The past time that dates the main predicate, or null.
const TimeExpression* dates_root(const SentenceView& view, TokenIndex root, const std::vector<TimeExpression>& times) {
  for (const TimeExpression& time : times) {
    if (!time.past) continue;
    if (is_fronted(view, time) && all_past(view)) return &time;
    const std::vector<TokenIndex> way = dated_by(view, time);
    if (std::find(way.begin(), way.end(), root) != way.end() && told_in_past(view, root)) return &time;
  }
  return nullptr;
}

/// A time of the story's own period, told of whatever part of the sentence.
bool is_current(const TimeExpression& time) {
  if (time.past || time.type == TimeType::set || hangs_on_another(time)) return false;
  if (time.type == TimeType::duration) return time.from.known();
  return time.how != "clock" && time.how != "part-of-day";
}

}  // namespace

const Passage* PassageReader::read(const SentenceView& view, uint32_t sentence, const Speakers& speakers,
                                   const std::vector<TimeExpression>& times) {
  const uint32_t block = view.sentence().block;
  if (block != block_ && !(passage_ && block == block_ + 1 && goes_on(view, times))) passage_.reset();
  block_ = block;
  const TokenIndex root = root_of(view);
  if (root < 0) return nullptr;
  if (const TimeExpression* time = dates_root(view, root, times)) {
    passage_ = Passage{sentence, words_of(view, *time), *time, is_fronted(view, *time)};
    return &*passage_;
  }
  if (!passage_) return nullptr;
  const bool current = std::any_of(times.begin(), times.end(), is_current);
  const bool speaks = view.in_class(root, "reporting") || !speakers.of(root).empty();
  if (current || speaks || !told_in_past(view, root)) {
    passage_.reset();
    return nullptr;
  }
  return &*passage_;
}

void place_in_passage(const SentenceView& view, const Passage& passage, Date published, const Act& act, Event& event) {
  if (event.status != Status::asserted && event.status != Status::denied) return;
  if (event.date_how.starts_with("text:")) return;
  if (view.is_verb(act.trigger) && is_present(view, act.trigger)) return;
  if (!event.according_to.empty()) return;
  const bool own = event.sentence == passage.sentence;
  if (own && !(passage.fronted && passage.time.from.known())) return;
  event.date = own ? passage.time.from : Date{};
  event.date_precision = own ? passage.time.precision : DatePrecision::unknown;
  event.bracket = {passage.time.from, own ? passage.time.to : published};
  if (own && passage.time.from == passage.time.to) event.bracket = {};
  event.date_how = own ? "text:" + passage.time.how : "passage";
  if (event.status == Status::asserted) event.status = Status::historical;
  event.steps.push_back(std::string("historical: told ") + (own ? "under" : "after") + " \"" + passage.words +
                        "\" of sentence " + std::to_string(passage.sentence));
}

}  // namespace demarche
