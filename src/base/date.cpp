#include "base/date.h"

#include <fmt/format.h>

#include <chrono>

namespace demarche {
namespace {
using std::chrono::sys_days;
sys_days to_sys(const Date& date) {
  return sys_days{std::chrono::year{date.year} / std::chrono::month{date.month} / std::chrono::day{date.day}};
}
int number(std::string_view digits) {
  int value = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}
}  // namespace

int64_t Date::days() const { return to_sys(*this).time_since_epoch().count(); }

Date Date::from_days(int64_t days) {
  const std::chrono::year_month_day day{sys_days{std::chrono::days{days}}};
  return {static_cast<int16_t>(static_cast<int>(day.year())), static_cast<uint8_t>(static_cast<unsigned>(day.month())),
          static_cast<uint8_t>(static_cast<unsigned>(day.day()))};
}

int Date::weekday() const { return static_cast<int>(std::chrono::weekday{to_sys(*this)}.c_encoding()); }

std::string Date::text() const { return known() ? fmt::format("{:04}-{:02}-{:02}", year, month, day) : std::string(); }

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  const int year = number(text.substr(0, 4)), month = number(text.substr(5, 2)), day = number(text.substr(8, 2));
  if (year < 0 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return std::nullopt;
  return Date{static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
}

}  // namespace demarche
