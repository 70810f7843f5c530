#include "mention/times_scan.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

const std::string kNothing;

}  // namespace

const std::string& TimeScanner::low(uint32_t w) const { return w < words_.size() ? words_[w].low : kNothing; }

const Token* TimeScanner::token(uint32_t w) const {
  return w < words_.size() ? &sentence_.tokens[words_[w].token] : nullptr;
}

bool TimeScanner::any(uint32_t w, std::initializer_list<std::string_view> list) const {
  return std::find(list.begin(), list.end(), low(w)) != list.end();
}

RawTime TimeScanner::make(RawTime::Kind kind, uint32_t first, uint32_t last, const char* rule) const {
  RawTime out;
  out.kind = kind;
  out.first_word = first;
  out.last_word = last;
  out.rule = rule;
  uint32_t before = first;
  while (before > 0 && (is(before - 1, "the") || lex_.part(low(before - 1)) || (is(before - 1, "of")))) --before;
  if (before > 0 && lex_.in_list("before-date", low(before - 1))) out.preposition = low(before - 1);
  return out;
}

std::optional<int> TimeScanner::year_number(uint32_t w) const {
  const std::string& word = low(w);
  if (word.size() != 4 || !all_digits(word)) return std::nullopt;
  const int year = digits_value(word);
  return year >= 1500 && year <= 2100 ? std::optional(year) : std::nullopt;
}

std::optional<int> TimeScanner::day_number(uint32_t w) const {
  const std::string& word = low(w);
  std::optional<int> day;
  if (word.size() <= 2 && all_digits(word)) day = digits_value(word);
  if (!day && !word.empty() && is_ascii_digit(word[0])) day = lex_.ordinal(word);
  return day && *day >= 1 && *day <= 31 ? day : std::nullopt;
}

/// `[,] [of] YEAR` behind a month or a day; returns the word behind it.
uint32_t TimeScanner::optional_year(uint32_t w, RawTime& raw) const {
  uint32_t next = w;
  if (any(next, {",", "of"})) ++next;
  if (next > w && is(w, "of") && is(next, "the") && is(next + 1, "year")) next += 2;
  const auto year = year_number(next);
  if (!year) return w;
  if (next == w && lex_.in_list("counted", low(next + 1))) return w;
  raw.year = *year;
  return next + 1;
}

/// `last year`, `of this year`, `of the year` behind a month or quarter; returns the word behind it.
uint32_t TimeScanner::optional_year_step(uint32_t w, RawTime& raw) const {
  const uint32_t next = is(w, "of") ? w + 1 : w;
  if (!is(next + 1, "year")) return w;
  if (is(next, "last")) {
    raw.year_step = -1;
  } else if (is(next, "this") || (is(next, "the") && next > w)) {
    raw.year_step = 0;
  } else if (is(next, "next")) {
    raw.year_step = 1;
  } else {
    return w;
  }
  return next + 2;
}

/// 21.12.2021: day, month and year wherever it is written so.
TimeScanner::Found TimeScanner::dotted(uint32_t w) {
  const std::string_view word = low(w);
  const size_t first = word.find('.'), second = word.find('.', first + 1);
  if (second == std::string_view::npos || word.size() > 10 || word.size() != second + 5) return std::nullopt;
  const std::string_view day = word.substr(0, first), month = word.substr(first + 1, second - first - 1);
  if (!all_digits(day) || !all_digits(month) || !all_digits(word.substr(second + 1))) return std::nullopt;
  RawTime raw = make(RawTime::Kind::date, w, w + 1, "dotted-date");
  raw.day = digits_value(day);
  raw.month = digits_value(month);
  raw.year = digits_value(word.substr(second + 1));
  if (raw.day < 1 || raw.day > 31 || raw.month < 1 || raw.month > 12 || raw.year < 1500 || raw.year > 2100)
    return std::nullopt;
  return raw;
}

/// 2021-12-21, 2021/12/21.
TimeScanner::Found TimeScanner::iso(uint32_t w) {
  const auto year = year_number(w);
  if (!year || !(is(w + 1, "-") || is(w + 1, "/")) || low(w + 1) != low(w + 3)) return std::nullopt;
  const std::string& month = low(w + 2);
  const auto day = day_number(w + 4);
  if (month.size() != 2 || !all_digits(month) || !day || digits_value(month) < 1 || digits_value(month) > 12)
    return std::nullopt;
  RawTime raw = make(RawTime::Kind::date, w, w + 5, "iso-date");
  raw.year = *year;
  raw.month = digits_value(month);
  raw.day = *day;
  return raw;
}

/// 21/12/2021 and 12/21/2021; only the year is certain when both numbers could be a month.
TimeScanner::Found TimeScanner::slashed(uint32_t w) {
  const auto a = day_number(w), b = day_number(w + 2);
  const auto year = year_number(w + 4);
  if (!a || !b || !year || !is_range_dash(low(w + 1)) || low(w + 1) != low(w + 3)) return std::nullopt;
  RawTime raw = make(RawTime::Kind::date, w, w + 5, "slashed-date");
  raw.year = *year;
  if (*a > 12 && *b <= 12) {
    raw.day = *a;
    raw.month = *b;
  } else if (*b > 12 && *a <= 12) {
    raw.day = *b;
    raw.month = *a;
  } else if (*a == *b) {
    raw.day = raw.month = *a;
  }
  return raw;
}

/// May "May" or "March" alone be a month here?
bool TimeScanner::bare_month_allowed(uint32_t w) const {
  if (!words_[w].upper) return false;
  const Token* next = token(w + 1);
  uint32_t before = w;
  bool part = false;
  while (before > 0 && (lex_.part(low(before - 1)) || is(before - 1, "-"))) {
    part = true;
    --before;
  }
  if (part) return true;
  const std::string& left = w > 0 ? low(w - 1) : kNothing;
  if (lex_.in_list("before-date", left)) {
    const bool risky =
        lex_.in_list("month-or-name", low(w)) && any(w - 1, {"to", "for", "of", "from", "by", "at", "after", "before"});
    return !risky || !next || next->upos != Upos::PROPN;
  }
  if (next && next->upos == Upos::PROPN) return false;  // October Revolution, April Jones
  if (w > 0 && token(w - 1)->upos == Upos::PROPN && left != "'s" && left != "’s") return false;
  const bool determined =
      w > 0 && (token(w - 1)->upos == Upos::DET || token(w - 1)->xpos == "PRP$" || left == "'s" || left == "’s");
  if (determined) return next && (next->upos == Upos::NOUN || next->upos == Upos::ADJ);
  return !lex_.in_list("month-or-name", low(w)) && !is(w - 1, "black");
}

TimeScanner::Found TimeScanner::month_first(uint32_t w) {
  const auto month = lex_.month(low(w));
  if (!month || !words_[w].upper) return std::nullopt;
  RawTime raw = make(RawTime::Kind::date, w, w + 1, "month");
  raw.month = *month;
  uint32_t next = w + 1;
  if (is(next, ".")) ++next;
  uint32_t day_at = next;
  if (is(day_at, "the") && lex_.ordinal(low(day_at + 1)) && day_number(day_at + 1)) ++day_at;
  const auto day = day_number(day_at);
  const bool counts = lex_.unit(low(day_at + 1)) || is(day_at + 1, "%") || is(day_at + 1, ":") ||
                      any(day_at + 1, {"a.m.", "p.m.", "am", "pm"});
  if (day && !counts) {
    raw.day = *day;
    raw.rule = "month-and-day";
    next = day_at + 1;
    const auto last =
        is_range_dash(low(next)) || is(next, "to") || is(next, "and") ? day_number(next + 1) : std::nullopt;
    if (last && *last > *day && !lex_.unit(low(next + 2)) && !lex_.in_list("counted", low(next + 2))) {
      raw.end_day = *last;
      next += 2;
    }
    raw.last_word = optional_year(next, raw);
    return raw;
  }
  const uint32_t behind = optional_year(next, raw);
  if (raw.year != 0) {
    raw.last_word = behind;
    return raw;
  }
  if (!bare_month_allowed(w)) return std::nullopt;
  raw.last_word = optional_year_step(next, raw);
  if (raw.year_step == RawTime::kNoStep) raw.last_word = w + 1;
  return raw;
}

/// 3 March 1969, the 24th of February, 3-5 June.
TimeScanner::Found TimeScanner::day_first(uint32_t w) {
  auto day = day_number(w);
  if (!day && w > 0 && is(w - 1, "the") && is(w + 1, "of")) day = lex_.ordinal(low(w));
  if (!day) return std::nullopt;
  uint32_t next = w + 1;
  int last = 0;
  if ((is_range_dash(low(next)) || is(next, "to") || is(next, "and")) && day_number(next + 1) &&
      *day_number(next + 1) > *day) {
    last = *day_number(next + 1);
    next += 2;
  }
  if (is(next, "of")) ++next;
  const auto month = lex_.month(low(next));
  if (!month || next >= words_.size() || !words_[next].upper) return std::nullopt;
  if (lex_.in_list("month-or-name", low(next)) && token(next + 1) && token(next + 1)->upos == Upos::PROPN)
    return std::nullopt;
  RawTime raw = make(RawTime::Kind::date, w, next + 1, "day-and-month");
  raw.month = *month;
  raw.day = *day;
  raw.end_day = last;
  raw.last_word = optional_year(next + 1, raw);
  return raw;
}

TimeScanner::Found TimeScanner::weekday(uint32_t w) {
  uint32_t at_word = w;
  RawTime::Direction direction = RawTime::Direction::none;
  if (any(w, {"last", "past"})) direction = RawTime::Direction::last;
  if (any(w, {"next", "coming"})) direction = RawTime::Direction::next;
  if (is(w, "this")) direction = RawTime::Direction::current;
  if (direction != RawTime::Direction::none) ++at_word;
  const auto day = lex_.weekday(low(at_word));
  if (!day || at_word >= words_.size() || !words_[at_word].upper) return std::nullopt;
  if (low(at_word).ends_with("days")) return std::nullopt;  // a set
  const Token* behind = token(at_word + 1);
  const Token* ahead = at_word > 0 ? token(at_word - 1) : nullptr;
  const bool placed = ahead && (lex_.in_list("before-date", low(at_word - 1)) || ahead->form == "on");
  if (behind && behind->upos == Upos::PROPN && !lex_.month(low(at_word + 1)) && !placed && ahead &&
      ahead->upos == Upos::DET) {
    return std::nullopt;  // the Friday Mosque
  }
  if (is(at_word - 1, "bloody") || is(at_word - 1, "black") || is(at_word - 1, "good")) return std::nullopt;
  RawTime raw = make(RawTime::Kind::weekday, w, at_word + 1, "weekday");
  raw.weekday = *day;
  raw.direction = direction;
  uint32_t next = at_word + 1;
  if (const std::string_view part = lex_.part_of_day(low(next)); !part.empty()) {
    raw.clock = part;
    raw.last_word = ++next;
  }
  if (any(next, {"last", "next"}) && is(next + 1, "week")) {
    raw.direction = is(next, "last") ? RawTime::Direction::last : RawTime::Direction::next;
    raw.unit = TimeUnit::week;
    raw.last_word = next + 2;
    return raw;
  }
  if (is(next, ",") || is(next, "the")) ++next;
  Found date = month_first(next);
  if (!date) date = day_first(next);
  if (date && date->day != 0) {
    date->first_word = w;
    date->preposition = raw.preposition;
    return date;
  }
  return raw;
}

/// early, mid-, late, the end of + a calendar expression.
TimeScanner::Found TimeScanner::with_part(uint32_t w) {
  const auto part = lex_.part(low(w));
  if (!part) return std::nullopt;
  uint32_t next = w + 1;
  if (any(next, {"-", "in"})) ++next;
  if (is(next, "of")) ++next;
  if (any(next, {"the", "this", "last", "next"}) && lex_.unit(low(next + 1)) && next > w + 1) {
    Found inner = directed(next);
    if (!inner && is(next, "the") && any(next + 1, {"year", "month", "week"})) {  // the end of the year
      inner = make(RawTime::Kind::unit, next, next + 2, "unit");
      inner->unit = *lex_.unit(low(next + 1));
      inner->direction = RawTime::Direction::current;
    }
    if (!inner) return std::nullopt;
    inner->first_word = w;
    inner->part = *part;
    return inner;
  }
  if (is(next, "the")) ++next;
  if (Found day = weekday(is(next, "on") ? next + 1 : next); day && day->kind == RawTime::Kind::weekday) {
    // "early Thursday", "late on Monday": a time of that day
    if (*part == PeriodPart::mid || lex_.unit(low(w))) return std::nullopt;
    if (day->clock.empty()) day->clock = *part == PeriodPart::early ? "TMO" : "TNI";
    day->first_word = w;
    return day;
  }
  Found inner = century(next);
  if (!inner) inner = decade(next);
  if (!inner) inner = month_first(next);
  if (!inner) inner = year(next);
  if (!inner) inner = directed(next);
  if (!inner || inner->day != 0) return std::nullopt;
  inner->first_word = w;
  inner->part = *part;
  return inner;
}

}  // namespace demarche
