#pragma once

#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "clean/page_fact_names.h"

namespace demarche {

/// A day that stands in a text.
struct WrittenDay {
  Date date;
  Span span;  ///< into the text that was looked at
};

/// The first full date in `text`: 2024-03-05 and its like with any separators, "March 5, 2024", "5 de marzo de 2024",
/// "Tue, 05 Mar 2024 10:00:00 GMT" (RFC 2822), 20240305, seconds or milliseconds since 1970 where the text is nothing
/// else. The day is the one that the writer's clock showed. 03/04/2024 gives none, 05.03.2024 (points) is day first.
/// No date: an unknown one. Only the first 400 bytes are looked at.
WrittenDay read_day(std::string_view text, const PageFactNames& names);

/// All of them, in order.
std::vector<WrittenDay> read_days(std::string_view text, const PageFactNames& names);

/// The day in an address: /2024/03/05/, /2024/mar/05/, /2024-03-05-..., /20240305/. A month alone gives none; nothing
/// before 1990, when the web began.
Date day_of_url(std::string_view url, const PageFactNames& names);

}  // namespace demarche
