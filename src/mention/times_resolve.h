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

/// Places one that hangs on another time of the text ("the next day", "two years later") from that time's period.
/// Nothing where that period is not as fine as the words ask, or where they do not say how far.
Period place_from(const RawTime& raw, const Period& anchor);

/// Western Easter Sunday of a year from 1583 on (Meeus, Jones and Butcher; Meeus, Astronomical Algorithms, chapter 8).
Date easter_sunday(int year);

/// ISO 8601 week of a day: year and number.
struct IsoWeek {
  int year = 0;
  int week = 0;
};
IsoWeek iso_week(Date day);

}  // namespace demarche
