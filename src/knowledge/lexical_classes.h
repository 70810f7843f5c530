#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/string_map.h"

namespace demarche {

/// Named sets of lemmas ("@sanctions") that frames, status rules and composition share. docs/formats/frames.md.
/// Immutable after load.
class LexicalClasses {
 public:
  using Set = StringSet;

  /// Reads `folder`/classes.txt and overlays' classes.txt; a class named again is extended.
  /// Errors: not_found, bad_format ("file:line").
  static Result<LexicalClasses> load(const std::vector<std::filesystem::path>& folders);
  /// Reads class lines from text; `where` names it in errors.
  Result<void> add(std::string_view text, const std::string& where);

  /// The class called `name` (without "@"), or null.
  const Set* find(std::string_view name) const;
  bool contains(std::string_view name, std::string_view lemma) const;
  /// Names of all classes that hold the lemma, in name order.
  const std::vector<std::string>& of(std::string_view lemma) const;

 private:
  StringMap<Set> classes_;
  StringMap<std::vector<std::string>> by_lemma_;  ///< the same, turned round
  WordFilter lemmas_;                             ///< the keys of by_lemma_
};

}  // namespace demarche
