#pragma once

#include <string>
#include <vector>

#include "coding/act.h"
#include "coding/pledge_parts.h"
#include "knowledge/frames.h"
#include "record/pledge.h"

namespace demarche {

/// A pledge in the making: the act it is read from, and what its row or frame says.
struct PledgeDraft {
  Act act;
  PledgeReading reading;
  std::vector<std::string> content_roles;
  std::vector<std::string> condition_roles;
  bool own_frame = false;  ///< of a pledge frame
  bool by_clause() const { return !content_roles.empty() && content_roles.front() == "clause"; }
};

/// Did the speech act take place? What lies ahead did when the one who answers for the words says it of himself.
bool took_place(const Act& act);
/// A pledge that is told by nothing but a clause binds its subject only in his own words, or in the article's.
bool is_others_word(const Act& act, const std::vector<std::string>& content);
/// "would attack", "could help": told of what depends on something.
bool has_conditional(const SentenceView& view, const Act& act);

/// What is no pledge although its words say so, and which kind it is by what it is about. The classes it asks for stand
/// at the end of knowledge/frames/classes.txt. Const; arguments must outlive it.
class PledgeJudge {
 public:
  PledgeJudge(const SentenceView& view, const RoleFinder& roles) : view_(view), roles_(roles) {}

  /// Is there an issuer whose word counts in politics? Scholars, papers and firms have none; society asks and refuses.
  bool may_issue(const PledgeDraft& draft) const;
  /// "Unclear how they will respond", "asked whether it would help": nothing is said, it is asked.
  bool is_asked(TokenIndex trigger) const;
  /// "Who will pay?", he asked.
  bool is_question(const PledgeWords& words) const;
  /// "declined to comment", "proposed it", "offered his condolences": no content of a pledge.
  bool says_nothing(const PledgeDraft& draft, TokenIndex content) const;
  /// "insisted that it had paid": a fact that is told, and no demand.
  bool is_statement(const PledgeDraft& draft, TokenIndex content) const;
  /// A warning of one's own act is a threat, a promise of harm too; a threat not to do it is a promise.
  void settle_kind(const Act& act, TokenIndex content, Pledge& pledge) const;

 private:
  bool warns_of_own_act(const Act& act, TokenIndex content) const;

  const SentenceView& view_;
  const RoleFinder& roles_;
};

}  // namespace demarche
