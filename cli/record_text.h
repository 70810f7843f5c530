#pragma once

#include <string>
#include <string_view>

#include "store/store.h"
#include "table.h"

namespace demarche::cli {

/// A day in at most 11 columns, as far as it is known: "1962-10-22", "1962-10", "1962", "1960s", "1962-10-22w".
std::string date_text(Date date, DatePrecision precision);
/// The same, or what is known when the day is not: "≥1962-10-22", "" when nothing is known.
std::string date_text(Date date, DatePrecision precision, const DateBracket& bracket);
std::string date_text(const Event& event);
/// "not before 1962-10-22 and not after 1962-10-28", "date not known".
std::string bracket_text(const DateBracket& bracket);
/// The evidence cut to `width` columns around the trigger, which is marked: {so} in plain text, by colour otherwise.
std::string evidence_line(const Evidence& evidence, size_t width, const Paint& paint);
/// Letters and digits in lower case (ASCII): the same words, whatever stands between them.
std::string letters_of(std::string_view text);
/// "THREATEN violence".
std::string act_name(const Event& event);
/// The capture without folder and ending, how many others tell the same, and the id's first digits: 24 columns.
std::string capture_place(const std::string& doc, size_t docs, const std::string& id, const Paint& paint);

}  // namespace demarche::cli
