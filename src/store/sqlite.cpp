#include "store/sqlite.h"

#include <fmt/format.h>

namespace demarche {

Statement& Statement::bind(std::string_view text) {
  const int code = sqlite3_bind_text64(handle_.get(), next_++, text.empty() ? "" : text.data(), text.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8);
  if (code != SQLITE_OK) failed_ = code;
  return *this;
}

Statement& Statement::bind(int64_t number) {
  const int code = sqlite3_bind_int64(handle_.get(), next_++, number);
  if (code != SQLITE_OK) failed_ = code;
  return *this;
}

Statement& Statement::bind(double number) {
  const int code = sqlite3_bind_double(handle_.get(), next_++, number);
  if (code != SQLITE_OK) failed_ = code;
  return *this;
}

Statement& Statement::bind_null() {
  const int code = sqlite3_bind_null(handle_.get(), next_++);
  if (code != SQLITE_OK) failed_ = code;
  return *this;
}

Result<bool> Statement::step() {
  const int code = failed_ == SQLITE_OK ? sqlite3_step(handle_.get()) : failed_;
  if (code == SQLITE_ROW) return true;
  const bool ended = code == SQLITE_DONE;
  Error error;
  if (!ended) error = connection_->error();
  reset();
  if (ended) return false;
  return error;
}

Result<void> Statement::run() {
  while (true) {
    const Result<bool> row = step();
    if (!row) return row.error();
    if (!*row) return {};
  }
}

void Statement::reset() {
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
  next_ = 1;
  failed_ = SQLITE_OK;
}

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  return bytes ? std::string_view(bytes, static_cast<size_t>(sqlite3_column_bytes(handle_.get(), column))) : "";
}

Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path& path, Mode mode) {
  int flags = SQLITE_OPEN_READONLY;
  if (mode == Mode::write) flags = SQLITE_OPEN_READWRITE;
  if (mode == Mode::create) flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  return open_name(path, path.string(), mode, flags);
}

Result<std::unique_ptr<Connection>> Connection::open_immutable(const std::filesystem::path& path) {
  std::string name = "file:";
  for (const char byte : path.string()) {  // https://www.sqlite.org/uri.html
    if (byte == '?' || byte == '#' || byte == '%') {
      name += fmt::format("%{:02x}", static_cast<unsigned char>(byte));
    } else {
      name += byte;
    }
  }
  return open_name(path, name + "?immutable=1", Mode::read, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

Result<std::unique_ptr<Connection>> Connection::open_name(const std::filesystem::path& path, const std::string& name,
                                                          Mode mode, int flags) {
  auto connection = std::make_unique<Connection>();
  connection->path_ = path;
  connection->mode_ = mode;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
  connection->handle_.reset(handle);
  if (!handle) return Error{ErrorCode::internal, "SQLite has no memory for a connection.", path.string()};
  if (code != SQLITE_OK) return connection->error();
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, 10000);
  return connection;
}

Result<void> Connection::run(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return error();
  return {};
}

Result<Statement> Connection::prepare(std::string_view sql) const {
  Statement out;
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK) return error();
  out.handle_.reset(handle);
  out.connection_ = this;
  return out;
}

Result<int64_t> Connection::number(std::string_view sql) const {
  Result<Statement> statement = prepare(sql);
  if (!statement) return statement.error();
  const Result<bool> row = statement->step();
  if (!row) return row.error();
  return *row ? statement->number(0) : int64_t{0};
}

Error Connection::error() const {
  const char* detail = sqlite3_errmsg(handle_.get());
  const auto make = [&](ErrorCode code, const char* remedy) {
    return Error{code, fmt::format("{} (SQLite: {})", remedy, detail), path_.string()};
  };
  switch (sqlite3_extended_errcode(handle_.get()) & 0xff) {
    case SQLITE_FULL:
      return make(
          ErrorCode::not_writable,
          "no space is left for the store. Free some, or choose a store on another disk; what was written before "
          "is kept, and running again goes on from there.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return make(ErrorCode::not_writable,
                  "another process is writing to the store. Wait for it, or choose another store.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return make(ErrorCode::bad_format,
                  "the store is damaged. Restore it from a copy, or move it away and read the captures again.");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_IOERR:
      if (mode_ == Mode::read) {
        return make(ErrorCode::not_readable, "the store cannot be read. Check the rights of the file and its folder.");
      }
      return make(ErrorCode::not_writable,
                  "the store cannot be written. Check the rights of the file and its folder, or choose another store.");
    case SQLITE_TOOBIG:
      return make(ErrorCode::too_large, "a value is too large for the store.");
    default:
      return make(ErrorCode::internal, "unexpected answer of the store.");
  }
}

}  // namespace demarche
