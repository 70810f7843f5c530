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

/// "..., he told **the rebels**": the object of a verb of telling whose subject is the issuer, or has none.
RoleFill told(const AddresseeQuestion& in) {
  const SentenceView& view = in.sentence.view;
  for (TokenIndex t = 0; t < view.size(); ++t) {
    if (!view.is_verb(t) || !view.in_class(t, "addressing") || t == in.content) continue;
    const TokenIndex object = view.object(t);
    const TokenIndex subject = view.subject(t);
    if (object < 0 || (in.content >= 0 && view.below(t, in.content) && view.at(t).relation != Relation::parataxis))
      continue;
    const RoleFill who = subject < 0 ? RoleFill{} : in.sentence.roles.resolve(subject, {true, {}});
    const auto is_issuer = [&](const Entity& entity) {
      return std::any_of(in.act.actor.entities.begin(), in.act.actor.entities.end(),
                         [&](const Entity& one) { return same_party(one, entity) || is_own_side(one, entity); });
    };
    if (!std::any_of(who.entities.begin(), who.entities.end(), is_issuer)) continue;
    RoleFill out = in.sentence.roles.resolve(object, {true, in.act.actor.entities});
    if (out.indirect) continue;
    out.how = "who is told";
    return out;
  }
  return {};
}

/// "Rejected the demands": whose they are.
RoleFill owner_of_the(const AddresseeQuestion& in) {
  const SentenceView& view = in.sentence.view;
  RoleFill out;
  if (in.kind != PledgeKind::refusal || in.content < 0 || !view.in_class(in.content, "pledge-nouns")) return out;
  const TokenIndex det = view.child(in.content, Relation::det);
  if (det < 0 || !view.in_class(det, "definite")) return out;
  out.entities = earlier_issuer(in.sentence);
  out.how = "whose " + std::string(view.at(in.content).form) + " were told before";
  return out;
}

/// "between **Somalia and Ethiopia**": the other names of a coordination that was reached from outside.
RoleFill with_conjuncts(const AddresseeQuestion& in, const RoleFill& fill) {
  if (!fill.indirect || fill.token < 0) return fill;
  RoleFill all = in.sentence.roles.resolve(fill.token, {true, in.act.actor.entities});
  if (all.indirect || all.entities.size() <= fill.entities.size()) return fill;
  all.how = fill.how;
  all.indirect = true;
  return all;
}

/// A place, an owner or a part of a name inside the content: "in **Peru**", "**Peru**'s harvest".
bool is_aside(const SentenceView& view, TokenIndex token) {
  if (token < 0) return false;
  const Token& word = view.at(token);
  if (word.relation == Relation::compound || word.subtype == Subtype::poss) return true;
  return (word.relation == Relation::obl || word.relation == Relation::nmod) &&
         view.classes().contains("place-prepositions", view.case_lemma(token));
}

RoleFill inside(const AddresseeQuestion& in, TokenIndex top, const char* how) {
  RoleFill out;
  if (top < 0) return out;
  out = in.sentence.roles.inside(top, in.act.actor.entities);
  if (is_aside(in.sentence.view, out.token)) return {};
  out = with_conjuncts(in, out);
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
  if (in.kind == PledgeKind::denial) return found(told(in)) || found(spoken_to(in)) ? out : RoleFill{};
  const bool from_inside = in.act.recipient.how == "inside the content";
  const bool aside = from_inside && is_aside(in.sentence.view, in.act.recipient.token);
  if (!aside && found(with_conjuncts(in, in.act.recipient))) return out;
  const bool asks = in.kind == PledgeKind::demand;
  if ((asks || in.kind == PledgeKind::warning) && found(content_subject(in))) return out;
  if (found(told(in)) || found(spoken_to(in)) || found(owner_of_the(in))) return out;
  if (found(inside(in, in.condition, "in the condition"))) return out;
  if (in.kind == PledgeKind::warning) return {};
  if (found(inside(in, in.content, "in the content"))) return out;
  return {};
}

std::vector<Entity> earlier_issuer(const ReadSentence& sentence) {
  for (auto at = sentence.earlier.rbegin(); at != sentence.earlier.rend(); ++at) {
    if (at->sentence + kEarlierSentences < sentence.number) break;
    const bool asks = at->kind == PledgeKind::demand || at->kind == PledgeKind::offer || at->kind == PledgeKind::threat;
    if (asks) return at->issuer;
  }
  return {};
}

}  // namespace demarche
