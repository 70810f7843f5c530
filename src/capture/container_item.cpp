#include "capture/container_item.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/hash.h"
#include "base/utf8.h"
#include "capture/html.h"

namespace demarche {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// Is this a tag of HTML, as pages of news use them? `text` begins behind its '<'.
bool is_tag(std::string_view text) {
  static constexpr std::array<std::string_view, 39> kTags = {
      "a",      "abbr",   "article", "b",     "blockquote", "body", "br",      "div",    "em",   "figure",
      "font",   "h1",     "h2",      "h3",    "h4",         "h5",   "h6",      "head",   "hr",   "html",
      "i",      "iframe", "img",     "li",    "main",       "p",    "section", "ol",     "u",    "pre",
      "center", "video",  "picture", "small", "span",       "ul",   "sup",     "strong", "table"};
  if (text.starts_with('/')) text.remove_prefix(1);
  size_t end = 0;
  while (end < text.size() && end < 12 && std::isalnum(static_cast<unsigned char>(text[end]))) ++end;
  if (end == 0 || end >= text.size() || std::string_view(" \t\r\n/>").find(text[end]) == std::string_view::npos)
    return false;
  const std::string name = to_lower(text.substr(0, end));
  return std::find(kTags.begin(), kTags.end(), name) != kTags.end() && text.find('>') != std::string_view::npos;
}

}  // namespace

Member item_of(const Member& container, std::string name) {
  Member out;
  out.id = name;
  out.name = std::move(name);
  out.charset = "utf-8";
  out.outlet = container.outlet;
  out.published = container.published;
  out.captured = container.captured;
  out.language = container.language;
  out.source = container.source;
  out.nesting = container.nesting;
  return out;
}

bool looks_like_markup(std::string_view text) {
  constexpr size_t kLooks = 1000;  // a text full of '<' that begin no tag is no page
  size_t looks = 0;
  for (size_t at = text.find('<'); at != std::string_view::npos && looks < kLooks; at = text.find('<', at + 1)) {
    if (is_tag(text.substr(at + 1, 4096))) return true;
    ++looks;
  }
  return false;
}

bool looks_like_escaped_markup(std::string_view text) {
  if (looks_like_markup(text)) return true;
  for (size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const size_t end = text.substr(0, at + 12).find(';', at);
    if (end == std::string_view::npos || end < at + 3) continue;
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (name[0] == '#' || std::all_of(name.begin(), name.end(), is_letter)) return true;
  }
  return false;
}

std::string plain_line(const std::string& markup, const ReadOptions& options) {
  Member title;
  title.name = "title";
  title.charset = "utf-8";
  const Result<Capture> read = read_html(markup, title, options);
  if (!read) return markup;
  std::string out(trim(read->text));
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

bool pass_item(std::string content, bool html, const Member& item, const ReadOptions& options,
               const CaptureSink& sink) {
  if (content.size() > options.max_capture_bytes) {
    return report(sink, item,
                  {ErrorCode::too_large,
                   fmt::format("its text has {} bytes, at most {} are read. Split it.", content.size(),
                               options.max_capture_bytes),
                   ""});
  }
  const bool headline = !trim(item.title).empty();
  if (trim(content).empty() && headline) {
    content = item.title;
    html = false;
  }
  if (trim(content).empty())
    return report(sink, item,
                  {ErrorCode::not_coded, "it has neither a text nor a title; there is nothing to read.", ""});
  if (html) {
    Result<Capture> page = read_html(std::move(content), item, options);
    if (!page && page.error().code == ErrorCode::not_coded && headline)
      return pass_item(item.title, false, item, options, sink);  // a picture and nothing else
    if (!page) return report(sink, item, page.error());
    complete(*page, item, options);
    return sink.capture(std::move(*page));
  }
  Capture out;
  out.digest = content_id(content);
  out.text = std::move(content);
  complete(out, item, options);
  return sink.capture(std::move(out));
}

}  // namespace demarche
