#pragma once

#include "coding/act.h"
#include "coding/coder.h"

namespace demarche {

/// Modes that the words of the act's own phrase show (modes.txt), beside those of its frame.
void add_modes(const SentenceView& view, const CodingTables& tables, const Act& act, Event& event);
/// Contexts that the words of the sentence, or of the title, show (contexts.txt; PLOVER 2.0 chapter 4).
void add_contexts(const SentenceView& view, const CodingTables& tables, Event& event);
/// Dead, injured, arrested and crowd numbers told at the act.
void add_casualties(const SentenceView& view, const Act& act, Event& event);
/// Date of the act: the time expression of its clause, else the publication date for what is told as news, else a
/// bracket.
void add_date(const SentenceView& view, const CodingInput& input, const Act& act, Event& event);
/// The place named nearest to the trigger in its sentence.
void add_place(const CodingInput& input, const Act& act, Event& event);

/// How sure the record of an act is, 0 to 1: its frame's prior, lowered where a party was reached indirectly and where
/// the parser was unsure of it.
double confidence_of(const SentenceView& view, const Act& act);

}  // namespace demarche
