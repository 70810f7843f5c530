#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace demarche {

/// One code point read from UTF-8: its value and how many bytes it took. Broken bytes give U+FFFD and length 1.
struct CodePoint {
  char32_t value = 0;
  uint8_t length = 1;
};

/// Reads the code point at `offset`, which must be < text.size(). Never reads past the end.
CodePoint decode_utf8(std::string_view text, size_t offset);

/// Appends `value` to `out` as UTF-8.
void append_utf8(char32_t value, std::string& out);

/// Offset of the first byte that breaks UTF-8 (overlong forms, surrogates and values over U+10FFFF included), or
/// text.size() when all of it is well formed.
size_t valid_utf8_prefix(std::string_view text);
inline bool is_valid_utf8(std::string_view text) { return valid_utf8_prefix(text) == text.size(); }

/// Lower case of ASCII letters and of Latin-1, Latin Extended-A, Greek and Cyrillic capitals; other bytes unchanged.
/// The result may differ in length from the input only for code points whose lower case does.
std::string to_lower(std::string_view text);

constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/// Without white space (ASCII and U+00A0) at either end.
std::string_view trim(std::string_view text);

}  // namespace demarche
