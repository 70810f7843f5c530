#include "coding/pledge_judge.h"

#include <algorithm>

#include "base/utf8.h"
#include "coding/speakers.h"
#include "coding/status.h"

namespace demarche {
namespace {

/// "Promised to bomb the port": what is promised or offered is harm.
bool binds_to_harm(const Pledge& pledge) {
  if (pledge.kind != PledgeKind::promise && pledge.kind != PledgeKind::offer) return false;
  return pledge.content.event == EventType::assault;
}

}  // namespace

bool took_place(const Act& act) {
  const Status status = act.status.status;
  return status == Status::asserted || status == Status::historical ||
         (status == Status::future && act.speaks_for_itself);
}

bool is_others_word(const Act& act, const std::vector<std::string>& content) {
  const bool clause = !content.empty() && content.front() == "clause";
  const bool known = std::any_of(act.according_to.begin(), act.according_to.end(),
                                 [](const Entity& entity) { return !entity.code.empty() || !entity.id.empty(); });
  return clause && !act.speaks_for_itself && known && act.actor.how != "speaker";
}

bool has_conditional(const SentenceView& view, const Act& act) {
  for (TokenIndex c : view.children(act.trigger)) {
    if (view.at(c).relation == Relation::aux && view.in_class(c, "conditional-modals")) return true;
  }
  return false;
}

bool PledgeJudge::may_issue(const PledgeDraft& draft) const {
  const Token& word = view_.at(draft.act.trigger);
  if (draft.own_frame && word.relation == Relation::amod && word.upos == Upos::VERB) return false;  // "declining wages"
  const std::vector<Entity>& issuer = draft.act.actor.entities;
  const bool asks = draft.reading.kind == PledgeKind::demand || draft.reading.kind == PledgeKind::refusal;
  return std::any_of(issuer.begin(), issuer.end(), [&](const Entity& entity) {
    const std::string sector = to_lower(entity.sector);
    if (view_.classes().contains("voiceless-sectors", sector)) return false;
    return asks || sector != "cvl";
  });
}

bool PledgeJudge::is_asked(TokenIndex trigger) const {
  TokenIndex at = trigger;
  for (int steps = 0; at >= 0 && steps < 4; ++steps) {
    for (TokenIndex c : view_.children(at)) {
      const bool opens = c < at && view_.in_class(c, "question-words") && view_.at(at).subtype != Subtype::relcl &&
                         view_.at(c).relation != Relation::det;
      if (opens) return true;
    }
    const Relation relation = view_.at(at).relation;
    if (relation != Relation::xcomp && relation != Relation::conj && relation != Relation::obj) break;
    at = view_.at(at).head;
  }
  return false;
}

bool PledgeJudge::is_question(const PledgeWords& words) const {
  for (TokenIndex i = words.range.last; i < view_.size() && view_.at(i).upos == Upos::PUNCT; ++i) {
    if (view_.at(i).form == "?") return true;
  }
  return false;
}

bool PledgeJudge::says_nothing(const PledgeDraft& draft, TokenIndex content) const {
  const PledgeKind kind = draft.reading.kind;
  const bool own_clause = content == draft.act.trigger;
  if (content == draft.act.actor.token && !own_clause) return true;
  if (kind == PledgeKind::refusal) {
    const bool words = view_.is_verb(content) || view_.at(content).lemma == "comment";
    if (!own_clause && words && view_.in_class(content, "press-refusals")) return true;
    if (own_clause && (view_.in_class(content, "no-deeds") || view_.in_class(content, "silent-refusals"))) return true;
    return false;
  }
  if (kind == PledgeKind::offer && view_.in_class(content, "no-offers")) return true;
  if (kind == PledgeKind::demand && view_.in_class(content, "unnamed")) return true;  // "asked not to be named"
  const auto& below = view_.children(content);
  const bool bare = std::all_of(below.begin(), below.end(), [&](TokenIndex c) {
    return view_.at(c).relation == Relation::case_ || view_.at(c).upos == Upos::PUNCT;
  });
  return view_.at(content).upos == Upos::PRON && bare && !own_clause;
}

bool PledgeJudge::is_statement(const PledgeDraft& draft, TokenIndex content) const {
  if (draft.reading.kind != PledgeKind::demand) return false;
  if (draft.by_clause() && view_.at(content).xpos == "VBD") return true;
  const TokenIndex first = view_.first_conjunct(content);
  return content != draft.act.trigger && view_.is_verb(content) &&
         (is_indicative(view_, content) || is_indicative(view_, first) || tells_a_fact(view_, first));
}

void PledgeJudge::settle_kind(const Act& act, TokenIndex content, Pledge& pledge) const {
  if (pledge.kind == PledgeKind::warning && warns_of_own_act(act, content)) {
    pledge.kind = PledgeKind::threat;
    pledge.steps.push_back("threat: warns of what it will do itself");
  }
  const bool spares = pledge.kind == PledgeKind::threat && content >= 0 && content != act.trigger &&
                      view_.is_verb(content) && is_negated(view_, content);
  if (spares) {  // "swore not to fire"
    pledge.kind = PledgeKind::promise;
    pledge.steps.push_back("promise: not to do harm");
  } else if (binds_to_harm(pledge)) {
    pledge.kind = PledgeKind::threat;
    pledge.steps.push_back("threat: what is promised is harm");
  }
}

/// "Warned that it would respond": the subject of what is warned of is the issuer, and it will or would.
bool PledgeJudge::warns_of_own_act(const Act& act, TokenIndex content) const {
  if (content < 0 || content == act.trigger || !view_.is_verb(content)) return false;
  const TokenIndex subject = view_.subject(content);
  if (subject < 0) return false;
  const RoleFill who = roles_.resolve(subject, {true, {}});
  const bool own = std::any_of(who.entities.begin(), who.entities.end(), [&](const Entity& entity) {
    return std::any_of(act.actor.entities.begin(), act.actor.entities.end(),
                       [&](const Entity& actor) { return is_own_side(actor, entity); });
  });
  if (!own) return false;
  for (TokenIndex c : view_.children(content)) {
    if (view_.at(c).relation == Relation::aux && (view_.at(c).lemma == "will" || view_.at(c).lemma == "would"))
      return !is_negated(view_, content);
  }
  return false;
}

}  // namespace demarche
