#pragma once

#include <string>

#include "base/result.h"
#include "base/span.h"

namespace demarche {

/// What went wrong with one input, as a record: never a crash, never a silent loss.
struct Problem {
  std::string doc;
  std::string stage;  ///< "capture", "clean", "language", ...
  ErrorCode code = ErrorCode::internal;
  std::string message;
  Span span;  ///< empty = the whole input
};

}  // namespace demarche
