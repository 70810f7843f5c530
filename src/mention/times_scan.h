#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mention/times_words.h"
#include "record/parse.h"

namespace demarche {

/// A time expression as it was read, before it is placed in the calendar.
struct RawTime {
  enum class Kind : uint8_t {
    date,        ///< year, month, day as far as named; `decade` for ten years, `century` for a hundred
    weekday,     ///< a day of the week
    unit,        ///< last, this, next + unit
    ago,         ///< N units ago
    ahead,       ///< in N units
    day_offset,  ///< yesterday, today, tomorrow
    season,      ///< `months` months from `month`: seasons, quarters, halves of a year
    era,         ///< index into TimeWords::eras
    holiday,     ///< index into TimeWords::holidays
    fiscal,      ///< a fiscal year: its days differ from state to state
    long_ago,    ///< decades ago
    vague,       ///< the previous day, two days later: hangs on another time
    reference,   ///< now, recently, the coming days: points, and is never placed
    duration,    ///< for two days
    set,         ///< every week
    clock        ///< a time of day without its day
  };
  enum class Direction : uint8_t { none, last, current, next };
  static constexpr int kNoStep = 99;

  Kind kind = Kind::date;
  uint32_t first_word = 0;  ///< word range [first_word, last_word)
  uint32_t last_word = 0;
  int year = 0;  ///< 0 = not named; same for month and day
  int month = 0;
  int day = 0;
  int end_year = 0;  ///< end of a range, same rules; 0 = no range
  int end_day = 0;
  int weekday = -1;
  int months = 3;  ///< length of a season, quarter (3) or half (6)
  bool decade = false;
  bool century = false;
  TimeUnit unit = TimeUnit::day;
  int count = 0;
  Direction direction = Direction::none;
  PeriodPart part = PeriodPart::whole;
  int side = 0;             ///< -1 earlier, +1 later this week, month, year
  int year_step = kNoStep;  ///< "March last year": -1; kNoStep = no such words
  int shift = 0;            ///< "two weeks after 3 March": 2 with `shift_unit`; negative = before
  TimeUnit shift_unit = TimeUnit::day;
  std::string preposition;   ///< the word before, lower case; "" when it is none
  std::string words;         ///< TIMEX3 value as far as the words give it: "P3D", "PAST_REF", "XXXX-WXX-5", "FY2023"
  std::string clock;         ///< "T09:00", "TMO": what follows the day; "" = none
  bool overnight = false;    ///< reaches into the next day
  std::vector<RawTime> end;  ///< the last time of a range, none or one
  const char* rule = "";
};

/// One sentence as words in lower case; hyphenated tokens such as mid-2014 or 2014-15 are taken apart.
struct TimeWord {
  std::string low;
  bool upper = false;  ///< begins with a capital
  uint32_t token = 0;
};
std::vector<TimeWord> time_words_of(const Sentence& sentence);

/// Is it digits and nothing else?
inline bool all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}
/// Of at most nine digits.
inline int digits_value(std::string_view digits) {
  int out = 0;
  for (char c : digits.substr(0, 9)) out = out * 10 + (c - '0');
  return out;
}
inline bool is_range_dash(std::string_view word) { return word == "-" || word == "–" || word == "—" || word == "/"; }

/// Reads the time expressions of one sentence, left to right, the longest at each place.
class TimeScanner {
 public:
  TimeScanner(const Sentence& sentence, const TimeWords& words)
      : sentence_(sentence), lex_(words), words_(time_words_of(sentence)) {}
  std::vector<RawTime> run();
  const std::vector<TimeWord>& words() const { return words_; }

 private:
  using Found = std::optional<RawTime>;
  // times_scan_run.cpp
  Found at(uint32_t w, TimeRules rules);
  // times_join.cpp: several times that are one
  void join(std::vector<RawTime>& found) const;
  bool join_clock(const RawTime& left, const RawTime& right, RawTime& out) const;
  bool join_range(const RawTime& left, const RawTime& right, RawTime& out) const;
  bool join_shift(const RawTime& left, const RawTime& right, RawTime& out) const;
  // times_scan.cpp: the calendar
  Found iso(uint32_t w);
  Found slashed(uint32_t w);
  Found dotted(uint32_t w);
  Found month_first(uint32_t w);
  Found day_first(uint32_t w);
  Found weekday(uint32_t w);
  Found year(uint32_t w);
  Found decade(uint32_t w);
  Found with_part(uint32_t w);
  Found century(uint32_t w);
  // times_scan_named.cpp: names of times
  Found holiday(uint32_t w);
  Found quarter(uint32_t w);
  Found fiscal(uint32_t w);
  Found reference(uint32_t w);
  // times_scan_clock.cpp
  Found clock(uint32_t w);
  Found part_of_day(uint32_t w);
  // times_scan_length.cpp: how long, how often
  Found recurring(uint32_t w);
  std::optional<uint32_t> repeated(uint32_t w) const;
  Found duration(uint32_t w);
  Found reaching(uint32_t w);
  struct Amount {
    uint32_t behind = 0;  ///< word behind the number and unit
    std::string number;   ///< "3", "6.5", "X"
    TimeUnit unit = TimeUnit::day;
    bool plural = false;
    bool hyphen = false;
  };
  std::optional<Amount> amount(uint32_t w) const;
  // times_scan_relative.cpp: times that hang on another
  Found day_word(uint32_t w);
  Found directed(uint32_t w);
  uint32_t behind_hedges(uint32_t w, bool& about) const;
  Found counted(uint32_t w);
  Found season(uint32_t w);
  Found era(uint32_t w);
  Found vague(uint32_t w);
  Found eve(uint32_t w);

  const std::string& low(uint32_t w) const;
  const Token* token(uint32_t w) const;
  bool is(uint32_t w, std::string_view word) const { return low(w) == word; }
  bool any(uint32_t w, std::initializer_list<std::string_view> list) const;
  std::optional<int> year_number(uint32_t w) const;
  std::optional<int> day_number(uint32_t w) const;
  uint32_t optional_year(uint32_t w, RawTime& raw) const;
  uint32_t optional_year_step(uint32_t w, RawTime& raw) const;
  bool bare_month_allowed(uint32_t w) const;
  bool noun_is_subject(uint32_t w) const;
  bool year_allowed(uint32_t w, uint32_t end, bool range) const;
  RawTime make(RawTime::Kind kind, uint32_t first, uint32_t last, const char* rule) const;

  const Sentence& sentence_;
  const TimeWords& lex_;
  std::vector<TimeWord> words_;
};

}  // namespace demarche
