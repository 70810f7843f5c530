#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/actors.h"
#include "mention/speech_tree.h"
#include "record/parse.h"

namespace demarche {

/// A name of the lexicon in a sentence. Token range [first, last).
struct NameSpan {
  uint32_t first = 0;
  uint32_t last = 0;
  std::vector<NameSense> senses;
  std::string_view prefix;  ///< the word a hyphen joins before it: "pro" in "pro-Russian"
  std::string_view suffix;  ///< the word a hyphen joins after it: "backed" in "Russian-backed"
  bool whole = true;        ///< it fills its tokens; false: a part of one, such as "pro-Russian"
};

/// A role phrase ("foreign minister") in a sentence.
struct RoleSpan {
  uint32_t first = 0;
  uint32_t last = 0;
  uint32_t head = 0;  ///< its noun: the last word before "of", "for", "to"
  const RoleNoun* role = nullptr;
  uint64_t noun = 0;  ///< key of the head noun, whatever its number
  bool plural = false;
};

/// A run of proper nouns that the lexicon does not know.
struct ProperRun {
  uint32_t first = 0;
  uint32_t last = 0;
};

/// One sentence with the names, roles and unknown proper nouns found in it. No two of them overlap. Reusable scratch;
/// views point into the text, the lexicon and the scratch itself, which all must stay as they are while it is used.
class ActorScan {
 public:
  explicit ActorScan(const ActorLexicon& lexicon) : lexicon_(lexicon) {}
  /// `text` is the capture's text.
  void read(std::string_view text, const Sentence& sentence);

  const std::vector<NameSpan>& names() const { return names_; }
  const std::vector<RoleSpan>& roles() const { return roles_; }
  const std::vector<ProperRun>& runs() const { return runs_; }
  /// What covers a token: index into names(), roles(), runs(), or -1.
  int32_t name_at(uint32_t token) const { return name_at_[token]; }
  int32_t role_at(uint32_t token) const { return role_at_[token]; }
  int32_t run_at(uint32_t token) const { return run_at_[token]; }
  /// Key of the token's noun whatever its number; 0 for tokens without letters.
  uint64_t noun(uint32_t token) const { return nouns_[token]; }

 private:
  void split(std::string_view text, const Sentence& sentence);
  void find_names(std::string_view text, const Sentence& sentence);
  void find_roles(const Sentence& sentence);
  void find_runs(const Sentence& sentence);
  void add_name(std::string_view text, const Sentence& sentence, size_t unit, uint32_t units);
  /// Does a number that counts nothing ("thousands") mean people here?
  bool counts_people(const Sentence& sentence, uint32_t at) const;
  bool is_address(std::string_view form) const;
  bool plausible(const Sentence& sentence, const NameSpan& span, size_t unit) const;

  const ActorLexicon& lexicon_;
  UnitText units_;
  std::vector<uint32_t> unit_token_;  ///< first token of each unit
  std::vector<NameSpan> names_;
  std::vector<RoleSpan> roles_;
  std::vector<ProperRun> runs_;
  std::vector<int32_t> name_at_, role_at_, run_at_;
  std::vector<uint64_t> nouns_;
  std::vector<NameSense> senses_;
  bool capitals_ = false;
};

}  // namespace demarche
