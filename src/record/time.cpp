#include "record/time.h"

namespace demarche {

const char* to_string(DatePrecision precision) {
  static constexpr const char* kNames[] = {"unknown", "day", "week", "month", "year", "decade"};
  return kNames[static_cast<size_t>(precision)];
}

const char* to_string(TimeType type) {
  static constexpr const char* kNames[] = {"DATE", "TIME", "DURATION", "SET"};
  return kNames[static_cast<size_t>(type)];
}

}  // namespace demarche
