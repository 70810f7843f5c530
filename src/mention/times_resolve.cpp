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
  if (raw.century) return {make_date(raw.year, 1, 1), make_date(raw.year + 99, 12, 31), DatePrecision::decade};
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
    case TimeUnit::hour:
    case TimeUnit::minute: {  // near midnight it was another day
      if (sign > 0) return {};
      const int hours = raw.unit == TimeUnit::hour ? raw.count : raw.count / 60;
      return {published.plus_days(-std::max(1, (hours + 23) / 24)), published, DatePrecision::day};
    }
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
    const int last = (raw.month + raw.months - 2) % 12 + 1;
    const int end_year = year + (last < raw.month ? 1 : 0);
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

/// The same day so many months later or earlier, or the last of its month.
Date shift_months(Date day, int months) {
  const int index = month_index(day) + months;
  if (index < 12 * 1000 || index >= 12 * 3000) return {};
  const int year = index / 12, month = index % 12 + 1;
  return make_date(year, month, std::min<int>(day.day, days_in(year, month)));
}

int months_of(TimeUnit unit) {
  if (unit == TimeUnit::month) return 1;
  if (unit == TimeUnit::year) return 12;
  return unit == TimeUnit::decade ? 120 : unit == TimeUnit::century ? 1200 : 0;
}

/// "The past three months" up to the day of writing, "the next five years" from it on.
Period stretch_at(const RawTime& raw, Date published) {
  if (raw.direction == Direction::none || raw.count <= 0 || raw.count > 10000) return {};
  const int sign = raw.direction == Direction::last ? -1 : 1;
  Date other;
  DatePrecision precision = DatePrecision::day;
  if (const int months = months_of(raw.unit); months != 0) {
    other = shift_months(published, sign * months * raw.count);
    precision = raw.unit == TimeUnit::month  ? DatePrecision::month
                : raw.unit == TimeUnit::year ? DatePrecision::year
                                             : DatePrecision::decade;
  } else {
    int days = raw.count;
    if (raw.unit == TimeUnit::minute) days = 1;
    if (raw.unit == TimeUnit::hour) days = (raw.count + 23) / 24;
    if (raw.unit == TimeUnit::week) days = 7 * raw.count;
    if (raw.unit == TimeUnit::fortnight) days = 14 * raw.count;
    other = published.plus_days(sign * days);
    if (days >= 7 && raw.unit != TimeUnit::day) precision = DatePrecision::week;
  }
  if (!other.known()) return {};
  return sign < 0 ? Period{other, published, precision} : Period{published, other, precision};
}

Period holiday_at(const RawTime& raw, Date published, Tense tense, const TimeWords& words) {
  const TimeWords::Holiday& holiday = words.holidays()[static_cast<size_t>(raw.count)];
  RawTime date = raw;
  date.kind = RawTime::Kind::date;
  if (holiday.month != 0) {
    date.month = holiday.month;
    date.day = holiday.day;
    if (raw.year != 0) return date_with_year(date);
    return published.known() ? date_without_year(date, published, tense) : Period{};
  }
  const auto of_year = [&](int year) { return easter_sunday(year).plus_days(holiday.after_easter); };
  if (raw.year != 0) return raw.year >= 1583 ? day_of(of_year(raw.year)) : Period{};
  if (!published.known() || tense == Tense::present) return {};
  const Date here = of_year(published.year);
  if (tense == Tense::future) return day_of(here >= published ? here : of_year(published.year + 1));
  return day_of(here <= published ? here : of_year(published.year - 1));
}

/// "Two weeks after" a day.
Period shifted(const RawTime& raw, const Period& base) {
  if (raw.shift == 0) return base;
  if (!base.known() || base.from != base.to) return {};
  RawTime count;
  count.unit = raw.shift_unit;
  count.count = raw.shift;
  return counted_at(count, base.from, 1);
}

/// From the first of one time to the last of another. What the first leaves out it takes from the last: "May to July
/// 2019".
Period range_at(const RawTime& raw, Date published, Tense tense, const TimeWords& words) {
  const RawTime& right = raw.end.front();
  const Period last = place_in_calendar(right, published, tense, words);
  if (!last.known()) return {};
  RawTime left = raw;
  left.end.clear();
  left.shift = 0;
  if (left.kind == RawTime::Kind::weekday) {
    const int back = (last.from.weekday() - left.weekday + 7) % 7;
    return back == 0 ? Period{} : Period{last.from.plus_days(-back), last.to, DatePrecision::day};
  }
  if (left.year == 0) {
    left.year = last.from.year;
    if (left.month > last.from.month || (left.month == last.from.month && left.day > last.from.day)) --left.year;
  }
  const Period first = part_of(date_with_year(left), left.part);
  return first.known() && first.from <= last.from ? Period{first.from, last.to, last.precision} : Period{};
}

}  // namespace

Date easter_sunday(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
  const int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return make_date(year, n / 31, n % 31 + 1);
}

IsoWeek iso_week(Date day) {
  const Date thursday = day.plus_days(3 - (day.weekday() + 6) % 7);
  const int64_t days = thursday.days() - make_date(thursday.year, 1, 1).days();
  return {thursday.year, static_cast<int>(days / 7) + 1};
}

Period place_from(const RawTime& raw, const Period& anchor) {
  if (!anchor.known() || raw.direction == Direction::none) return {};
  const bool day = anchor.from == anchor.to;
  const int step = raw.count;
  if (raw.weekday >= 0) {
    if (!day || step == 0) return {};
    const int back = (anchor.from.weekday() - raw.weekday + 6) % 7 + 1,
              on = (raw.weekday - anchor.from.weekday() + 6) % 7 + 1;
    return day_of(anchor.from.plus_days(step < 0 ? -back : on));
  }
  if (raw.month != 0) {
    if (anchor.from.year != anchor.to.year || step == 0) return {};
    const bool whole = anchor.from.month != anchor.to.month;
    const int year = anchor.from.year;
    if (step > 0) return month_of(whole || raw.month <= anchor.to.month ? year + 1 : year, raw.month);
    return month_of(whole || raw.month >= anchor.from.month ? year - 1 : year, raw.month);
  }
  const bool one_month = anchor.from.year == anchor.to.year && anchor.from.month == anchor.to.month;
  switch (raw.unit) {
    case TimeUnit::day:
      return day ? day_of(anchor.from.plus_days(step)) : Period{};
    case TimeUnit::week:
    case TimeUnit::fortnight:
      return day || anchor.precision == DatePrecision::week
                 ? week_of(anchor.from.plus_days((raw.unit == TimeUnit::week ? 7 : 14) * step))
                 : Period{};
    case TimeUnit::month:
      return one_month ? month_at(month_index(anchor.from) + step) : Period{};
    case TimeUnit::year:
    case TimeUnit::decade: {
      const int year = anchor.from.year + (raw.unit == TimeUnit::year ? 1 : 10) * step;
      return anchor.from.year == anchor.to.year && year >= 1000 && year < 3000 ? year_of(year) : Period{};
    }
    default:
      return {};
  }
}

Period place_in_calendar(const RawTime& given, Date published, Tense tense, const TimeWords& words) {
  using Kind = RawTime::Kind;
  if (!given.end.empty()) return range_at(given, published, tense, words);
  RawTime raw = given;
  if (raw.year_step != RawTime::kNoStep) {
    if (!published.known()) return {};
    raw.year = published.year + raw.year_step;
  }
  Period out;
  if (raw.kind == Kind::date && raw.year != 0) {
    out = date_with_year(raw);
  } else if (raw.kind == Kind::season) {
    out = season_at(raw, published, tense);
  } else if (raw.kind == Kind::holiday) {
    out = holiday_at(raw, published, tense, words);
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
        if (raw.side != 0 && months_of(raw.unit) != 0)  // "a year ago today"
          out = day_of(shift_months(published, -raw.count * months_of(raw.unit)));
        break;
      case Kind::ahead:
        out = tense == Tense::future ? counted_at(raw, published, 1) : Period{};
        break;
      case Kind::day_offset:
        out = day_of(published.plus_days(raw.overnight && tense == Tense::future ? 0 : raw.count));
        if (raw.overnight) out.to = out.to.plus_days(1);
        break;
      case Kind::duration:
        out = stretch_at(raw, published);
        break;
      default:
        break;
    }
  }
  return shifted(raw, part_of(out, raw.part));
}

}  // namespace demarche
