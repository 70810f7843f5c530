#pragma once

#include <vector>

#include "coding/act.h"
#include "knowledge/coding_tables.h"

namespace demarche {

/// Applies knowledge/frames/composition.txt to the acts of one sentence: what an operation (refuse, promise, stop,
/// threaten, demand ...) makes of the act in its content, and what becomes of that act. Acts come with their status
/// read; outer operations are applied after inner ones. Sets type, mode, status, according_to, recipient, dropped and
/// steps.
void compose(const SentenceView& view, const CodingTables& tables, std::vector<Act>& acts);

/// What a protest is held to demand or to denounce is no record of its own (PLOVER 2.0 section 3.12.2): such acts are
/// dropped, and the protest takes their recipient when it names none.
void absorb_topics(const SentenceView& view, std::vector<Act>& acts);

/// The codebook's rules on acts that lie ahead: future cooperation is AGREE, a future retreat CONCEDE, a conflict act
/// that a speaker announces for his own side THREATEN (composition rows "future" and "announced").
void read_future(const CodingTables& tables, std::vector<Act>& acts);

}  // namespace demarche
