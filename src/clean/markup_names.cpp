#include "clean/markup_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <sstream>

#include "base/file.h"
#include "base/utf8.h"

namespace demarche {
namespace {

constexpr uint32_t kLetters = 29;  ///< a to z, digits as one, '-' and '_' as one, all others
constexpr uint32_t kOther = 28;

uint32_t letter_of(char c) {
  if (is_ascii_lower(c)) return static_cast<uint32_t>(c - 'a');
  if (is_ascii_digit(c)) return 26;
  return c == '-' || c == '_' ? 27 : kOther;
}

bool is_word_letter(char c) { return is_ascii_lower(c) || is_ascii_digit(c); }

}  // namespace

uint32_t MarkupNames::add(std::string_view word) {
  uint32_t state = 0;
  for (const char c : word) {
    uint32_t next = next_[state * kLetters + letter_of(c)];
    if (next == 0) {
      next = static_cast<uint32_t>(anywhere_.size());
      next_[state * kLetters + letter_of(c)] = next;
      next_.resize(next_.size() + kLetters, 0);
      anywhere_.push_back(0);
      whole_.emplace_back();
    }
    state = next;
  }
  return state;
}

/// Fills in where each state leads when a letter does not go on any word.
void MarkupNames::link() {
  std::vector<uint32_t> fail(anywhere_.size(), 0);
  std::deque<uint32_t> queue;
  for (uint32_t c = 0; c < kLetters; ++c) {
    if (next_[c] != 0) queue.push_back(next_[c]);
  }
  while (!queue.empty()) {
    const uint32_t state = queue.front();
    queue.pop_front();
    anywhere_[state] |= anywhere_[fail[state]];
    whole_[state].insert(whole_[state].end(), whole_[fail[state]].begin(), whole_[fail[state]].end());
    for (uint32_t c = 0; c < kLetters; ++c) {
      uint32_t& next = next_[state * kLetters + c];
      const uint32_t fallback = next_[fail[state] * kLetters + c];
      if (next == 0) {
        next = fallback;
      } else {
        fail[next] = fallback;
        queue.push_back(next);
      }
    }
  }
}

Result<MarkupNames> MarkupNames::load(const std::filesystem::path& file) {
  Result<std::string> bytes = read_file(file);
  if (!bytes) return bytes.error();
  MarkupNames out;
  out.next_.assign(kLetters, 0);
  out.anywhere_.push_back(0);
  out.whole_.emplace_back();
  std::istringstream in(*bytes);
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (trim(line).empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    std::string category, where, word, more;
    fields >> category >> where >> word;
    const auto bad = [&](const std::string& what) {
      return Error{ErrorCode::bad_format, what + ". Expected CATEGORY part|word WORD.",
                   fmt::format("{}:{}", file.string(), number)};
    };
    if (word.empty() || fields >> more) return bad("a line of other than three fields");
    if (where != "part" && where != "word") return bad("'" + where + "' is neither part nor word");
    auto known = std::find(out.categories_.begin(), out.categories_.end(), category);
    if (known == out.categories_.end()) {
      if (out.categories_.size() == kMostCategories) return bad("more than 32 categories");
      known = out.categories_.insert(known, category);
    }
    const uint32_t bit = uint32_t{1} << (known - out.categories_.begin());
    const uint32_t state = out.add(to_lower(word));
    if (where == "part") {
      out.anywhere_[state] |= bit;
    } else {
      out.whole_[state].push_back({word.size(), bit});
    }
  }
  out.link();
  return out;
}

uint32_t MarkupNames::categories(std::string_view names) const {
  uint32_t out = 0;
  uint32_t state = 0;
  for (size_t i = 0; i < names.size(); ++i) {
    state = next_[state * kLetters + letter_of(names[i])];
    out |= anywhere_[state];
    for (const Whole& one : whole_[state]) {
      const size_t begin = i + 1 - one.length;
      const bool starts = begin == 0 || !is_word_letter(names[begin - 1]);
      if (starts && (i + 1 == names.size() || !is_word_letter(names[i + 1]))) out |= one.categories;
    }
  }
  return out;
}

}  // namespace demarche
