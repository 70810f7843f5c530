#pragma once

#include "verb.h"

namespace demarche::cli {

/// `demarche train relations`: the second opinion on pairs of parties, from marked sentences.
void add_train_relations(CLI::App& train, Session& session);

}  // namespace demarche::cli
