#pragma once

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
    date,        ///< year, month, day as far as named; `decade` for ten years
    weekday,     ///< a day of the week
    unit,        ///< last, this, next + unit
    ago,         ///< N units ago
    ahead,       ///< in N units
    day_offset,  ///< yesterday, today, tomorrow
    season,
    era,       ///< index into TimeWords::eras
    long_ago,  ///< decades ago
    vague      ///< the previous day, two days later: hangs on another time
  };
  enum class Direction : uint8_t { none, last, current, next };

  Kind kind = Kind::date;
  uint32_t first_word = 0;  ///< word range [first_word, last_word)
  uint32_t last_word = 0;
  int year = 0;  ///< 0 = not named; same for month and day
  int month = 0;
  int day = 0;
  int end_year = 0;  ///< end of a range, same rules; 0 = no range
  int end_day = 0;
  int weekday = -1;
  bool decade = false;
  TimeUnit unit = TimeUnit::day;
  int count = 0;
  Direction direction = Direction::none;
  PeriodPart part = PeriodPart::whole;
  int side = 0;             ///< -1 earlier, +1 later this week, month, year
  std::string preposition;  ///< the word before, lower case; "" when it is none
  const char* rule = "";
};

/// One sentence as words in lower case; hyphenated tokens such as mid-2014 or 2014-15 are taken apart.
struct TimeWord {
  std::string low;
  bool upper = false;  ///< begins with a capital
  uint32_t token = 0;
};
std::vector<TimeWord> time_words_of(const Sentence& sentence);

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
  Found at(uint32_t w);
  bool may_begin(uint32_t w) const;
  // times_scan.cpp: the calendar
  Found iso(uint32_t w);
  Found slashed(uint32_t w);
  Found month_first(uint32_t w);
  Found day_first(uint32_t w);
  Found weekday(uint32_t w);
  Found year(uint32_t w);
  Found decade(uint32_t w);
  Found with_part(uint32_t w);
  // times_scan_relative.cpp: times that hang on another
  Found day_word(uint32_t w);
  Found directed(uint32_t w);
  Found counted(uint32_t w);
  Found season(uint32_t w);
  Found era(uint32_t w);
  Found vague(uint32_t w);

  const std::string& low(uint32_t w) const;
  const Token* token(uint32_t w) const;
  bool is(uint32_t w, std::string_view word) const { return low(w) == word; }
  bool any(uint32_t w, std::initializer_list<std::string_view> list) const;
  std::optional<int> year_number(uint32_t w) const;
  std::optional<int> day_number(uint32_t w) const;
  uint32_t optional_year(uint32_t w, RawTime& raw) const;
  bool bare_month_allowed(uint32_t w) const;
  bool noun_is_subject(uint32_t w) const;
  bool year_allowed(uint32_t w, uint32_t end, bool range) const;
  RawTime make(RawTime::Kind kind, uint32_t first, uint32_t last, const char* rule) const;

  const Sentence& sentence_;
  const TimeWords& lex_;
  std::vector<TimeWord> words_;
};

}  // namespace demarche
