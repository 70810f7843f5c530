#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "language/conllu.h"
#include "language/exact_math.h"
#include "language/vectors_file.h"
#include "language/word_features.h"

namespace demarche {

/// A tag of the model: universal part of speech and Penn tag together.
struct TagName {
  Upos upos = Upos::X;
  std::string xpos;
  auto operator<=>(const TagName&) const = default;
};

/// The closed lists and word rows of a model, drawn from the treebanks.
struct Inventory {
  std::vector<TagName> tags;                            ///< most frequent first, at most kMaxTags
  std::vector<std::pair<Relation, Subtype>> relations;  ///< most frequent first, below kMaxRelations
  std::vector<uint64_t> words;                          ///< word_table_key of words seen twice or more; index = row
  std::vector<uint8_t> capitalised;                  ///< one a word: 1 = mostly written with a capital inside sentences
  std::unordered_map<uint64_t, uint32_t> word_rows;  ///< key to row
  std::unordered_map<uint64_t, uint32_t> vector_rows;  ///< key to row of WordVectors; first come wins

  size_t word_row_count() const { return words.size() + kShapes; }
  int tag_index(Upos upos, const std::string& xpos) const;
  /// Index of the relation, of it without its subtype when that is rare, or of `dep`.
  int relation_index(Relation relation, Subtype subtype) const;
};

Inventory make_inventory(const std::vector<ConlluSentence>& treebank, const WordVectors& vectors);

/// Input rows of one form.
struct FormRows {
  uint32_t word = 0;
  std::vector<uint16_t> subwords;
  int32_t vector = -1;
};

/// Looks every form up once.
class FormTable {
 public:
  explicit FormTable(const Inventory& inventory) : inventory_(inventory) {}
  uint32_t index(const std::string& form);
  const FormRows& rows(uint32_t index) const { return rows_[index]; }

 private:
  const Inventory& inventory_;
  std::unordered_map<std::string, uint32_t> index_;
  std::vector<FormRows> rows_;
};

/// A projective training tree. Vectors have words + 1 entries and entry 0 is not used; heads as in oracle.h.
struct TrainingTree {
  std::vector<std::string> forms;
  std::vector<uint32_t> rows;  ///< FormTable indices
  std::vector<int> tags, heads, relations;
  int words() const { return static_cast<int>(heads.size()) - 1; }
};

/// Trees of at most kMaxSentence words. Sentences that are no tree are left out.
std::vector<TrainingTree> make_trees(const std::vector<ConlluSentence>& treebank, const Inventory& inventory,
                                     FormTable& forms);

/// Shares of sentences that are shown in another dress, so that headlines and sloppy text look familiar.
struct Disguises {
  float without_full_stop = 0.06f * 0.3f;
  float title_case = 0.04f * 0.3f;
  float upper_case = 0.02f * 0.3f;
  float lower_case = 0.02f * 0.3f;
};

/// A copy of `tree`, disguised now and then. Draws one number from `rng` whatever happens.
TrainingTree disguise(const TrainingTree& tree, const Disguises& shares, FormTable& forms, Rng& rng);

}  // namespace demarche
