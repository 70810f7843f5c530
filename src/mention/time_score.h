#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/span.h"
#include "record/time.h"

namespace demarche::gold {

/// A time expression of gold; what gold does not tell is not asked for.
struct GoldTime {
  Span span;  ///< bytes of the text
  TimeType type = TimeType::date;
  std::string value;    ///< "" = not told
  bool placed = false;  ///< gold says whether and where it lies in the calendar
  Date from;            ///< no date = nowhere
  Date to;
  std::string precision;  ///< "" = not told
};

/// One text of a gold file.
struct GoldTimes {
  std::string id;
  std::string text;
  Date published;  ///< no date = not known
  std::vector<GoldTime> expressions;
};

/// Reads gold of docs/formats/time.md: JSON Lines, or golden blocks when the first line that is no comment begins with
/// "===". Errors: bad_format naming the line.
Result<std::vector<GoldTimes>> read_gold_times(std::string_view text, const std::string& where);

/// Counts over all texts. Extents are matched one to one in text order, those of the same bytes first, then those that
/// share a byte (strict and relaxed matching of TempEval-3, UzZaman et al. 2013, section 4.1). Type, value, days and
/// precision are counted on matched ones where gold tells them.
struct TimeScore {
  size_t texts = 0, gold = 0, found = 0;
  size_t strict = 0, overlap = 0;
  size_t type = 0;                       ///< of overlap
  size_t values = 0, value = 0;          ///< gold values on matched ones, those that are the same
  size_t gold_values = 0;                ///< gold values in all
  size_t days = 0, day = 0;              ///< matched ones that gold places, both ends the same
  size_t unplaced = 0, invented = 0;     ///< matched ones that gold leaves open, those that we place all the same
  size_t precisions = 0, precision = 0;  ///< gold precisions on matched ones, those that are the same
  std::vector<std::string> errors;       ///< "id<TAB>what<TAB>gold<TAB>ours", in text order
};

/// Adds one text to the counts. `found` in text order.
void score_times(const GoldTimes& gold, const std::vector<TimeExpression>& found, TimeScore& score);
/// The table that `demarche eval time` prints.
std::string time_score_lines(const TimeScore& score);
/// {"id","expressions":[{"span","text","type","value","from","to","precision","how"}]} and a line feed.
std::string time_prediction_line(const GoldTimes& gold, const std::vector<TimeExpression>& found);

}  // namespace demarche::gold
