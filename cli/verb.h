#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace demarche::cli {

/// Exit codes of the command; docs/formats/command.md lists them.
enum Exit : int {
  kOk = 0,
  kProblems = 1,  ///< done, but some inputs ended in problem records, or nothing was found
  kUsage = 2,     ///< the command line is wrong
  kInput = 3,     ///< an input cannot be read at all
  kOutput = 4,    ///< an output cannot be written
  kData = 5,      ///< knowledge, model or store is missing, broken or of another version
  kInternal = 70
};

/// What every verb shares: the global options and where the data files lie.
struct Session {
  std::filesystem::path data;                   ///< --data: folder that holds knowledge/ and models/
  std::vector<std::filesystem::path> overlays;  ///< --overlay: folders whose knowledge files are read after ours
  int exit = kOk;

  /// Prints "demarche: error: ..." to standard error and keeps `code` as the exit code.
  void fail(const Error& error, int code);
  /// The exit code that fits an error's code.
  static int exit_for(ErrorCode code);
};

/// Each verb adds its subcommand; its callback runs the verb and sets session.exit. Data goes to standard output, words
/// to standard error.
void add_clean(CLI::App& app, Session& session);
void add_parse(CLI::App& app, Session& session);
void add_train(CLI::App& app, Session& session);
void add_eval(CLI::App& app, Session& session);
void add_code(CLI::App& app, Session& session);
void add_read(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_events(CLI::App& app, Session& session);
void add_quotes(CLI::App& app, Session& session);
void add_ledger(CLI::App& app, Session& session);

}  // namespace demarche::cli
