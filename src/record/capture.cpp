#include "record/capture.h"

#include <algorithm>

namespace demarche {

uint32_t ByteMap::to_original(uint32_t offset) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), offset,
                                      [](uint32_t value, const Step& step) { return value < step.text; });
  if (after == steps_.begin()) return offset;
  const Step& step = *std::prev(after);
  const uint32_t original = step.original + (offset - step.text);
  return after == steps_.end() ? original : std::min(original, after->original);
}

}  // namespace demarche
