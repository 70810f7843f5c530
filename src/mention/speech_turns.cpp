#include "mention/speech_turns.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr size_t kLongestLabel = 40;  ///< bytes
constexpr int kMostWords = 5;

/// A label names somebody: every word but small ones like "of" begins with a capital.
bool names_somebody(std::string_view label) {
  int words = 0;
  while (!label.empty()) {
    const size_t space = std::min(label.find(' '), label.size());
    const std::string_view word = label.substr(0, space);
    const bool small = words > 0 && (word == "of" || word == "de" || word == "the" || word == "van" || word == "von");
    const bool capital = !word.empty() && (is_ascii_upper(word[0]) ||
                                           (static_cast<unsigned char>(word[0]) >= 0xC3 && word[0] != '\xE2'));
    if (!small && !capital) return false;
    ++words;
    label.remove_prefix(std::min(space + 1, label.size()));
  }
  return words > 0 && words <= kMostWords;
}

PrintedTurn read_turn(std::string_view text, const Block& block, uint32_t index) {
  const std::string_view all = block.span.in(text);
  const size_t colon = all.substr(0, kLongestLabel).find(": ");
  if (block.kind != BlockKind::paragraph || colon == std::string_view::npos || !names_somebody(all.substr(0, colon)))
    return {};
  const std::string_view words = trim(all.substr(colon + 2));
  const bool marked = words.empty() || words[0] == '"' || words[0] == '\'' || words[0] == '`' ||
                      words.starts_with("“") || words.starts_with("‘") || words.starts_with("«");
  if (marked) return {};
  const auto begin = static_cast<uint32_t>(words.data() - text.data());
  return {index,
          {block.span.begin, block.span.begin + static_cast<uint32_t>(colon)},
          {begin, begin + static_cast<uint32_t>(words.size())}};
}

}  // namespace

std::vector<PrintedTurn> find_printed_turns(std::string_view text, const std::vector<Block>& body) {
  std::vector<PrintedTurn> out, run;
  const auto close = [&] {
    std::map<std::string_view, int> labels;
    bool talk = false;  // somebody speaks twice or asks something; else it is a list of states, days or updates
    for (const PrintedTurn& turn : run)
      talk = ++labels[turn.label.in(text)] > 1 || turn.words.in(text).ends_with('?') || talk;
    if (talk && labels.size() > 1) out.insert(out.end(), run.begin(), run.end());
    run.clear();
  };
  for (uint32_t i = 0; i < body.size(); ++i) {
    const PrintedTurn turn = read_turn(text, body[i], i);
    if (turn.words.empty()) {
      close();
    } else {
      run.push_back(turn);
    }
  }
  close();
  return out;
}

}  // namespace demarche
