#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "record/article.h"
#include "record/capture.h"

namespace demarche {

constexpr const char* kRecurring = "recurring";  ///< reason of blocks dropped for it
constexpr uint32_t kRecurringWords = 4;          ///< a paragraph of fewer words is never looked at
constexpr size_t kRecurringDocuments = 3;        ///< documents of one outlet that make a paragraph furniture

/// Whose paragraphs are counted together: the outlet in lower case, else the URL's host without "www.", else "".
std::string outlet_key(const Article& article);

/// Key of a paragraph by its words in lower case; 0 when it has too few. Numbers count as they are: the toll of one day
/// is not that of the next.
uint64_t paragraph_key(std::string_view paragraph);

/// Paragraphs that are known to recur, by outlet. Immutable once filled; safe to share between threads.
class RecurringParagraphs {
 public:
  bool empty() const { return keys_.empty(); }
  size_t size() const;
  bool has(const std::string& outlet, uint64_t key) const;
  void add(const std::string& outlet, uint64_t key);

  /// "demarche recurring 1", then "OUTLET<tab>KEY" lines in order; docs/formats/clean.md.
  std::string to_text() const;
  /// Errors: bad_format naming the line, wrong_version.
  static Result<RecurringParagraphs> parse(std::string_view text, const std::string& where);

 private:
  std::map<std::string, std::vector<uint64_t>, std::less<>> keys_;  ///< each list sorted
};

/// Counts in how many documents each paragraph stands. The result is the same for any order of the documents. Documents
/// with the same title, or the same two first paragraphs, count once: they are copies. Not thread-safe.
class RecurringCounter {
 public:
  /// `most`: paragraphs held at once. When more come, a fixed half of them (by key) is left out, again and again, so
  /// that memory stays bounded and the answer stays independent of order. One takes about 64 bytes.
  explicit RecurringCounter(size_t most = size_t{1} << 22) : most_(most) {}
  /// Adds the kept paragraphs of a cleaned capture; one of no known outlet adds nothing.
  void add(const Article& article, std::string_view text);
  RecurringParagraphs found() const;

 private:
  /// The first few different values that were seen.
  struct Distinct {
    std::array<uint32_t, kRecurringDocuments> values{};
    uint8_t count = 0;
    void add(uint32_t value);
  };
  struct Entry {
    Distinct titles, beginnings;
  };
  void thin();
  bool taken(uint64_t key) const { return (key & ((uint64_t{1} << level_) - 1)) == 0; }

  size_t most_;
  uint32_t level_ = 0;  ///< low bits of a key that must be 0
  size_t held_ = 0;
  std::map<std::string, std::unordered_map<uint64_t, Entry>> outlets_;
};

/// Moves the paragraphs that recur from the body to the dropped blocks; all of them or, when that were more than half
/// of the body's words, none: then the documents are copies of one article. The title stays.
void drop_recurring(const RecurringParagraphs& recurring, std::string_view text, Article& article);

/// Digest of what was dropped as recurring, 8 hexadecimal digits; "" when nothing was. Records depend on it.
std::string recurring_digest(const Article& article, std::string_view text);

}  // namespace demarche
