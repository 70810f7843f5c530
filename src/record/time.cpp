#include "record/time.h"

namespace demarche {

const char* to_string(DatePrecision precision) {
  static constexpr const char* kNames[] = {"unknown", "day", "week", "month", "year", "decade"};
  return kNames[static_cast<size_t>(precision)];
}

}  // namespace demarche
