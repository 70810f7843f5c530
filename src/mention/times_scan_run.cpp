// Which rule of times_scan.cpp and times_scan_relative.cpp reads a time expression at a word.
#include <algorithm>
#include <cassert>

#include "base/utf8.h"
#include "mention/times_scan.h"

namespace demarche {

/// Can any rule begin at the word? Every rule begins with a digit or a word that TimeWords holds. Most words are
/// neither, so that no rule need be tried.
bool TimeScanner::may_begin(uint32_t w) const {
  const std::string& word = low(w);
  return lex_.holds(word) || std::any_of(word.begin(), word.end(), is_ascii_digit);
}

TimeScanner::Found TimeScanner::at(uint32_t w) {
  using Rule = Found (TimeScanner::*)(uint32_t);
  static constexpr Rule kRules[] = {
      &TimeScanner::iso,       &TimeScanner::slashed,     &TimeScanner::dotted,    &TimeScanner::fiscal,
      &TimeScanner::century,   &TimeScanner::quarter,     &TimeScanner::holiday,   &TimeScanner::part_of_day,
      &TimeScanner::recurring, &TimeScanner::with_part,   &TimeScanner::season,    &TimeScanner::weekday,
      &TimeScanner::era,       &TimeScanner::month_first, &TimeScanner::day_first, &TimeScanner::clock,
      &TimeScanner::reaching,  &TimeScanner::reference,   &TimeScanner::directed,  &TimeScanner::counted,
      &TimeScanner::eve,       &TimeScanner::vague,       &TimeScanner::decade,    &TimeScanner::year,
      &TimeScanner::day_word,  &TimeScanner::duration};
  for (const Rule rule : kRules) {
    if (Found found = (this->*rule)(w)) return found;
  }
  return std::nullopt;
}

std::vector<RawTime> TimeScanner::run() {
  std::vector<RawTime> out;
  for (uint32_t w = 0; w < words_.size();) {
    if (!may_begin(w)) {
      assert(!at(w));
      ++w;
      continue;
    }
    Found found = at(w);
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
