#include "table.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "base/utf8.h"

namespace demarche::cli {
namespace {

const char* code(Style style) {
  switch (style) {
    case Style::heading:
      return "1;36";
    case Style::strong:
      return "1";
    case Style::faint:
      return "2";
    case Style::good:
      return "32";
    case Style::bad:
      return "31";
    case Style::mark:
      return "1;33";
    case Style::actor:
      return "1;34";
    case Style::recipient:
      return "1;35";
  }
  return "0";
}

bool steers(char32_t value) {
  return value < 0x20 || (value >= 0x7f && value < 0xa0) || (value >= 0x202a && value <= 0x202e) ||
         (value >= 0x2066 && value <= 0x2069) || value == 0x2028 || value == 0x2029 || value == 0x200e ||
         value == 0x200f;
}

size_t width_of(char32_t value) {
  if (value < 0x300) return 1;
  const auto point = static_cast<UChar32>(value);
  const int8_t type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int32_t east = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::string Paint::operator()(Style style, std::string_view text) const {
  if (!on_ || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code(style), text);
}

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool wants_color(const std::string& choice) {
  if (choice == "always") return true;
  if (choice == "never") return false;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  if (no_color && *no_color) return false;
  return is_terminal(STDOUT_FILENO) && term && std::string_view(term) != "dumb";
}

size_t page_width() {
  winsize size{};
  if (is_terminal(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return std::clamp<size_t>(size.ws_col, 80, 160);
  }
  return 100;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    if (steers(point.value)) {
      out += ' ';
    } else if (point.value == 0xfffd && point.length == 1) {
      out += '?';
    } else {
      out += text.substr(at, point.length);
    }
    at += point.length;
  }
  return out;
}

size_t columns(std::string_view text) {
  size_t width = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    width += width_of(point.value);
    at += point.length;
  }
  return width;
}

std::string fit(std::string_view text, size_t width) {
  if (columns(text) <= width) return std::string(text);
  if (width == 0) return "";
  size_t used = 0, at = 0;
  while (at < text.size()) {
    const CodePoint point = decode_utf8(text, at);
    const size_t wide = width_of(point.value);
    if (used + wide > width - 1) break;
    used += wide;
    at += point.length;
  }
  return std::string(text.substr(0, at)) + "…";
}

std::string left(std::string_view text, size_t width) {
  std::string out = fit(text, width);
  out.append(width - columns(out), ' ');
  return out;
}

std::string right(std::string_view text, size_t width) {
  const std::string cut = fit(text, width);
  return std::string(width - columns(cut), ' ') + cut;
}

std::string grouped(uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

std::string counted(uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

}  // namespace demarche::cli
