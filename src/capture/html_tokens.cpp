#include "capture/html_tokens.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace demarche {
namespace {

/// Elements whose content is text without tags (WHATWG HTML, sections 13.2.5.2 to 13.2.5.4).
constexpr std::array<std::string_view, 8> kRawText = {"script", "style",   "textarea", "title",
                                                      "iframe", "noembed", "noframes", "xmp"};

bool is_letter(char c) { return is_ascii_lower(c) || is_ascii_upper(c); }
char lower(char c) { return is_ascii_upper(c) ? static_cast<char>(c + 32) : c; }
bool ends_name(char c) { return is_ascii_space(c) || c == '/' || c == '>'; }

}  // namespace

bool equals_lower(std::string_view text, std::string_view lower_text) {
  return text.size() == lower_text.size() &&
         std::equal(text.begin(), text.end(), lower_text.begin(), [](char a, char b) { return lower(a) == b; });
}

std::string_view HtmlToken::attribute(std::string_view lower_name) const {
  for (const HtmlAttribute& one : attributes) {
    if (equals_lower(one.name, lower_name)) return one.value;
  }
  return {};
}

bool HtmlTokens::next(HtmlToken& token) {
  token.attributes.clear();
  if (!raw_.empty()) {
    const std::string name = std::move(raw_);
    raw_.clear();
    const size_t end = find_end_tag(name, at_);
    if (end > at_ && end != std::string_view::npos) {
      token.kind = HtmlToken::Kind::raw_text;
      token.text = page_.substr(at_, end - at_);
      at_ = end;
      return true;
    }
  }
  while (at_ < page_.size()) {
    if (page_[at_] != '<') {
      const size_t end = std::min(page_.find('<', at_), page_.size());
      token.kind = HtmlToken::Kind::text;
      token.text = page_.substr(at_, end - at_);
      at_ = end;
      return true;
    }
    const char second = at_ + 1 < page_.size() ? page_[at_ + 1] : '\0';
    const char third = at_ + 2 < page_.size() ? page_[at_ + 2] : '\0';
    if (is_letter(second)) {
      if (tag(token, false)) return true;
    } else if (second == '/' && is_letter(third)) {
      if (tag(token, true)) return true;
    } else if (second == '!' || second == '?' || second == '/') {
      markup_declaration();
    } else {
      token.kind = HtmlToken::Kind::text;
      token.text = page_.substr(at_++, 1);
      return true;
    }
  }
  token.kind = HtmlToken::Kind::end;
  return false;
}

/// A comment, CDATA section, doctype, processing instruction, or an end tag without a name.
void HtmlTokens::markup_declaration() {
  const std::string_view rest = page_.substr(at_);
  std::string_view closing = ">";
  size_t from = 2;
  if (rest.starts_with("<!--")) {
    if (rest.starts_with("<!-->") || rest.starts_with("<!--->")) {
      at_ += rest.find('>') + 1;
      return;
    }
    closing = "-->";
    from = 4;
  } else if (rest.starts_with("<![CDATA[")) {
    closing = "]]>";
    from = 9;
  }
  const size_t end = rest.find(closing, from);
  at_ = end == std::string_view::npos ? page_.size() : at_ + end + closing.size();
}

void HtmlTokens::skip_blanks() {
  while (at_ < page_.size() && (is_ascii_space(page_[at_]) || page_[at_] == '/')) ++at_;
}

void HtmlTokens::attribute(HtmlToken& token) {
  const size_t name = at_;
  if (page_[at_] == '=') ++at_;
  while (at_ < page_.size() && !ends_name(page_[at_]) && page_[at_] != '=') ++at_;
  HtmlAttribute out{page_.substr(name, at_ - name), page_.substr(at_, 0)};
  while (at_ < page_.size() && is_ascii_space(page_[at_])) ++at_;
  if (at_ < page_.size() && page_[at_] == '=') {
    ++at_;
    while (at_ < page_.size() && is_ascii_space(page_[at_])) ++at_;
    if (at_ < page_.size() && (page_[at_] == '"' || page_[at_] == '\'')) {
      const size_t begin = at_ + 1;
      const size_t end = std::min(page_.find(page_[at_], begin), page_.size());
      out.value = page_.substr(begin, end - begin);
      at_ = std::min(end + 1, page_.size());
    } else {
      const size_t begin = at_;
      while (at_ < page_.size() && !is_ascii_space(page_[at_]) && page_[at_] != '>') ++at_;
      out.value = page_.substr(begin, at_ - begin);
    }
  }
  if (token.attributes.size() < kMostAttributes) token.attributes.push_back(out);
}

/// False when the page ends inside the tag, which is dropped then.
bool HtmlTokens::tag(HtmlToken& token, bool end) {
  at_ += end ? 2 : 1;
  const size_t name = at_;
  while (at_ < page_.size() && !ends_name(page_[at_])) ++at_;
  token.name = page_.substr(name, at_ - name);
  token.kind = end ? HtmlToken::Kind::end_tag : HtmlToken::Kind::start_tag;
  for (skip_blanks(); at_ < page_.size() && page_[at_] != '>'; skip_blanks()) attribute(token);
  if (at_ >= page_.size()) return false;
  ++at_;
  if (!end) {
    for (const std::string_view raw : kRawText) {
      if (equals_lower(token.name, raw)) raw_ = raw;
    }
  }
  return true;
}

/// Place of "</name" from `from` on, or npos. What is missing once is never looked for again.
size_t HtmlTokens::find_end_tag(std::string_view lower_name, size_t from) {
  if (std::find(missing_.begin(), missing_.end(), lower_name) != missing_.end()) return std::string_view::npos;
  for (size_t at = from; (at = page_.find("</", at)) != std::string_view::npos; at += 2) {
    const std::string_view rest = page_.substr(at + 2);
    if (rest.size() < lower_name.size() || !equals_lower(rest.substr(0, lower_name.size()), lower_name)) continue;
    if (rest.size() == lower_name.size() || ends_name(rest[lower_name.size()])) return at;
  }
  if (lower_name == "script" || lower_name == "style") return page_.size();  // the page was cut off inside
  missing_.emplace_back(lower_name);
  return std::string_view::npos;
}

void HtmlTokens::skip_to_end_tag(std::string_view lower_name) {
  raw_.clear();
  const size_t end = find_end_tag(lower_name, at_);
  if (end != std::string_view::npos) at_ = end;
}

}  // namespace demarche
