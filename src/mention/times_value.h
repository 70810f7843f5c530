#pragma once

#include <string>

#include "mention/times_resolve.h"
#include "mention/times_scan.h"
#include "record/time.h"

namespace demarche {

/// TimeML TIMEX3 type of what was read.
TimeType timex_type(const RawTime& raw);

/// TIMEX3 value, ISO 8601 as TimeML 1.2.1 widens it; docs/formats/time.md. What is not known is X: "XXXX-WXX-5". A
/// range is "first/last". `period` may be unknown.
std::string timex_value(const RawTime& raw, const Period& period);

}  // namespace demarche
