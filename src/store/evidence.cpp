#include "store/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr std::string_view kLetters = "tarsiwcfdovpq";  // in the order of MarkRole
constexpr const char* kRoleNames[] = {"trigger",   "actor",   "recipient", "according_to", "issuer",
                                      "addressee", "content", "condition", "deadline",     "occasion",
                                      "via",       "speaker", "cue"};
constexpr std::string_view kEllipsis = "…";

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

/// The part of the sentence that is kept: all of it, or `most` bytes with `focus` as near the middle as possible.
Span window(std::string_view text, Span sentence, Span focus, uint32_t most) {
  if (sentence.size() <= most) return sentence;
  uint32_t middle = sentence.begin;
  if (sentence.contains(focus)) middle = focus.begin + std::min(focus.size(), most) / 2;
  uint32_t begin = middle - std::min(middle - sentence.begin, most / 2);
  uint32_t end = std::min(sentence.end, begin + most);
  begin = std::max(sentence.begin, end - most);
  while (begin < end && continues(text[begin])) ++begin;
  while (end > begin && end < sentence.end && continues(text[end])) --end;
  return {begin, end};
}

}  // namespace

const char* to_string(MarkRole role) { return kRoleNames[static_cast<size_t>(role)]; }

Evidence cut_evidence(std::string_view text, Span sentence, Span focus, const std::vector<Mark>& marks, uint32_t most) {
  Evidence out;
  sentence.end = std::min(sentence.end, static_cast<uint32_t>(text.size()));
  if (sentence.empty()) return out;
  const Span kept = window(text, sentence, focus, most);
  if (kept.begin > sentence.begin) out.text = kEllipsis;
  const auto shift = static_cast<uint32_t>(out.text.size());
  for (const char byte : kept.in(text)) out.text += is_ascii_space(byte) ? ' ' : byte;
  if (kept.end < sentence.end) out.text += kEllipsis;
  for (const Mark& mark : marks) {
    if (mark.span.empty() || !kept.contains(mark.span)) continue;
    out.marks.push_back({mark.role, {mark.span.begin - kept.begin + shift, mark.span.end - kept.begin + shift}});
  }
  std::sort(out.marks.begin(), out.marks.end(),
            [](const Mark& a, const Mark& b) { return std::tie(a.span, a.role) < std::tie(b.span, b.role); });
  out.marks.erase(std::unique(out.marks.begin(), out.marks.end()), out.marks.end());
  return out;
}

std::string marks_text(const std::vector<Mark>& marks) {
  std::string out;
  for (const Mark& mark : marks) {
    if (!out.empty()) out += ' ';
    out += fmt::format("{}:{}-{}", kLetters[static_cast<size_t>(mark.role)], mark.span.begin, mark.span.end);
  }
  return out;
}

std::vector<Mark> parse_marks(std::string_view text, size_t size) {
  std::vector<Mark> out;
  while (!text.empty()) {
    const size_t blank = std::min(text.find(' '), text.size());
    const std::string_view item = text.substr(0, blank);
    text.remove_prefix(std::min(blank + 1, text.size()));
    const size_t letter = item.empty() ? std::string_view::npos : kLetters.find(item[0]);
    if (letter == std::string_view::npos || item.size() < 3) continue;
    Mark mark;
    mark.role = static_cast<MarkRole>(letter);
    const char* end = item.data() + item.size();
    const auto first = std::from_chars(item.data() + 2, end, mark.span.begin);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-') continue;
    const auto second = std::from_chars(first.ptr + 1, end, mark.span.end);
    if (second.ec == std::errc() && !mark.span.empty() && mark.span.end <= size) out.push_back(mark);
  }
  return out;
}

}  // namespace demarche
