#pragma once

#include <algorithm>
#include <sstream>
#include <string>

#include "base/hash.h"
#include "base/utf8.h"
#include "capture/content.h"
#include "property.h"

namespace demarche {

/// A stream that hands out its bytes in pieces.
class Pieces : public std::streambuf {
 public:
  Pieces(std::string bytes, size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}

 protected:
  int_type underflow() override {
    if (at_ == bytes_.size()) return traits_type::eof();
    const size_t size = std::min(piece_, bytes_.size() - at_);
    setg(bytes_.data() + at_, bytes_.data() + at_, bytes_.data() + at_ + size);
    at_ += size;
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::string bytes_;
  size_t piece_;
  size_t at_ = 0;
};

/// Reads the bytes with `reader(in, member, options, sink)` and checks what comes. Gives a digest of all of it.
template <class Reader>
std::string read_checked(const std::string& bytes, size_t piece, Reader&& reader) {
  ReadOptions options;
  options.max_capture_bytes = uint64_t{1} << 16;
  options.limits.expanded_bytes = uint64_t{1} << 24;
  options.limits.members = 1000;
  uint64_t came = 0;
  size_t problems = 0;
  IdBuilder all("all");
  const CaptureSink sink{[&](const Capture& one) {
                           require(is_valid_utf8(one.text) && is_valid_utf8(one.id) && is_valid_utf8(one.title) &&
                                       is_valid_utf8(one.url) && is_valid_utf8(one.captured),
                                   "fields are valid UTF-8");
                           require(!one.id.empty() && !trim(one.text).empty(), "a capture has an id and a text");
                           uint32_t last = 0;
                           for (const auto& step : one.map.steps()) {
                             require(step.original >= last, "offsets rise");
                             last = step.original;
                           }
                           came += one.text.size();
                           all.add(one.id).add(one.text).add(one.url);
                           return true;
                         },
                         [&](const Problem& one) {
                           require(!one.doc.empty() && !one.message.empty(), "a problem names its place");
                           require(is_valid_utf8(one.message) && is_valid_utf8(one.doc), "messages are valid UTF-8");
                           ++problems;
                           all.add(one.doc).add(one.message);
                           return true;
                         }};
  Pieces pieces(bytes, piece);
  std::istream in(&pieces);
  Member member;
  member.name = "fuzz";
  reader(in, member, options, sink);
  require(came <= 4 * options.limits.expanded_bytes, "what comes out is bounded");
  require(problems <= 5000 + 4 * bytes.size(), "problems are bounded");
  return all.id();
}

/// However the stream is cut, the same comes out.
template <class Reader>
void check_reader(const uint8_t* data, size_t size, Reader&& reader) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::string whole = read_checked(bytes, bytes.size() + 1, reader);
  require(read_checked(bytes, 1, reader) == whole, "the same comes out of single bytes");
  require(read_checked(bytes, 61, reader) == whole, "the same comes out of small pieces");
}

}  // namespace demarche
