#include "coding/merge.h"

#include <algorithm>

#include "coding/speakers.h"

namespace demarche {
namespace {

bool share_party(const std::vector<Entity>& a, const std::vector<Entity>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Entity& x) {
    return std::any_of(b.begin(), b.end(), [&](const Entity& y) { return same_party(x, y); });
  });
}

bool compatible(const RoleFill& a, const RoleFill& b) {
  return a.entities.empty() || b.entities.empty() || share_party(a.entities, b.entities);
}

/// Which of two records that say the same is kept: the asserted one, the one with more roles, the first.
bool better(const Act& a, const Act& b) {
  const auto value = [](const Act& act) {
    return (act.status.status == Status::asserted ? 4 : 0) + (act.actor.filled() ? 2 : 0) +
           (act.recipient.filled() ? 1 : 0);
  };
  return value(a) > value(b);
}

/// "cancelled a planned summit": an agreement in an adjective of what another act is about is no record beside it.
bool is_covered(const SentenceView& view, const Act& act, const Act& other) {
  if (act.type != EventType::agree || view.at(act.trigger).relation != Relation::amod) return false;
  const TokenIndex noun = view.at(act.trigger).head;
  if (noun == other.trigger) return true;
  const Relation relation = view.at(noun).relation;
  return view.at(noun).head == other.trigger &&
         (relation == Relation::obj || relation == Relation::obl || view.at(noun).subtype == Subtype::pass);
}

}  // namespace

void merge_acts(const SentenceView& view, std::vector<Act>& acts) {
  for (size_t i = 0; i < acts.size(); ++i) {
    for (size_t j = i + 1; j < acts.size(); ++j) {
      Act& a = acts[i];
      Act& b = acts[j];
      if (a.dropped || b.dropped) continue;
      if (is_covered(view, a, b)) a.dropped = true;
      if (is_covered(view, b, a)) b.dropped = true;
      if (a.dropped || b.dropped) continue;
      const bool same_actor =
          share_party(a.actor.entities, b.actor.entities) || (!a.actor.filled() && !b.actor.filled());
      if (!same_actor) continue;
      const bool nested = view.below(b.trigger, a.trigger) || view.below(a.trigger, b.trigger);
      if (a.type == b.type && compatible(a.recipient, b.recipient)) {
        const bool same_status = a.status.status == b.status.status;
        if (!same_status && !nested && quad_code(a.type) == 4) continue;  // two deeds, one done and one not
        Act& loser = better(b, a) ? a : b;
        Act& winner = &loser == &a ? b : a;
        if (!winner.recipient.filled()) winner.recipient = loser.recipient;
        loser.dropped = true;
        continue;
      }
      if (a.type == EventType::assault && b.type == EventType::mobilize && a.status.status == b.status.status &&
          compatible(a.recipient, b.recipient))
        b.dropped = true;
      if (b.type == EventType::assault && a.type == EventType::mobilize && a.status.status == b.status.status &&
          compatible(a.recipient, b.recipient))
        a.dropped = true;
      if (a.type == EventType::protest && b.type == EventType::request) b.dropped = true;
      if (b.type == EventType::protest && a.type == EventType::request) a.dropped = true;
    }
  }
}

}  // namespace demarche
