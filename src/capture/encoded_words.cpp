// Encoded words in headers (RFC 2047).
#include <unicode/ucnv.h>

#include <algorithm>

#include "base/utf8.h"
#include "capture/mime.h"

namespace demarche {
namespace {

/// As UTF-8; bytes that are no text in the named set come out as U+FFFD. "" when the set is not known.
std::string from_charset(const std::string& bytes, const std::string& charset) {
  UErrorCode code = U_ZERO_ERROR;
  std::string out(bytes.size() * 4 + 16, '\0');
  const int32_t size = ucnv_convert("utf-8", charset.c_str(), out.data(), static_cast<int32_t>(out.size()),
                                    bytes.data(), static_cast<int32_t>(bytes.size()), &code);
  if (U_FAILURE(code)) return "";
  out.resize(static_cast<size_t>(size));
  return out;
}

/// Reads "=?charset?Q?text?=" at the beginning of `text`: its bytes and charset. Gives its length, 0 when it is none.
size_t encoded_word(std::string_view text, std::string& charset, std::string& bytes) {
  constexpr size_t kLongest = 4096;  // RFC 2047 allows 75; some writers do not keep to it
  if (!text.starts_with("=?")) return 0;
  text = text.substr(0, kLongest);
  const size_t first = text.find('?', 2);
  if (first == std::string_view::npos || first + 2 >= text.size() || text[first + 2] != '?') return 0;
  const size_t end = text.find("?=", first + 3);
  if (end == std::string_view::npos) return 0;
  charset = std::string(text.substr(2, first - 2));
  charset = charset.substr(0, charset.find('*'));  // a language may follow (RFC 2231, section 5)
  const std::string_view content = text.substr(first + 3, end - first - 3);
  const char method = text[first + 1];
  if (method == 'B' || method == 'b') {
    bytes = decode_transfer(content, "base64");
  } else if (method == 'Q' || method == 'q') {
    std::string spaced(content);
    std::replace(spaced.begin(), spaced.end(), '_', ' ');  // an underscore itself is written =5F
    bytes = decode_transfer(spaced, "quoted-printable");
  } else {
    return 0;
  }
  return end + 2;
}

}  // namespace

std::string decode_words(std::string_view text) {
  std::string out;
  std::string waiting;  // bytes of words of one set: a character may be cut between two words
  std::string set;
  const auto flush = [&] {
    out += from_charset(waiting, set);
    waiting.clear();
  };
  std::string charset, bytes;
  for (size_t at = 0; at < text.size();) {
    const size_t length = encoded_word(text.substr(at), charset, bytes);
    if (length > 0) {
      if (to_lower(charset) != set) flush();
      set = to_lower(charset);
      waiting += bytes;
      at += length;
      // White space between two encoded words is not part of the text.
      const size_t next = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
      if (encoded_word(text.substr(next), charset, bytes) > 0) at = next;
      continue;
    }
    flush();
    out += text[at++];
  }
  flush();
  return is_valid_utf8(out) ? out : std::string(text);
}

}  // namespace demarche
