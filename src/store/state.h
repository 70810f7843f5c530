#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "store/sqlite.h"
#include "store/store.h"

namespace demarche {

/// What a Store holds. Private to src/store; every member expects `mutex` to be held.
struct Store::State {
  std::mutex mutex;
  std::unique_ptr<Connection> connection;
  StoreOptions options;
  std::unordered_map<std::string, Statement> statements;  ///< by their SQL
  std::unordered_set<std::string> seen;                   ///< captures and problems met since the store was opened
  std::optional<RunInfo> run;                             ///< not yet written
  std::string run_version;                                ///< for captures that ended before a version was set
  uint32_t pending = 0;                                   ///< articles in the open transaction

  /// The prepared statement for `sql`, ready for binding. Errors as Connection::prepare.
  Result<Statement*> statement(std::string_view sql);
  /// Binds the texts in order and runs.
  Result<void> run_with(std::string_view sql, std::initializer_list<std::string_view> texts);
  Result<void> begin();
  Result<void> commit();
};

/// Resets a statement when a reader leaves early, so that it holds no read transaction.
class StatementGuard {
 public:
  explicit StatementGuard(Statement& statement) : statement_(statement) {}
  ~StatementGuard() { statement_.reset(); }
  StatementGuard(const StatementGuard&) = delete;
  StatementGuard& operator=(const StatementGuard&) = delete;

 private:
  Statement& statement_;
};

/// Calls `take(statement)` for every row of `sql` with `texts` bound.
template <class Take>
Result<void> each_row(Store::State& state, std::string_view sql, std::initializer_list<std::string_view> texts,
                      Take take) {
  const Result<Statement*> prepared = state.statement(sql);
  if (!prepared) return prepared.error();
  Statement& statement = **prepared;
  const StatementGuard guard(statement);
  for (const std::string_view text : texts) statement.bind(text);
  while (true) {
    const Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return {};
    take(statement);
  }
}

}  // namespace demarche
