#include "capture/html_elements.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace demarche {
namespace {

using enum HtmlRole;
using E = Element;
using C = HtmlCloses;

constexpr HtmlElement block_of(std::string_view name, E element = E::other, C closes = C::paragraph) {
  return {name, block, element, closes};
}

/// Sorted by name. Inline elements need no row, but for those that are looked for by name.
constexpr std::array kTable = {
    block_of("address", E::address),
    HtmlElement{"applet", skipped},
    HtmlElement{"area", void_inline},
    block_of("article", E::article),
    block_of("aside", E::aside),
    HtmlElement{"audio", skipped},
    HtmlElement{"base", void_inline},
    block_of("blockquote", E::blockquote),
    block_of("body", E::body),
    HtmlElement{"br", line_break},
    block_of("button", E::button, C::nothing),
    HtmlElement{"canvas", skipped},
    block_of("caption", E::caption),
    block_of("center"),
    HtmlElement{"col", void_inline},
    HtmlElement{"datalist", skipped},
    block_of("dd", E::dd, C::definition),
    block_of("details", E::details),
    block_of("dialog", E::dialog),
    block_of("dir", E::ul),
    block_of("div", E::div),
    block_of("dl", E::dl),
    block_of("dt", E::dt, C::definition),
    HtmlElement{"embed", void_inline},
    block_of("fieldset"),
    block_of("figcaption", E::figcaption),
    block_of("figure", E::figure),
    block_of("footer", E::footer),
    block_of("form", E::form),
    block_of("h1", E::h1, C::heading),
    block_of("h2", E::h2, C::heading),
    block_of("h3", E::h3, C::heading),
    block_of("h4", E::h4, C::heading),
    block_of("h5", E::h5, C::heading),
    block_of("h6", E::h6, C::heading),
    HtmlElement{"head", head},
    block_of("header", E::header),
    block_of("hgroup"),
    HtmlElement{"hr", void_block, E::other, C::paragraph},
    HtmlElement{"html", head},
    HtmlElement{"iframe", skipped},
    HtmlElement{"img", void_inline},
    HtmlElement{"input", void_inline},
    block_of("label", E::label, C::nothing),
    block_of("legend"),
    block_of("li", E::li, C::item),
    HtmlElement{"link", void_inline},
    block_of("main", E::main),
    HtmlElement{"map", skipped},
    HtmlElement{"math", skipped},
    block_of("menu", E::ul),
    HtmlElement{"meta", void_inline},
    block_of("nav", E::nav),
    HtmlElement{"noembed", skipped},
    HtmlElement{"noframes", skipped},
    HtmlElement{"noscript", skipped},
    HtmlElement{"object", skipped},
    block_of("ol", E::ol),
    block_of("p", E::p),
    HtmlElement{"param", void_inline},
    block_of("pre", E::pre),
    HtmlElement{"script", skipped},
    block_of("search"),
    block_of("section", E::section),
    HtmlElement{"select", skipped},
    HtmlElement{"source", void_inline},
    HtmlElement{"style", skipped},
    block_of("summary"),
    HtmlElement{"svg", skipped},
    block_of("table", E::table),
    block_of("tbody", E::other, C::row),
    block_of("td", E::td, C::cell),
    HtmlElement{"template", skipped},
    HtmlElement{"textarea", skipped},
    block_of("tfoot", E::other, C::row),
    block_of("th", E::th, C::cell),
    block_of("thead", E::other, C::row),
    HtmlElement{"title", skipped},
    block_of("tr", E::tr, C::row),
    HtmlElement{"track", void_inline},
    block_of("ul", E::ul),
    HtmlElement{"video", skipped},
    HtmlElement{"wbr", void_inline},
    HtmlElement{"xmp", skipped},
};
static_assert(std::is_sorted(kTable.begin(), kTable.end(),
                             [](const HtmlElement& a, const HtmlElement& b) { return a.name < b.name; }));

constexpr size_t kLongestName = 10;
constexpr HtmlElement kUnknown;

}  // namespace

const HtmlElement& html_element(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return kUnknown;
  std::array<char, kLongestName> lower{};
  for (size_t i = 0; i < name.size(); ++i)
    lower[i] = is_ascii_upper(name[i]) ? static_cast<char>(name[i] + 32) : name[i];
  const std::string_view wanted(lower.data(), name.size());
  const auto found = std::lower_bound(kTable.begin(), kTable.end(), wanted,
                                      [](const HtmlElement& one, std::string_view key) { return one.name < key; });
  return found != kTable.end() && found->name == wanted ? *found : kUnknown;
}

}  // namespace demarche
