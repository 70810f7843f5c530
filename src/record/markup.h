#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace demarche {

/// Block elements of HTML that say something about a text's place on its page (WHATWG HTML, section 4); all others are
/// `other`.
enum class Element : uint8_t {
  other,
  body,
  main,
  article,
  section,
  div,
  header,
  footer,
  nav,
  aside,
  address,
  form,
  dialog,
  details,
  p,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  ul,
  ol,
  li,
  dl,
  dt,
  dd,
  table,
  tr,
  td,
  th,
  caption,
  blockquote,
  pre,
  figure,
  figcaption,
  button,
  label
};
inline constexpr size_t kElements = 38;
/// "div", ...; "" for `other`.
const char* to_string(Element element);

/// One element of a page that holds text. Node 0 is the page itself and its own parent; parents stand before children.
struct MarkupNode {
  uint32_t parent = 0;
  Element element = Element::other;
  bool hidden = false;       ///< by its own `hidden`, `aria-hidden` or `display:none`
  uint16_t depth = 0;        ///< of elements, the root's is 0
  Span names;                ///< into PageMarkup::names: class, id, role, itemprop, in lower case with blanks between
  uint32_t children = 0;     ///< block children
  uint32_t first_block = 0;  ///< blocks inside it: [first_block, last_block)
  uint32_t last_block = 0;
};

/// One block of text: what stands between two breaks of the page. Each one is a line of Capture::text.
struct MarkupBlock {
  Span span;                ///< into Capture::text, without white space at either end; never empty
  uint32_t node = 0;        ///< innermost block element around it
  uint32_t link_bytes = 0;  ///< of it, bytes inside links
  uint32_t bold_bytes = 0;  ///< of it, bytes inside b, strong
  uint16_t links = 0;
  Span names;                ///< into PageMarkup::names: those of inline elements that the block begins inside
  bool after_break = false;  ///< begins behind a <br>, not behind a block's edge
};

/// What the page says of itself, as it stands there; told apart and judged by the cleaner.
struct MarkupMeta {
  enum class Kind : uint8_t {
    title,      ///< <title>
    meta,       ///< <meta>: name is its name, property, itemprop or http-equiv in lower case
    link,       ///< <link>: name is its rel
    json_ld,    ///< <script type="application/ld+json">: value is the script
    time,       ///< <time>: name is itemprop and class, value its datetime or its text
    microdata,  ///< any other element with itemprop: name is that, value its content, datetime, href or text
    author,     ///< rel=author: value is the text
    language    ///< <html lang>
  };
  Kind kind = Kind::meta;
  std::string name;
  std::string value;
  uint32_t block = 0;  ///< number of blocks before it
  uint32_t node = 0;   ///< innermost block element around it
};

/// The shape of a page with markup.
struct PageMarkup {
  std::vector<MarkupNode> nodes;
  std::string names;
  std::vector<MarkupBlock> blocks;  ///< in reading order
  std::vector<MarkupMeta> metas;    ///< in reading order

  std::string_view names_of(uint32_t node) const { return nodes[node].names.in(names); }
};

}  // namespace demarche
