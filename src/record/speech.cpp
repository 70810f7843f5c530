#include "record/speech.h"

namespace demarche {

const char* to_string(QuoteType type) {
  static constexpr const char* kNames[] = {"direct", "mixed", "indirect"};
  return kNames[static_cast<size_t>(type)];
}

}  // namespace demarche
