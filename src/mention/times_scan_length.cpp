// How long and how often: TIMEX3 DURATION and SET.
#include <fmt/format.h>

#include "base/utf8.h"
#include "mention/times_scan.h"

namespace demarche {
namespace {

/// TIMEX3 duration: "P3D", "PT48H", "PXY"; decades and centuries in years unless their number is not told.
std::string length_value(const std::string& number, TimeUnit unit) {
  const bool known = number != "X";
  switch (unit) {
    case TimeUnit::minute:
      return "PT" + number + "M";
    case TimeUnit::hour:
      return "PT" + number + "H";
    case TimeUnit::day:
      return "P" + number + "D";
    case TimeUnit::week:
      return "P" + number + "W";
    case TimeUnit::fortnight:
      return known ? fmt::format("P{}W", 2 * digits_value(number)) : "PXW";
    case TimeUnit::weekend:
      return "P" + number + "WE";
    case TimeUnit::month:
      return "P" + number + "M";
    case TimeUnit::year:
      return "P" + number + "Y";
    case TimeUnit::decade:
      return known ? fmt::format("P{}Y", 10 * digits_value(number)) : "PXE";
    case TimeUnit::century:
      return known ? fmt::format("P{}Y", 100 * digits_value(number)) : "PXC";
  }
  return "";
}

}  // namespace

/// A number with its unit: "three days", "30-day", "a few weeks", "six and a half years", "24 hours".
std::optional<TimeScanner::Amount> TimeScanner::amount(uint32_t w) const {
  Amount out;
  uint32_t next = w;
  std::string digits = low(w);
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  if (is(w, "half") && any(w + 1, {"a", "an"})) {
    out.number = "0.5";
    next = w + 2;
  } else if (lex_.in_list("rough-number", low(w)) || (is(w, "a") && any(w + 1, {"few", "couple"}))) {
    out.number = "X";
    next = w + (is(w, "a") ? 2 : 1);
    if (is(next, "of")) ++next;
  } else if (const auto number = lex_.number(digits)) {
    int value = *number;
    ++next;
    if (value >= 20 && value < 100 && value % 10 == 0 && is(next, "-") && lex_.number(low(next + 1))) {
      value += *lex_.number(low(next + 1));
      next += 2;
    }
    if (is(next, "hundred") && value < 100) {
      value *= 100;
      ++next;
    }
    out.number = std::to_string(value);
    if (is(next, "and") && is(next + 1, "a") && is(next + 2, "half")) {
      out.number += ".5";
      next += 3;
    }
  } else {
    return std::nullopt;
  }
  if (is(next, "-")) {
    out.hyphen = true;
    ++next;
  }
  const auto unit = lex_.unit(low(next));
  if (!unit || any(next, {"generation", "generations"})) return std::nullopt;
  out.unit = *unit;
  out.plural = low(next).back() == 's';
  out.behind = next + 1;
  if (is(out.behind, "and") && is(out.behind + 1, "a") && is(out.behind + 2, "half")) {
    out.number += ".5";
    out.behind += 3;
  }
  return out;
}

/// for two days, a 30-day truce, more than 100 days, for years.
TimeScanner::Found TimeScanner::duration(uint32_t w) {
  uint32_t next = w;
  while (any(next, {"more", "less", "than", "at", "least", "about", "around", "some", "nearly", "almost", "over", "up",
                    "to", "just", "only"}) &&
         next < w + 4 && !lex_.unit(low(next + 1))) {
    ++next;
  }
  if (next > w && any(w, {"to", "than", "at", "up", "least"}) && !(is(w, "at") && is(w + 1, "least")) &&
      !(is(w, "up") && is(w + 1, "to")))
    return std::nullopt;
  const auto unit = lex_.unit(low(w));
  if (next == w && unit && low(w).back() == 's') {  // for years; hours after the verdict
    const bool counts = w > 0 && token(w - 1)->upos == Upos::NUM;
    if (counts || !(any(w - 1, {"for"}) || any(w + 1, {"after", "before"}))) return std::nullopt;
    RawTime raw = make(RawTime::Kind::duration, w, w + 1, "duration");
    raw.words = length_value("X", *unit);
    return raw;
  }
  const auto read = amount(next);
  if (!read) return std::nullopt;
  const bool age =
      any(read->behind, {"old", "younger", "older"}) || (is(read->behind, "-") && is(read->behind + 1, "old"));
  if (age || any(w - 1, {"aged", "age"}) || any(read->behind, {"ago", "later", "earlier"})) return std::nullopt;
  if (!read->plural && !read->hyphen) {
    const Token* before = w > 0 ? token(w - 1) : nullptr;
    const bool governed =
        before && (before->upos == Upos::ADP || before->upos == Upos::VERB || before->upos == Upos::ADV);
    if (next == w && !(governed && !is(w - 1, "of")) && !any(read->behind, {"after", "before"})) return std::nullopt;
    if (is(next, "one") && !any(w - 1, {"for", "in", "within", "than"}) && read->unit == TimeUnit::day)
      return std::nullopt;
  }
  RawTime raw = make(RawTime::Kind::duration, w, read->behind, "duration");
  raw.words = length_value(read->number, read->unit);
  raw.unit = read->unit;
  raw.count = all_digits(read->number) ? digits_value(read->number) : 0;
  return raw;
}

/// the past three months, the last 24 hours, the next five years, the past decade: up to or from the day of writing.
TimeScanner::Found TimeScanner::reaching(uint32_t w) {
  const bool back = any(w, {"past", "last"}), ahead = any(w, {"next", "coming"});
  if (!back && !ahead) return std::nullopt;
  const bool fixed = any(w - 1, {"the", "this", "these"});
  const auto unit = lex_.unit(low(w + 1));
  auto read = amount(w + 1);
  if (!read && unit && back) {
    const bool plural = low(w + 1).back() == 's';
    const bool stretch = plural || is(w, "past") || any(w + 1, {"decade", "century"});
    if (fixed && stretch) read = Amount{w + 2, plural ? "X" : "1", *unit, plural, false};
  }
  if (!read || is(read->behind, "of") || (read->unit == TimeUnit::weekend) || is(w + 1, "a")) return std::nullopt;
  if (is(w + 1, "one") && !fixed) return std::nullopt;
  RawTime raw = make(RawTime::Kind::duration, w, read->behind, back ? "stretch-to-now" : "stretch-from-now");
  raw.words = length_value(read->number, read->unit);
  raw.unit = read->unit;
  raw.count = all_digits(read->number) ? digits_value(read->number) : 0;
  raw.direction = back ? RawTime::Direction::last : RawTime::Direction::next;
  return raw;
}

/// "every", "twice a", "a" behind what is measured: the word behind them, or nothing.
std::optional<uint32_t> TimeScanner::repeated(uint32_t w) const {
  uint32_t next = w;
  if (any(w, {"every", "each"})) {
    ++next;
  } else {
    const bool times = lex_.number(low(w)) && is(w + 1, "times");
    if (any(w, {"once", "twice"}) || times) {
      next += times ? 2 : 1;
      if (!any(next, {"a", "an", "per", "every", "each"})) return std::nullopt;
      ++next;
    } else if (any(w, {"a", "per"}) && w > 0 && lex_.unit(low(w + 1)) && low(w + 1).back() != 's') {
      const Upos before = token(w - 1)->upos;
      const bool measured = before == Upos::NOUN || before == Upos::SYM || is(w - 1, "%") || is(w, "per");
      if (!measured || any(w + 2, {"ago", "later", "earlier", "after", "before", "-", "and"})) return std::nullopt;
      ++next;
    } else {
      return std::nullopt;
    }
  }
  return next;
}

/// every week, on Fridays, daily, twice a year, ten tonnes a year.
TimeScanner::Found TimeScanner::recurring(uint32_t w) {
  RawTime raw = make(RawTime::Kind::set, w, w + 1, "set");
  const Token* here = token(w);
  if (const std::string_view value = lex_.recurrence(low(w)); !value.empty()) {
    const Token* next = token(w + 1);
    if (words_[w].upper && w > 0) return std::nullopt;  // the Daily Gazette
    if (here->upos == Upos::NOUN || here->upos == Upos::PROPN || (next && next->upos == Upos::PROPN))
      return std::nullopt;  // a weekly, the daily Clarion
    raw.words = value;
    return raw;
  }
  const auto day = lex_.weekday(low(w));
  if (day && words_[w].upper && low(w).ends_with("days")) {
    raw.words = fmt::format("XXXX-WXX-{}", *day == 0 ? 7 : *day);
    return raw;
  }
  const auto behind = repeated(w);
  if (!behind) return std::nullopt;
  uint32_t next = *behind;
  if (is(next, "single")) ++next;
  const auto ordinal = any(next, {"first", "second", "third", "fourth", "last", "other"});
  const auto weekday = lex_.weekday(low(ordinal ? next + 1 : next));
  if (weekday) {
    next += ordinal ? 2 : 1;
    raw.words = fmt::format("XXXX-{}WXX-{}", ordinal && is(next, "of") ? "XX-" : "", *weekday == 0 ? 7 : *weekday);
    if (is(next, "of") && any(next + 1, {"the", "each", "every"}) && lex_.unit(low(next + 2))) next += 3;
    raw.last_word = next;
    return raw;
  }
  if (const std::string_view part = lex_.part_of_day(low(next)); !part.empty() && part.size() == 3) {
    raw.words = fmt::format("XXXX-XX-XX{}", part);
    raw.last_word = next + 1;
    return raw;
  }
  if (const auto month = lex_.month(low(next)); month && next < words_.size() && words_[next].upper) {
    raw.words = fmt::format("XXXX-{:02}", *month);
    raw.last_word = next + 1;
    return raw;
  }
  std::string number = "1";
  if (is(next, "other")) {
    number = "2";
    ++next;
  } else if (const auto read = amount(next); read && read->plural) {
    raw.words = length_value(read->number, read->unit);
    raw.last_word = read->behind;
    return raw;
  }
  const auto unit = lex_.unit(low(next));
  if (!unit || low(next).back() == 's' || any(next, {"generation"})) return std::nullopt;
  raw.words = length_value(number, *unit);
  raw.last_word = next + 1;
  return raw;
}

}  // namespace demarche
