#include "capture/html_text.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "capture/html_references.h"

namespace demarche {
namespace {

/// Bytes at which a plain run ends: white space, '&', and the first bytes of the code points that are not copied.
constexpr std::array<bool, 256> stops() {
  std::array<bool, 256> out{};
  for (const unsigned char c : {' ', '\t', '\n', '\r', '\f', '\v', '&', '\0'}) out[c] = true;
  out[0xC2] = out[0xE2] = out[0xEF] = true;
  return out;
}
constexpr std::array<bool, 256> kStops = stops();

enum class Special : uint8_t { none, blank, nothing };

/// What a character that is no plain text is read as, and its length.
Special special(std::string_view text, size_t& length) {
  length = 1;
  if (is_ascii_space(text[0]) || text[0] == '\0') return Special::blank;
  if (text.starts_with("\xC2\xA0")) {  // no-break space
    length = 2;
    return Special::blank;
  }
  if (text.starts_with("\xC2\xAD")) {  // soft hyphen
    length = 2;
    return Special::nothing;
  }
  // Zero-width space, non-joiner, joiner, direction marks; word joiner; byte-order mark.
  if (text.size() >= 3 && text.starts_with("\xE2\x80") && text[2] >= '\x8B' && text[2] <= '\x8F') {
    length = 3;
    return Special::nothing;
  }
  if (text.starts_with("\xE2\x81\xA0") || text.starts_with("\xEF\xBB\xBF")) {
    length = 3;
    return Special::nothing;
  }
  if (text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9")) {  // line and paragraph separator
    length = 3;
    return Special::blank;
  }
  return Special::none;
}

}  // namespace

void HtmlText::step(size_t original) {
  const int64_t shift = static_cast<int64_t>(original) - static_cast<int64_t>(text_.size());
  if (shift == shift_ && !steps_.empty()) return;
  shift_ = shift;
  if (!steps_.empty() && steps_.back().text == text_.size()) {
    steps_.back().original = static_cast<uint32_t>(original);
    return;
  }
  steps_.push_back({size(), static_cast<uint32_t>(original)});
}

void HtmlText::flush_blank() {
  if (blank_ == npos) return;
  if (line_begun()) {
    step(blank_);
    text_ += ' ';
  }
  blank_ = npos;
}

void HtmlText::copy(size_t from, size_t to) {
  flush_blank();
  step(from);
  text_.append(page_, from, to - from);
  last_end_ = to;
}

void HtmlText::append(std::string_view run) {
  const auto base = static_cast<size_t>(run.data() - page_.data());
  size_t at = 0;
  while (at < run.size()) {
    size_t end = at;
    while (end < run.size() && !kStops[static_cast<unsigned char>(run[end])]) ++end;
    if (end > at) copy(base + at, base + end);
    at = end;
    if (at == run.size()) return;
    size_t length = 1;
    const std::string_view rest = run.substr(at);
    std::string_view character = rest;
    if (rest[0] == '&') {
      reference_.clear();
      length = read_reference(rest, reference_);
      if (length == 0) {
        copy(base + at, base + at + 1);
        ++at;
        continue;
      }
      character = reference_;
    }
    size_t size = 1;
    const Special kind = special(character, size);
    if (rest[0] != '&') length = size;
    if (kind == Special::blank) {
      if (blank_ == npos) blank_ = base + at;
    } else if (kind == Special::none && rest[0] == '&') {
      flush_blank();
      step(base + at);
      text_ += reference_;
      last_end_ = base + at + length;
    } else if (kind == Special::none) {
      const unsigned char first = static_cast<unsigned char>(rest[0]);
      length = std::min<size_t>(first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, rest.size());
      copy(base + at, base + at + length);
    }
    at += length;
  }
}

Span HtmlText::end_line() {
  blank_ = npos;
  const Span out{static_cast<uint32_t>(line_), size()};
  if (out.empty()) return out;
  step(last_end_);
  text_ += '\n';
  line_ = text_.size();
  return out;
}

}  // namespace demarche
