#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "store/state.h"

namespace demarche {

/// WHERE clause and its values in order. Private to src/store.
class Filter {
 public:
  /// `alias` names the table whose rows are filtered.
  explicit Filter(std::string alias) : alias_(std::move(alias)) {}

  /// `clause` with `{0}` for the alias and one `?` for each of `texts`.
  void add(std::string_view clause, std::initializer_list<std::string> texts);
  /// `column` has exactly this value; "" filters nothing.
  void equal(std::string_view column, const std::string& value);
  /// Somebody in one of the roles (SQL list "'actor'") is `who`: code, canonical id, party, full name or the last words
  /// of a name, without regard to ASCII case; "" filters nothing.
  void who(std::string_view roles, const std::string& who);
  /// Somebody in the role stands on exactly this side; "" filters nothing.
  void party(std::string_view role, const std::string& key);
  /// The article's day of publication, or all of its bracket, lies in the range; an unknown end is open.
  void published(Date since, Date until);

  const std::string& sql() const { return sql_; }
  const std::vector<std::string>& values() const { return values_; }

 private:
  std::string alias_;
  std::string sql_;
  std::vector<std::string> values_;
};

/// Calls `step` for every row of `select`, filtered, `order`ed and at most `limit` (negative = all), until it answers
/// false. Errors: the store's, or those of `step`.
Result<void> each_match(Store::State& state, std::string_view select, const Filter& filter, std::string_view order,
                        int64_t limit, const std::function<Result<bool>(const Statement&)>& step);

}  // namespace demarche
