#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/string_map.h"

namespace demarche {

/// What a page may say of itself.
enum class PageField : uint8_t { title, byline, outlet, url, language, published, modified };
inline constexpr size_t kPageFields = 7;

/// In which form it says it.
enum class FactPlace : uint8_t { json, meta, link, itemprop, time, klass };
inline constexpr size_t kFactPlaces = 6;

/// Kinds of nodes of linked data (schema.org).
enum class LinkedType : uint8_t { other, name, page, article };

/// Where something stands: in the article, beside it (margins, feet), or in a part of the page with other matter.
enum class PagePart : uint8_t { article, beside, outside };

/// Lists of words around the facts.
enum class FactWords : uint8_t { published, modified, other, byline, nobody, beside, role };
inline constexpr size_t kFactWords = 7;

/// By what names pages give facts of themselves. Read from knowledge/clean/facts.txt (docs/formats/clean.md).
/// Immutable after load; safe to share between threads.
class PageFactNames {
 public:
  struct Use {
    PageField field = PageField::title;
    uint16_t rank = 0;  ///< place among the names of its field, 0 is trusted most
  };

  /// Errors: not_found, bad_format.
  static Result<PageFactNames> load(const std::filesystem::path& file);

  /// What a name in lower case stands for in that place; empty where it stands for nothing.
  const std::vector<Use>& uses(FactPlace place, std::string_view name) const;
  LinkedType linked_type(std::string_view lower) const;
  /// Where an element of this name and with these classes, ids and roles (lower case, blanks between) stands.
  PagePart part(std::string_view element, std::string_view names) const;
  /// 1 to 12, or 0; `lower` without a point at its end.
  int month(std::string_view lower) const;
  bool is_junk(Date date) const;
  /// Single words and phrases, in lower case.
  const std::vector<std::string>& phrases(FactWords list) const { return phrases_[static_cast<size_t>(list)]; }
  bool holds(FactWords list, std::string_view lower) const;
  /// "json-ld", "meta", ..., as published_how says them; most trusted first.
  const std::vector<std::string>& trust() const { return trust_; }

 private:
  Result<void> read_line(const std::vector<std::string>& fields, std::string_view rest);
  std::array<StringMap<std::vector<Use>>, kFactPlaces> uses_;
  std::array<uint16_t, kPageFields * kFactPlaces> ranks_{};
  StringMap<LinkedType> types_;
  StringMap<PagePart> parts_;  ///< by class
  std::vector<std::pair<std::string, PagePart>> part_stems_;
  std::array<bool, 128> stem_begins_{};  ///< first bytes of the stems
  StringMap<PagePart> part_elements_;
  StringMap<int> months_;
  std::vector<Date> junk_;
  std::array<std::vector<std::string>, kFactWords> phrases_;
  std::array<StringSet, kFactWords> words_;
  std::vector<std::string> trust_;
};

}  // namespace demarche
