#include "language/token_rules.h"

#include <array>

#include "base/utf8.h"
#include "knowledge/embedded.h"

namespace demarche {
namespace {

constexpr std::array<std::string_view, 11> kLists = {"title", "common", "numbered", "starter", "prefix",     "unit",
                                                     "split", "dotted", "speech",   "clock",   "after_clock"};

std::string_view take_word(std::string_view& line) {
  while (!line.empty() && is_ascii_space(line.front())) line.remove_prefix(1);
  size_t end = 0;
  while (end < line.size() && !is_ascii_space(line[end])) ++end;
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(end);
  return word;
}

}  // namespace

TokenRules::TokenRules(std::string_view text) {
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.starts_with('#')) continue;
    const std::string_view name = take_word(line);
    unsigned list = 0;
    for (size_t i = 0; i < kLists.size(); ++i) {
      if (kLists[i] == name) list = 1u << i;
    }
    if (list == 0) continue;
    for (std::string_view word = take_word(line); !word.empty(); word = take_word(line)) {
      std::string key(word);
      const size_t bar = list == split ? key.find('|') : std::string::npos;
      if (bar != std::string::npos) key.erase(bar, 1);
      Entry& entry = words_[key];
      entry.lists |= list;
      if (bar != std::string::npos) entry.cut = bar;
    }
  }
}

const TokenRules& TokenRules::shipped() {
  static const TokenRules rules(embedded_knowledge("language/tokens.txt"));
  return rules;
}

bool TokenRules::has(std::string_view word, unsigned lists) const {
  const auto entry = words_.find(word);
  return entry != words_.end() && (entry->second.lists & lists) != 0;
}

bool TokenRules::has_lower(std::string_view word, unsigned lists) const {
  if (word.size() > kLongest) return false;
  char lower[kLongest];
  for (size_t i = 0; i < word.size(); ++i)
    lower[i] = is_ascii_upper(word[i]) ? static_cast<char>(word[i] + 32) : word[i];
  return has(std::string_view(lower, word.size()), lists);
}

bool TokenRules::is_abbreviation(std::string_view word, unsigned lists) const {
  if (has(word, lists)) return true;
  if (word.size() < 2 || word.size() > kLongest) return false;
  std::string calm(word);
  for (size_t i = 0; i < calm.size(); ++i) {
    if (!is_ascii_upper(calm[i])) return false;
    if (i > 0) calm[i] = static_cast<char>(calm[i] + 32);
  }
  return has(calm, lists);
}

size_t TokenRules::cut(std::string_view word) const {
  if (word.size() > kLongest || !has_lower(word, split)) return 0;
  return words_.find(to_lower(word))->second.cut;
}

}  // namespace demarche
