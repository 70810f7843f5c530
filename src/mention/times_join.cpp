// Several times of a sentence that are one: a clock and its day, the two ends of a range, a count from a day.
#include "mention/times_scan.h"

namespace demarche {
namespace {

using Kind = RawTime::Kind;

/// Names a day, or more than a day, by itself.
bool dated(const RawTime& raw) {
  return raw.kind == Kind::date || raw.kind == Kind::weekday || raw.kind == Kind::holiday ||
         raw.kind == Kind::day_offset;
}

bool open_range(const RawTime& raw) { return raw.end.empty() && raw.end_day == 0 && raw.end_year == 0; }

bool names_day(const RawTime& raw) { return raw.kind != Kind::date || raw.day != 0; }

}  // namespace

/// noon Tuesday, 9 a.m. on Monday, the morning of 4 February; Tuesday at noon.
bool TimeScanner::join_clock(const RawTime& left, const RawTime& right, RawTime& out) const {
  const uint32_t gap = left.last_word;
  const uint32_t width = right.first_word - gap;
  const auto with = [&](const RawTime& day, const RawTime& clock) {
    out = day;
    out.clock = clock.clock;
    out.first_word = left.first_word;
    out.last_word = right.last_word;
    out.preposition = left.preposition;
    return true;
  };
  if (left.kind == Kind::clock && dated(right) && names_day(right) && right.clock.empty() && open_range(right)) {
    const bool near = width == 0 || (width == 1 && any(gap, {"on", "of", ","})) ||
                      (width == 2 && any(gap, {"on", "of"}) && is(gap + 1, "the"));
    return near && with(right, left);
  }
  if (right.kind == Kind::clock && dated(left) && names_day(left) && left.clock.empty() && open_range(left)) {
    const bool near =
        (width == 1 && any(gap, {"at", ","})) || (width == 2 && is(gap, "at") && any(gap + 1, {"around", "about"}));
    return near && with(left, right);
  }
  return false;
}

/// between May and July 2019, from Saturday to Monday, late November to mid-December, January 28 – February 2.
bool TimeScanner::join_range(const RawTime& left, const RawTime& right, RawTime& out) const {
  const auto end = [](const RawTime& raw) { return raw.kind == Kind::date || raw.kind == Kind::weekday; };
  const uint32_t gap = left.last_word;
  if (!end(left) || !end(right) || left.kind != right.kind || right.first_word != gap + 1) return false;
  if (!open_range(left) || !open_range(right) || !left.clock.empty() || left.decade || right.century) return false;
  if ((left.year != 0 && right.year == 0) || (left.month == 0) != (right.month == 0) ||
      (left.day == 0) != (right.day == 0)) {
    return false;
  }
  const bool between = left.preposition == "between" && is(gap, "and");
  const bool from = left.preposition == "from" && any(gap, {"to", "until", "till", "through"});
  const bool through = any(gap, {"through", "–", "-", "—"}) || (is(gap, "to") && left.kind == Kind::date);
  if (!between && !from && !through) return false;
  if (left.year != 0 && left.year > right.year) return false;
  out = left;
  out.last_word = right.last_word;
  out.end = {right};
  out.rule = "range";
  return true;
}

/// two weeks after the 3 March, the day before Christmas Day.
bool TimeScanner::join_shift(const RawTime& left, const RawTime& right, RawTime& out) const {
  const uint32_t gap = left.last_word;
  const uint32_t width = right.first_word - gap;
  const bool after = any(gap, {"after", "from"}), before = is(gap, "before");
  const bool near = (after || before) && (width == 1 || (width == 2 && is(gap + 1, "the")));
  if (left.kind != Kind::duration || left.count == 0 || left.direction != RawTime::Direction::none || !near)
    return false;
  if (!dated(right) || !names_day(right) || !open_range(right) || right.shift != 0) return false;
  if (left.unit == TimeUnit::hour || left.unit == TimeUnit::minute || left.count > 1000) return false;
  out = right;
  out.first_word = left.first_word;
  out.preposition = left.preposition;
  out.shift = after ? left.count : -left.count;
  out.shift_unit = left.unit;
  out.rule = "count-from-day";
  return true;
}

void TimeScanner::join(std::vector<RawTime>& found) const {
  for (const auto way : {&TimeScanner::join_clock, &TimeScanner::join_range, &TimeScanner::join_shift}) {
    std::vector<RawTime> out;
    for (RawTime& raw : found) {
      RawTime one;
      if (!out.empty() && (this->*way)(out.back(), raw, one)) {
        out.back() = std::move(one);
      } else {
        out.push_back(std::move(raw));
      }
    }
    found = std::move(out);
  }
}

}  // namespace demarche
