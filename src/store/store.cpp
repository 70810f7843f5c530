#include "store/store.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "store/schema.h"
#include "store/state.h"

namespace demarche {
namespace {

namespace fs = std::filesystem;

/// Opens for reading. A store in a folder without write rights has no side files to share, so it is read as it stands.
Result<std::unique_ptr<Connection>> open_reader(const fs::path& path) {
  Result<std::unique_ptr<Connection>> opened = Connection::open(path, Connection::Mode::read);
  if (!opened) return opened;
  const Result<int64_t> version = (*opened)->number("SELECT count(*) FROM sqlite_schema");
  if (version || version.error().code != ErrorCode::not_readable) return opened;
  return Connection::open_immutable(path);
}

// A cache of 32 MiB: records are looked up by ids that lie all over the file.
Result<void> prepare_reader(Connection& connection) {
  if (auto done = connection.run("PRAGMA query_only=1; PRAGMA cache_size=-32768"); !done) return done;
  return check_version(connection);
}

Result<void> prepare_writer(Connection& connection, const StoreOptions& options) {
  if (auto done = migrate(connection); !done) return done;
  if (options.max_pages > 0) {
    const auto set = connection.number(fmt::format("PRAGMA max_page_count={}", options.max_pages));
    if (!set) return set.error();
  }
  // WAL with NORMAL: a killed process loses nothing that was committed, https://www.sqlite.org/wal.html
  return connection.run(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768");
}

}  // namespace

const char* to_string(RecordKind kind) {
  static constexpr const char* kNames[] = {"article", "event", "quote", "pledge", "problem"};
  return kNames[static_cast<size_t>(kind)];
}

Result<Statement*> Store::State::statement(std::string_view sql) {
  const auto found = statements.find(std::string(sql));
  if (found != statements.end()) return &found->second;
  Result<Statement> made = connection->prepare(sql);
  if (!made) return made.error();
  return &statements.emplace(std::string(sql), std::move(*made)).first->second;
}

Result<void> Store::State::run_with(std::string_view sql, std::initializer_list<std::string_view> texts) {
  const Result<Statement*> prepared = statement(sql);
  if (!prepared) return prepared.error();
  for (const std::string_view text : texts) (*prepared)->bind(text);
  return (*prepared)->run();
}

Result<void> Store::State::begin() {
  if (connection->in_transaction()) return {};
  return connection->run("BEGIN IMMEDIATE");
}

Result<void> Store::State::commit() {
  pending = 0;
  if (!connection->in_transaction()) return {};
  Result<void> done = connection->run("COMMIT");
  if (!done && connection->in_transaction()) (void)connection->run("ROLLBACK");
  return done;
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Store::~Store() {
  if (state_ && state_->connection) (void)state_->commit();
}

Result<Store> Store::open(const fs::path& path, const StoreOptions& options) {
  const bool reading = options.mode == StoreOptions::Mode::read;
  const Result<StoreFile> file = inspect_store_file(path);
  if (!file) return file.error();
  if (reading && *file != StoreFile::store) {
    return Error{ErrorCode::not_found, "there is no store here. Make one with `demarche read PATH --store FILE`.",
                 path.string()};
  }
  Result<std::unique_ptr<Connection>> opened =
      reading ? open_reader(path) : Connection::open(path, Connection::Mode::create);
  if (!opened) return opened.error();
  const Result<void> prepared = reading ? prepare_reader(**opened) : prepare_writer(**opened, options);
  if (!prepared) return prepared.error();
  auto state = std::make_unique<State>();
  state->connection = std::move(*opened);
  state->options = options;
  return Store(std::move(state));
}

void Store::begin_run(const RunInfo& run) {
  const std::lock_guard lock(state_->mutex);
  state_->run = run;
  state_->run_version = run.version;
}

Result<void> Store::flush() {
  const std::lock_guard lock(state_->mutex);
  return state_->commit();
}

Result<void> Store::clear() {
  const std::lock_guard lock(state_->mutex);
  if (auto done = state_->begin(); !done) return done;
  state_->seen.clear();
  for (const char* table : {"runs", "captures", "texts", "articles", "blocks", "events", "entities", "quotes",
                            "pledges", "pledge_evidence", "problems"}) {
    const std::string sql = fmt::format("DELETE FROM {}", table);
    if (auto done = state_->connection->run(sql.c_str()); !done) {
      (void)state_->connection->run("ROLLBACK");
      return done;
    }
  }
  return state_->commit();
}

Result<void> Store::check() {
  const std::lock_guard lock(state_->mutex);
  std::string found;
  const auto note = [&](const Statement& row) {
    if (row.text(0) != "ok" && found.size() < 500) found += (found.empty() ? "" : "; ") + row.string(0);
  };
  if (auto done = each_row(*state_, "PRAGMA quick_check(5)", {}, note); !done) return done;
  static constexpr const char* kOrphans[] = {
      "SELECT 'article without capture ' || id FROM articles WHERE capture NOT IN (SELECT id FROM captures)",
      "SELECT 'event without article ' || id FROM events WHERE article NOT IN (SELECT id FROM articles)",
      "SELECT 'quote without article ' || id FROM quotes WHERE article NOT IN (SELECT id FROM articles)",
      "SELECT 'block without article ' || article FROM blocks WHERE article NOT IN (SELECT id FROM articles)",
      "SELECT 'pledge without article ' || id FROM pledges WHERE article NOT IN (SELECT id FROM articles)",
      "SELECT 'evidence without pledge ' || pledge FROM pledge_evidence WHERE pledge NOT IN (SELECT id FROM pledges)",
      ("SELECT 'entity without record ' || record FROM entities WHERE record NOT IN (SELECT id FROM events) "
       "AND record NOT IN (SELECT id FROM quotes) AND record NOT IN (SELECT id FROM pledges)")};
  for (const char* sql : kOrphans) {
    if (auto done = each_row(*state_, sql, {}, note); !done) return done;
  }
  if (found.empty()) return {};
  return Error{
      ErrorCode::bad_format,
      fmt::format("the store is damaged: {}. Restore it from a copy, or read the captures into a new one.", found),
      state_->connection->path().string()};
}

std::string problem_id(const Problem& problem) {
  return IdBuilder("problem")
      .add(problem.doc)
      .add(problem.stage)
      .add(to_string(problem.code))
      .add(problem.message)
      .add(problem.span.begin)
      .add(problem.span.end)
      .id();
}

}  // namespace demarche
