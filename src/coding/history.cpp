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

bool same_act(const Event& a, const Event& b) {
  if (a.type != b.type) return false;
  if (to_lower(a.trigger).substr(0, kStem) != to_lower(b.trigger).substr(0, kStem)) return false;
  const bool actors = a.actor.empty() || b.actor.empty() || share(a.actor, b.actor);
  return actors && share(a.recipient, b.recipient);
}

}  // namespace

void carry_history(std::vector<Event>& events) {
  for (Event& event : events) {
    if (event.status != Status::asserted) continue;
    for (const Event& dated : events) {
      if (dated.status != Status::historical || !dated.date.known() || !same_act(event, dated)) continue;
      event.status = Status::historical;
      event.date = dated.date;
      event.date_precision = dated.date_precision;
      event.bracket = dated.bracket;
      event.steps.push_back("historical: dated " + dated.date.text().substr(0, 4) + " in sentence " + std::to_string(dated.sentence));
      break;
    }
  }
}

void address_refusals(std::vector<Event>& events, const std::vector<bool>& definite) {
  for (size_t i = 0; i < events.size(); ++i) {
    Event& event = events[i];
    if (!definite[i] || event.type != EventType::reject || !event.recipient.empty()) continue;
    for (size_t j = i; j-- > 0;) {
      const Event& earlier = events[j];
      const bool asks = earlier.type == EventType::request || earlier.type == EventType::threaten || earlier.type == EventType::agree;
      if (!asks || earlier.actor.empty() || share(earlier.actor, event.actor)) continue;
      if (earlier.sentence == event.sentence) continue;
      for (Entity entity : earlier.actor) {
        entity.text.clear();
        entity.span = {};
        entity.how += "; implied: made the " + std::string(to_string(earlier.type)) + " of sentence " + std::to_string(earlier.sentence);
        event.recipient.push_back(std::move(entity));
      }
      event.steps.push_back("recipient: who made the request told in sentence " + std::to_string(earlier.sentence));
      break;
    }
  }
}

}  // namespace demarche
