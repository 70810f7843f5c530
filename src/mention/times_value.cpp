#include "mention/times_value.h"

#include <fmt/format.h>

namespace demarche {
namespace {

using Kind = RawTime::Kind;

constexpr const char* kNoDay = "XXXX-XX-XX";

enum class Grain : uint8_t { day, week, weekend, month, year, decade, century };

std::string grain_value(Date day, Grain grain) {
  const IsoWeek week = iso_week(day);
  switch (grain) {
    case Grain::day:
      return day.text();
    case Grain::week:
      return fmt::format("{}-W{:02}", week.year, week.week);
    case Grain::weekend:
      return fmt::format("{}-W{:02}-WE", week.year, week.week);
    case Grain::month:
      return day.text().substr(0, 7);
    case Grain::year:
      return day.text().substr(0, 4);
    case Grain::decade:
      return day.text().substr(0, 3);
    case Grain::century:
      return day.text().substr(0, 2);
  }
  return "";
}

const char* unknown_value(Grain grain) {
  static constexpr const char* kValues[] = {kNoDay, "XXXX-WXX", "XXXX-WXX-WE", "XXXX-XX", "XXXX", "XXX", "XX"};
  return kValues[static_cast<size_t>(grain)];
}

Grain grain_of(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::week:
    case TimeUnit::fortnight:
      return Grain::week;
    case TimeUnit::weekend:
      return Grain::weekend;
    case TimeUnit::month:
      return Grain::month;
    case TimeUnit::year:
      return Grain::year;
    case TimeUnit::decade:
      return Grain::decade;
    case TimeUnit::century:
      return Grain::century;
    default:
      return Grain::day;
  }
}

Grain date_grain(const RawTime& raw) {
  if (raw.century) return Grain::century;
  if (raw.decade) return Grain::decade;
  return raw.month == 0 ? Grain::year : raw.day == 0 ? Grain::month : Grain::day;
}

std::string weekday_value(int weekday) { return fmt::format("XXXX-WXX-{}", weekday == 0 ? 7 : weekday); }

std::string season_value(const RawTime& raw, const Period& period) {
  const std::string year = period.known() ? grain_value(period.from, Grain::year) : "XXXX";
  if (raw.months == 6) return fmt::format("{}-H{}", year, raw.month / 6 + 1);
  if (raw.month % 3 == 1) return fmt::format("{}-Q{}", year, raw.month / 3 + 1);
  static constexpr const char* kNames[] = {"", "SP", "SU", "FA", "WI"};
  return fmt::format("{}-{}", year, kNames[raw.month / 3]);
}

/// Of one end of a range, or of a date that is none; `day` = no date where it is not placed.
std::string date_value(const RawTime& raw, Date day) {
  if (raw.kind == Kind::weekday) return day.known() ? day.text() : weekday_value(raw.weekday);
  const Grain grain = date_grain(raw);
  if (std::string_view(raw.rule) == "slashed-date" && raw.month == 0) return fmt::format("{}-XX-XX", raw.year);
  if (day.known()) return grain_value(day, grain);
  if (raw.month == 0) return unknown_value(grain);
  if (raw.year != 0 && raw.day != 0) return fmt::format("{}-{:02}-XX", raw.year, raw.month);  // April 31, 2019
  return raw.day == 0 ? fmt::format("XXXX-{:02}", raw.month) : fmt::format("XXXX-{:02}-{:02}", raw.month, raw.day);
}

/// Of times that count in units: last week, two years ago, the next day.
std::string unit_value(const RawTime& raw, const Period& period) {
  if (raw.weekday >= 0) return period.known() ? period.from.text() : weekday_value(raw.weekday);
  if (raw.month != 0)
    return period.known() ? grain_value(period.from, Grain::month) : fmt::format("XXXX-{:02}", raw.month);
  if (period.known() && period.from == period.to) return period.from.text();
  const Grain grain = grain_of(raw.unit);
  if (!period.known()) return unknown_value(grain);
  const bool years = grain == Grain::decade && period.from.year == period.to.year;  // "a decade ago" names a year
  return grain_value(period.from, years ? Grain::year : grain);
}

std::string day_value(const RawTime& raw, const Period& period) {
  if (!raw.end.empty()) return date_value(raw, period.from) + "/" + date_value(raw.end.front(), period.to);
  if (raw.shift != 0)
    return period.known() ? grain_value(period.from, period.from == period.to ? Grain::day : grain_of(raw.shift_unit))
                          : unknown_value(grain_of(raw.shift_unit));
  switch (raw.kind) {
    case Kind::date:
      if (raw.end_day != 0 || raw.end_year != 0) {
        RawTime last = raw;
        if (raw.end_day != 0) last.day = raw.end_day;
        return date_value(raw, period.from) + "/" + date_value(last, period.to);
      }
      return date_value(raw, period.from);
    case Kind::weekday:
      return date_value(raw, period.from);
    case Kind::holiday:
    case Kind::day_offset:
      return period.known() ? period.from.text() : kNoDay;
    case Kind::season:
      return season_value(raw, period);
    case Kind::era:
      if (!period.known()) return "PAST_REF";
      return period.from == period.to ? period.from.text()
                                      : fmt::format("{}/{}", int{period.from.year}, int{period.to.year});
    case Kind::long_ago:
      return "PAST_REF";
    case Kind::clock:
      return "";
    case Kind::reference:
    case Kind::duration:
    case Kind::set:
    case Kind::fiscal:
      return raw.words;
    default:
      break;
  }
  if (!raw.words.empty()) return raw.words;
  if (raw.unit == TimeUnit::hour || raw.unit == TimeUnit::minute)
    return period.known() ? period.from.text() + "/" + period.to.text() : kNoDay;
  return unit_value(raw, period);
}

}  // namespace

TimeType timex_type(const RawTime& raw) {
  if (raw.kind == Kind::set) return TimeType::set;
  if (raw.kind == Kind::duration && raw.shift == 0) return TimeType::duration;
  const bool hours = raw.unit == TimeUnit::hour || raw.unit == TimeUnit::minute;
  const bool counts = raw.kind == Kind::ago || raw.kind == Kind::vague || raw.kind == Kind::ahead;
  return !raw.clock.empty() || (counts && hours) ? TimeType::time : TimeType::date;
}

std::string timex_value(const RawTime& raw, const Period& period) { return day_value(raw, period) + raw.clock; }

}  // namespace demarche
