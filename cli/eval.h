#pragma once

#include "verb.h"

namespace demarche::cli {

// Each task of `demarche eval` lives in eval_<task>.cpp and adds a subcommand to `eval`; its callback sets
// session.exit. A new task: declare it here and call it in eval.cpp.
void add_eval_parse(CLI::App& eval, Session& session);
void add_eval_relations(CLI::App& eval, Session& session);
void add_eval_events(CLI::App& eval, Session& session);
void add_eval_quotes(CLI::App& eval, Session& session);
void add_eval_pages(CLI::App& eval, Session& session);
void add_eval_time(CLI::App& eval, Session& session);
void add_eval_flat(CLI::App& eval, Session& session);

}  // namespace demarche::cli
