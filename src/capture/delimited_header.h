#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "capture/reader.h"

namespace demarche {

/// What a column of a table may hold; the names are those of ReadOptions::columns.
enum class ColumnField : uint8_t {
  id,
  text,
  html,
  title,
  byline,
  url,
  outlet,
  published,
  modified,
  captured,
  language
};
inline constexpr size_t kColumnFields = 11;
const char* to_string(ColumnField field);

/// Which column holds which field.
class TableColumns {
 public:
  /// Number of the field's column, or -1.
  int of(ColumnField field) const { return at_[static_cast<size_t>(field)]; }
  bool has(ColumnField field) const { return of(field) >= 0; }
  void set(ColumnField field, int column) { at_[static_cast<size_t>(field)] = column; }
  size_t known() const;

 private:
  std::array<int, kColumnFields> at_{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
};

/// Columns by the usual names of a header; case, blanks, '_', '-' and '.' do not matter.
TableColumns known_columns(const std::vector<std::string>& header);

/// The same, where the columns that `options` name stand first. Errors: bad_format for a column or a field that does
/// not exist, and when no column holds a text, an HTML page or a title.
Result<TableColumns> table_columns(const std::vector<std::string>& header, const ReadOptions& options);

/// ',', ';' or tab when the text begins as a table does in which one of the named columns can be looked for, else NUL.
char named_table_separator(std::string_view head, const ReadOptions& options);

}  // namespace demarche
