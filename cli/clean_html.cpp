#include "clean_html.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace demarche::cli {
namespace {

constexpr const char* kStyle = R"(
body { font-family: serif; line-height: 1.5; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff; }
article { border-top: 1px solid #999; padding-top: 1em; margin-top: 2em; }
dl { display: grid; grid-template-columns: 9em 1fr; font: 0.85em sans-serif; }
dd { margin: 0; overflow-wrap: anywhere; }
p, h2, h3, li, blockquote { overflow-wrap: anywhere; white-space: pre-line; }
p.caption { font-style: italic; }
p.list_item { margin-left: 1.5em; }
p.dropped { color: #666; background: #f3f3f3; font: 0.8em sans-serif; margin: 0.2em 0; padding: 0.1em 0.5em; }
p.dropped b { color: #444; }
)";

std::string reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return std::string(1, c);
  }
}

std::string row(std::string_view name, std::string_view value, std::string_view how) {
  if (value.empty()) return "";
  const std::string origin = how.empty() ? "" : fmt::format(" <small>({})</small>", html_text(how));
  return fmt::format("<dt>{}</dt><dd>{}{}</dd>\n", name, html_text(value), origin);
}

std::string kept(const Block& block, std::string_view text) {
  const std::string words = html_text(block.span.in(text));
  switch (block.kind) {
    case BlockKind::title:
      return fmt::format("<h2 class=\"title\">{}</h2>\n", words);
    case BlockKind::heading:
      return fmt::format("<h3>{}</h3>\n", words);
    case BlockKind::block_quote:
      return fmt::format("<blockquote>{}</blockquote>\n", words);
    default:
      return fmt::format("<p class=\"{}\">{}</p>\n", to_string(block.kind), words);
  }
}

std::string dropped(const DroppedBlock& block, std::string_view text) {
  const std::string why = block.because.empty() ? "" : ": " + html_text(block.because);
  return fmt::format("<p class=\"dropped\"><b>{}</b>{}<br>{}</p>\n", html_text(block.reason), why,
                     html_text(block.span.in(text)));
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = decode_utf8(text, i);
    const bool broken = point.value == 0xFFFD && point.length == 1;
    // Control characters, and those that turn the direction of what stands behind them.
    const bool control = (point.value < 0x20 && point.value != '\n') || (point.value >= 0x7F && point.value < 0xA0) ||
                         (point.value >= 0x202A && point.value <= 0x202E) ||
                         (point.value >= 0x2066 && point.value <= 0x2069) || (point.value & 0xFFFE) == 0xFFFE ||
                         (point.value >= 0xFDD0 && point.value <= 0xFDEF);
    if (broken || control) {
      out += ' ';
    } else if (point.length == 1) {
      out += reference(text[i]);
    } else {
      out += text.substr(i, point.length);
    }
    i += point.length;
  }
  return out;
}

std::string html_head() {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>What was kept and what was "
      "dropped</title>\n<style>{}</style>\n</head>\n<body>\n",
      kStyle);
}

std::string html_article(const Article& article, const Capture& capture) {
  std::string out = fmt::format("<article>\n<h1>{}</h1>\n<dl>\n",
                                html_text(article.title.empty() ? "(no title)" : std::string_view(article.title)));
  out += row("capture", article.doc, "");
  out += row("byline", article.byline, "");
  out += row("outlet", article.outlet, "");
  out += row("published", article.published.text(), article.published_how);
  out += row("modified", article.modified.text(), article.modified_how);
  out += row("language", article.language, "");
  out += row("url", article.url, "");
  out += row("blocks", fmt::format("{} kept, {} dropped", article.body.size(), article.dropped.size()), "");
  out += "</dl>\n";
  size_t body = 0;
  size_t gone = 0;
  while (body < article.body.size() || gone < article.dropped.size()) {
    const bool keep = gone == article.dropped.size() ||
                      (body < article.body.size() && article.body[body].span.begin < article.dropped[gone].span.begin);
    out += keep ? kept(article.body[body++], capture.text) : dropped(article.dropped[gone++], capture.text);
  }
  return out + "</article>\n";
}

std::string html_foot() { return "</body>\n</html>\n"; }

}  // namespace demarche::cli
