// Which rule of times_scan.cpp and times_scan_relative.cpp reads a time expression at a word.
#include <algorithm>
#include <bit>
#include <iterator>

#include "mention/times_scan.h"

namespace demarche {

TimeScanner::Found TimeScanner::at(uint32_t w, TimeRules rules) {
  using Rule = Found (TimeScanner::*)(uint32_t);
  static constexpr Rule kRules[] = {
      &TimeScanner::iso,       &TimeScanner::slashed,     &TimeScanner::dotted,    &TimeScanner::fiscal,
      &TimeScanner::century,   &TimeScanner::quarter,     &TimeScanner::holiday,   &TimeScanner::part_of_day,
      &TimeScanner::recurring, &TimeScanner::with_part,   &TimeScanner::season,    &TimeScanner::weekday,
      &TimeScanner::era,       &TimeScanner::month_first, &TimeScanner::day_first, &TimeScanner::clock,
      &TimeScanner::reaching,  &TimeScanner::reference,   &TimeScanner::directed,  &TimeScanner::counted,
      &TimeScanner::eve,       &TimeScanner::vague,       &TimeScanner::decade,    &TimeScanner::year,
      &TimeScanner::day_word,  &TimeScanner::duration};
  static_assert(std::size(kRules) == kTimeRules);
  for (; rules != 0; rules &= rules - 1) {
    if (Found found = (this->*kRules[std::countr_zero(rules)])(w)) return found;
  }
  return std::nullopt;
}

std::vector<RawTime> TimeScanner::run() {
  std::vector<RawTime> out;
  for (uint32_t w = 0; w < words_.size();) {
    Found found;
    if (const TimeRules rules = lex_.rules(low(w))) found = at(w, rules);
    if (found && found->last_word > w) {
      found->last_word = std::min<uint32_t>(found->last_word, static_cast<uint32_t>(words_.size()));
      out.push_back(*found);
      w = found->last_word;
    } else {
      ++w;
    }
  }
  if (!out.empty()) join(out);
  return out;
}

}  // namespace demarche
