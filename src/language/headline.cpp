#include "language/headline.h"

#include <algorithm>

#include "base/utf8.h"
#include "language/word_features.h"
#include "language/word_form.h"

namespace demarche {
namespace {

constexpr size_t kCounted = 4;  ///< letters of a word that counts
constexpr size_t kFewestWords = 4;
constexpr size_t kLongestHeadline = 24;

bool is_letters(std::string_view form) {
  return std::none_of(form.begin(), form.end(), [](char c) {
    return !is_ascii_upper(c) && !is_ascii_lower(c) && static_cast<unsigned char>(c) < 0x80;
  });
}

bool has_lower(std::string_view form) { return std::any_of(form.begin(), form.end(), is_ascii_lower); }

uint32_t word_row(const PackedModel& model, std::string_view form) {
  return model.word_keys.find(word_table_key(normal_form(form)));
}

/// Tells a headline from a list of names: two longer words or more, and a third of them, are known with small letters.
bool has_common_words(const PackedModel& model, const std::vector<std::string_view>& forms) {
  size_t counted = 0, common = 0;
  for (size_t i = 1; i < forms.size(); ++i) {
    if (forms[i].size() < kCounted || !is_letters(forms[i])) continue;
    ++counted;
    const uint32_t row = word_row(model, forms[i]);
    common += row != KeyTable::kEmpty && model.capitalised[row] == 0;
  }
  return common >= 2 && common * 3 >= counted;
}

}  // namespace

bool looks_like_headline(const std::vector<std::string_view>& forms) {
  if (forms.size() < kFewestWords || forms.size() > kLongestHeadline || forms.back() == ".") return false;
  size_t counted = 0, capitals = 0;
  for (const std::string_view form : forms) {
    if (form.find_first_of("@<=_/") != std::string_view::npos) return false;  // addresses and rules
    if (form.size() < kCounted || !is_letters(form)) continue;
    ++counted;
    capitals += is_ascii_upper(form[0]);
  }
  return counted >= kFewestWords && capitals * 5 >= counted * 4;
}

void calm_headline(const PackedModel& model, std::vector<std::string_view>& forms, std::deque<std::string>& storage) {
  storage.clear();
  if (!has_common_words(model, forms)) return;
  const bool shouted = std::none_of(forms.begin(), forms.end(), has_lower);
  for (size_t i = 0; i < forms.size(); ++i) {
    std::string_view& form = forms[i];
    if (form.empty() || !is_ascii_upper(form[0])) continue;
    // "US", "NATO" stay; in a shouted headline nobody can tell, and longer words are rather words.
    if (!has_lower(form) && (!shouted || form.size() < kCounted)) continue;
    const uint32_t row = word_row(model, form);
    const bool name = row != KeyTable::kEmpty && model.capitalised[row] != 0;
    std::string calm = to_lower(form);
    if (i == 0 || name) {
      if (!shouted) continue;
      calm[0] = form[0];
    }
    storage.push_back(std::move(calm));
    form = storage.back();
  }
}

}  // namespace demarche
