#include "coding/pledge_parties.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

/// Takes the issuer's own side, what is no party of politics and the reporters who are told out.
void keep_others(const LexicalClasses& classes, const std::vector<Entity>& issuer, RoleFill& fill) {
  std::erase_if(fill.entities, [&](const Entity& entity) {
    if (classes.contains("silent-sectors", to_lower(entity.sector))) return true;
    const auto own = [&](const Entity& one) { return same_party(one, entity) || is_own_side(one, entity); };
    return !is_political(entity) || std::any_of(issuer.begin(), issuer.end(), own);
  });
}

/// Who is spoken to where the trigger stands: "told **the rebels**".
RoleFill spoken_to(const AddresseeQuestion& in) {
  RoleFill out;
  const Span span = in.sentence.view.at(in.act.trigger).span;
  uint32_t narrowest = UINT32_MAX;
  for (const Quote& quote : in.input.spoken) {
    if (quote.addressee.entities.empty()) continue;
    for (const Span& part : quote.content) {
      if (!part.contains(span) || part.size() >= narrowest) continue;
      narrowest = part.size();
      out.entities = quote.addressee.entities;
      out.how = "who is spoken to";
    }
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

/// A party too deep inside the content to be spoken to: a place ("in **Peru**"), an owner, a part of a name, one more
/// than two steps down, or, in a demand, who is to suffer it ("that **Peru** be punished").
bool is_aside(const AddresseeQuestion& in, TokenIndex token, TokenIndex top) {
  if (token < 0 || top < 0) return false;
  const SentenceView& view = in.sentence.view;
  const Token& word = view.at(token);
  if (word.relation == Relation::compound || word.subtype == Subtype::poss) return true;
  const bool phrase = word.relation == Relation::obl || word.relation == Relation::nmod;
  if (phrase && view.classes().contains("place-prepositions", view.case_lemma(token))) return true;
  const bool suffers =
      word.relation == Relation::obj || (word.relation == Relation::nsubj && word.subtype == Subtype::pass);
  if (in.kind == PledgeKind::demand && suffers && word.head == top && view.is_verb(top)) return true;
  int steps = 0;
  for (TokenIndex i = token; i >= 0 && i != top && steps <= 3; i = view.at(i).head) {
    const Relation relation = view.at(i).relation;
    if (relation == Relation::advcl || relation == Relation::acl || relation == Relation::parataxis) return true;
    ++steps;
  }
  return steps > 2;
}

RoleFill inside(const AddresseeQuestion& in, TokenIndex top, const char* how) {
  RoleFill out;
  if (top < 0) return out;
  out = in.sentence.roles.inside(top, in.act.actor.entities);
  if (top == in.content && is_aside(in, out.token, top)) return {};
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
    keep_others(in.sentence.view.classes(), issuer, fill);
    if (!fill.filled()) return false;
    out = std::move(fill);
    return true;
  };
  if (in.kind == PledgeKind::denial) return found(told(in)) || found(spoken_to(in)) ? out : RoleFill{};
  const TokenIndex named = in.act.recipient.token;
  const bool inside_content = named >= 0 && in.content >= 0 && in.content != in.act.trigger &&
                              in.sentence.view.below(named, in.content) && named != in.content;
  const bool elsewhere = named >= 0 && in.content >= 0 && in.act.recipient.how.starts_with("inside") &&
                         in.content != in.act.trigger && !in.sentence.view.below(named, in.content);
  const bool aside = elsewhere || (inside_content && is_aside(in, named, in.content));
  const bool accused = in.kind == PledgeKind::warning && in.act.frame->type == EventType::accuse;  // spoken of, not to
  if (!aside && !accused && found(with_conjuncts(in, in.act.recipient))) return out;
  if (in.kind == PledgeKind::demand && found(content_subject(in))) return out;
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
