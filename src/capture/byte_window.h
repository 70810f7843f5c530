#pragma once

#include <cstdint>
#include <istream>
#include <streambuf>
#include <string>
#include <string_view>

namespace demarche {

/// A stream seen through a window: looks ahead as far as it is asked to and holds no more than that.
class ByteWindow {
 public:
  explicit ByteWindow(std::istream& in) : in_(in) {}

  /// The next `size` bytes, fewer at the end; `see` gives all that lie in memory, at least as many. Linear in what is
  /// read as long as windows do not grow without being taken.
  /// Valid until the next call.
  std::string_view peek(size_t size) { return see(size).substr(0, size); }
  std::string_view see(size_t size);
  void take(size_t size) { at_ += size; }            ///< of what was seen
  uint64_t offset() const { return before_ + at_; }  ///< bytes taken

 private:
  std::istream& in_;
  std::string bytes_;
  size_t at_ = 0;
  uint64_t before_ = 0;
};

/// Bytes in memory as a stream; they must outlive it.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view bytes) {
    char* const begin = const_cast<char*>(bytes.data());
    setg(begin, begin, begin + bytes.size());
  }
};

}  // namespace demarche
