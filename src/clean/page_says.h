#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "clean/linked_data.h"
#include "clean/page_fact_names.h"
#include "clean/page_facts.h"
#include "record/capture.h"

namespace demarche {

/// One thing that a page says of itself.
struct Said {
  PageField field = PageField::title;
  FactPlace place = FactPlace::meta;
  uint16_t rank = 0;
  const MarkupMeta* meta = nullptr;
};

/// Everything that a page says of itself, told apart but not judged. Views into the capture and the names.
class PageSays {
 public:
  PageSays(const Capture& capture, const PageFactNames& names);

  const Capture& capture;
  const PageMarkup& page;
  const PageFactNames& names;
  std::vector<Said> said;               ///< by field, place and trust, then in reading order
  std::vector<LinkedNode> linked;       ///< articles and pages
  const LinkedNode* article = nullptr;  ///< the one among them that the page is about; null = none
  const LinkedNode* about = nullptr;    ///< the node of the page itself; null = none
  std::string title_tag;

  std::string_view text_of(uint32_t block) const { return page.blocks[block].span.in(capture.text); }
  /// In what part of the page an element stands: comments, related stories and menus are outside the article. Parts
  /// that hold the title too do not count.
  PagePart part_of(uint32_t node, int32_t title_block) const;
  bool outside(uint32_t node, int32_t title_block) const { return part_of(node, title_block) == PagePart::outside; }
  /// The first value, cleaned, that the page says in that place.
  std::string first(PageField field, FactPlace place) const;
};

/// Sets `article` and `about`: of several articles the one with one of these titles or the page's own address.
void choose_linked(PageSays& says, const std::vector<std::string>& titles);

/// Tags in a value: of metas they are mark-up; in text that the page shows they are words ("The <br> tag").
enum class ShownTags : uint8_t { go, stay };
/// Character references read twice, as many pages escape twice; tags taken out; white space collapsed.
std::string plain_value(std::string_view value, ShownTags tags = ShownTags::go);
/// Letters and digits in lower case: what is equal in it is the same text.
std::string text_key(std::string_view text);
/// "example.org" of "https://www.example.org:80/a"; "" without a host.
std::string host_of(std::string_view url);

/// Each sets its part of `facts`. The order is that of the calls: later ones look at what earlier ones found.
void find_outlet(const PageSays& says, PageFacts& facts);
void find_url(const PageSays& says, PageFacts& facts);
void find_title(PageSays& says, PageFacts& facts);
void find_language(const PageSays& says, PageFacts& facts);
void find_dates(const PageSays& says, PageFacts& facts);
void find_byline(const PageSays& says, PageFacts& facts);

}  // namespace demarche
