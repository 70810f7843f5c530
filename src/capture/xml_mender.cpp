#include "capture/xml_mender.h"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace demarche {
namespace {

constexpr size_t kLookAhead = 48;  ///< bytes that decide what stands at a place
constexpr size_t kReferenceName = 32;

bool is_name_start(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalpha(byte) != 0 || c == '_' || c == ':' || byte >= 0x80;
}

/// Characters that XML 1.0 allows, section 2.2.
bool is_xml_char(uint32_t value) {
  return value == 0x9 || value == 0xA || value == 0xD || (value >= 0x20 && value < 0xD800) ||
         (value >= 0xE000 && value < 0xFFFE) || (value >= 0x10000 && value < 0x110000);
}

/// "#123" or "#x1F" as a number; a value that is no character when it is none.
uint32_t number_of(std::string_view reference) {
  reference.remove_prefix(1);
  const bool hex = reference.starts_with('x') || reference.starts_with('X');
  if (hex) reference.remove_prefix(1);
  uint32_t out = 0;
  for (const char c : reference) {
    const auto byte = static_cast<unsigned char>(c);
    if (hex ? std::isxdigit(byte) == 0 : std::isdigit(byte) == 0) return 0;
    const int digit = std::isdigit(byte) != 0 ? c - '0' : std::tolower(byte) - 'a' + 10;
    out = std::min(out * (hex ? 16 : 10) + static_cast<uint32_t>(digit), uint32_t{0x110000});
  }
  return out;
}

/// What begins with '&'.
size_t mend_reference(std::string_view rest, std::string& out) {
  const size_t end = rest.substr(0, kReferenceName).find(';');
  const std::string name(end == std::string_view::npos ? "" : rest.substr(1, end - 1));
  if (name.size() > 1 && name[0] == '#') {
    if (const uint32_t value = number_of(name); is_xml_char(value)) {
      out += fmt::format("&#{};", value);
      return end + 1;
    }
    const bool number = std::isalnum(static_cast<unsigned char>(name[1])) != 0;
    out += number ? " " : "&amp;";
    return number ? end + 1 : 1;
  }
  static constexpr std::array<std::string_view, 5> kPredefined = {"amp", "lt", "gt", "quot", "apos"};
  if (std::find(kPredefined.begin(), kPredefined.end(), name) != kPredefined.end()) {
    out.append(rest.substr(0, end + 1));
    return end + 1;
  }
  const htmlEntityDesc* known =
      name.empty() ? nullptr : htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
  if (known != nullptr) {
    out += fmt::format("&#{};", known->value);
    return end + 1;
  }
  out += "&amp;";
  return 1;
}

}  // namespace

size_t XmlMender::step_text(std::string_view rest, std::string& out) {
  if (rest[0] == '&') return mend_reference(rest, out);
  if (rest.starts_with("<!DOCTYPE") || rest.starts_with("<!doctype")) {
    state_ = State::doctype;
    brackets_ = 0;
    quote_ = '\0';
    inner_end_ = {};
    return 9;
  }
  size_t size = 1;
  if (rest.starts_with("<![CDATA[")) {
    state_ = State::cdata;
    size = 9;
  } else if (rest.starts_with("<!--")) {
    state_ = State::comment;
    size = 4;
  } else if (rest.starts_with("<?") && rest.size() > 2 && is_name_start(rest[2])) {
    state_ = State::instruction;
    size = 2;
  } else {
    const bool tag =
        rest.size() > 1 && (is_name_start(rest[1]) || (rest[1] == '/' && rest.size() > 2 && is_name_start(rest[2])));
    if (!tag) {
      out += "&lt;";
      return 1;
    }
    state_ = State::tag;
    quote_ = '\0';
    attributes_ = 0;
  }
  out.append(rest.substr(0, size));
  return size;
}

/// One character of a tag that neither begins a reference nor another tag.
void XmlMender::step_tag(char c) {
  if (quote_ != '\0') {
    if (c == quote_) quote_ = '\0';
    return;
  }
  if (c == '"' || c == '\'') quote_ = c;
  if (c == '=') ++attributes_;
  if (c == '>') state_ = State::text;
}

size_t XmlMender::step_doctype(std::string_view rest, std::string& out) {
  const char c = rest[0];
  if (c == '\n') out += c;
  if (!inner_end_.empty()) {
    if (!rest.starts_with(inner_end_)) return 1;
    const size_t size = inner_end_.size();
    inner_end_ = {};
    return size;
  }
  if (quote_ != '\0') {
    if (c == quote_) quote_ = '\0';
    return 1;
  }
  if (rest.starts_with("<!--")) {
    inner_end_ = "-->";
    return 4;
  }
  if (rest.starts_with("<?")) {
    inner_end_ = "?>";
    return 2;
  }
  if (c == '"' || c == '\'') quote_ = c;
  if (c == '[') ++brackets_;
  if (c == ']' && brackets_ > 0) --brackets_;
  if (c == '>' && brackets_ == 0) state_ = State::text;
  return 1;
}

/// Takes what stands at the beginning of `rest`; gives its size.
size_t XmlMender::step(std::string_view rest, std::string& out) {
  const char c = rest[0];
  const auto byte = static_cast<unsigned char>(c);
  if (state_ == State::doctype) return step_doctype(rest, out);
  if (byte < 0x20 && c != '\n' && c != '\t' && c != '\r') {
    out += ' ';
    return 1;
  }
  if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
    out += ' ';
    return 3;
  }
  if (state_ == State::text || state_ == State::tag) {
    if (c == '&' || c == '<') return step_text(rest, out);
    if (state_ == State::tag) step_tag(c);
    out += c;
    return 1;
  }
  const std::string_view end = state_ == State::cdata ? "]]>" : state_ == State::comment ? "-->" : "?>";
  if (rest.starts_with(end)) {
    out.append(end);
    state_ = State::text;
    return end.size();
  }
  if (state_ == State::comment) return 1;  // nobody asks for them, and "--" in them is no XML
  out += c;
  return 1;
}

void XmlMender::take(std::string_view chunk, bool last, std::string& out) {
  pending_.append(chunk);
  const std::string_view all = pending_;
  size_t at = 0;
  while (at < all.size() && !overlong() && (last || all.size() - at >= kLookAhead)) at += step(all.substr(at), out);
  pending_.erase(0, at);
}

}  // namespace demarche
