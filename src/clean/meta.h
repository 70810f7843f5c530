#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "clean/page.h"

namespace demarche {

/// A full calendar date in `text`: ISO, "3 March 2019", "March 3, 2019", "Mon, 03 Mar 2019 ...", "2019/03/03". Forms
/// that leave day and month open ("03/04/2019") give no date unless one of them is over 12.
Date parse_published(std::string_view text);

/// The date of a line that says it is the day of publication ("Published: 3 March 2019", "Posted on March 3, 2019", or
/// a date alone). No date otherwise.
Date date_of_line(std::string_view line);

/// The full date of a dateline that opens a paragraph ("STRELSAU, 3 March 2019 (ZPA) - ..."); one without a year gives
/// none.
Date date_of_dateline(std::string_view paragraph);

/// The name in "By Ann Example", "By ANN EXAMPLE and Bob Example, Diplomatic Editor"; "" when the line is no byline.
std::string byline_of(const Page& page, const PageLine& line);

}  // namespace demarche
