#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace demarche {

class Connection;

/// One prepared statement. Values are bound in order with bind(); columns are numbered from 0. Text is UTF-8 and copied
/// when bound. A failed bind shows at the next step().
class Statement {
 public:
  Statement() = default;

  Statement& bind(std::string_view text);
  Statement& bind(int64_t number);
  Statement& bind(double number);
  Statement& bind_null();

  /// True = a row stands ready, false = finished (and reset for the next use).
  Result<bool> step();
  /// Steps to the end and resets.
  Result<void> run();
  void reset();

  /// Valid until the next step().
  std::string_view text(int column) const;
  std::string string(int column) const { return std::string(text(column)); }
  int64_t number(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  int columns() const { return sqlite3_column_count(handle_.get()); }
  double real(int column) const { return sqlite3_column_double(handle_.get(), column); }

 private:
  friend class Connection;
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
  const Connection* connection_ = nullptr;
  int next_ = 1;
  int failed_ = SQLITE_OK;
};

/// One open SQLite file. Not thread-safe by itself; the Store guards it.
class Connection {
 public:
  enum class Mode : uint8_t { read, write, create };

  /// Opens without touching the contents. Errors: not_readable (read), not_writable (write, create).
  static Result<std::unique_ptr<Connection>> open(const std::filesystem::path& path, Mode mode);

  /// For reading a file that nobody writes, in a folder without write rights.
  static Result<std::unique_ptr<Connection>> open_immutable(const std::filesystem::path& path);

  /// Runs one or more statements that give no rows.
  Result<void> run(const char* sql);
  Result<Statement> prepare(std::string_view sql) const;
  /// First column of the first row as a number; 0 without a row.
  Result<int64_t> number(std::string_view sql) const;

  /// What the last call on this connection ran into, as one of our errors with its remedy.
  Error error() const;
  const std::filesystem::path& path() const { return path_; }
  /// Rows that the last INSERT, UPDATE or DELETE changed.
  int64_t changes() const { return sqlite3_changes(handle_.get()); }
  bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

 private:
  static Result<std::unique_ptr<Connection>> open_name(const std::filesystem::path& path, const std::string& name,
                                                       Mode mode, int flags);
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::filesystem::path path_;
  Mode mode_ = Mode::read;
};

}  // namespace demarche
