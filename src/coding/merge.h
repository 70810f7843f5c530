#pragma once

#include <vector>

#include "coding/act.h"

namespace demarche {

/// Drops acts of one sentence that say again what another one says: one speech act is one record, a MOBILIZE beside an
/// ASSAULT of the same actor is part of it (section 3.14.1), the topic of a PROTEST is no REQUEST of its own (3.12.2).
void merge_acts(const SentenceView& view, std::vector<Act>& acts);

}  // namespace demarche
