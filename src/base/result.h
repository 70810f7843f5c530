#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace demarche {

/// Stable names of everything that can go wrong; the same string stands in problem records and in the docs.
enum class ErrorCode {
  not_found,         ///< a path, table or entry that was named does not exist
  not_readable,      ///< it exists but cannot be read (rights, device error)
  not_writable,      ///< output cannot be written (rights, full disk)
  bad_encoding,      ///< bytes that are no text in any encoding we know
  bad_format,        ///< a file does not follow its format
  too_large,         ///< an input passes a limit
  wrong_version,     ///< a data file or store made by another version
  self_test_failed,  ///< a data file's own samples do not come out as it says
  not_coded,         ///< kept, but not coded (language, no sentences)
  cancelled,         ///< the caller asked to stop
  internal           ///< our own mistake
};

/// The enumerator's own name, for example "bad_format".
const char* to_string(ErrorCode code);

/// What went wrong. `message` says what was found, what was expected and how to mend it; `where` names file, line or
/// record.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::string where;

  /// "where: message [code]", or "message [code]" without a place.
  std::string text() const;
};

/// A value or an Error; names as in std::expected. No exception crosses a public function.
template <class T>
class Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class Result<void> {
 public:
  Result() = default;
  Result(Error error) : failed_(true), error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)
  bool has_value() const { return !failed_; }
  explicit operator bool() const { return has_value(); }
  const Error& error() const { return error_; }

 private:
  bool failed_ = false;
  Error error_;
};

}  // namespace demarche
