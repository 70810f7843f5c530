// Times with a name of their own: feasts, quarters, fiscal years, words that only point.
#include <fmt/format.h>

#include "mention/times_scan.h"

namespace demarche {

/// Christmas Day, Good Friday 1998.
TimeScanner::Found TimeScanner::holiday(uint32_t w) {
  if (!words_[w].upper || any(w - 1, {"orthodox", "coptic"})) return std::nullopt;
  for (size_t h = 0; h < lex_.holidays().size(); ++h) {
    const auto& names = lex_.holidays()[h].words;
    bool equal = true;
    for (size_t k = 0; k < names.size() && equal; ++k) equal = is(w + static_cast<uint32_t>(k), names[k]);
    if (!equal) continue;
    const auto end = w + static_cast<uint32_t>(names.size());
    RawTime raw = make(RawTime::Kind::holiday, w, end, "holiday");
    raw.count = static_cast<int>(h);
    raw.last_word = optional_year(end, raw);
    const Token* next = token(raw.last_word);
    if (next && (next->upos == Upos::PROPN || next->upos == Upos::NOUN) && raw.year == 0) {
      // "the Good Friday Agreement", "a Christmas tree"; but "the Christmas Day attack"
      if (next->upos == Upos::PROPN || names.size() == 1) return std::nullopt;
    }
    if (names.size() == 1 && raw.preposition.empty() && !any(w - 1, {"on", "over"})) return std::nullopt;
    return raw;
  }
  return std::nullopt;
}

/// the third quarter of 2021, Q3 2021, the first half of the year.
TimeScanner::Found TimeScanner::quarter(uint32_t w) {
  const std::string& word = low(w);
  int number = 0, months = 3;
  uint32_t next = w + 1;
  if (word.size() == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4' && words_[w].upper) {
    number = word[1] - '0';
  } else if (const auto ordinal = lex_.ordinal(word)) {
    if (is(next, "-")) ++next;
    if (is(next, "half")) months = 6;
    if (!any(next, {"quarter", "half"}) || *ordinal * months > 12) return std::nullopt;
    number = *ordinal;
    ++next;
  } else {
    return std::nullopt;
  }
  RawTime raw = make(RawTime::Kind::season, w, next, months == 3 ? "quarter" : "half-year");
  raw.month = (number - 1) * months + 1;
  raw.months = months;
  uint32_t behind = optional_year(next, raw);
  if (raw.year == 0) behind = optional_year_step(next, raw);
  const bool dated = raw.year != 0 || raw.year_step != RawTime::kNoStep;
  if (!dated && (months == 6 || is(next, "of") || (raw.preposition.empty() && word[0] != 'q'))) return std::nullopt;
  raw.last_word = behind;
  return raw;
}

/// fiscal year 2023, fiscal 2023, FY2023, the 2020-21 fiscal year. Its days differ from state to state.
TimeScanner::Found TimeScanner::fiscal(uint32_t w) {
  uint32_t next = w;
  int year = 0;
  if (low(w).size() == 6 && low(w).starts_with("fy") && all_digits(low(w).substr(2))) {
    year = digits_value(low(w).substr(2));
    ++next;
  } else if (any(w, {"fiscal", "financial", "fy"})) {
    ++next;
    if (is(next, "year")) ++next;
    if (!year_number(next) || (is(w, "financial") && next == w + 1)) return std::nullopt;
    year = *year_number(next++);
  } else if (year_number(w)) {
    year = *year_number(w);
    ++next;
    if (is_range_dash(low(next)) &&
        (year_number(next + 1) || (low(next + 1).size() == 2 && all_digits(low(next + 1))))) {
      const int last = digits_value(low(next + 1));
      year = last < 100 ? year / 100 * 100 + last : last;
      next += 2;
    }
    if (!any(next, {"fiscal", "financial"}) || !is(next + 1, "year")) return std::nullopt;
    next += 2;
  }
  if (year == 0) return std::nullopt;
  RawTime raw = make(RawTime::Kind::fiscal, w, next, "fiscal-year");
  raw.words = fmt::format("FY{}", year);
  return raw;
}

/// now, recently, soon; recent weeks, the coming days.
TimeScanner::Found TimeScanner::reference(uint32_t w) {
  const std::string_view value = lex_.reference(low(w));
  if (!value.empty()) {
    const bool joins = any(w - 1, {"as", "too", "sooner"}) || any(w + 1, {"that", "after", "as", "or"});
    if (joins || token(w)->upos == Upos::PROPN) return std::nullopt;
    RawTime raw = make(RawTime::Kind::reference, w, w + 1, "reference");
    raw.words = value;
    return raw;
  }
  const bool recent = is(w, "recent"), ahead = any(w, {"coming", "next"});
  const auto unit = lex_.unit(low(w + 1));
  if (!unit || !(recent || ahead) || low(w + 1).back() != 's') return std::nullopt;
  RawTime raw = make(RawTime::Kind::reference, w, w + 2, "reference");
  raw.words = recent ? "PAST_REF" : "FUTURE_REF";
  return raw;
}

}  // namespace demarche
