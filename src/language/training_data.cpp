#include "language/training_data.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "language/headline.h"
#include "language/oracle.h"
#include "language/word_form.h"

namespace demarche {
namespace {

/// Keys of `counts`, most frequent first, ties in key order.
template <class Key>
std::vector<Key> by_frequency(const std::map<Key, size_t>& counts) {
  std::vector<std::pair<size_t, Key>> sorted;
  for (const auto& [key, count] : counts) sorted.emplace_back(count, key);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Key> out;
  for (auto& [count, key] : sorted) out.push_back(std::move(key));
  return out;
}

std::string normal_of(const std::string& form) {
  std::string buffer;
  return normal_form(canonical_form(form, buffer));
}

std::pair<Relation, Subtype> kept(const ConlluWord& word) {
  return {word.relation, word.subtype == Subtype::other ? Subtype::none : word.subtype};
}

/// For each word: 1 when more of its uses inside sentences begin with a capital than not. Headlines and shouting do not
/// count.
std::vector<uint8_t> usually_capitalised(const std::vector<ConlluSentence>& treebank, const Inventory& inventory) {
  std::vector<int> balance(inventory.words.size(), 0);
  for (const ConlluSentence& sentence : treebank) {
    std::vector<std::string_view> forms;
    for (const ConlluWord& word : sentence.words) forms.push_back(word.form);
    if (looks_like_headline(forms)) continue;
    for (size_t i = 1; i < forms.size(); ++i) {
      const auto row = inventory.word_rows.find(word_table_key(normal_of(sentence.words[i].form)));
      if (row != inventory.word_rows.end()) balance[row->second] += is_ascii_upper(forms[i][0]) ? 1 : -1;
    }
  }
  std::vector<uint8_t> out;
  for (const int one : balance) out.push_back(one > 0 ? 1 : 0);
  return out;
}

/// True when every word reaches the root and exactly one hangs on it.
bool is_tree(const std::vector<int>& heads) {
  const int root = static_cast<int>(heads.size());
  if (std::count(heads.begin() + 1, heads.end(), root) != 1) return false;
  for (size_t word = 1; word < heads.size(); ++word) {
    int node = static_cast<int>(word);
    for (size_t steps = 0; node != root; ++steps) {
      if (steps == heads.size()) return false;
      node = heads[static_cast<size_t>(node)];
    }
  }
  return true;
}

std::string capitalised(std::string form) {
  if (!form.empty() && is_ascii_lower(form[0])) form[0] = static_cast<char>(form[0] - 32);
  return form;
}

std::string upper(std::string form) {
  for (char& c : form) {
    if (is_ascii_lower(c)) c = static_cast<char>(c - 32);
  }
  return form;
}

/// Without the full stop at the end, when there is one and nothing hangs on it.
void drop_full_stop(TrainingTree& tree) {
  const int words = tree.words();
  if (words < 3 || tree.forms.back() != "." || tree.heads.back() > words) return;
  if (std::count(tree.heads.begin() + 1, tree.heads.end(), words) != 0) return;
  tree.forms.pop_back();
  tree.rows.pop_back();
  tree.tags.pop_back();
  tree.heads.pop_back();
  tree.relations.pop_back();
  for (size_t i = 1; i < tree.heads.size(); ++i) {
    if (tree.heads[i] == words + 1) tree.heads[i] = words;
  }
}

}  // namespace

int Inventory::tag_index(Upos upos, const std::string& xpos) const {
  int same_upos = -1;
  for (size_t i = 0; i < tags.size(); ++i) {
    if (tags[i].upos != upos) continue;
    if (tags[i].xpos == xpos) return static_cast<int>(i);
    if (same_upos < 0) same_upos = static_cast<int>(i);
  }
  return std::max(same_upos, 0);
}

int Inventory::relation_index(Relation relation, Subtype subtype) const {
  int base = -1;
  int dep = 0;
  for (size_t i = 0; i < relations.size(); ++i) {
    if (relations[i] == std::pair(relation, subtype)) return static_cast<int>(i);
    if (relations[i] == std::pair(relation, Subtype::none)) base = static_cast<int>(i);
    if (relations[i].first == Relation::dep) dep = static_cast<int>(i);
  }
  return base >= 0 ? base : dep;
}

Inventory make_inventory(const std::vector<ConlluSentence>& treebank, const WordVectors& vectors) {
  std::map<TagName, size_t> tags;
  std::map<std::pair<Relation, Subtype>, size_t> relations;
  std::map<std::string, size_t> words;
  for (const ConlluSentence& sentence : treebank) {
    for (const ConlluWord& word : sentence.words) {
      ++tags[{word.upos, word.xpos}];
      ++relations[kept(word)];
      ++words[normal_of(word.form)];
    }
  }
  Inventory out;
  out.tags = by_frequency(tags);
  if (out.tags.size() > kMaxTags) out.tags.resize(kMaxTags);
  out.relations = by_frequency(relations);
  if (out.relations.size() >= kMaxRelations) out.relations.resize(kMaxRelations - 1);
  for (const std::string& word : by_frequency(words)) {
    const uint64_t key = word_table_key(word);
    if (words[word] >= 2 && out.word_rows.emplace(key, out.words.size()).second) out.words.push_back(key);
  }
  out.capitalised = usually_capitalised(treebank, out);
  for (size_t i = 0; i < vectors.words.size(); ++i) {
    out.vector_rows.emplace(word_table_key(vectors.words[i]), static_cast<uint32_t>(i));
  }
  return out;
}

uint32_t FormTable::index(const std::string& form) {
  const auto [entry, is_new] = index_.emplace(form, static_cast<uint32_t>(rows_.size()));
  if (!is_new) return entry->second;
  std::string buffer;
  const WordFeatures features = word_features(canonical_form(form, buffer));
  FormRows rows;
  const auto word = inventory_.word_rows.find(features.word_key);
  rows.word = word != inventory_.word_rows.end() ? word->second
                                                 : static_cast<uint32_t>(inventory_.words.size()) + features.shape;
  rows.subwords.assign(features.subwords.begin(),
                       features.subwords.begin() + static_cast<long>(features.subword_count));
  auto vector = inventory_.vector_rows.find(features.word_key);
  if (vector == inventory_.vector_rows.end()) vector = inventory_.vector_rows.find(features.lower_key);
  if (vector != inventory_.vector_rows.end()) rows.vector = static_cast<int32_t>(vector->second);
  rows_.push_back(std::move(rows));
  return entry->second;
}

std::vector<TrainingTree> make_trees(const std::vector<ConlluSentence>& treebank, const Inventory& inventory,
                                     FormTable& forms) {
  std::vector<TrainingTree> out;
  for (const ConlluSentence& sentence : treebank) {
    if (sentence.words.size() > kMaxSentence) continue;
    const int root = static_cast<int>(sentence.words.size()) + 1;
    TrainingTree tree;
    tree.forms.assign(1, "");
    tree.rows.assign(1, 0);
    tree.tags = tree.heads = tree.relations = {0};
    for (const ConlluWord& word : sentence.words) {
      const auto [relation, subtype] = kept(word);
      tree.forms.push_back(word.form);
      tree.rows.push_back(forms.index(word.form));
      tree.tags.push_back(inventory.tag_index(word.upos, word.xpos));
      tree.heads.push_back(word.head == 0 ? root : word.head);
      tree.relations.push_back(inventory.relation_index(relation, subtype));
    }
    if (!is_tree(tree.heads)) continue;
    make_projective(tree.heads);
    out.push_back(std::move(tree));
  }
  return out;
}

TrainingTree disguise(const TrainingTree& tree, const Disguises& shares, FormTable& forms, Rng& rng) {
  TrainingTree out = tree;
  float draw = rng.uniform();
  const auto falls_in = [&draw](float share) { return (draw -= share) < 0; };
  if (falls_in(shares.without_full_stop)) {
    drop_full_stop(out);
    return out;
  }
  std::string (*change)(std::string) = nullptr;
  if (falls_in(shares.title_case)) {
    change = [](std::string form) { return form.size() <= 3 ? form : capitalised(std::move(form)); };
  } else if (falls_in(shares.upper_case)) {
    change = upper;
  } else if (falls_in(shares.lower_case)) {
    change = [](std::string form) { return to_lower(form); };
  }
  if (!change) return out;
  for (size_t i = 1; i < out.forms.size(); ++i) {
    out.forms[i] = change(out.forms[i]);
    out.rows[i] = forms.index(out.forms[i]);
  }
  drop_full_stop(out);
  return out;
}

}  // namespace demarche
