#pragma once

#include "base/date.h"
#include "mention/times_scan.h"
#include "record/time.h"

namespace demarche {

/// How the clause around a time expression is told.
/// `present` is neither: "the court sits on Friday" may be any Friday.
enum class Tense : uint8_t { unknown, past, present, future };

/// First and last day of a period with its precision; no dates = cannot be placed.
struct Period {
  Date from;
  Date to;
  DatePrecision precision = DatePrecision::unknown;
  bool known() const { return from.known(); }
};

/// Places a time expression in the calendar. `published` may be no date: then only what the words fix is placed.
Period place_in_calendar(const RawTime& raw, Date published, Tense tense, const TimeWords& words);

}  // namespace demarche
