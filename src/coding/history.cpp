#include "coding/history.h"

#include <algorithm>

#include "base/utf8.h"
#include "coding/speakers.h"

namespace demarche {
namespace {

constexpr size_t kStem = 5;  // bytes: annex-ed, annex-ation; invas-ion stays apart from inva-ded

bool share(const std::vector<Entity>& a, const std::vector<Entity>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Entity& x) {
    return std::any_of(b.begin(), b.end(), [&](const Entity& y) { return same_party(x, y); });
  });
}

bool same_word(const std::string& a, const std::string& b) {
  return to_lower(a).substr(0, kStem) == to_lower(b).substr(0, kStem);
}

bool same_act(const Event& a, const Event& b) {
  if (a.type != b.type || !same_word(a.trigger, b.trigger)) return false;
  const bool actors = a.actor.empty() || b.actor.empty() || share(a.actor, b.actor);
  return actors && share(a.recipient, b.recipient);
}

/// Two deeds told in one breath: "invaded and then annexed".
bool told_together(const Event& a, const Event& b) {
  return a.sentence == b.sentence && quad_code(a.type) == 4 && quad_code(b.type) == 4 && share(a.actor, b.actor) &&
         (share(a.recipient, b.recipient) || a.recipient.empty() || b.recipient.empty());
}

bool concerns(const Event& event, const DatedWord& dated) {
  if (!same_word(event.trigger, dated.word)) return false;
  return std::any_of(event.recipient.begin(), event.recipient.end(), [&](const Entity& entity) {
    return !entity.code.empty() && std::find(dated.codes.begin(), dated.codes.end(), entity.code) != dated.codes.end();
  });
}

/// When the act was, and by which rule of docs/formats/records.md.
struct Dating {
  Date from;
  DatePrecision precision;
  DateBracket bracket;
  const char* how;
};

void make_historical(Event& event, const Dating& dating, const std::string& why) {
  event.status = Status::historical;
  event.date = dating.from;
  event.date_precision = dating.precision;
  event.bracket = dating.bracket;
  event.date_how = dating.how;
  event.steps.push_back("historical: " + why);
}

}  // namespace

void carry_history(const std::vector<DatedWord>& dated, std::vector<Event>& events) {
  for (Event& event : events) {
    for (const DatedWord& word : dated) {
      if (event.status != Status::asserted || event.date_precision == DatePrecision::day || !concerns(event, word))
        continue;
      make_historical(event,
                      {word.from, word.precision,
                       word.from == word.to ? DateBracket{} : DateBracket{word.from, word.to}, "history:dated-word"},
                      "\"" + word.word + "\" dated in sentence " + std::to_string(word.sentence));
    }
    for (const Event& other : events) {
      if (event.status != Status::asserted || other.status != Status::historical || !other.date.known() ||
          !same_act(event, other))
        continue;
      make_historical(event, {other.date, other.date_precision, other.bracket, "history:same-act"},
                      "dated in sentence " + std::to_string(other.sentence));
    }
  }
  for (Event& event : events) {
    for (const Event& other : events) {
      if (event.status != Status::asserted || other.status != Status::historical || !told_together(event, other))
        continue;
      make_historical(event, {other.date, other.date_precision, other.bracket, "history:told-together"},
                      "told together with \"" + other.trigger + "\"");
    }
  }
}

void address_refusals(std::vector<Event>& events, const std::vector<bool>& definite) {
  for (size_t i = 0; i < events.size(); ++i) {
    Event& event = events[i];
    if (!definite[i] || event.type != EventType::reject || !event.recipient.empty()) continue;
    for (size_t j = i; j-- > 0;) {
      const Event& earlier = events[j];
      const bool asks =
          earlier.type == EventType::request || earlier.type == EventType::threaten || earlier.type == EventType::agree;
      if (!asks || earlier.actor.empty() || share(earlier.actor, event.actor)) continue;
      if (earlier.sentence == event.sentence) continue;
      for (Entity entity : earlier.actor) {
        entity.text.clear();
        entity.span = {};
        entity.how += "; implied: made the " + std::string(to_string(earlier.type)) + " of sentence " +
                      std::to_string(earlier.sentence);
        event.recipient.push_back(std::move(entity));
      }
      event.steps.push_back("recipient: who made the request told in sentence " + std::to_string(earlier.sentence));
      break;
    }
  }
}

}  // namespace demarche
