#include "language/word_form.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

bool is_letter_byte(char c) { return is_ascii_upper(c) || is_ascii_lower(c) || static_cast<unsigned char>(c) >= 0x80; }

/// Plain spelling of a typographic character, or nullptr when it has none.
const char* plain_spelling(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A:
      return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0xAB:
    case 0xBB:
      return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
      return "-";
    case 0x2014:
    case 0x2015:
      return "--";
    case 0x2026:
      return "...";
    case 0xAD:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x200E:
    case 0x200F:
    case 0x2060:
    case 0xFEFF:
      return "";
    case 0xA0:
    case 0x202F:
    case 0x2009:
      return " ";
    default:
      return nullptr;
  }
}

}  // namespace

std::string_view canonical_form(std::string_view form, std::string& buffer) {
  const bool plain =
      std::none_of(form.begin(), form.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '`'; });
  if (plain && form != "''") return form;
  buffer.clear();
  for (size_t i = 0; i < form.size();) {
    const CodePoint point = decode_utf8(form, i);
    const char* spelling = point.value == '`' ? "'" : plain_spelling(point.value);
    if (spelling) {
      buffer += spelling;
    } else {
      buffer += form.substr(i, point.length);
    }
    i += point.length;
  }
  if (buffer == "''") buffer = "\"";
  if (buffer.empty()) return form;
  return buffer;
}

std::string normal_form(std::string_view canonical) {
  const bool letters = std::any_of(canonical.begin(), canonical.end(), is_letter_byte);
  const bool digits = std::any_of(canonical.begin(), canonical.end(), is_ascii_digit);
  std::string out = letters ? to_lower(canonical) : std::string(canonical);
  if (!digits) return out;
  for (char& c : out) {
    if (is_ascii_digit(c)) c = '0';
  }
  constexpr size_t kNumberLength = 6;
  if (!letters && out.size() > kNumberLength) out.resize(kNumberLength);
  return out;
}

unsigned word_shape(std::string_view canonical) {
  bool upper = false, lower = false, digit = false, hyphen = false, other = false;
  for (const char c : canonical) {
    if (is_ascii_upper(c)) {
      upper = true;
    } else if (is_letter_byte(c)) {
      lower = true;
    } else if (is_ascii_digit(c)) {
      digit = true;
    } else if (c == '-') {
      hyphen = true;
    } else {
      other = true;
    }
  }
  const unsigned marks = (hyphen ? 1u : 0u) + (digit ? 2u : 0u);
  if (!upper && !lower) return digit ? (other ? 2 : 1) : 0;
  if (!lower) return 3 + (digit ? 1 : 0) + (canonical.size() == 1 ? 2 : 0);
  if (is_ascii_upper(canonical.front())) return 7 + std::min(marks, 3u);
  if (upper) return 11;
  return 12 + marks;
}

}  // namespace demarche
