#pragma once

#include <algorithm>
#include <istream>
#include <sstream>
#include <string>

#include "base/utf8.h"
#include "capture/content.h"
#include "property.h"

namespace demarche {

/// A stream that hands its bytes out a few at a time, so that places where they break are tried.
class Dribble : public std::streambuf {
 public:
  Dribble(std::string bytes, size_t step) : bytes_(std::move(bytes)), step_(step) {}

 protected:
  int_type underflow() override {
    if (at_ >= bytes_.size()) return traits_type::eof();
    const size_t size = std::min(step_, bytes_.size() - at_);
    setg(bytes_.data() + at_, bytes_.data() + at_, bytes_.data() + at_ + size);
    at_ += size;
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::string bytes_;
  size_t step_;
  size_t at_ = 0;
};

/// What every reader owes: captures of valid UTF-8 with an id and a text, offsets that rise, problems that name their
/// place. Gives all of it as one string.
template <class Read>
std::string read_with_properties(Read read) {
  std::string all;
  const CaptureSink sink{
      [&](const Capture& one) {
        for (const std::string* field : {&one.id, &one.text, &one.title, &one.byline, &one.url, &one.outlet,
                                         &one.published, &one.modified, &one.captured, &one.language}) {
          require(is_valid_utf8(*field), "fields are valid UTF-8");
          all += *field + '\x1F';
        }
        require(!one.id.empty() && !trim(one.text).empty(), "a capture has an id and a text");
        require(one.text.find('\0') == std::string::npos, "no NUL characters");
        require(!one.digest.empty(), "a capture has a digest");
        uint32_t last = 0;
        for (uint32_t i = 0; i <= one.text.size(); ++i) {
          const uint32_t original = one.map.to_original(i);
          require(original >= last, "offsets rise");
          last = original;
        }
        all += one.digest + "\n";
        return true;
      },
      [&](const Problem& one) {
        require(!one.doc.empty() && !one.message.empty(), "a problem names its place");
        require(is_valid_utf8(one.message), "messages are valid UTF-8");
        all += one.doc + '\x1F' + one.message + "\n";
        return true;
      }};
  read(sink);
  return all;
}

/// Reads the bytes at once, again, and a few at a time: each time the same must come out.
template <class Read>
void require_steady(const std::string& bytes, Read read) {
  const auto at_once = [&](const CaptureSink& sink) {
    std::istringstream in(bytes);
    read(in, sink);
  };
  const std::string first = read_with_properties(at_once);
  require(read_with_properties(at_once) == first, "the same bytes give the same captures");
  for (const size_t step : {size_t{1}, size_t{7}, size_t{1000}}) {
    const std::string again = read_with_properties([&](const CaptureSink& sink) {
      Dribble buffer(bytes, step);
      std::istream in(&buffer);
      read(in, sink);
    });
    require(again == first, "it does not matter where the stream breaks");
  }
}

}  // namespace demarche
