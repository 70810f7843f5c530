#include "record_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace demarche::cli {
namespace {

/// The last words of `text` in at most `width` columns, the cut shown as "…".
std::string cut_front(const std::string& text, size_t width) {
  if (width == 0) return "";
  size_t at = 0;
  while (at < text.size() && columns(std::string_view(text).substr(at)) + 1 > width) at += decode_utf8(text, at).length;
  const size_t blank = text.find(' ', at);
  if (blank != std::string::npos && blank + 1 < text.size() && blank - at < 12) at = blank + 1;
  return "…" + text.substr(at);
}

/// File names without what all of them share.
std::string short_doc(const std::string& doc) {
  const size_t slash = doc.rfind('/');
  std::string name = slash == std::string::npos ? doc : doc.substr(slash + 1);
  const size_t dot = name.rfind('.');
  if (dot != std::string::npos && dot > 0 && name.size() - dot <= 6) name.resize(dot);
  return printable(name);
}

}  // namespace

std::string date_text(Date date, DatePrecision precision) {
  const std::string day = date.text();
  switch (precision) {
    case DatePrecision::month:
      return day.substr(0, 7);
    case DatePrecision::year:
      return day.substr(0, 4);
    case DatePrecision::decade:
      return day.substr(0, 3) + "0s";
    case DatePrecision::week:
      return day + "w";
    default:
      return day;
  }
}

std::string date_text(Date date, DatePrecision precision, const DateBracket& bracket) {
  if (date.known()) return date_text(date, precision);
  if (bracket.from.known()) return "≥" + bracket.from.text();
  return bracket.to.known() ? "≤" + bracket.to.text() : "";
}

std::string date_text(const Event& event) { return date_text(event.date, event.date_precision, event.bracket); }

std::string bracket_text(const DateBracket& bracket) {
  if (bracket.from.known() && bracket.to.known()) {
    return fmt::format("not before {} and not after {}", bracket.from.text(), bracket.to.text());
  }
  if (bracket.from.known()) return "not before " + bracket.from.text();
  return bracket.to.known() ? "not after " + bracket.to.text() : "date not known";
}

std::string letters_of(std::string_view text) {
  std::string out;
  for (const char byte : to_lower(text)) {
    if (is_ascii_digit(byte) || is_ascii_lower(byte) || static_cast<unsigned char>(byte) >= 0x80) out += byte;
  }
  return out;
}

std::string act_name(const Event& event) {
  std::string out = to_string(event.type);
  for (const std::string& mode : event.mode) out += (&mode == &event.mode.front() ? " " : ",") + mode;
  return out;
}

std::string capture_place(const std::string& doc, size_t docs, const std::string& id, const Paint& paint) {
  std::string name = short_doc(doc);
  if (docs > 1) name = fmt::format("{} +{}", fit(name, 11), docs - 1);
  return paint(Style::faint, fmt::format("{} {}", left(name, 15), id.substr(0, 8)));
}

std::string evidence_line(const Evidence& evidence, size_t width, const Paint& paint) {
  const std::string_view text = evidence.text;
  Span mark{0, 0};
  for (const Mark& one : evidence.marks) {
    if (one.role == MarkRole::trigger) mark = one.span;
  }
  const std::string open = paint.on() || mark.empty() ? "" : "{", close = open.empty() ? "" : "}";
  std::string before = printable(text.substr(0, mark.begin)), after = printable(text.substr(mark.end));
  const std::string trigger = fit(printable(mark.in(text)), width - std::min(width, open.size() + close.size()));
  const size_t used = columns(trigger) + open.size() + close.size();
  const size_t room = width - std::min(width, used);
  const size_t lead = std::min(columns(before), std::max(room / 3, room - std::min(room, columns(after))));
  if (columns(before) > lead) before = cut_front(before, lead);
  after = fit(after, room - std::min(room, columns(before)));
  std::string out = before + paint(Style::mark, open + trigger + close) + after;
  const size_t wide = columns(before) + used + columns(after);
  if (wide < width) out.append(width - wide, ' ');
  return out;
}

}  // namespace demarche::cli
