#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/span.h"
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
  Span span() {
    const uint32_t begin = small();
    return {begin, small()};
  }
  std::vector<std::string> list() {
    std::vector<std::string> out;
    const auto json = nlohmann::json::parse(row_.text(next_++), nullptr, false);
    for (const auto& item : json) {
      if (item.is_string()) out.push_back(item.get<std::string>());
    }
    return out;
  }

 private:
  const Statement& row_;
  int next_;
};

/// Calls `take(role, entity)` for the entities of one record, in order.
Result<void> read_entities(Store::State& state, const std::string& record,
                           const std::function<void(std::string_view, Entity)>& take);

}  // namespace demarche
