#include "base/utf8.h"
#include "capture/html_references.h"
#include "clean/linked_data.h"

namespace demarche {
namespace {

/// Does a quotation mark inside a string end it? What may follow a string must follow then.
bool ends_string(std::string_view text, size_t mark) {
  const size_t next = text.find_first_not_of(" \t\r\n", mark + 1);
  return next == std::string_view::npos || text[next] == ',' || text[next] == ':' || text[next] == '}' ||
         text[next] == ']';
}

/// A string from behind its opening mark; gives the place behind its closing one.
size_t mend_string(std::string_view text, size_t i, std::string& out) {
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && ends_string(text, i)) {
      out += '"';
      return i + 1;
    }
    if (c == '"') {
      out += "\\\"";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
    } else if (c != '\\') {
      out += c;
    } else if (i + 1 < text.size()) {
      const char escaped = text[++i];
      if (std::string_view("\"\\/bfnrtu").find(escaped) != std::string_view::npos) out += '\\';
      out += escaped == '\n' || escaped == '\r' ? ' ' : escaped;
    }
  }
  out += '"';
  return i;
}

}  // namespace

std::string mend_json(std::string_view script) {
  std::string resolved;
  const size_t first = script.find_first_of("{[");
  if (first == std::string_view::npos) return "";
  script.remove_prefix(first);
  if (script.substr(0, 200).find("&quot;") != std::string_view::npos) {
    resolved = resolve_references(script);
    script = resolved;
  }
  std::string out;
  out.reserve(script.size());
  for (size_t i = 0; i < script.size();) {
    const char c = script[i];
    if (c == '"') {
      out += c;
      i = mend_string(script, i + 1, out);
      continue;
    }
    const bool closes = c == '}' || c == ']';
    if (closes || c == ',') {
      // Of several commas one stays, and none before a bracket.
      size_t end = out.size();
      while (end > 0 && (is_ascii_space(out[end - 1]) || out[end - 1] == ',')) --end;
      out.resize(end);
    }
    if (script.substr(i).starts_with("/*")) {
      const size_t end = script.find("*/", i);
      i = end == std::string_view::npos ? script.size() : end + 2;
      continue;
    }
    const bool opened = !out.empty() && (out.back() == '{' || out.back() == '[');
    if (!(c == ',' && opened)) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    ++i;
  }
  return out;
}

}  // namespace demarche
