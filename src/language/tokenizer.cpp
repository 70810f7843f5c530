#include "language/tokenizer.h"

#include <algorithm>

#include "base/utf8.h"
#include "language/tokenizer_chunk.h"

namespace demarche {
namespace {

/// Length of the white space at `at`, 0 when there is none. Zero-width characters count as white space.
size_t space_length(std::string_view text, size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return is_ascii_space(text[at]) || byte < 0x20 || byte == 0x7F ? 1 : 0;
  if (byte != 0xC2 && byte != 0xE2 && byte != 0xE3 && byte != 0xEF) return 0;
  const CodePoint point = decode_utf8(text, at);
  const char32_t c = point.value;
  const bool space = c == 0xA0 || c == 0x85 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
                     c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
  return space ? point.length : 0;
}

}  // namespace

bool is_word_code_point(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA || c == 0xB2 || c == 0xB3 || c == 0xB9 || c == 0xAD;
  if (c == 0xD7 || c == 0xF7 || c == 0xFFFD) return false;
  if (c >= 0x2000 && c <= 0x2BFF)
    return c == 0x200C || c == 0x200D || c == 0x2060;  // punctuation, currency, arrows, symbols
  if (c >= 0x3000 && c <= 0x303F) return false;
  if (c >= 0xFE10 && c <= 0xFE6F) return c <= 0xFE2F && c >= 0xFE20;
  if (c >= 0xFF00 && c <= 0xFF0F) return false;
  return c < 0x1F000 || c >= 0x20000;
}

void Tokenizer::run(std::string_view text, Span block, std::vector<RawToken>& out) const {
  const size_t end = std::min<size_t>(block.end, text.size());
  size_t at = block.begin;
  bool space = true;
  size_t line_ends = 0;
  while (at < end) {
    const size_t width = space_length(text, at);
    if (width > 0) {
      line_ends += text[at] == '\n';
      space = true;
      at += width;
      continue;
    }
    size_t stop = at;
    while (stop < end && space_length(text, stop) == 0) ++stop;
    const size_t first = out.size();
    TokenChunk(rules_, is_known_, text, at, stop, out).split();
    if (first < out.size()) {
      out[first].space_before = space;
      out[first].break_before = line_ends > 1;
    }
    space = false;
    line_ends = 0;
    at = stop;
  }
}

}  // namespace demarche
