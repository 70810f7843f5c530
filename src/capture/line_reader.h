#pragma once

#include <algorithm>
#include <cstdint>
#include <istream>
#include <string>

namespace demarche {

/// Hands out lines one by one and never holds more of one than `limit` bytes.
class LineReader {
 public:
  LineReader(std::istream& in, uint64_t limit) : in_(in), limit_(limit), chunk_(size_t{1} << 16, '\0') {}

  /// False at the end. `length` is the line's whole length, `line` its first `limit` bytes, without the line end.
  bool next(std::string& line, uint64_t& length) {
    line.clear();
    length = 0;
    bool any = false;
    for (;;) {
      if (at_ == filled_ && !fill()) return any;
      any = true;
      const char* const begin = chunk_.data() + at_;
      const char* const end = chunk_.data() + filled_;
      const char* const stop = std::find(begin, end, '\n');
      const auto taken = static_cast<size_t>(stop - begin);
      length += taken;
      if (length <= limit_) {
        line.append(begin, taken);
      } else if (!line.empty()) {
        std::string().swap(line);  // too long already: give the memory back
      }
      at_ += taken;
      if (stop != end) {
        ++at_;
        return true;
      }
    }
  }

 private:
  bool fill() {
    if (!in_) return false;
    in_.read(chunk_.data(), static_cast<std::streamsize>(chunk_.size()));
    at_ = 0;
    filled_ = static_cast<size_t>(in_.gcount());
    return filled_ > 0;
  }

  std::istream& in_;
  uint64_t limit_;
  std::string chunk_;
  size_t at_ = 0;
  size_t filled_ = 0;
};

}  // namespace demarche
