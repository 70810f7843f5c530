#pragma once

#include <vector>

#include "coding/sentence_view.h"
#include "record/time.h"

namespace demarche {

/// Does the time expression place the act at `trigger`? It does when it stands in the act's own phrase, hangs from the
/// predicate that carries the act, or hangs from a past predicate above it ("in 2014 he fled after police had shot
/// protesters").
bool places_act(const SentenceView& view, const TimeExpression& time, TokenIndex trigger);

/// The words that a time expression dates: its own noun or predicate and those it stands for, bottom first.
std::vector<TokenIndex> dated_by(const SentenceView& view, const TimeExpression& time);

/// Told in the present, or reaching into it ("has", "will"): such an act lies outside a past frame set above it.
bool is_present(const SentenceView& view, TokenIndex trigger);

/// Told in the past, or a participle that may be.
bool is_past(const SentenceView& view, TokenIndex predicate);

/// The words of a time expression, for `explain`.
std::string words_of(const SentenceView& view, const TimeExpression& time);

}  // namespace demarche
