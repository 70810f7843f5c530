#include <fmt/format.h>

#include "base/utf8.h"
#include "clean/verdict.h"

namespace demarche {
namespace {

constexpr size_t kQuoted = 60;  ///< bytes of a phrase that are quoted

std::string quoted(std::string_view text) {
  const std::string_view head = text.substr(0, kQuoted);
  const std::string_view whole = head.substr(0, valid_utf8_prefix(head));
  return fmt::format("“{}{}”", whole, whole.size() < text.size() ? " …" : "");
}

/// The strongest phrase of a line as the page writes it; "" when it has none.
std::string phrase_of(const PageView& view, size_t line) {
  const LineCues& cues = view.facts[line].cues;
  if (cues.first_word >= cues.last_word) return "";
  const PageWord& last = view.page.words[cues.last_word - 1];
  const uint32_t begin = view.page.words[cues.first_word].begin;
  return quoted(view.page.text.substr(begin, last.begin + last.length - begin));
}

}  // namespace

std::string because_of(const PageView& view, const Verdict& verdict, size_t line) {
  const std::string phrase = phrase_of(view, line);
  switch (verdict.why) {
    case Why::phrase:
      return "says " + phrase;
    case Why::section:
      return "stands below " + phrase_of(view, verdict.other);
    case Why::copy:
      return fmt::format("says the same as block {}", verdict.other + 1);
    case Why::headlines:
      return fmt::format("in a list of {} headlines", verdict.other);
    case Why::tag:
      return "ends in a tag in brackets";
    case Why::before_text:
      return "stands before the text and speaks of other things";
    case Why::byline:
      return "read as the byline";
    case Why::date:
      return "read as a date";
    case Why::score:
      break;
  }
  if (view.page.lines[line].words() == 0) return "has no words";
  std::string out = fmt::format("score {:.1f}", view.scores[line]);
  if (!phrase.empty()) out += ", says " + phrase;
  if (verdict.reason == Reason::repeated) out += fmt::format(", stands here {} times", view.facts[line].same + 1);
  return out;
}

}  // namespace demarche
