#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/packed_model.h"

namespace demarche {

/// How a form becomes its lemma: cut `strip` bytes off the end of the lower-case form and append `append`.
struct LemmaRule {
  static constexpr uint8_t kAll = 255;  ///< strip everything
  uint8_t strip = 0;
  std::string_view append;
};

/// Part "lemmas" of a model file: rules; exceptions, keyed by form and tag; endings, keyed by Penn tag and ending, with
/// up to kCandidates rules each, best first. Immutable.
class LemmaTable {
 public:
  static constexpr size_t kCandidates = 3;
  static constexpr size_t kLongestEnding = 6;
  static constexpr uint16_t kIdentity = 0;  ///< rule 0 leaves the form as it is

  struct Slot {
    uint32_t check;
    uint16_t rules[kCandidates];  ///< kNone where there is none; an exception has one
    uint16_t used;                ///< 0 = empty slot
  };
  static constexpr uint16_t kNone = 0xFFFF;

  /// Views into `bytes`. Errors: bad_format.
  static Result<LemmaTable> read(std::string_view bytes, const std::string& where);
  /// Bytes of a table; the keys of the entries are exception_key or ending_key.
  static std::string pack(const std::vector<std::pair<uint8_t, std::string>>& rules,
                          const std::vector<std::pair<uint64_t, std::vector<uint16_t>>>& entries);

  static uint64_t exception_key(std::string_view lower, const TagName& tag);
  static uint64_t ending_key(std::string_view ending, std::string_view xpos);

  const Slot* find(uint64_t key) const;
  const LemmaRule& rule(uint16_t index) const { return rules_[index]; }

 private:
  std::vector<LemmaRule> rules_;
  const Slot* slots_ = nullptr;
  uint64_t mask_ = 0;
};

/// True for tags whose words change their ending: VBD, NNS, JJR and the like.
bool is_inflected(std::string_view xpos);
/// True for tags whose lemma keeps its capitals.
bool keeps_case(const TagName& tag);

/// Number of the rule for the lower-case canonical form `lower` under `tag`. Among several endings' candidates the
/// first that yields a word the model knows wins.
uint16_t choose_rule(const LemmaTable& table, const PackedModel& model, std::string_view lower, const TagName& tag);

/// `form` (canonical) under a rule; lower case unless `keep_case`.
std::string apply_rule(const LemmaRule& rule, std::string_view form, bool keep_case);

/// Lemmas of one thread's texts, with a cache.
class Lemmatizer {
 public:
  Lemmatizer(const PackedModel& model, const LemmaTable& table);

  /// Forgets lemmas that lie in an older `strings`.
  void start() { ++generation_; }
  /// Lemma of `form` under tag number `tag`. The view points into `form` itself or into `strings`.
  std::string_view lemma(std::string_view form, uint8_t tag, std::deque<std::string>& strings);

 private:
  static constexpr size_t kEntries = 8192;
  struct Entry {
    uint64_t key = 0;
    uint64_t generation = 0;
    std::string_view lemma;  ///< valid in `generation`
    uint16_t rule = 0;
    bool same = false;  ///< the lemma is the form
  };
  const PackedModel& model_;
  const LemmaTable& table_;
  std::vector<Entry> cache_;
  std::string buffer_;
  uint64_t generation_ = 1;
};

}  // namespace demarche
