#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace demarche {

/// One column a table may have.
struct ActorColumn {
  std::string_view name;
  bool required = false;  ///< the cell must not be empty
};

/// A tab-separated table with a header line, `#` comments and blank lines, UTF-8. Cells are views into the table's own
/// bytes, so they live as long as the table. Movable, not copyable.
class ActorTable {
 public:
  /// Reads `path`. Columns may stand in any order and optional ones may be absent; a missing cell is empty.
  /// Errors: not_found, not_readable, bad_encoding, bad_format (unknown or missing column, too many cells, an empty
  /// required cell), each naming file and line, what was found and what was expected.
  static Result<ActorTable> read(const std::filesystem::path& path, const std::vector<ActorColumn>& columns);

  size_t rows() const { return lines_.size(); }
  /// Cell of a row; `column` is an index into the `columns` given to read.
  std::string_view cell(size_t row, size_t column) const { return cells_[row * columns_ + column]; }
  /// "countries.tsv:12".
  std::string where(size_t row) const { return name_ + ":" + std::to_string(lines_[row]); }

  ActorTable(ActorTable&&) = default;
  ActorTable& operator=(ActorTable&&) = default;
  ActorTable(const ActorTable&) = delete;
  ActorTable& operator=(const ActorTable&) = delete;

 private:
  ActorTable() = default;
  Result<void> parse(const std::vector<ActorColumn>& columns);

  std::string name_;
  std::vector<char> bytes_;  ///< a vector, so that moving the table keeps the views valid
  std::vector<std::string_view> cells_;
  std::vector<uint32_t> lines_;
  size_t columns_ = 0;
};

/// Parts of a list cell: split at ';', trimmed, empty parts left out.
std::vector<std::string_view> split_list(std::string_view cell);

}  // namespace demarche
