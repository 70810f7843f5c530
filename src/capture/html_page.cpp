#include "capture/html_page.h"

#include <algorithm>

#include "base/utf8.h"
#include "capture/html_elements.h"
#include "capture/html_metas.h"
#include "capture/html_references.h"
#include "capture/html_text.h"
#include "capture/html_tokens.h"

namespace demarche {
namespace {

constexpr size_t kLongestNames = 300;  ///< bytes of class, id, role and itemprop that are kept of one element
constexpr size_t kInlineNames = 3;     ///< inline elements whose names a block keeps

/// Class, id, role and itemprop in lower case, blanks between.
std::string names_of(const HtmlToken& tag) {
  std::string out;
  for (const std::string_view name : {"class", "id", "role", "itemprop"}) {
    const std::string_view value = tag.attribute(name).substr(0, kLongestNames);
    if (value.empty()) continue;
    if (!out.empty()) out += ' ';
    out += value;
  }
  if (out.size() > kLongestNames) out.resize(kLongestNames);
  for (char& c : out) c = is_ascii_upper(c) ? static_cast<char>(c + 32) : is_ascii_space(c) ? ' ' : c;
  return out;
}

bool is_hidden(const HtmlToken& tag) {
  if (tag.has("hidden") || equals_lower(tag.attribute("aria-hidden"), "true")) return true;
  std::string style;
  for (const char c : tag.attribute("style").substr(0, kLongestNames)) {
    if (!is_ascii_space(c)) style += is_ascii_upper(c) ? static_cast<char>(c + 32) : c;
  }
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

/// An element that was begun and not ended.
struct Open {
  std::string_view name;
  const HtmlElement* known = nullptr;
  uint32_t node = 0;  ///< of a block: its own; of an inline element: that of the block around it
  std::string names;  ///< of an inline element
  int32_t meta = -1;  ///< the meta whose value is this element's text
  uint32_t text = 0;  ///< where that text begins
};

class Builder {
 public:
  Builder(std::string_view page, const ReadLimits& limits) : limits_(limits), tokens_(page), text_(page) {
    out_.nodes.emplace_back();
  }

  void run() {
    HtmlToken token;
    while (tokens_.next(token)) {
      switch (token.kind) {
        case HtmlToken::Kind::text:
          text(token.text);
          break;
        case HtmlToken::Kind::raw_text:
          raw_text(token.text);
          break;
        case HtmlToken::Kind::start_tag:
          start_tag(token);
          break;
        case HtmlToken::Kind::end_tag:
          end_tag(token.name);
          break;
        case HtmlToken::Kind::end:
          break;
      }
    }
    while (!open_.empty()) pop();
    end_block(false);
    text_.finish();
    out_.nodes[0].last_block = static_cast<uint32_t>(out_.blocks.size());
  }

  void give(Capture& capture) {
    capture.text = text_.take_text();
    capture.map = ByteMap(text_.take_steps());
    capture.markup = std::make_shared<const PageMarkup>(std::move(out_));
  }

 private:
  void text(std::string_view run);
  void raw_text(std::string_view run);
  void start_tag(const HtmlToken& tag);
  void end_tag(std::string_view name);
  void begin_line();
  void end_block(bool after_break);
  void pop();
  void pop_to(size_t size) {
    while (open_.size() > size) pop();
  }
  void close_for(const HtmlElement& known);
  bool close_open(std::string_view first, std::string_view second, std::initializer_list<std::string_view> walls);
  void push(const HtmlToken& tag, const HtmlElement& known);
  uint32_t node() const { return open_.empty() ? 0 : open_.back().node; }
  Span keep_names(const std::string& names);

  const ReadLimits& limits_;
  HtmlTokens tokens_;
  HtmlText text_;
  PageMarkup out_;
  std::vector<Open> open_;
  uint64_t too_deep_ = 0;  ///< elements that were begun at the greatest depth
  uint32_t preformatted_ = 0;
  bool link_ = false;
  uint32_t bold_ = 0;
  MarkupBlock block_;  ///< the one that is being written
  bool after_break_ = false;
  HtmlMetas metas_{out_};
};

Span Builder::keep_names(const std::string& names) {
  const auto begin = static_cast<uint32_t>(out_.names.size());
  out_.names += names;
  return {begin, static_cast<uint32_t>(out_.names.size())};
}

/// The first text of a block: what it stands in is settled now.
void Builder::begin_line() {
  block_ = {};
  block_.node = node();
  block_.after_break = after_break_;
  std::string names;
  size_t taken = 0;
  for (size_t i = open_.size(); i-- > 0 && open_[i].known->role == HtmlRole::inline_text && taken < kInlineNames;) {
    if (open_[i].names.empty()) continue;
    names = open_[i].names + (names.empty() ? "" : " ") + names;
    ++taken;
  }
  if (!names.empty()) block_.names = keep_names(names);
  if (link_) block_.links = 1;
}

void Builder::text(std::string_view run) {
  while (!run.empty()) {
    const size_t line_end = preformatted_ > 0 ? run.find('\n') : std::string_view::npos;
    const std::string_view part = run.substr(0, line_end);
    const bool begun = text_.line_begun();
    const uint32_t before = text_.size();
    text_.append(part);
    if (!begun && text_.line_begun()) begin_line();
    const uint32_t added = text_.size() - before;
    if (link_) block_.link_bytes += added;
    if (bold_ > 0) block_.bold_bytes += added;
    if (line_end == std::string_view::npos) return;
    end_block(true);
    run.remove_prefix(line_end + 1);
  }
}

void Builder::end_block(bool after_break) {
  after_break_ = after_break;
  const Span span = text_.end_line();
  if (span.empty() || out_.blocks.size() >= limits_.markup_blocks) return;
  block_.span = span;
  block_.link_bytes = std::min(block_.link_bytes, span.size());
  block_.bold_bytes = std::min(block_.bold_bytes, span.size());
  out_.blocks.push_back(block_);
}

/// Only scripts of data and the title say something; the tokens know the element by its start tag.
void Builder::raw_text(std::string_view run) { metas_.raw_text(run); }

void Builder::pop() {
  Open& last = open_.back();
  if (last.meta >= 0) metas_.close(static_cast<size_t>(last.meta), std::string_view(text_.text()).substr(last.text));
  if (last.known->role == HtmlRole::block) {
    end_block(false);
    out_.nodes[last.node].last_block = static_cast<uint32_t>(out_.blocks.size());
    if (last.known->element == Element::pre && preformatted_ > 0) --preformatted_;
  }
  open_.pop_back();
}

/// Closes the innermost open element of one of two names, unless one of the walls stands in between.
bool Builder::close_open(std::string_view first, std::string_view second,
                         std::initializer_list<std::string_view> walls) {
  for (size_t i = open_.size(); i-- > 0;) {
    const std::string_view name = open_[i].known->name;
    if (name == first || name == second) {
      pop_to(i);
      return true;
    }
    if (std::find(walls.begin(), walls.end(), name) != walls.end()) return false;
  }
  return false;
}

void Builder::close_for(const HtmlElement& known) {
  switch (known.closes) {
    case HtmlCloses::nothing:
      return;
    case HtmlCloses::item:
      close_open("li", "li", {"ul", "ol", "menu", "dir", "table", "td", "th", "div", "body"});
      break;
    case HtmlCloses::definition:
      close_open("dt", "dd", {"dl", "table", "td", "th", "div", "body"});
      break;
    case HtmlCloses::row:
      close_open("tr", "caption", {"table", "body"});
      break;
    case HtmlCloses::cell:
      close_open("td", "th", {"tr", "table", "body"});
      break;
    case HtmlCloses::heading:
      if (!open_.empty() && open_.back().known->closes == HtmlCloses::heading) pop();
      break;
    case HtmlCloses::paragraph:
      break;
  }
  close_open("p", "p", {"button", "td", "th", "caption", "table", "body", "div", "li", "article", "section", "object"});
}

void Builder::push(const HtmlToken& tag, const HtmlElement& known) {
  Open open;
  open.name = tag.name;
  open.known = &known;
  open.node = node();
  std::string names = names_of(tag);
  if (known.role == HtmlRole::block) {
    MarkupNode made;
    made.parent = node();
    made.element = known.element;
    made.hidden = is_hidden(tag);
    made.depth = static_cast<uint16_t>(std::min<uint32_t>(out_.nodes[made.parent].depth + 1u, UINT16_MAX));
    made.names = keep_names(names);
    made.first_block = made.last_block = static_cast<uint32_t>(out_.blocks.size());
    ++out_.nodes[made.parent].children;
    open.node = static_cast<uint32_t>(out_.nodes.size());
    out_.nodes.push_back(made);
    if (known.element == Element::pre) ++preformatted_;
  } else {
    open.names = std::move(names);
    if (is_hidden(tag)) open.names += open.names.empty() ? "hidden" : " hidden";
  }
  open.text = text_.size();
  open.meta = metas_.element(tag, open.node, static_cast<uint32_t>(out_.blocks.size()));
  open_.push_back(std::move(open));
}

void Builder::start_tag(const HtmlToken& tag) {
  const HtmlElement& known = html_element(tag.name);
  switch (known.role) {
    case HtmlRole::line_break:
      end_block(true);
      return;
    case HtmlRole::head:
    case HtmlRole::void_inline:
      metas_.element(tag, node(), static_cast<uint32_t>(out_.blocks.size()));
      return;
    case HtmlRole::skipped:
      metas_.script(tag, node(), static_cast<uint32_t>(out_.blocks.size()));
      if (!metas_.wants_raw_text()) tokens_.skip_to_end_tag(known.name);
      return;
    case HtmlRole::void_block:
      close_for(known);
      end_block(false);
      return;
    case HtmlRole::block:
      close_for(known);
      end_block(false);
      break;
    case HtmlRole::inline_text:
      if (equals_lower(tag.name, "a")) {
        link_ = true;
        if (text_.line_begun() && block_.links < UINT16_MAX) ++block_.links;
      }
      if (equals_lower(tag.name, "b") || equals_lower(tag.name, "strong")) ++bold_;
      break;
  }
  if (open_.size() >= limits_.markup_depth) {
    ++too_deep_;
    return;
  }
  push(tag, known);
}

void Builder::end_tag(std::string_view name) {
  const HtmlElement& known = html_element(name);
  if (known.role != HtmlRole::block && known.role != HtmlRole::inline_text) {
    if (equals_lower(name, "br")) end_block(true);
    return;
  }
  if (equals_lower(name, "a")) link_ = false;
  if ((equals_lower(name, "b") || equals_lower(name, "strong")) && bold_ > 0) --bold_;
  if (known.role == HtmlRole::block) end_block(false);
  if (too_deep_ > 0) {
    --too_deep_;
    return;
  }
  const bool is_block = known.role == HtmlRole::block;
  for (size_t i = open_.size(); i-- > 0;) {
    const Open& one = open_[i];
    const bool same = is_block ? one.known == &known
                               : one.known->role == HtmlRole::inline_text && one.name.size() == name.size() &&
                                     to_lower(one.name) == to_lower(name);
    if (same) return pop_to(i);
    // An inline end tag reaches no further than its block; no end tag reaches out of a cell but those of the table.
    if (!is_block && one.known->role == HtmlRole::block) return;
    const bool cell = one.known->element == Element::td || one.known->element == Element::th;
    if (cell && known.element != Element::table && known.element != Element::tr && known.element != Element::body &&
        known.closes != HtmlCloses::row)
      return;
  }
}

}  // namespace

void flatten_html(std::string_view page, const ReadLimits& limits, Capture& capture) {
  Builder builder(page, limits);
  builder.run();
  builder.give(capture);
}

}  // namespace demarche
