#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/span.h"

namespace demarche {

enum class DatePrecision : uint8_t { unknown, day, week, month, year, decade };
const char* to_string(DatePrecision precision);

/// The types of TimeML's TIMEX3 (TimeML annotation guidelines 1.2.1, section 2.2).
enum class TimeType : uint8_t { date, time, duration, set };
/// "DATE", "TIME", "DURATION", "SET".
const char* to_string(TimeType type);

/// A time expression, as TimeML's TIMEX3 has it, and the days on which it places an act.
struct TimeExpression {
  uint32_t sentence = 0;
  uint32_t first = 0;  ///< token range [first, last)
  uint32_t last = 0;
  Span span;
  TimeType type = TimeType::date;
  std::string value;  ///< TIMEX3 value: "2014-03-18", "2022-W07", "P3D", "XXXX-WXX-2"; docs/formats/time.md
  Date from;  ///< resolved first and last day; "no date" when it cannot be resolved without a publication date
  Date to;
  DatePrecision precision = DatePrecision::unknown;
  bool past = false;      ///< certainly before the story's own period ("in 2014", "in 1990", "decades ago")
  bool future = false;    ///< certainly after the time of writing ("next month", "tomorrow")
  bool happened = false;  ///< told in a past clause, or begins a span up to now ("since 2014"): the text is not older
  std::string how;        ///< rule that read it
};

}  // namespace demarche
