#include "capture/header_fields.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr size_t kMalformed = 16;  ///< lines after which this is no header

std::string as_utf8(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return std::string(bytes);
  std::string out;
  for (const char c : bytes) append_utf8(static_cast<unsigned char>(c), out);
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = is_ascii_upper(c) ? static_cast<char>(c + 32) : c;
  return out;
}

/// A parameter's value: a quoted string with its backslashes, or what stands before the next semicolon.
std::string take_value(std::string_view& rest) {
  std::string out;
  if (rest.starts_with('"')) {
    rest.remove_prefix(1);
    while (!rest.empty() && rest.front() != '"') {
      if (rest.front() == '\\' && rest.size() > 1) rest.remove_prefix(1);
      out += rest.front();
      rest.remove_prefix(1);
    }
    return out;
  }
  const size_t end = std::min(rest.find(';'), rest.size());
  out = std::string(trim(rest.substr(0, end)));
  rest.remove_prefix(end);
  return out;
}

}  // namespace

std::string_view take_line(std::string_view& text) {
  const size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view shortened(std::string_view text, size_t bytes) {
  text = text.substr(0, bytes);
  return text.substr(0, valid_utf8_prefix(text));
}

size_t HeaderFields::read(std::string_view text) {
  const size_t size = text.size();
  bool after_field = false;  // a folded line behind a broken one belongs to none
  while (!text.empty() && malformed_ < kMalformed) {
    const std::string_view line = take_line(text);
    if (line.empty()) {
      ended_ = true;
      break;
    }
    if (line.front() == ' ' || line.front() == '\t') {
      if (!after_field) continue;
      std::string& value = fields_.back().second;
      value += (value.empty() ? "" : " ") + as_utf8(trim(line));
      continue;
    }
    const size_t colon = line.find(':');
    after_field = colon != std::string_view::npos && colon > 0;
    if (after_field) {
      fields_.emplace_back(lower_ascii(trim(line.substr(0, colon))), as_utf8(trim(line.substr(colon + 1))));
    } else {
      ++malformed_;
    }
  }
  return size - text.size();
}

std::string_view HeaderFields::get(std::string_view name) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const auto& one) { return one.first == name; });
  return found == fields_.end() ? std::string_view() : std::string_view(found->second);
}

std::string media_type_of(std::string_view value) { return lower_ascii(trim(value.substr(0, value.find(';')))); }

std::string header_parameter(std::string_view value, std::string_view name) {
  const size_t first = value.find(';');
  if (first == std::string_view::npos) return "";
  std::string_view rest = value.substr(first);
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const size_t equals = rest.find_first_of("=;");
    if (equals == std::string_view::npos) return "";
    const std::string key = lower_ascii(trim(rest.substr(0, equals)));
    rest.remove_prefix(equals);
    if (rest.front() == ';') continue;
    rest.remove_prefix(1);
    while (!rest.empty() && is_ascii_space(rest.front())) rest.remove_prefix(1);
    std::string found = take_value(rest);
    if (key == name) return found;
    const size_t next = rest.find(';');
    if (next == std::string_view::npos) return "";
    rest.remove_prefix(next);
  }
  return "";
}

}  // namespace demarche
