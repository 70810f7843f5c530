#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "coding/act.h"
#include "coding/roles.h"
#include "coding/sentence_view.h"
#include "record/pledge.h"
#include "record/time.h"

namespace demarche {

/// Tokens [first, last) of a sentence.
struct TokenSpan {
  TokenIndex first = 0;
  TokenIndex last = 0;
  bool empty() const { return last <= first; }
  bool contains(TokenIndex i) const { return first <= i && i < last; }
};

/// Words of a pledge before they become a record.
struct PledgeWords {
  TokenIndex head = -1;  ///< -1 = none
  TokenSpan range;
  bool found() const { return head >= 0 && !range.empty(); }
};

/// Reads what is demanded, threatened or promised, on which condition and until when, from one sentence's tree. Const;
/// arguments must outlive it.
class PledgeParts {
 public:
  PledgeParts(const SentenceView& view, const RoleFinder& roles, const std::vector<TimeExpression>& times)
      : view_(view), roles_(roles), times_(times) {}

  /// Head tokens of the content of the act: what `content` names (roles of docs/formats/frames.md, or `clause`: the
  /// trigger's own clause, `subject`, `self`), else a clause that depends on the trigger, its object, its
  /// prepositional phrase. Coordinated contents that each have a mark, subject or modal verb of their own are several.
  /// Where roles are named, nothing else counts.
  std::vector<TokenIndex> contents(const Act& act, const std::vector<std::string>& content) const;
  /// The if-part that governs the content or the trigger: "if, unless, should, until, only when, in the event that,
  /// in exchange for", or what `roles` name.
  PledgeWords condition(TokenIndex trigger, TokenIndex content, const std::vector<std::string>& roles) const;
  /// The words below `head` without its leading marks, conditions, asides and reporting clauses; `within` is what of
  /// the sentence is quoted or reported (all of it when empty). The parties behind a noun ("from Norway") are left out.
  PledgeWords words(TokenIndex head, const Act& act, TokenSpan within) const;
  /// The time until which the content is to be done: an expression with "by, until, before, within", one that lies
  /// ahead, or a word of @deadline-words; null record when there is none.
  PledgeDeadline deadline(TokenIndex trigger, TokenIndex content, std::string_view text) const;
  /// A weekday that was resolved backwards, on the day of publication or before it, means the next one.
  void look_ahead(PledgeDeadline& deadline, Date published) const;
  /// Is the deadline a limit ("by Friday", "now"), and not only when the thing is to happen ("on Friday")?
  bool is_limit(const PledgeDeadline& deadline) const;
  /// What follows where the content is not done: "leave **or face arrest**"; -1 = none.
  TokenIndex alternative_to(TokenIndex content) const;
  /// Is it told as possible only: "may", "could consider", "if necessary"?
  bool hedged(TokenIndex trigger, TokenIndex content) const;

 private:
  std::vector<TokenIndex> usual_contents(const Act& act) const;
  PledgeWords phrase_of(TokenIndex head) const;
  bool is_time(TokenIndex token) const;
  TokenIndex deed_of_party(TokenIndex token) const;
  bool is_matter(TokenIndex token, const Act& act) const;
  TokenIndex reported_before(TokenIndex trigger) const;
  void close_marks(TokenSpan& range) const;
  bool is_alternative(TokenIndex conjunct) const;
  PledgeWords condition_by_words(TokenIndex trigger, TokenIndex content) const;
  std::vector<TokenIndex> of_noun(TokenIndex noun) const;
  PledgeWords condition_below(TokenIndex governor) const;
  PledgeWords condition_phrase(TokenIndex governor, TokenIndex child) const;
  bool is_aside(TokenIndex child, TokenIndex parent) const;
  TokenSpan subtree(TokenIndex head) const;
  bool belongs(TokenIndex token, TokenIndex trigger, TokenIndex content) const;

  const SentenceView& view_;
  const RoleFinder& roles_;
  const std::vector<TimeExpression>& times_;
};

}  // namespace demarche
