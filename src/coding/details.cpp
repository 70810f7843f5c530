#include "coding/details.h"

#include <algorithm>
#include <cstdlib>

#include "base/utf8.h"
#include "coding/placement.h"

namespace demarche {
namespace {

void insert_unique(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

/// "77", "13,000", "three"; -1 = no number we read. Lemma of the number word.
int64_t number_of(const Token& token) {
  static constexpr const char* kSmall[] = {
      "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
      "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  const std::string word = to_lower(token.form);
  for (int i = 0; i < 20; ++i) {
    if (word == kSmall[i]) return i;
  }
  if (word == "twenty") return 20;
  if (word == "dozen") return 12;
  std::string digits;
  for (char c : word) {
    if (is_ascii_digit(c)) {
      digits += c;
    } else if (c != ',') {
      return -1;
    }
  }
  if (digits.empty() || digits.size() > 9) return -1;
  return std::strtoll(digits.c_str(), nullptr, 10);
}

int64_t count_at(const SentenceView& view, TokenIndex noun) {
  if (noun < 0) return -1;
  if (view.at(noun).upos == Upos::NUM) return number_of(view.at(noun));
  const TokenIndex number = view.child(noun, Relation::nummod);
  return number >= 0 ? number_of(view.at(number)) : -1;
}

bool in_phrase(const SentenceView& view, TokenIndex token, TokenIndex trigger) {
  for (int steps = 0; token >= 0 && steps < view.size(); ++steps) {
    if (token == trigger) return true;
    const Relation relation = view.at(token).relation;
    if (relation == Relation::ccomp || relation == Relation::advcl || relation == Relation::parataxis ||
        relation == Relation::conj || view.at(token).subtype == Subtype::relcl) {
      return false;
    }
    token = view.at(token).head;
  }
  return false;
}

}  // namespace

void add_modes(const SentenceView& view, const CodingTables& tables, const Act& act, Event& event) {
  for (const CueRow& row : tables.modes()) {
    if (row.type != event.type) continue;
    const TokenIndex light = view.is_noun(act.trigger) ? view.light_verb(act.trigger) : -1;
    for (TokenIndex t = 0; t < view.size(); ++t) {
      if (!row.words.contains(view.at(t).lemma)) continue;
      if (in_phrase(view, t, act.trigger) || (light >= 0 && in_phrase(view, t, light))) {
        insert_unique(event.mode, row.value);
        break;
      }
    }
  }
}

void add_contexts(const SentenceView& view, const CodingTables& tables, Event& event) {
  std::vector<bool> named(tables.contexts().size(), false);
  for (TokenIndex t = 0; t < view.size(); ++t) {
    for (uint32_t row : tables.contexts_of(to_lower(view.at(t).lemma))) named[row] = true;
  }
  for (size_t row = 0; row < named.size(); ++row) {
    if (named[row]) insert_unique(event.context, tables.contexts()[row].value);
  }
}

void add_casualties(const SentenceView& view, const Act& act, Event& event) {
  if (event.type != EventType::assault && event.type != EventType::protest && event.type != EventType::coerce) return;
  for (TokenIndex t = 0; t < view.size(); ++t) {
    if (view.is_verb(t)) {
      const bool kill = view.in_class(t, "kill"), injure = view.in_class(t, "injure"),
                 arrest = view.in_class(t, "arrest");
      if (!kill && !injure && !arrest) continue;
      const TokenIndex object = view.object(t);
      const int64_t count = object < 0 ? -1 : count_at(view, view.semantic_head(object));
      if (count < 0) continue;
      if (kill && event.type != EventType::coerce) event.size.dead = std::max(event.size.dead, count);
      if (injure && event.type != EventType::coerce) event.size.injured = std::max(event.size.injured, count);
      if (arrest) event.size.arrested = std::max(event.size.arrested, count);
    }
    if (event.type == EventType::assault && view.in_class(t, "dead-nouns")) {
      event.size.dead = std::max(event.size.dead, count_at(view, t));
    }
  }
  if (event.type == EventType::protest && act.actor.token >= 0) {
    event.size.crowd = count_at(view, view.semantic_head(act.actor.token));
  }
}

void add_date(const SentenceView& view, const CodingInput& input, const Act& act, Event& event) {
  const TimeExpression* best = nullptr;
  uint32_t best_distance = 0;
  for (const TimeExpression& time : input.times) {
    if (time.sentence != event.sentence || !time.from.known()) continue;
    const bool told = event.status != Status::future && event.status != Status::hypothetical;
    // What has happened lies not behind the day on which it is told.
    if (told && input.article.published.known() && time.from > input.article.published) continue;
    if (!places_act(view, time, act.trigger)) continue;
    const uint32_t trigger = static_cast<uint32_t>(act.trigger);
    const uint32_t distance = trigger > time.first ? trigger - time.first : time.first - trigger;
    if (!best || distance < best_distance) {
      best = &time;
      best_distance = distance;
    }
  }
  if (best) {
    event.date = best->from;
    event.date_precision = best->precision;
    if (best->from != best->to) event.bracket = {best->from, best->to};
    event.date_how = "text:" + best->how;
    event.steps.push_back("date from " + best->how);
    return;
  }
  const bool news = event.status == Status::asserted || event.status == Status::denied;
  if (news && input.article.published.known()) {
    event.date = input.article.published;
    event.date_precision = DatePrecision::week;
    event.date_how = "published";
    event.steps.push_back("date of publication");
    return;
  }
  event.date_how = "none";
  if (event.status == Status::historical) return;
  event.bracket = input.article.bracket;
  if (!input.article.bracket_how.empty()) event.date_how = "bracket:" + input.article.bracket_how;
}

void add_place(const CodingInput& input, const Act& act, Event& event) {
  const PlaceMention* best = nullptr;
  uint32_t best_distance = 0;
  for (const PlaceMention& mention : input.places) {
    if (mention.sentence != event.sentence) continue;
    const uint32_t trigger = static_cast<uint32_t>(act.trigger);
    const uint32_t distance = trigger > mention.head ? trigger - mention.head : mention.head - trigger;
    if (!best || distance < best_distance) {
      best = &mention;
      best_distance = distance;
    }
  }
  if (best) event.event_loc = best->place;
}

double confidence_of(const SentenceView& view, const Act& act) {
  double out = act.confidence >= 0 ? act.confidence : act.frame->confidence;
  const auto weigh = [&](const RoleFill& fill) {
    if (!fill.filled()) return;
    if (fill.indirect) out *= 0.9;
    if (fill.token >= 0) out *= 0.7 + 0.3 * view.at(fill.token).confidence / 255.0;
  };
  weigh(act.actor);
  weigh(act.recipient);
  return static_cast<double>(static_cast<int>(out * 1000 + 0.5)) / 1000;
}

}  // namespace demarche
