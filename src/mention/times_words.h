#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/string_map.h"

namespace demarche {

enum class TimeUnit : uint8_t { day, week, fortnight, weekend, month, year, decade, century, hour, minute };
enum class PeriodPart : uint8_t { whole, early, mid, late };

/// The rules of TimeScanner, in the order in which they are tried.
enum class TimeRule : uint8_t {
  iso,
  slashed,
  dotted,
  fiscal,
  century,
  quarter,
  holiday,
  part_of_day,
  recurring,
  with_part,
  season,
  weekday,
  era,
  month_first,
  day_first,
  clock,
  reaching,
  reference,
  directed,
  counted,
  eve,
  vague,
  decade,
  year,
  day_word,
  duration
};
inline constexpr size_t kTimeRules = 26;
/// A set of rules, one bit each.
using TimeRules = uint32_t;

/// The words of time expressions, knowledge/time/words.txt; docs/formats/time.md. Words are asked for in lower case.
/// Immutable, thread-safe.
class TimeWords {
 public:
  /// Reads the list from memory; `where` names it in errors. Errors: bad_format naming the line.
  static Result<TimeWords> parse(std::string_view text, std::string_view where);
  /// The list that is compiled in.
  static const TimeWords& shipped();

  std::optional<int> month(std::string_view word) const { return number_in("month", strip_stop(word)); }
  std::optional<int> weekday(std::string_view word) const { return number_in("weekday", strip_stop(word)); }
  std::optional<int> season(std::string_view word) const { return number_in("season", word); }
  /// "three", "12"; nothing for numbers over 100,000.
  std::optional<int> number(std::string_view word) const;
  /// "3rd", "third", "21st".
  std::optional<int> ordinal(std::string_view word) const;
  std::optional<int> decade_word(std::string_view word) const { return number_in("decade-word", word); }
  std::optional<int> day_word(std::string_view word) const { return number_in("day-word", word); }
  std::optional<TimeUnit> unit(std::string_view word) const;
  std::optional<PeriodPart> part(std::string_view word) const;
  /// "TMO" for morning, "T12:00" for noon: what follows the day in a TIMEX3 value; "" = no time of day.
  std::string_view part_of_day(std::string_view word) const { return text_in("part-of-day", word); }
  /// "PRESENT_REF" for now; "" = none.
  std::string_view reference(std::string_view word) const { return text_in("reference", word); }
  /// "P1D" for daily; "" = none.
  std::string_view recurrence(std::string_view word) const { return text_in("recurrence", word); }
  bool in_list(std::string_view list, std::string_view word) const;
  /// The rules that can begin at the word: answered by one look, as most words begin none.
  TimeRules rules(std::string_view word) const;

  struct Era {
    std::vector<std::string> words;
    Date from, to;
  };
  const std::vector<Era>& eras() const { return eras_; }

  /// A feast: a day of the calendar, or so many days after Easter Sunday.
  struct Holiday {
    std::vector<std::string> words;
    int month = 0;  ///< 0 = counted from Easter
    int day = 0;
    int after_easter = 0;
  };
  const std::vector<Holiday>& holidays() const { return holidays_; }

 private:
  static std::string_view strip_stop(std::string_view word);
  std::optional<int> number_in(std::string_view list, std::string_view word) const;
  std::string_view text_in(std::string_view list, std::string_view word) const;
  Result<void> add_phrase(const std::string& list, const std::vector<std::string>& fields, const std::string& where);
  Result<void> add(const std::string& list, const std::vector<std::string>& fields, const std::string& where);

  std::map<std::string, StringMap<int>, std::less<>> lists_;
  std::map<std::string, StringMap<std::string>, std::less<>> texts_;
  bool holds_exactly(std::string_view word) const { return filter_.may_hold(word) && any_.contains(word); }
  void note(std::string_view word, TimeRules rules);
  Result<void> add_opener(const std::vector<std::string>& fields, const std::string& where);
  StringMap<TimeRules> any_;  ///< words of all lists and first words of phrases, with the rules that begin at them
  WordFilter filter_;         ///< the same
  std::vector<Era> eras_;
  std::vector<Holiday> holidays_;
};

}  // namespace demarche
