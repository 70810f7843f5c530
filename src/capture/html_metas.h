#pragma once

#include <cstdint>
#include <string_view>

#include "capture/html_tokens.h"
#include "record/markup.h"

namespace demarche {

/// Collects what a page says of itself: title, meta, link, time, itemprop, rel=author, scripts of linked data.
/// At most kMostMetas, each value at most kLongestValue bytes (linked data: kLongestData).
class HtmlMetas {
 public:
  static constexpr size_t kMostMetas = 2000;
  static constexpr size_t kLongestValue = 1000;
  static constexpr size_t kLongestData = size_t{1} << 20;
  explicit HtmlMetas(PageMarkup& out) : out_(out) {}

  /// Looks at a start tag. Index of a meta whose value is the element's own text and comes with close(), or -1.
  int32_t element(const HtmlToken& tag, uint32_t node, uint32_t block);
  /// The text of the element with that meta.
  void close(size_t meta, std::string_view text);
  /// Looks at the start tag of an element whose content is no text of the page.
  void script(const HtmlToken& tag, uint32_t node, uint32_t block);
  /// Does the element that was begun last say something by its raw text?
  bool wants_raw_text() const { return wanted_; }
  void raw_text(std::string_view text);

 private:
  MarkupMeta* add(MarkupMeta::Kind kind, std::string_view name, std::string_view value, uint32_t node, uint32_t block);
  PageMarkup& out_;
  bool wanted_ = false;
  bool title_seen_ = false;
};

}  // namespace demarche
