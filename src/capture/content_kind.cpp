#include <algorithm>
#include <array>
#include <cctype>

#include "base/utf8.h"
#include "capture/content.h"
#include "capture/encoding.h"
#include "capture/html.h"
#include "capture/json_capture.h"
#include "capture/xml_mender.h"

namespace demarche {
namespace {

using namespace std::string_view_literals;

/// Without byte-order mark, blanks and comments in front.
std::string_view beginning_of(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto skip_blanks = [&] {
    while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  };
  skip_blanks();
  while (text.starts_with("<!--")) {
    const size_t end = text.find("-->");
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 3);
    skip_blanks();
  }
  return text;
}

/// The name of the element that the text begins with, lower case, without its namespace prefix; "" for none.
std::string first_element(std::string_view text) {
  while (text.starts_with("<?") || text.starts_with("<!")) {
    const size_t end = text.find('>');
    if (end == std::string_view::npos) return "";
    text = beginning_of(text.substr(end + 1));
  }
  if (!text.starts_with('<')) return "";
  size_t end = 1;
  while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == ':' ||
                               text[end] == '-' || text[end] == '_'))
    ++end;
  const std::string name = to_lower(text.substr(1, end - 1));
  const size_t colon = name.find(':');
  return colon == std::string::npos ? name : name.substr(colon + 1);
}

/// The same behind a document type declaration that holds declarations of its own.
std::string first_element_mended(std::string_view text) {
  const size_t bracket = text.find('[');
  const size_t type = text.find("<!DOCTYPE");
  if (type == std::string_view::npos || bracket == std::string_view::npos || text.find('>', type) < bracket)
    return first_element(text);
  std::string mended;
  XmlMender().take(text.substr(0, size_t{1} << 16), true, mended);
  return first_element(beginning_of(mended));
}

ContentKind xml_kind(std::string_view text) {
  const std::string name = first_element_mended(text);
  if (name == "rss" || name == "feed" || name == "rdf") return ContentKind::feed;
  if (name == "urlset" || name == "sitemapindex") return ContentKind::sitemap;
  if (name == "html") return ContentKind::html;
  return text.starts_with("<?xml") ? ContentKind::xml : ContentKind::text;
}

/// The header block of an e-mail message that holds a saved page.
bool is_mhtml(std::string_view text) {
  const std::string first = to_lower(text.substr(0, 32));
  const auto begins = [&](std::string_view name) { return first.starts_with(name); };
  if (!begins("from:") && !begins("mime-version:") && !begins("subject:") && !begins("content-type:") &&
      !begins("date:") && !begins("snapshot-content-location:") && !begins("x-"))
    return false;
  const std::string head = to_lower(text.substr(0, 8192));
  return head.find("mime-version:") != std::string::npos &&
         (head.find("multipart/related") != std::string::npos || head.find("text/html") != std::string::npos);
}

bool is_annotation(std::string_view head) {
  return head.starts_with('{') && head.find("\"file\"") < 256 && head.find("\"sentences\"") != std::string_view::npos;
}

ContentKind text_kind(std::string_view text, bool whole, std::string_view media_type) {
  const std::string_view start = beginning_of(text);
  if (start.empty()) return ContentKind::empty;
  if (start.front() == '{' || start.front() == '[') {
    if (is_annotation(start)) return ContentKind::annotation;
    switch (json_shape(text, whole)) {
      case JsonShape::captures:
        return ContentKind::json_lines;
      case JsonShape::ninjs:
        return ContentKind::ninjs;
      case JsonShape::other:
        return ContentKind::json;
      case JsonShape::none:
        break;
    }
  }
  if (start.front() == '<') {
    const ContentKind kind = xml_kind(start);
    if (kind != ContentKind::text) return kind;
  }
  if (looks_like_html(start) || media_type == "text/html" || media_type == "application/xhtml+xml")
    return ContentKind::html;
  if (const char separator = table_separator(text, media_type); separator != '\0')
    return separator == '\t' ? ContentKind::tsv : ContentKind::csv;
  return ContentKind::text;
}

}  // namespace

ContentKind content_kind(std::string_view head, bool whole, std::string_view media_type) {
  if (head.empty()) return ContentKind::empty;
  if (is_sqlite(head)) return ContentKind::database;
  if (head.starts_with("\x1F\x8B"sv)) return ContentKind::gzip;
  if (head.starts_with("\x28\xB5\x2F\xFD"sv)) return ContentKind::zstd;
  // Skippable frames of zstd begin 0x184D2A50 to 0x184D2A5F, little-endian (RFC 8878, section 3.1.2).
  if (head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xF0) == 0x50 && head.substr(1, 3) == "\x2A\x4D\x18"sv)
    return ContentKind::zstd;
  if (head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv)) return ContentKind::zip;
  if (head.size() > 262 && head.substr(257, 5) == "ustar"sv) return ContentKind::tar;
  // These two hold binary data behind their first lines.
  const std::string_view start = beginning_of(head.substr(0, 8192));
  if (start.starts_with("WARC/1.") || start.starts_with("WARC/0.")) return ContentKind::warc;
  if (is_mhtml(start)) return ContentKind::mhtml;
  if (!wide_encoding(head).empty()) {
    Result<Decoded> decoded = decode_text(std::string(head.substr(0, head.size() & ~size_t{3})), "");
    return decoded ? text_kind(decoded->text, whole, media_type) : ContentKind::text;
  }
  if (!binary_kind(head).empty()) return ContentKind::binary;
  return text_kind(head, whole, media_type);
}

}  // namespace demarche
