#include <fmt/format.h>

#include <cstdio>

#include "demarche/version.h"
#include "verb.h"

namespace demarche::cli {

void Session::fail(const Error& error, int code) {
  fmt::print(stderr, "demarche: error: {}\n", error.text());
  exit = code;
}

int Session::exit_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_found:
    case ErrorCode::not_readable:
    case ErrorCode::too_large:
    case ErrorCode::bad_encoding:
      return kInput;
    case ErrorCode::not_writable:
      return kOutput;
    case ErrorCode::bad_format:
    case ErrorCode::wrong_version:
    case ErrorCode::self_test_failed:
      return kData;
    case ErrorCode::not_coded:
    case ErrorCode::cancelled:
      return kProblems;
    case ErrorCode::internal:
      return kInternal;
  }
  return kInternal;
}

namespace {

/// Where knowledge/ and models/ lie: beside an installed command, or the tree it was built from.
std::filesystem::path default_data() {
  namespace fs = std::filesystem;
  std::error_code code;
  const fs::path self = fs::read_symlink("/proc/self/exe", code);
  if (!code) {
    const fs::path installed = self.parent_path().parent_path() / "share" / "demarche";
    if (fs::exists(installed / "knowledge", code)) return installed;
  }
  return DEMARCHE_BUILT_FROM;
}

}  // namespace
}  // namespace demarche::cli

int main(int argc, char** argv) {
  using namespace demarche::cli;
  CLI::App app{
      "demarche reads news as it is published and keeps a sourced record of a crisis: who did or said what to whom."};
  app.name("demarche");
  app.set_version_flag("--version", std::string("demarche ") + demarche::kVersion);
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      "Examples:\n"
      "  demarche read examples/october-1962      code a folder into demarche.db and print the dossier\n"
      "  demarche explain 3f2a                    why a record exists\n"
      "  demarche ledger --actor RUS              who demands, threatens and promises what\n"
      "  cat captures.jsonl | demarche code -     records as JSON Lines\n"
      "Exit codes: 0 done, 1 done with problems, 2 usage, 3 input, 4 output, 5 data files, 70 internal.");
  Session session;
  session.data = default_data();
  app.add_option("--data", session.data, "folder that holds knowledge/ and models/")->group("Global");
  app.add_option("--overlay", session.overlays, "folder with knowledge files of your own, read after ours; repeatable")
      ->group("Global");
  add_read(app, session);
  add_code(app, session);
  add_clean(app, session);
  add_parse(app, session);
  add_explain(app, session);
  add_events(app, session);
  add_quotes(app, session);
  add_ledger(app, session);
  add_eval(app, session);
  add_train(app, session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    const int code = app.exit(problem);
    return code == 0 ? kOk : kUsage;
  } catch (const std::exception& problem) {
    fmt::print(stderr, "demarche: internal error: {}. Please report it with the input that caused it.\n",
               problem.what());
    return kInternal;
  }
  return session.exit;
}
