#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace demarche {

/// Half-open range [begin, end) of UTF-8 byte offsets into one text. Which text is said where a Span is used; unless
/// said otherwise it is the capture's text as it came in.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return end <= begin; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool contains(uint32_t offset) const { return begin <= offset && offset < end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  /// The bytes of `text` under this span. The span must lie inside `text`.
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
  auto operator<=>(const Span&) const = default;
};

}  // namespace demarche
