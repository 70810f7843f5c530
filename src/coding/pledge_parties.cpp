#include "coding/pledge_parties.h"

#include <algorithm>

namespace demarche {
namespace {

/// Takes the issuer's own side and what is no party of politics out.
void keep_others(const std::vector<Entity>& issuer, RoleFill& fill) {
  std::erase_if(fill.entities, [&](const Entity& entity) {
    const auto own = [&](const Entity& one) { return same_party(one, entity) || is_own_side(one, entity); };
    return !is_political(entity) || std::any_of(issuer.begin(), issuer.end(), own);
  });
}

/// Who is spoken to in the quotation around the trigger: "told **the rebels**".
RoleFill spoken_to(const AddresseeQuestion& in) {
  RoleFill out;
  const Span span = in.sentence.view.at(in.act.trigger).span;
  for (const Quote& quote : in.input.quotes) {
    if (!quote.span.contains(span)) continue;
    out.entities = quote.addressee.entities;
    out.how = "who is spoken to";
  }
  return out;
}

RoleFill inside(const AddresseeQuestion& in, TokenIndex top, const char* how) {
  RoleFill out;
  if (top < 0) return out;
  out = in.sentence.roles.inside(top, in.act.actor.entities);
  out.how = how;
  return out;
}

/// "demanded that **Peru** withdraw", "you must": the subject of what is demanded or warned against.
RoleFill content_subject(const AddresseeQuestion& in) {
  RoleFill out;
  if (in.content < 0 || !in.sentence.view.is_verb(in.content)) return out;
  const TokenIndex subject = in.sentence.view.subject(in.content);
  if (subject < 0) return out;
  out = in.sentence.roles.resolve(subject, {false, in.act.actor.entities});
  if (out.indirect) out = {};
  out.how = "subject of the content";
  return out;
}

}  // namespace

RoleFill addressee_of(const AddresseeQuestion& in) {
  const std::vector<Entity>& issuer = in.act.actor.entities;
  RoleFill out;
  const auto found = [&](RoleFill fill) {
    keep_others(issuer, fill);
    if (!fill.filled()) return false;
    out = std::move(fill);
    return true;
  };
  if (found(in.act.recipient)) return out;
  const bool asks = in.kind == PledgeKind::demand;
  if ((asks || in.kind == PledgeKind::warning) && found(content_subject(in))) return out;
  if (found(spoken_to(in))) return out;
  if (in.kind == PledgeKind::denial) return {};
  if (found(inside(in, in.condition, "in the condition"))) return out;
  if (in.kind == PledgeKind::warning) return {};
  if (found(inside(in, in.content, "in the content"))) return out;
  return {};
}

}  // namespace demarche
