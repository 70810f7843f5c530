#include "base/result.h"

namespace demarche {

const char* to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::not_readable:
      return "not_readable";
    case ErrorCode::not_writable:
      return "not_writable";
    case ErrorCode::bad_encoding:
      return "bad_encoding";
    case ErrorCode::bad_format:
      return "bad_format";
    case ErrorCode::too_large:
      return "too_large";
    case ErrorCode::wrong_version:
      return "wrong_version";
    case ErrorCode::self_test_failed:
      return "self_test_failed";
    case ErrorCode::not_coded:
      return "not_coded";
    case ErrorCode::cancelled:
      return "cancelled";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

std::string Error::text() const {
  std::string out = where.empty() ? "" : where + ": ";
  return out + message + " [" + to_string(code) + "]";
}

}  // namespace demarche
