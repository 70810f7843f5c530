#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace demarche {

/// A day of the proleptic Gregorian calendar. A default Date is "no date".
struct Date {
  int16_t year = 0;
  uint8_t month = 0;  ///< 1 to 12
  uint8_t day = 0;    ///< 1 to 31

  bool known() const { return month != 0; }
  /// Days since 1970-01-01.
  int64_t days() const;
  static Date from_days(int64_t days);
  Date plus_days(int64_t days) const { return from_days(this->days() + days); }
  /// 0 = Sunday to 6 = Saturday.
  int weekday() const;
  /// "YYYY-MM-DD", or "" for no date.
  std::string text() const;
  auto operator<=>(const Date&) const = default;
};

/// Reads "YYYY-MM-DD" (anything may follow after a 'T' or a space). No value when the text is no such date.
std::optional<Date> parse_iso_date(std::string_view text);

/// What is known of a day when no date is: [not before, not after]; either end may be "no date".
struct DateBracket {
  Date from;
  Date to;
  bool known() const { return from.known() || to.known(); }
  auto operator<=>(const DateBracket&) const = default;
};

}  // namespace demarche
