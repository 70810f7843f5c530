#pragma once

#include <string>
#include <vector>

#include "coding/sentence_view.h"
#include "record/event.h"
#include "record/time.h"

namespace demarche {

/// How an act stands to reality, and the words that decided it.
struct StatusFinding {
  Status status = Status::asserted;
  std::string why;  ///< "not", "could", "if", "plan", "in 2014"; "" for asserted
};

/// Reads the status of the act at `trigger` from negation, modal verbs, conditions, the words that govern it and the
/// time expressions of its clause (PLOVER 2.0 section 2.3). The lexical classes @negators, @doubt, @intend, @deny,
/// @fail, @fear,
/// @unreal, @transparent name the words. `times` are those of this sentence; `used` are modal verbs and negators that
/// belong to the frame ("must withdraw" as a demand) and say nothing about status.
StatusFinding find_status(const SentenceView& view, TokenIndex trigger, const std::vector<TimeExpression>& times,
                          const std::vector<TokenIndex>& used = {});

/// Is the word itself negated ("did not attack", "no talks")? Negators in `used` do not count.
bool is_negated(const SentenceView& view, TokenIndex trigger, const std::vector<TokenIndex>& used = {});

/// A finite verb that states ("has been building", "withdrew"), as against one that is asked for.
bool is_indicative(const SentenceView& view, TokenIndex verb);

/// A finite clause in the indicative ("warned that troops were moving"), not one that asks ("demanded that it
/// withdraw").
bool tells_a_fact(const SentenceView& view, TokenIndex clause);

}  // namespace demarche
