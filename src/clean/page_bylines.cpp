#include <algorithm>

#include "base/utf8.h"
#include "clean/page_days.h"
#include "clean/page_says.h"

namespace demarche {
namespace {

constexpr int32_t kBlocksAbove = 6;  ///< around the title, among which a byline is looked for
constexpr int32_t kBlocksBelow = 14;
constexpr size_t kLongestByline = 160;  ///< bytes
constexpr size_t kMostWords = 24;

/// Without "By", "Written by" and the like; `found` says that there was one.
std::string_view without_by(std::string_view text, const PageFactNames& names, bool& found) {
  found = false;
  for (bool again = true; again;) {
    again = false;
    text = trim(text);
    const std::string lower = to_lower(text.substr(0, 40));
    size_t longest = 0;
    for (const std::string& phrase : names.phrases(FactWords::byline)) {
      if (!lower.starts_with(phrase) || phrase.size() <= longest || phrase.size() >= text.size()) continue;
      const char next = text[phrase.size()];
      if (is_ascii_space(next) || next == ':' || next == '\xC2') longest = phrase.size();
    }
    if (longest == 0) break;
    found = again = true;
    text.remove_prefix(longest);
    while (!text.empty() && (is_ascii_space(text.front()) || text.front() == ':')) text.remove_prefix(1);
  }
  return text;
}

/// Where the credit of somebody else begins: "... Reviewed by ...".
size_t next_credit(std::string_view text, const PageFactNames& names) {
  const std::string lower = to_lower(text);
  size_t out = text.size();
  for (const std::string& phrase : names.phrases(FactWords::byline)) {
    if (phrase.find(' ') == std::string::npos) continue;  // "von" may be of the name
    const size_t at = lower.find(phrase);
    if (at == std::string::npos || at == 0 || at >= out) continue;
    if (lower[at - 1] == ' ' || lower[at - 1] == '(') out = at;
  }
  return out;
}

bool is_role(std::string_view part, const PageFactNames& names) {
  const std::string lower = to_lower(part);
  bool any = false;
  for (size_t i = 0; i < lower.size();) {
    const size_t end = std::min(lower.find(' ', i), lower.size());
    const std::string word = lower.substr(i, end - i);
    i = end + 1;
    if (word.empty()) continue;
    if (names.holds(FactWords::role, word)) any = true;
  }
  return any;
}

/// The names in a byline: no "By", no date and what is behind it, no roles, nothing that is an address or the outlet.
std::string names_in(std::string_view value, const PageSays& says, const PageFacts& facts) {
  bool said_by = false;
  std::string_view text = without_by(value, says.names, said_by);
  if (text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos) return "";
  for (const std::string_view mark : {"|", " • ", " · ", " – ", " — ", " - ", "; "})
    text = text.substr(0, text.find(mark));
  const WrittenDay day = read_day(text, says.names);
  if (day.date.known()) text = text.substr(0, day.span.begin);
  text = text.substr(0, text.find_first_of("0123456789"));
  text = text.substr(0, next_credit(text, says.names));
  text = trim(text);
  while (!text.empty() && (text.back() == ',' || text.back() == ':' || text.back() == '-' || text.back() == '(')) {
    text.remove_suffix(1);
    text = trim(text);
  }
  if (text.size() > kLongestByline) return "";
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const size_t end = std::min(rest.find(", "), rest.size());
    const std::string_view part = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 2, rest.size()));
    if (part.empty() || (!out.empty() && is_role(part, says.names))) continue;
    out += (out.empty() ? "" : ", ") + std::string(part);
  }
  const std::string lower = to_lower(out);
  if (out.size() < 2 || lower.starts_with("www.")) return "";
  if (says.names.holds(FactWords::nobody, lower) || says.names.holds(FactWords::byline, lower)) return "";
  if (std::none_of(out.begin(), out.end(), [](char c) {
        return is_ascii_upper(c) || is_ascii_lower(c) || static_cast<unsigned char>(c) >= 0x80;
      }))
    return "";
  const std::string key = text_key(out);
  if (key.empty() || key == text_key(facts.outlet) || key == text_key(host_of(facts.url))) return "";
  if (std::count(out.begin(), out.end(), ' ') > static_cast<int>(kMostWords)) return "";
  return out;
}

bool has_byline_class(std::string_view classes, const PageFactNames& names) {
  while (!classes.empty()) {
    const size_t end = std::min(classes.find(' '), classes.size());
    for (const PageFactNames::Use& use : names.uses(FactPlace::klass, classes.substr(0, end))) {
      if (use.field == PageField::byline) return true;
    }
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return false;
}

/// A line near the title that is marked as a byline or begins with "By".
std::string byline_of_text(const PageSays& says, const PageFacts& facts) {
  const auto blocks = static_cast<int32_t>(says.page.blocks.size());
  const int32_t title = std::max(facts.title_block, 0);
  for (const bool marked : {true, false}) {
    for (int32_t i = std::max(title - kBlocksAbove, 0); i < std::min(title + kBlocksBelow, blocks); ++i) {
      if (i == facts.title_block) continue;
      const MarkupBlock& block = says.page.blocks[static_cast<size_t>(i)];
      const std::string_view line = says.text_of(static_cast<uint32_t>(i));
      if (line.size() > kLongestByline || line.size() < 3) continue;
      bool said_by = false;
      const std::string_view rest = without_by(line, says.names, said_by);
      const bool has_class = has_byline_class(block.names.in(says.page.names), says.names) ||
                             has_byline_class(says.page.names_of(block.node), says.names);
      if (marked ? !has_class : !said_by) continue;
      if (says.outside(block.node, facts.title_block)) continue;
      if (rest.empty() || !(is_ascii_upper(rest[0]) || static_cast<unsigned char>(rest[0]) >= 0x80)) continue;
      if (rest.back() == '.' && std::count(rest.begin(), rest.end(), ' ') > 4) continue;
      std::string names = names_in(rest, says, facts);
      if (!names.empty()) return names;
    }
  }
  return "";
}

}  // namespace

void find_byline(const PageSays& says, PageFacts& facts) {
  const auto take = [&](std::string_view value) {
    if (facts.byline.empty() && !value.empty()) facts.byline = names_in(plain_value(value), says, facts);
  };
  if (says.article != nullptr) take(says.article->byline);
  for (const Said& one : says.said) {
    if (one.field == PageField::byline && one.place == FactPlace::meta) take(one.meta->value);
  }
  if (says.about != nullptr) take(says.about->byline);
  for (const Said& one : says.said) {
    if (one.field != PageField::byline || one.place != FactPlace::itemprop || !facts.byline.empty()) continue;
    if (!says.outside(one.meta->node, facts.title_block)) take(one.meta->value);
  }
  for (const MarkupMeta& meta : says.page.metas) {
    if (meta.kind != MarkupMeta::Kind::author || !facts.byline.empty()) continue;
    if (!says.outside(meta.node, facts.title_block)) take(meta.value);
  }
  if (facts.byline.empty()) facts.byline = byline_of_text(says, facts);
}

}  // namespace demarche
