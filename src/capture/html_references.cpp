#include "capture/html_references.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr size_t kLongestName = 8;  ///< of HTML 4: "thetasym"

/// windows-1252 of 0x80 to 0x9F; 0 = not assigned.
constexpr std::array<char16_t, 32> kWindows = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                               0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct Named {
  std::string_view name;
  char32_t value;
};
/// Names of HTML 5 that pages use and HTML 4 lacks.
constexpr std::array kNewer = {
    Named{"apos", U'\''},       Named{"colon", U':'},       Named{"comma", U','},  Named{"period", U'.'},
    Named{"lpar", U'('},        Named{"rpar", U')'},        Named{"lsqb", U'['},   Named{"rsqb", U']'},
    Named{"excl", U'!'},        Named{"quest", U'?'},       Named{"semi", U';'},   Named{"sol", U'/'},
    Named{"num", U'#'},         Named{"dollar", U'$'},      Named{"percnt", U'%'}, Named{"ast", U'*'},
    Named{"plus", U'+'},        Named{"equals", U'='},      Named{"lowbar", U'_'}, Named{"commat", U'@'},
    Named{"Tab", U'\t'},        Named{"NewLine", U'\n'},    Named{"hyphen", U'-'}, Named{"dash", U'-'},
    Named{"rsquor", U'\u2019'}, Named{"ldquor", U'\u201E'}, Named{"vert", U'|'},   Named{"verbar", U'|'},
    Named{"check", U'\u2713'},  Named{"star", U'\u2606'},
};

/// Names that are read without their semicolon too (the WHATWG's legacy list, the frequent ones).
constexpr std::array<std::string_view, 12> kWithoutSemicolon = {"amp", "lt",  "gt",    "quot",  "nbsp",  "copy",
                                                                "reg", "shy", "pound", "laquo", "raquo", "eacute"};

char32_t named(std::string_view name) {
  const auto newer = std::find_if(kNewer.begin(), kNewer.end(), [&](const Named& one) { return one.name == name; });
  if (newer != kNewer.end()) return newer->value;
  const std::string terminated(name);
  const htmlEntityDesc* found = htmlEntityLookup(reinterpret_cast<const xmlChar*>(terminated.c_str()));
  return found ? static_cast<char32_t>(found->value) : 0;
}

size_t read_number(std::string_view text, std::string& out) {
  size_t at = 2;
  const bool hexadecimal = at < text.size() && (text[at] == 'x' || text[at] == 'X');
  if (hexadecimal) ++at;
  const size_t first = at;
  uint32_t value = 0;
  for (; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (hexadecimal ? !std::isxdigit(c) : !std::isdigit(c)) break;
    const uint32_t digit = std::isdigit(c) ? c - '0' : (c | 0x20u) - 'a' + 10;
    value = std::min<uint32_t>(value * (hexadecimal ? 16 : 10) + digit, 0x110000);
  }
  if (at == first) return 0;
  if (at < text.size() && text[at] == ';') ++at;
  if (value >= 0x80 && value < 0xA0 && kWindows[value - 0x80]) value = kWindows[value - 0x80];
  const bool character = value >= 0x20 ? value < 0xD800 || (value >= 0xE000 && value < 0x110000)
                                       : value == '\t' || value == '\n' || value == '\r';
  append_utf8(character && (value < 0x7F || value >= 0xA0) ? static_cast<char32_t>(value) : U' ', out);
  return at;
}

}  // namespace

size_t read_reference(std::string_view text, std::string& out) {
  if (text.size() < 3 || text[0] != '&') return 0;
  if (text[1] == '#') return read_number(text, out);
  size_t end = 1;
  while (end < text.size() && end <= kLongestName && std::isalnum(static_cast<unsigned char>(text[end]))) ++end;
  if (end < text.size() && text[end] == ';') {
    const char32_t value = named(text.substr(1, end - 1));
    if (value == 0) return 0;
    append_utf8(value, out);
    return end + 1;
  }
  for (const std::string_view name : kWithoutSemicolon) {
    if (!text.substr(1).starts_with(name)) continue;
    append_utf8(named(name), out);
    return name.size() + 1;
  }
  return 0;
}

std::string resolve_references(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t next = std::min(text.find('&', at), text.size());
    out.append(text, at, next - at);
    at = next;
    if (at == text.size()) break;
    const size_t taken = read_reference(text.substr(at), out);
    if (taken == 0) out += text[at];
    at += std::max<size_t>(taken, 1);
  }
  return out;
}

}  // namespace demarche
