#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace demarche {

/// The lists of knowledge/language/tokens.txt.
class TokenRules {
 public:
  enum List : unsigned {
    title = 1u << 0,
    common = 1u << 1,
    numbered = 1u << 2,
    starter = 1u << 3,
    prefix = 1u << 4,
    unit = 1u << 5,
    split = 1u << 6,
    dotted = 1u << 7,
    speech = 1u << 8,
    clock = 1u << 9,
    after_clock = 1u << 10
  };

  /// Reads the lists; lines it does not understand are passed over.
  explicit TokenRules(std::string_view text);

  /// The lists that ship with the program. Immutable.
  static const TokenRules& shipped();

  /// True when `word`, as it is written, stands in one of `lists`.
  bool has(std::string_view word, unsigned lists) const;
  /// The same for the lower case of `word`; words over kLongest bytes are in no list.
  bool has_lower(std::string_view word, unsigned lists) const;
  /// True when `word` is in one of `lists` as it is written or, all in capitals, as "Word": "GEN", "SEN".
  bool is_abbreviation(std::string_view word, unsigned lists) const;
  /// Where to cut `word` in two, or 0.
  size_t cut(std::string_view word) const;

  static constexpr size_t kLongest = 16;

 private:
  struct Entry {
    unsigned lists = 0;
    size_t cut = 0;
  };
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> words_;
};

}  // namespace demarche
