#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

/// A run of letters and digits: the unit that names are compared by. Apostrophes, hyphens and points part units,
/// initials with points ("U.S.", "J. D.") form one, Latin letters lose their accents.
struct NameUnit {
  uint32_t begin = 0;  ///< byte range in the text that was split
  uint32_t end = 0;
  uint32_t folded_begin = 0;  ///< byte range in UnitText::folded
  uint32_t folded_end = 0;
  uint64_t key = 0;           ///< hash of the folded bytes in lower case
  uint64_t noun = 0;          ///< the same of its singular: "ministries" and "ministry" have one
  bool plural = false;        ///< has a plural ending
  bool break_before = false;  ///< punctuation no name runs across (comma, quote, bracket) stands before it
  bool capital = false;       ///< the first letter is a capital
  bool capitals = false;      ///< all letters are capitals (at least one)
};

/// Text split into name units. Reusable scratch: assign() keeps its memory.
struct UnitText {
  std::string folded;  ///< the units without accents, case kept, one after the other
  std::vector<NameUnit> units;

  /// Splits UTF-8 `text`; offsets in the units are offsets into it.
  void assign(std::string_view text);
  std::string_view folded_unit(size_t unit) const {
    return std::string_view(folded).substr(units[unit].folded_begin, units[unit].folded_end - units[unit].folded_begin);
  }
};

/// What a name in the index stands for.
struct IndexedName {
  uint32_t value = 0;     ///< the caller's number
  uint8_t form = 0;       ///< the caller's form
  bool any_case = false;  ///< matches whatever its case
  uint32_t text = 0;      ///< range in the index's pool: folded units joined by a space
  uint32_t text_size = 0;
  int32_t next = -1;  ///< next name with the same units, or -1
};

/// A small set of hashes that may say yes too often, never no wrongly: a first look before a table that is not in the
/// cache.
class HashFilter {
 public:
  void add(uint64_t hash) { bits_[(hash >> 20) % kBits / 64] |= uint64_t{1} << ((hash >> 20) % 64); }
  bool may_hold(uint64_t hash) const { return (bits_[(hash >> 20) % kBits / 64] >> ((hash >> 20) % 64)) & 1; }

 private:
  static constexpr size_t kBits = 1 << 18;
  std::vector<uint64_t> bits_ = std::vector<uint64_t>(kBits / 64, 0);
};

/// Names by the sequence of their units. Built once, then immutable and safe to share between threads.
class NameIndex {
 public:
  /// Adds a name; one without letters or digits is ignored. A leading "the" is left out when two or more units follow
  /// it.
  void add(std::string_view name, uint32_t value, uint8_t form, bool any_case);

  struct Match {
    uint32_t units = 0;  ///< how many units it takes; 0 = nothing matches
    int32_t first = -1;  ///< first name; walk with name(i).next
  };
  /// The longest name that begins at unit `at` and is written as the text has it. With `capitals` text in capitals
  /// matches names of any case.
  Match longest(const UnitText& text, size_t at, bool capitals) const;
  /// Does this name fit the text's case? Names of one match differ in case, so a caller checks each.
  bool fits(const IndexedName& name, const UnitText& text, size_t at, uint32_t units, bool capitals) const;

  const IndexedName& name(int32_t index) const { return names_[static_cast<size_t>(index)]; }
  std::string_view text(const IndexedName& name) const {
    return std::string_view(pool_).substr(name.text, name.text_size);
  }
  size_t size() const { return names_.size(); }

 private:
  struct Slot {
    uint64_t key = 0;    ///< hash of the unit sequence; 0 = free
    int32_t first = -1;  ///< first name that ends here; -1 = only a beginning
    int32_t last = -1;
  };
  Slot& slot(uint64_t key);
  const Slot* find(uint64_t key) const;
  void grow();

  HashFilter first_units_;
  std::vector<Slot> slots_;
  size_t used_ = 0;
  std::vector<IndexedName> names_;
  std::string pool_;
  UnitText scratch_;
};

/// Lower-case letters and digits of `name` without accents, units joined by hyphens: "Côte d'Ivoire" ->
/// "cote-d-ivoire".
std::string slug(std::string_view name);

}  // namespace demarche
