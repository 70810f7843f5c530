#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace demarche {

/// Lets hash tables keyed by strings be asked with a view, without a copy. The hash of a view is that of its string, so
/// tables keep the order they would have without it.
struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

template <class Value>
using StringMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;
using StringSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

/// A first look before a table of words that most words are not in: says yes too often, never no wrongly, and costs a
/// few instructions, since it reads but the ends of the word.
class WordFilter {
 public:
  void add(std::string_view word) { bits_[slot(word) / 64] |= uint64_t{1} << (slot(word) % 64); }
  bool may_hold(std::string_view word) const { return (bits_[slot(word) / 64] >> (slot(word) % 64)) & 1; }

 private:
  static constexpr unsigned kBits = 16;
  static size_t slot(std::string_view word) {
    uint64_t first = 0, last = 0;  // the first and last 8, 4 or fewer bytes
    if (word.size() >= 8) {
      std::memcpy(&first, word.data(), 8);
      std::memcpy(&last, word.data() + word.size() - 8, 8);
    } else if (word.size() >= 4) {
      std::memcpy(&first, word.data(), 4);
      std::memcpy(&last, word.data() + word.size() - 4, 4);
    } else {
      for (const char c : word) first = first << 8 | static_cast<unsigned char>(c);
    }
    const uint64_t mixed = (first * 0x9E3779B97F4A7C15u) ^ ((last + word.size()) * 0xC2B2AE3D27D4EB4Fu);
    return static_cast<size_t>((mixed * 0x9E3779B97F4A7C15u) >> (64 - kBits));
  }
  std::vector<uint64_t> bits_ = std::vector<uint64_t>((size_t{1} << kBits) / 64, 0);
};

}  // namespace demarche
