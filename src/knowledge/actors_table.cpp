#include "knowledge/actors_table.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/utf8.h"

namespace demarche {
namespace {

constexpr uint64_t kTableLimit = 64 << 20;
constexpr size_t kNoColumn = SIZE_MAX;

std::string_view next_line(std::string_view& rest) {
  const size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(at);
    parts.push_back(trim(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string column_names(const std::vector<ActorColumn>& columns) {
  std::string names;
  for (const ActorColumn& column : columns) {
    if (!names.empty()) names += ", ";
    names += column.name;
  }
  return names;
}

/// For each written column its index in `columns`, or an error.
Result<std::vector<size_t>> read_header(std::string_view line, const std::vector<ActorColumn>& columns,
                                        const std::string& where) {
  std::vector<size_t> order;
  std::vector<bool> seen(columns.size(), false);
  for (std::string_view name : split(line, '\t')) {
    size_t index = kNoColumn;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].name == name) index = i;
    }
    if (index == kNoColumn || seen[index]) {
      return Error{ErrorCode::bad_format,
                   fmt::format("found column '{}'{}, expected each of: {}", name, index == kNoColumn ? "" : " twice",
                               column_names(columns)),
                   where};
    }
    seen[index] = true;
    order.push_back(index);
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].required && !seen[i]) {
      return Error{ErrorCode::bad_format,
                   fmt::format("found no column '{}', expected it in the header line", columns[i].name), where};
    }
  }
  return order;
}

}  // namespace

std::vector<std::string_view> split_list(std::string_view cell) {
  std::vector<std::string_view> parts;
  while (!cell.empty()) {
    const size_t end = cell.find(';');
    const std::string_view part = trim(cell.substr(0, end));
    if (!part.empty()) parts.push_back(part);
    if (end == std::string_view::npos) break;
    cell.remove_prefix(end + 1);
  }
  return parts;
}

Result<ActorTable> ActorTable::read(const std::filesystem::path& path, const std::vector<ActorColumn>& columns) {
  Result<std::string> bytes = read_file(path, kTableLimit);
  if (!bytes) return bytes.error();
  ActorTable table;
  table.name_ = path.filename().string();
  table.bytes_.assign(bytes->begin(), bytes->end());
  if (Result<void> done = table.parse(columns); !done) return done.error();
  return table;
}

Result<void> ActorTable::parse(const std::vector<ActorColumn>& columns) {
  columns_ = columns.size();
  std::string_view rest(bytes_.data(), bytes_.size());
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  if (const size_t valid = valid_utf8_prefix(rest); valid != rest.size()) {
    return Error{ErrorCode::bad_encoding,
                 fmt::format("found a byte that is no UTF-8 at offset {}, expected UTF-8", valid), name_};
  }
  std::vector<size_t> order;
  uint32_t number = 0;
  while (!rest.empty()) {
    const std::string_view line = next_line(rest);
    ++number;
    if (trim(line).empty() || line.front() == '#') continue;
    const std::string where = name_ + ":" + std::to_string(number);
    if (order.empty()) {
      Result<std::vector<size_t>> header = read_header(line, columns, where);
      if (!header) return header.error();
      order = std::move(*header);
      continue;
    }
    const size_t base = cells_.size();
    cells_.resize(base + columns_);
    const std::vector<std::string_view> parts = split(line, '\t');
    for (size_t i = 0; i < parts.size(); ++i) {
      if (i < order.size()) {
        cells_[base + order[i]] = parts[i];
      } else if (!parts[i].empty()) {
        return Error{ErrorCode::bad_format,
                     fmt::format("found {} cells, expected at most {}", parts.size(), order.size()), where};
      }
    }
    for (size_t i = 0; i < columns_; ++i) {
      if (columns[i].required && cells_[base + i].empty()) {
        return Error{ErrorCode::bad_format, fmt::format("found an empty cell '{}', expected a value", columns[i].name),
                     where};
      }
    }
    lines_.push_back(number);
  }
  if (order.empty())
    return Error{ErrorCode::bad_format, "found no header line, expected: " + column_names(columns), name_};
  return {};
}

}  // namespace demarche
