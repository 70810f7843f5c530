// Times of day.
#include <fmt/format.h>

#include "base/utf8.h"
#include "mention/times_scan.h"

namespace demarche {
namespace {

struct Clock {
  int hour = -1;
  int minute = 0;
  bool digits4 = false;  ///< 1500
  bool colon = false;    ///< 5:45
};

Clock read_clock(std::string_view word) {
  Clock out;
  size_t digits = 0;
  while (digits < word.size() && is_ascii_digit(word[digits])) ++digits;
  if (digits == word.size() && digits == 4) {
    out = {digits_value(word) / 100, digits_value(word) % 100, true, false};
  } else if (digits == word.size() && digits > 0 && digits < 3) {
    out.hour = digits_value(word);
  } else if (digits > 0 && digits < 3 && word.size() == digits + 3 && (word[digits] == ':' || word[digits] == '.') &&
             all_digits(word.substr(digits + 1))) {
    out = {digits_value(word.substr(0, digits)), digits_value(word.substr(digits + 1)), false, word[digits] == ':'};
  }
  if (out.hour > 24 || out.minute > 59) out.hour = -1;
  return out;
}

}  // namespace

/// 9 a.m., 5:45 pm, 14:30, 1500 GMT, 6 o'clock.
TimeScanner::Found TimeScanner::clock(uint32_t w) {
  if (low(w).empty() || !is_ascii_digit(low(w)[0])) return std::nullopt;
  std::string_view word = low(w);
  bool morning = false, evening = false;
  if (word.ends_with("am") || word.ends_with("pm")) {
    (word.ends_with("am") ? morning : evening) = true;
    word.remove_suffix(2);
  }
  Clock read = read_clock(word);
  uint32_t next = w + 1;
  const bool half = morning || evening;
  if (!half && any(next, {"a.m.", "am", "a.m"})) morning = true;
  if (!half && any(next, {"p.m.", "pm", "p.m"})) evening = true;
  if (!half && (morning || evening)) ++next;
  const bool hours = any(next, {"o'clock", "o’clock", "hours"}) && (read.digits4 || !is(next, "hours"));
  const bool zone =
      any(next, {"gmt", "utc", "cet", "est", "bst", "edt"}) || (is(next, "local") && is(next + 1, "time"));
  if (read.hour < 0 || ((morning || evening) && (read.hour > 12 || read.digits4))) return std::nullopt;
  if (!(morning || evening || hours || zone)) {
    if (!read.colon || (w > 0 && !lex_.in_list("before-date", low(w - 1)))) return std::nullopt;
  }
  if (hours) ++next;
  if (any(next, {"gmt", "utc", "cet", "est", "bst", "edt"})) {
    ++next;
  } else if (is(next, "local") && is(next + 1, "time")) {
    next += 2;
  }
  if (evening && read.hour < 12) read.hour += 12;
  if (morning && read.hour == 12) read.hour = 0;
  RawTime raw = make(RawTime::Kind::clock, w, next, "clock");
  raw.clock = fmt::format("T{:02}:{:02}", read.hour, read.minute);
  return raw;
}

/// this morning, overnight, at dawn, the early hours.
TimeScanner::Found TimeScanner::part_of_day(uint32_t w) {
  if (is(w, "overnight")) {
    RawTime raw = make(RawTime::Kind::day_offset, w, w + 1, "overnight");
    raw.count = -1;
    raw.clock = "TNI";
    raw.overnight = true;
    return raw;
  }
  if (is(w, "early") && is(w + 1, "hours")) {
    RawTime raw = make(RawTime::Kind::clock, w, w + 2, "part-of-day");
    raw.clock = "TMO";
    return raw;
  }
  const bool here = is(w, "this"), there = is(w, "that");
  const std::string_view value = lex_.part_of_day(low(here || there ? w + 1 : w));
  if (value.empty()) return std::nullopt;
  if (here || there) {
    RawTime raw = make(here ? RawTime::Kind::day_offset : RawTime::Kind::vague, w, w + 2, "part-of-day");
    raw.direction = RawTime::Direction::current;
    raw.clock = value;
    return raw;
  }
  const uint32_t before = w > 0 && is(w - 1, "the") ? w - 1 : w;
  const bool placed =
      before > 0 && any(before - 1, {"at", "by", "before", "after", "until", "till", "around", "through", "throughout",
                                     "during", "in", "since", "on", "between", "from"});
  const Token* next = token(w + 1);
  const bool named =
      is(w + 1, "of") || lex_.weekday(low(w + 1)) || any(w + 1, {"on", "yesterday", "today", "tomorrow"});
  const bool compound = next && (next->upos == Upos::NOUN || next->upos == Upos::PROPN) && !named;
  if ((!placed && !named) || compound || lex_.in_list("counted", low(w + 1))) return std::nullopt;
  RawTime raw = make(RawTime::Kind::clock, w, w + 1, "part-of-day");
  raw.clock = value;
  return raw;
}

}  // namespace demarche
