#include "eval.h"

namespace demarche::cli {

void add_eval(CLI::App& app, Session& session) {
  CLI::App* eval = app.add_subcommand("eval", "score the engine against gold answers");
  eval->require_subcommand(1);
  add_eval_parse(*eval, session);
  add_eval_relations(*eval, session);
  add_eval_events(*eval, session);
  add_eval_quotes(*eval, session);
  add_eval_pages(*eval, session);
  add_eval_time(*eval, session);
  add_eval_flat(*eval, session);
}

}  // namespace demarche::cli
