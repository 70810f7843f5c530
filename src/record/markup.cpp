#include "record/markup.h"

namespace demarche {

const char* to_string(Element element) {
  static constexpr const char* kNames[kElements] = {
      "",        "body",    "main",       "article", "section", "div",        "header", "footer", "nav", "aside",
      "address", "form",    "dialog",     "details", "p",       "h1",         "h2",     "h3",     "h4",  "h5",
      "h6",      "ul",      "ol",         "li",      "dl",      "dt",         "dd",     "table",  "tr",  "td",
      "th",      "caption", "blockquote", "pre",     "figure",  "figcaption", "button", "label"};
  return kNames[static_cast<size_t>(element)];
}

}  // namespace demarche
