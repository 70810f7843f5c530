#include "capture/mime.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr size_t kDepth = 8;
constexpr size_t kParts = 20000;

/// Where a line begins that holds the delimiter ("--boundary"), at or behind `from`; npos when none does.
size_t find_delimiter(std::string_view bytes, std::string_view delimiter, size_t from) {
  for (size_t at = from;; ++at) {
    at = bytes.find(delimiter, at);
    if (at == std::string_view::npos) return at;
    if (at != 0 && bytes[at - 1] != '\n') continue;
    // What follows must be the end of the line, blanks, or "--": one boundary may begin like another.
    const std::string_view behind = bytes.substr(at + delimiter.size(), 2);
    if (behind.empty() || behind == "--" || is_ascii_space(behind.front())) return at;
  }
}

std::string_view without_line_end(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

class MimeReader {
 public:
  explicit MimeReader(MimeMessage& message) : message_(message) {}

  /// Takes an entity apart: a multipart into its parts, anything else as a part.
  std::optional<Error> entity(const MimePart& whole, size_t depth) {
    const std::string_view type = whole.fields.get("content-type");
    if (!media_type_of(type).starts_with("multipart/") || depth >= kDepth) {
      if (message_.parts.size() >= kParts)
        return Error{ErrorCode::too_large, fmt::format("the message has more than {} parts.", kParts), ""};
      message_.parts.push_back(whole);
      return std::nullopt;
    }
    const std::string boundary = header_parameter(type, "boundary");
    if (boundary.empty() || boundary.size() > 200) {
      return Error{ErrorCode::bad_format, "its Content-Type names no boundary between the parts.", ""};
    }
    return parts(whole.body, "--" + boundary, header_parameter(type, "start"), depth);
  }

 private:
  std::optional<Error> parts(std::string_view body, const std::string& delimiter, const std::string& start,
                             size_t depth) {
    size_t at = find_delimiter(body, delimiter, 0);
    if (at == std::string_view::npos) {
      return Error{ErrorCode::bad_format,
                   fmt::format("the boundary \"{}\" between its parts never comes.", shortened(delimiter, 80)), ""};
    }
    while (at != std::string_view::npos) {
      if (body.substr(at + delimiter.size()).starts_with("--")) break;
      std::string_view rest = body.substr(at);
      take_line(rest);
      const size_t begin = body.size() - rest.size();
      const size_t end = find_delimiter(body, delimiter, begin);
      MimePart part;
      part.cut_off = end == std::string_view::npos;
      const std::string_view bytes = part.cut_off ? rest : without_line_end(body.substr(begin, end - begin));
      part.body = bytes.substr(part.fields.read(bytes));
      part.root = !start.empty() && part.fields.get("content-id") == start;
      if (auto error = entity(part, depth + 1)) return error;
      at = end;
    }
    return std::nullopt;
  }

  MimeMessage& message_;
};

int hex(char c) {
  if (is_ascii_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out += text[i];
    } else if (i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {  // a soft line break, with blanks that were added on the way; anything else stays as it is
      const size_t end = std::min(text.find_first_not_of(" \t\r", i + 1), text.size());
      if (end == text.size() || text[end] == '\n') {
        i = end;
      } else {
        out += '=';
      }
    }
  }
  return out;
}

std::string base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (is_ascii_upper(c)) value = c - 'A';
    if (is_ascii_lower(c)) value = c - 'a' + 26;
    if (is_ascii_digit(c)) value = c - '0' + 52;
    if (c == '+') value = 62;
    if (c == '/') value = 63;
    if (c == '=') break;
    if (value < 0) continue;
    bits = bits << 6 | static_cast<uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

}  // namespace

Result<MimeMessage> read_mime(std::string_view bytes) {
  MimeMessage out;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty() && is_ascii_space(bytes.front())) bytes.remove_prefix(1);
  MimePart whole;
  whole.body = bytes.substr(whole.fields.read(bytes));
  whole.cut_off = false;
  if (whole.fields.empty()) {
    return Error{ErrorCode::bad_format, "it does not begin with the header of a message.", ""};
  }
  out.fields = whole.fields;
  if (auto error = MimeReader(out).entity(whole, 0)) return *error;
  return out;
}

std::string decode_transfer(std::string_view body, std::string_view encoding) {
  const std::string name = to_lower(trim(encoding));
  if (name == "quoted-printable") return quoted_printable(body);
  if (name == "base64") return base64(body);
  return std::string(body);
}

}  // namespace demarche
