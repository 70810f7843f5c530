#include <algorithm>
#include <string_view>

#include "clean/verdict.h"

namespace demarche {
namespace {

constexpr uint32_t kMostGluedWords = 40;

/// Bytes between two words of a line.
std::string_view between(const Page& page, uint32_t left, uint32_t right) {
  const uint32_t begin = page.words[left].begin + page.words[left].length;
  return page.text.substr(begin, page.words[right].begin - begin);
}

bool has_stop(std::string_view gap) {
  return gap.find_first_of(".!?") != std::string_view::npos || gap.find("…") != std::string_view::npos;
}

bool has_space(std::string_view gap) {
  return gap.find_first_of(" \t") != std::string_view::npos || gap.find("\u00A0") != std::string_view::npos;
}

bool has_quote(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c == '"'; }) ||
         text.find("“") != std::string_view::npos || text.find("”") != std::string_view::npos;
}

/// Where the kept part ends: behind the stop and its closing marks.
uint32_t end_of_sentence(const Page& page, uint32_t left, std::string_view gap) {
  const uint32_t begin = page.words[left].begin + page.words[left].length;
  uint32_t end = 0;
  for (uint32_t i = 0; i < gap.size(); ++i) {
    const char c = gap[i];
    if (c == ' ' || c == '\t' || c == '[' || c == '(' || c == '|' || c == '\n' || c == '\r') {
      if (end > 0) break;
      continue;
    }
    end = i + 1;
  }
  return begin + end;
}

/// A pointer that goes on as an ordinary sentence may be one: it stays unless it is glued on or set off.
bool reads_on(const Page& page, const PageLine& line, const CueHit& hit, bool glued) {
  const std::string_view rest =
      page.text.substr(page.words[hit.first].begin, line.span.end - page.words[hit.first].begin);
  if (has_quote(rest)) return true;
  if (glued || hit.last == line.last_word) return false;
  const std::string_view gap = between(page, hit.last - 1, hit.last);
  if (gap.find(':') != std::string_view::npos || gap.find("–") != std::string_view::npos ||
      gap.find('|') != std::string_view::npos)
    return false;
  return hit.reason == Reason::read_also && line.end == LineEnd::sentence;
}

Span phrase_span(const Page& page, const CueHit& hit) {
  return {page.words[hit.first].begin, page.words[hit.last - 1].begin + page.words[hit.last - 1].length};
}

/// "(Also read: ...)" and "[WATCH: ...]": from the bracket to its fellow.
bool bracketed(const Page& page, const PageLine& line, const Cues& cues, uint32_t word, Piece& out) {
  const std::string_view gap = between(page, word - 1, word);
  const size_t open = gap.find_last_of("([");
  if (open == std::string_view::npos || open + 1 != gap.size()) return false;
  CueHit hit;
  if (!cues.find_tail(page, word, line.last_word, hit)) return false;
  const uint32_t begin = page.words[word].begin - 1;
  const char close = gap[open] == '(' ? ')' : ']';
  const size_t end = page.text.find(close, begin);
  if (end == std::string_view::npos || end >= line.span.end) return false;
  out = {{begin, static_cast<uint32_t>(end) + 1}, hit.reason, phrase_span(page, hit)};
  return true;
}

}  // namespace

std::vector<Piece> glued_furniture(const Page& page, const PageLine& line, const Cues& cues) {
  std::vector<Piece> out;
  if (line.words() < 8) return out;
  for (uint32_t i = line.first_word + 1; i < line.last_word; ++i) {
    if (!page.words[i].capital && !page.words[i].all_caps) continue;
    const std::string_view gap = between(page, i - 1, i);
    if (gap.size() == 1 && gap[0] == ' ') continue;
    Piece piece;
    if (bracketed(page, line, cues, i, piece)) {
      out.push_back(piece);
      while (i + 1 < line.last_word && page.words[i + 1].begin < piece.span.end) ++i;
      continue;
    }
    CueHit hit;
    if (!has_stop(gap) || line.last_word - i > kMostGluedWords || !cues.find_tail(page, i, line.last_word, hit))
      continue;
    if (hit.where == CueWhere::line && hit.last != line.last_word) continue;
    if (reads_on(page, line, hit, !has_space(gap))) continue;
    out.push_back({{end_of_sentence(page, i - 1, gap), line.span.end}, hit.reason, phrase_span(page, hit)});
    break;
  }
  return out;
}

}  // namespace demarche
