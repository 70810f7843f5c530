#include "knowledge/lexical_classes.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/file.h"
#include "base/utf8.h"

namespace demarche {

Result<LexicalClasses> LexicalClasses::load(const std::vector<std::filesystem::path>& folders) {
  LexicalClasses out;
  for (size_t i = 0; i < folders.size(); ++i) {
    const auto path = folders[i] / "classes.txt";
    std::error_code code;
    if (i > 0 && !std::filesystem::exists(path, code)) continue;
    const auto text = read_file(path);
    if (!text) return text.error();
    if (const auto added = out.add(*text, path.string()); !added) return added.error();
  }
  return out;
}

Result<void> LexicalClasses::add(std::string_view text, const std::string& where) {
  std::istringstream in{std::string(text)};
  Set* current = nullptr;
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (const size_t comment = line.find('#'); comment != std::string::npos) line.resize(comment);
    if (trim(line).empty()) continue;
    std::istringstream words(line);
    if (line[0] == '@') {
      std::string name;
      words >> name;
      if (name.size() < 3 || name.back() != ':') {
        return Error{ErrorCode::bad_format, fmt::format("found '{}', expected '@name: lemma lemma ...'.", name),
                     fmt::format("{}:{}", where, number)};
      }
      current = &classes_[name.substr(1, name.size() - 2)];
    }
    if (!current) {
      return Error{ErrorCode::bad_format, "words before the first '@name:' line.", fmt::format("{}:{}", where, number)};
    }
    for (std::string word; words >> word;) {
      if (word[0] != '@') {
        current->insert(word);
        continue;
      }
      const Set* other = find(word.substr(1));
      if (!other) {
        return Error{ErrorCode::bad_format, fmt::format("class {} is not known above this line.", word),
                     fmt::format("{}:{}", where, number)};
      }
      const Set copy = *other;
      current->insert(copy.begin(), copy.end());
    }
  }
  by_lemma_.clear();
  for (const auto& [name, set] : classes_) {
    for (const std::string& lemma : set) by_lemma_[lemma].push_back(name);
  }
  for (auto& [lemma, names] : by_lemma_) {
    std::sort(names.begin(), names.end());
    lemmas_.add(lemma);
  }
  return {};
}

const std::vector<std::string>& LexicalClasses::of(std::string_view lemma) const {
  static const std::vector<std::string> none;
  if (!lemmas_.may_hold(lemma)) return none;
  const auto found = by_lemma_.find(lemma);
  return found == by_lemma_.end() ? none : found->second;
}

const LexicalClasses::Set* LexicalClasses::find(std::string_view name) const {
  const auto found = classes_.find(name);
  return found == classes_.end() ? nullptr : &found->second;
}

bool LexicalClasses::contains(std::string_view name, std::string_view lemma) const {
  const std::vector<std::string>& names = of(lemma);  // most words are in no class, the others in a few
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace demarche
