#pragma once

#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct UConverter;

namespace demarche {

/// Tells the encoding of a stream by its beginning: byte-order mark, UTF-16 without one, valid UTF-8 of more than
/// ASCII, the `declared` one where the bytes allow it, detection. Errors: bad_encoding.
Result<std::string> stream_encoding(std::string_view beginning, std::string_view declared);

/// A stream turned into UTF-8 while it is read, in bounded memory. A byte-order mark is dropped; bytes that are no text
/// in the encoding, and NUL characters, read as spaces and are counted.
class Utf8Buffer : public std::streambuf {
 public:
  Utf8Buffer(std::istream& in, const std::string& encoding);
  ~Utf8Buffer() override;
  Utf8Buffer(const Utf8Buffer&) = delete;
  Utf8Buffer& operator=(const Utf8Buffer&) = delete;
  uint64_t broken() const { return broken_; }

 protected:
  int_type underflow() override;

 private:
  void take_utf8(bool last);
  void take_other(bool last);
  void put(char32_t value);

  std::istream& in_;
  std::unique_ptr<UConverter, void (*)(UConverter*)> converter_;  ///< null for UTF-8
  std::string raw_;                                               ///< bytes read and not converted yet
  std::string out_;
  char16_t lead_ = 0;  ///< first half of a pair whose second half is still to come
  bool begun_ = false;
  bool ended_ = false;
  uint64_t broken_ = 0;
};

}  // namespace demarche
