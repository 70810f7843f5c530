#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "record/time.h"
#include "store/state.h"

namespace demarche {

/// Reads the columns of a row from left to right.
class Columns {
 public:
  explicit Columns(const Statement& row, int first = 0) : row_(row), next_(first) {}
  std::string text() { return row_.string(next_++); }
  int64_t number() { return row_.number(next_++); }
  uint32_t small() { return static_cast<uint32_t>(row_.number(next_++)); }
  double real() { return row_.real(next_++); }
  Date date() { return parse_iso_date(row_.text(next_++)).value_or(Date{}); }
  DatePrecision precision() {
    const std::string_view name = row_.text(next_++);
    for (int i = 0; i <= static_cast<int>(DatePrecision::decade); ++i) {
      if (name == to_string(static_cast<DatePrecision>(i))) return static_cast<DatePrecision>(i);
    }
    return DatePrecision::unknown;
  }
  Span span() {
    const uint32_t begin = small();
    return {begin, small()};
  }
  std::vector<std::string> list() {
    std::vector<std::string> out;
    for (const auto& item : json()) {
      if (item.is_string()) out.push_back(item.get<std::string>());
    }
    return out;
  }
  /// JSON pairs of offsets; what is none is left out.
  std::vector<Span> spans() {
    std::vector<Span> out;
    for (const auto& item : json()) {
      if (item.is_array() && item.size() == 2 && item[0].is_number_unsigned() && item[1].is_number_unsigned()) {
        out.push_back({item[0].get<uint32_t>(), item[1].get<uint32_t>()});
      }
    }
    return out;
  }
  /// Discarded where the column holds no JSON.
  nlohmann::json json() { return nlohmann::json::parse(row_.text(next_++), nullptr, false); }

 private:
  const Statement& row_;
  int next_;
};

/// Calls `take(role, entity)` for the entities of one record, in order.
Result<void> read_entities(Store::State& state, const std::string& record,
                           const std::function<void(std::string_view, Entity)>& take);

/// Why a record that was asked for by its id is not there.
Error no_record(std::string_view kind, const std::string& id);

}  // namespace demarche
