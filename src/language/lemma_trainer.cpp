#include "language/lemma_trainer.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "language/lemmatizer.h"
#include "language/word_form.h"

namespace demarche {
namespace {

constexpr size_t kLongestAppend = 14;
constexpr size_t kEnoughTypes = 2;         ///< words that must share an ending before it counts
constexpr size_t kCandidateShare = 12;     ///< a further rule needs one in so many of the ending's words
constexpr size_t kEnoughForPlural = 4;     ///< times an inflected word must be seen as its own lemma ("trousers")
constexpr size_t kEnoughForException = 2;  ///< times a word without inflection must be seen with another lemma

using Rule = std::pair<uint8_t, std::string>;

/// A word as it is inflected: lower-case form and tag.
struct Type {
  std::string lower;
  TagName tag;
  auto operator<=>(const Type&) const = default;
};

Rule rule_between(std::string_view form, std::string_view lemma) {
  size_t same = 0;
  while (same < form.size() && same < lemma.size() && form[same] == lemma[same]) ++same;
  if (same == 0) return {LemmaRule::kAll, std::string(lemma)};
  return {static_cast<uint8_t>(std::min<size_t>(form.size() - same, 254)), std::string(lemma.substr(same))};
}

class LemmaTrainer {
 public:
  explicit LemmaTrainer(const PackedModel& model) : model_(model) { rule_index(Rule{0, ""}); }

  void count(const std::string& form, const std::string& lemma, const TagName& tag, size_t times) {
    std::string buffer;
    const std::string lower = to_lower(canonical_form(form, buffer));
    std::string wanted = to_lower(canonical_form(lemma, buffer));
    if (lemma.empty() || lemma == "_" || tag.xpos == "GW") return;
    if (tag.xpos == "NNP" && tag.upos != Upos::PROPN) wanted = lower;  // "United" stays itself in a name
    const Rule rule = rule_between(lower, wanted);
    if (rule.second.size() > kLongestAppend || lower.size() > 60) return;
    counts_[{lower, tag}][rule] += times;
  }

  std::string finish() {
    for (const auto& [type, rules] : counts_) {
      const auto best = std::max_element(rules.begin(), rules.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      chosen_[type] = *best;
    }
    add_endings();
    // Exceptions are what the endings get wrong; that needs a table without exceptions.
    const std::string endings_only = table();
    const Result<LemmaTable> read = LemmaTable::read(endings_only, "lemmas");
    if (!read) return endings_only;
    for (const auto& [type, chosen] : chosen_) {
      if (!is_inflected(type.tag.xpos) && chosen.second < kEnoughForException) continue;
      const bool unchanged = chosen.first == Rule{0, ""};
      if (unchanged && type.tag.xpos == "NNS" && chosen.second < kEnoughForPlural) continue;
      const uint16_t rule = choose_rule(*read, model_, type.lower, type.tag);
      const LemmaRule& guess = read->rule(rule);
      if (guess.strip == chosen.first.first && guess.append == chosen.first.second) continue;
      entries_.emplace_back(LemmaTable::exception_key(type.lower, type.tag),
                            std::vector<uint16_t>{rule_index(chosen.first)});
    }
    return table();
  }

 private:
  uint16_t rule_index(const Rule& rule) {
    const auto [entry, is_new] = rule_numbers_.emplace(rule, static_cast<uint16_t>(rules_.size()));
    if (is_new) rules_.push_back(rule);
    return entry->second;
  }

  std::string table() const { return LemmaTable::pack(rules_, entries_); }

  void add_endings() {
    std::map<std::pair<std::string, std::string>, std::map<Rule, size_t>> endings;  // Penn tag, ending
    for (const auto& [type, chosen] : chosen_) {
      if (!is_inflected(type.tag.xpos) || chosen.first.first == LemmaRule::kAll) continue;
      const size_t longest =
          std::min(type.lower.size() - std::min<size_t>(type.lower.size(), 1), LemmaTable::kLongestEnding);
      for (size_t length = 1; length <= longest; ++length) {
        ++endings[{type.tag.xpos, type.lower.substr(type.lower.size() - length)}][chosen.first];
      }
    }
    for (const auto& [key, rules] : endings) {
      const std::vector<Rule> ranked = candidates(rules);
      if (ranked.empty()) continue;
      const std::string& ending = key.second;
      const auto shorter = endings.find({key.first, ending.substr(1)});
      if (ending.size() > 1 && candidates(shorter->second) == ranked) continue;  // says nothing new
      std::vector<uint16_t> numbers;
      for (const Rule& rule : ranked) numbers.push_back(rule_index(rule));
      entries_.emplace_back(LemmaTable::ending_key(ending, key.first), numbers);
    }
  }

  static std::vector<Rule> candidates(const std::map<Rule, size_t>& rules) {
    std::vector<std::pair<size_t, Rule>> sorted;
    size_t total = 0;
    for (const auto& [rule, count] : rules) {
      sorted.emplace_back(count, rule);
      total += count;
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Rule> out;
    if (total < kEnoughTypes) return out;
    for (const auto& [count, rule] : sorted) {
      if (out.size() < LemmaTable::kCandidates && count * kCandidateShare >= total) out.push_back(rule);
    }
    return out;
  }

  const PackedModel& model_;
  std::map<Type, std::map<Rule, size_t>> counts_;
  std::map<Type, std::pair<Rule, size_t>> chosen_;
  std::map<Rule, uint16_t> rule_numbers_;
  std::vector<Rule> rules_;
  std::vector<std::pair<uint64_t, std::vector<uint16_t>>> entries_;
};

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> out;
  while (true) {
    const size_t start = line.find_first_not_of(" \t\r");
    if (start == std::string_view::npos) return out;
    line.remove_prefix(start);
    const size_t end = std::min(line.find_first_of(" \t\r"), line.size());
    out.emplace_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

/// Lines "verb base past participle", "noun base plural", "word lemma UPOS xpos form".
void add_irregular(std::string_view text, LemmaTrainer& trainer) {
  constexpr size_t kWeight = 50;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    const std::vector<std::string> w = words_of(line);
    if (w.empty() || w[0][0] == '#') continue;
    Upos upos = Upos::X;
    if (w[0] == "verb" && w.size() == 4) {
      trainer.count(w[2], w[1], {Upos::VERB, "VBD"}, kWeight);
      trainer.count(w[3], w[1], {Upos::VERB, "VBN"}, kWeight);
    } else if (w[0] == "noun" && w.size() == 3) {
      trainer.count(w[2], w[1], {Upos::NOUN, "NNS"}, kWeight);
    } else if (w[0] == "word" && w.size() == 5 && parse_upos(w[2], upos)) {
      trainer.count(w[4], w[1], {upos, w[3]}, kWeight * 100);
    }
  }
}

}  // namespace

std::string train_lemmas(const std::vector<ConlluSentence>& treebank, std::string_view irregular,
                         const PackedModel& model) {
  LemmaTrainer trainer(model);
  for (const ConlluSentence& sentence : treebank) {
    for (const ConlluWord& word : sentence.words) trainer.count(word.form, word.lemma, {word.upos, word.xpos}, 1);
  }
  add_irregular(irregular, trainer);
  return trainer.finish();
}

}  // namespace demarche
