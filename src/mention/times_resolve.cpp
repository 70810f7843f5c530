#include "mention/times_resolve.h"

#include <algorithm>

namespace demarche {
namespace {

using Direction = RawTime::Direction;

bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : kDays[month - 1];
}

Date make_date(int year, int month, int day) {
  return Date{static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
}

Period day_of(Date date) { return {date, date, DatePrecision::day}; }
Period month_of(int year, int month) {
  return {make_date(year, month, 1), make_date(year, month, days_in(year, month)), DatePrecision::month};
}
Period year_of(int year) { return {make_date(year, 1, 1), make_date(year, 12, 31), DatePrecision::year}; }

/// Monday to Sunday of the week that holds the day.
Period week_of(Date day) {
  const Date monday = day.plus_days(-((day.weekday() + 6) % 7));
  return {monday, monday.plus_days(6), DatePrecision::week};
}

/// Early, mid and late thirds of a period; decades in whole years, years in whole months.
Period part_of(Period whole, PeriodPart part) {
  if (part == PeriodPart::whole || !whole.known()) return whole;
  const int first = whole.from.year;
  if (whole.precision == DatePrecision::decade) {
    if (part == PeriodPart::early) return {whole.from, make_date(first + 3, 12, 31), DatePrecision::decade};
    if (part == PeriodPart::mid)
      return {make_date(first + 3, 1, 1), make_date(first + 6, 12, 31), DatePrecision::decade};
    return {make_date(first + 6, 1, 1), whole.to, DatePrecision::decade};
  }
  if (whole.precision == DatePrecision::year && whole.to.year == first) {
    if (part == PeriodPart::early) return {whole.from, make_date(first, 4, 30), DatePrecision::year};
    if (part == PeriodPart::mid) return {make_date(first, 5, 1), make_date(first, 8, 31), DatePrecision::year};
    return {make_date(first, 9, 1), whole.to, DatePrecision::year};
  }
  if (whole.precision == DatePrecision::month) {
    if (part == PeriodPart::early) return {whole.from, whole.from.plus_days(9), DatePrecision::month};
    if (part == PeriodPart::mid) return {whole.from.plus_days(9), whole.from.plus_days(19), DatePrecision::month};
    return {whole.from.plus_days(19), whole.to, DatePrecision::month};
  }
  return whole;
}

/// Months since year 0, for shifting.
int month_index(Date date) { return date.year * 12 + date.month - 1; }
Period month_at(int index) { return month_of(index / 12, index % 12 + 1); }

Period date_with_year(const RawTime& raw) {
  if (raw.decade) return {make_date(raw.year, 1, 1), make_date(raw.year + 9, 12, 31), DatePrecision::decade};
  if (raw.month == 0) {
    if (raw.end_year != 0) return {make_date(raw.year, 1, 1), make_date(raw.end_year, 12, 31), DatePrecision::year};
    return year_of(raw.year);
  }
  const int last = days_in(raw.year, raw.month);
  if (raw.day == 0) return month_of(raw.year, raw.month);
  if (raw.day > last) return {};
  const int end = std::clamp(raw.end_day, raw.day, last);
  return {make_date(raw.year, raw.month, raw.day), make_date(raw.year, raw.month, end), DatePrecision::day};
}

/// A month or a day without its year: the latest one up to the publication, or the next one in a future clause.
Period date_without_year(RawTime raw, Date published, Tense tense) {
  if (tense == Tense::present && raw.direction == Direction::none) return {};
  const bool ahead = raw.direction == Direction::next || (raw.direction == Direction::none && tense == Tense::future);
  Period best;
  for (int year = published.year - 1; year <= published.year + 1; ++year) {
    raw.year = year;
    const Period here = date_with_year(raw);
    if (!here.known()) continue;
    const bool same_month = here.from.year == published.year && here.from.month == published.month && raw.day == 0;
    if (raw.direction == Direction::current) {
      if (year == published.year) return here;
      continue;
    }
    if (ahead) {
      const bool fits = raw.direction == Direction::next ? here.from > published : here.to >= published;
      if (fits && !best.known()) best = here;
    } else {
      const bool fits = raw.direction == Direction::last ? here.to < published && !same_month : here.from <= published;
      if (fits) best = here;
    }
  }
  return best;
}

Period weekday_at(const RawTime& raw, Date published, Tense tense) {
  const int back = (published.weekday() - raw.weekday + 7) % 7;
  if (raw.unit == TimeUnit::week) {  // Tuesday last week
    const Date monday = week_of(published).from.plus_days(raw.direction == Direction::last ? -7 : 7);
    return day_of(monday.plus_days((raw.weekday + 6) % 7));
  }
  if (raw.direction == Direction::last) return day_of(published.plus_days(back == 0 ? -7 : -back));
  if (raw.direction == Direction::next) return day_of(published.plus_days(back == 0 ? 7 : 7 - back));
  if (tense == Tense::present) return {};
  if (tense == Tense::future) return day_of(published.plus_days(back == 0 ? 0 : 7 - back));
  return day_of(published.plus_days(-back));
}

Period unit_at(const RawTime& raw, Date published, Tense tense) {
  const int step = raw.direction == Direction::last ? -1 : raw.direction == Direction::next ? 1 : 0;
  switch (raw.unit) {
    case TimeUnit::week:
      return week_of(published.plus_days(7 * step));
    case TimeUnit::month:
      return month_at(month_index(published) + step);
    case TimeUnit::year:
      return year_of(published.year + step);
    case TimeUnit::decade: {
      const int first = published.year / 10 * 10 + 10 * step;
      return {make_date(first, 1, 1), make_date(first + 9, 12, 31), DatePrecision::decade};
    }
    case TimeUnit::weekend: {
      const Date monday = week_of(published).from.plus_days(7 * step);
      Date saturday = monday.plus_days(5);
      if (step == 0 && tense == Tense::past && saturday > published) saturday = saturday.plus_days(-7);
      return {saturday, saturday.plus_days(1), DatePrecision::day};
    }
    default:
      return {};
  }
}

/// "earlier this week" ends, "later this week" begins with the day of writing.
Period side_of(Period whole, int side, Date published) {
  if (side < 0 && whole.from <= published && published < whole.to) whole.to = published;
  if (side > 0 && whole.from < published && published <= whole.to) whole.from = published;
  return whole;
}

Period counted_at(const RawTime& raw, Date published, int sign) {
  const int count = raw.count * sign;
  if (std::abs(count) > 40000) return {};
  switch (raw.unit) {
    case TimeUnit::day:
      return day_of(published.plus_days(count));
    case TimeUnit::week:
      return week_of(published.plus_days(7 * count));
    case TimeUnit::fortnight:
      return week_of(published.plus_days(14 * count));
    case TimeUnit::month: {
      const int index = month_index(published) + count;
      return index >= 12 * 1000 && index < 12 * 3000 ? month_at(index) : Period{};
    }
    case TimeUnit::year:
      return published.year + count >= 1000 && published.year + count < 3000 ? year_of(published.year + count)
                                                                             : Period{};
    case TimeUnit::decade: {
      const int first = published.year + 10 * count;
      if (first < 1000 || first >= 2990) return {};
      return {make_date(first, 1, 1), make_date(first, 12, 31), DatePrecision::decade};
    }
    default:
      return {};
  }
}

Period season_at(const RawTime& raw, Date published, Tense tense) {
  const auto of_year = [&](int year) {
    const int last = (raw.month + 1) % 12 + 1;
    const int end_year = year + (raw.month == 12 ? 1 : 0);
    return Period{make_date(year, raw.month, 1), make_date(end_year, last, days_in(end_year, last)),
                  DatePrecision::month};
  };
  if (raw.year != 0) return of_year(raw.year);
  if (!published.known()) return {};
  if (raw.direction == Direction::current) {
    const Period before = of_year(published.year - 1);
    return published <= before.to ? before : of_year(published.year);
  }
  const bool ahead = raw.direction == Direction::next || (raw.direction != Direction::last && tense == Tense::future);
  for (int year = published.year + 1; year >= published.year - 2; --year) {
    const Period here = of_year(year);
    if (ahead) {
      if (of_year(year - 1).to >= published || here.to < published) continue;
      const bool now = raw.direction == Direction::next && here.from <= published;
      return now ? of_year(year + 1) : here;
    } else if (raw.direction == Direction::last ? here.to < published : here.from <= published) {
      return here;
    }
  }
  return {};
}

}  // namespace

Period place_in_calendar(const RawTime& raw, Date published, Tense tense, const TimeWords& words) {
  using Kind = RawTime::Kind;
  Period out;
  if (raw.kind == Kind::date && raw.year != 0) {
    out = date_with_year(raw);
  } else if (raw.kind == Kind::season) {
    out = season_at(raw, published, tense);
  } else if (raw.kind == Kind::era) {
    const auto& era = words.eras()[static_cast<size_t>(raw.count)];
    out = {era.from, era.to, era.from == era.to ? DatePrecision::day : DatePrecision::decade};
    if (!era.from.known()) out = {};
  } else if (published.known()) {
    switch (raw.kind) {
      case Kind::date:
        out = date_without_year(raw, published, tense);
        break;
      case Kind::weekday:
        out = weekday_at(raw, published, tense);
        break;
      case Kind::unit:
        out = side_of(unit_at(raw, published, tense), raw.side, published);
        break;
      case Kind::ago:
        out = counted_at(raw, published, -1);
        break;
      case Kind::ahead:
        out = tense == Tense::future ? counted_at(raw, published, 1) : Period{};
        break;
      case Kind::day_offset:
        out = day_of(published.plus_days(raw.count));
        break;
      default:
        break;
    }
  }
  return part_of(out, raw.part);
}

}  // namespace demarche
