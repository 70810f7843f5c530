#include "coding/pledge_settle.h"

#include <algorithm>

#include "coding/speakers.h"

namespace demarche {
namespace {

bool share_issuer(const Pledge& a, const Pledge& b) {
  return std::any_of(a.issuer.begin(), a.issuer.end(), [&](const Entity& x) {
    return std::any_of(b.issuer.begin(), b.issuer.end(),
                       [&](const Entity& y) { return same_party(x, y) || is_own_side(x, y); });
  });
}

/// Marks what is to go: an empty trigger.
void remove(PledgeFinding& reading) { reading.trigger = -1; }

/// One speech act is one entry: what its own content says again goes, or the wider word where the content is stronger.
void drop_said_twice(const SentenceView& view, PledgeFinding& outer, PledgeFinding& inner) {
  if (!share_issuer(outer.pledge, inner.pledge)) return;
  if (outer.condition.found() && outer.condition.head == inner.content.head) return;  // "leave or be sunk"
  const bool same_words = outer.content.head == inner.content.head && outer.content.head >= 0;
  const bool light = outer.pledge.kind == inner.pledge.kind && inner.pledge.content.text.empty() &&
                     view.at(inner.trigger).head == outer.trigger;  // "gave a warning"
  const bool inside =
      light || outer.content.range.contains(inner.trigger) || outer.condition.range.contains(inner.trigger);
  if (!inside && !same_words) return;
  const bool wider =
      outer.announces || (outer.pledge.kind == PledgeKind::warning && inner.pledge.kind != PledgeKind::warning);
  PledgeFinding& loser = wider || (same_words && inner.own_frame && !outer.own_frame) ? outer : inner;
  PledgeFinding& winner = &loser == &inner ? outer : inner;
  if (winner.pledge.addressee.empty()) winner.pledge.addressee = loser.pledge.addressee;
  if (winner.pledge.condition.text.empty() && !same_words) winner.pledge.condition = loser.pledge.condition;
  remove(loser);
}

/// "withdrew its threat to ...": the outcome belongs to the pledge that the noun is.
void apply_outcome(const SentenceView& view, std::vector<PledgeFinding>& findings, PledgeFinding& outcome) {
  const TokenIndex noun = view.is_verb(outcome.trigger) ? view.object(outcome.trigger) : -1;
  for (PledgeFinding& other : findings) {
    if (&other == &outcome || other.trigger < 0 || other.trigger != noun) continue;
    if (outcome.content.found()) {
      remove(other);
    } else {
      other.pledge.status = outcome.pledge.status;
      remove(outcome);
      return;
    }
  }
}

}  // namespace

void settle_readings(const SentenceView& view, std::vector<PledgeFinding>& findings) {
  for (PledgeFinding& reading : findings) {
    if (reading.pledge.status != PledgeStatus::open && reading.trigger >= 0) apply_outcome(view, findings, reading);
  }
  for (PledgeFinding& outer : findings) {
    for (PledgeFinding& inner : findings) {
      if (&outer == &inner || outer.trigger < 0 || inner.trigger < 0) continue;
      if (outer.trigger == inner.trigger) continue;  // several contents of one word
      drop_said_twice(view, outer, inner);
    }
  }
  std::erase_if(findings, [](const PledgeFinding& reading) { return reading.trigger < 0; });
  std::stable_sort(findings.begin(), findings.end(), [](const PledgeFinding& a, const PledgeFinding& b) {
    return a.pledge.trigger_span.begin < b.pledge.trigger_span.begin;
  });
}

}  // namespace demarche
