#pragma once

#include <cstdint>
#include <string_view>

#include "record/markup.h"

namespace demarche {

/// How an element takes part in the text of its page.
enum class HtmlRole : uint8_t {
  inline_text,  ///< unknown elements too
  block,        ///< begins and ends a block
  void_block,   ///< a break without content: hr
  line_break,   ///< br
  void_inline,  ///< img, wbr, ...
  skipped,      ///< nothing inside is read as text
  head          ///< html, head: no text of their own, no block
};

/// Which open element a start tag closes (WHATWG HTML, section 13.1.2.4, "optional tags").
enum class HtmlCloses : uint8_t { nothing, paragraph, item, definition, row, cell, heading };

struct HtmlElement {
  std::string_view name;
  HtmlRole role = HtmlRole::inline_text;
  Element element = Element::other;
  HtmlCloses closes = HtmlCloses::nothing;
};

/// What is known of the element with this name in any case.
const HtmlElement& html_element(std::string_view name);

}  // namespace demarche
