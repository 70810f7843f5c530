#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/utf8.h"
#include "capture/encoding.h"
#include "capture/html.h"
#include "capture/html_page.h"
#include "capture/html_tokens.h"

namespace demarche {
namespace {

constexpr size_t kCharsetBytes = 4096;  ///< beginning in which <meta charset> stands; browsers look at 1024

/// The encoding that <meta charset> or <meta http-equiv> names, or "".
std::string declared_charset(std::string_view page) {
  HtmlTokens tokens(page.substr(0, kCharsetBytes));
  HtmlToken token;
  while (tokens.next(token)) {
    if (token.kind != HtmlToken::Kind::start_tag || !equals_lower(token.name, "meta")) continue;
    if (const std::string_view charset = trim(token.attribute("charset")); !charset.empty())
      return std::string(charset);
    const std::string content = to_lower(token.attribute("content"));
    const size_t at = content.find("charset=");
    if (at == std::string::npos || !equals_lower(token.attribute("http-equiv"), "content-type")) continue;
    const std::string rest = content.substr(at + 8);
    return rest.substr(0, rest.find_first_of("; \t\"'"));
  }
  return "";
}

/// Offsets into the page, led on to the bytes it was converted from.
ByteMap joined(const ByteMap& page, const ByteMap& bytes) {
  if (bytes.identity()) return page;
  std::vector<ByteMap::Step> steps;
  steps.reserve(page.steps().size() + bytes.steps().size());
  size_t next = 0;
  const auto& inner = bytes.steps();
  for (size_t i = 0; i < page.steps().size(); ++i) {
    const ByteMap::Step& step = page.steps()[i];
    const uint32_t end = i + 1 < page.steps().size() ? page.steps()[i + 1].text : UINT32_MAX;
    steps.push_back({step.text, bytes.to_original(step.original)});
    // Steps of the conversion that fall inside this stretch.
    while (next < inner.size() && inner[next].text <= step.original) ++next;
    for (size_t k = next; k < inner.size(); ++k) {
      const uint32_t text = step.text + (inner[k].text - step.original);
      if (text >= end) break;
      steps.push_back({text, inner[k].original});
    }
  }
  return ByteMap(std::move(steps));
}

}  // namespace

bool looks_like_html(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == '<') {
    static constexpr std::array<std::string_view, 22> kFirst = {
        "html",  "head",  "body", "div", "p",    "article", "section", "main",   "meta", "title", "script",
        "style", "table", "h1",   "h2",  "span", "a",       "ul",      "header", "nav",  "br",    "link"};
    if (text.size() > 9 && equals_lower(text.substr(0, 9), "<!doctype") &&
        to_lower(text.substr(9, 20)).find("html") != std::string::npos)
      return true;
    const std::string_view name = text.substr(1, text.find_first_of(" \t\r\n/>", 1) - 1);
    const bool known =
        std::any_of(kFirst.begin(), kFirst.end(), [&](std::string_view one) { return equals_lower(name, one); });
    if (known && text.find('>') != std::string_view::npos) return true;
  }
  // A page behind stray bytes.
  const std::string lower = to_lower(text.substr(0, kCharsetBytes));
  return (lower.find("<html") != std::string::npos || lower.find("<!doctype html") != std::string::npos) &&
         lower.find("<head") != std::string::npos;
}

Result<Capture> read_html(std::string bytes, const Member& member, const ReadOptions& options) {
  if (bytes.size() > options.max_capture_bytes) {
    return Error{ErrorCode::too_large,
                 fmt::format("the page has {} bytes, at most {} are read. Split it, or raise --max-bytes.",
                             bytes.size(), options.max_capture_bytes),
                 member.name};
  }
  Capture out;
  out.digest = content_id(bytes);
  const std::string declared = member.charset.empty() ? declared_charset(bytes) : member.charset;
  Result<Decoded> decoded = decode_text(std::move(bytes), member.name, declared);
  if (!decoded) return decoded.error();
  out.media_type = "text/html";
  out.encoding = std::move(decoded->encoding);
  flatten_html(decoded->text, options.limits, out);
  out.map = joined(out.map, decoded->map);
  if (out.text.empty()) {
    return Error{ErrorCode::not_coded,
                 "the page holds no visible text (it may be built by scripts). Save it from a browser.", member.name};
  }
  const size_t slash = member.name.find_last_of("/\\");
  out.id = slash == std::string::npos || slash + 1 == member.name.size() ? member.name : member.name.substr(slash + 1);
  complete(out, member, options);
  return out;
}

bool read_html_member(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink) {
  std::string bytes;
  bool go_on = true;
  if (!read_whole(in, bytes, member, options, sink, go_on)) return go_on;
  Result<Capture> capture = read_html(std::move(bytes), member, options);
  return capture ? sink.capture(std::move(*capture)) : report(sink, member, capture.error());
}

}  // namespace demarche
