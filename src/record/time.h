#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/span.h"

namespace demarche {

enum class DatePrecision : uint8_t { unknown, day, week, month, year, decade };
const char* to_string(DatePrecision precision);

/// A time expression (TimeML TIMEX3 DATE and DURATION as far as they place an act in time).
struct TimeExpression {
  uint32_t sentence = 0;
  uint32_t first = 0;  ///< token range [first, last)
  uint32_t last = 0;
  Span span;
  Date from;  ///< resolved first and last day; "no date" when it cannot be resolved without a publication date
  Date to;
  DatePrecision precision = DatePrecision::unknown;
  bool past = false;      ///< certainly before the story's own period ("in 2014", "in 1990", "decades ago")
  bool future = false;    ///< certainly after the time of writing ("next month", "tomorrow")
  bool happened = false;  ///< told in a past clause, or begins a span up to now ("since 2014"): the text is not older
  std::string how;        ///< rule that read it
};

}  // namespace demarche
