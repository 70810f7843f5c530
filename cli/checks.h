#pragma once

#include <string>

#include "base/date.h"

namespace demarche::cli {

/// For CLI11: "" when the text is a day, else what is wrong.
inline std::string check_date(const std::string& text) {
  return parse_iso_date(text) ? std::string() : "a day like 1962-10-22 is expected, found '" + text + "'";
}

}  // namespace demarche::cli
