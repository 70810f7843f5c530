#include "capture/html_metas.h"

#include "base/utf8.h"
#include "capture/html_references.h"

namespace demarche {
namespace {

std::string lowered(std::string_view name) {
  std::string out(name.substr(0, 100));
  for (char& c : out) c = is_ascii_upper(c) ? static_cast<char>(c + 32) : c;
  return out;
}

/// One line: white space collapsed.
std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, HtmlMetas::kLongestValue)) {
    const bool blank = is_ascii_space(c) || c == '\0';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  out.resize(valid_utf8_prefix(out));
  return std::string(trim(out));
}

}  // namespace

MarkupMeta* HtmlMetas::add(MarkupMeta::Kind kind, std::string_view name, std::string_view value, uint32_t node,
                           uint32_t block) {
  if (out_.metas.size() >= kMostMetas) return nullptr;
  MarkupMeta made;
  made.kind = kind;
  made.name = lowered(name);
  made.value = one_line(resolve_references(value.substr(0, kLongestValue)));
  made.node = node;
  made.block = block;
  out_.metas.push_back(std::move(made));
  return &out_.metas.back();
}

int32_t HtmlMetas::element(const HtmlToken& tag, uint32_t node, uint32_t block) {
  using Kind = MarkupMeta::Kind;
  const size_t before = out_.metas.size();
  if (equals_lower(tag.name, "meta")) {
    for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string_view name = tag.attribute(key);
      if (!name.empty() && tag.has("content")) add(Kind::meta, name, tag.attribute("content"), node, block);
    }
    return -1;
  }
  if (equals_lower(tag.name, "link")) {
    if (tag.has("rel") && tag.has("href")) add(Kind::link, tag.attribute("rel"), tag.attribute("href"), node, block);
    return -1;
  }
  if (equals_lower(tag.name, "html")) {
    const std::string_view language = tag.has("lang") ? tag.attribute("lang") : tag.attribute("xml:lang");
    if (!language.empty()) add(Kind::language, "", language, node, block);
    return -1;
  }
  const std::string_view property = tag.attribute("itemprop");
  if (equals_lower(tag.name, "time")) {
    std::string name(property);
    if (tag.has("pubdate")) name += name.empty() ? "pubdate" : " pubdate";
    const std::string_view classes = tag.attribute("class");
    if (!classes.empty()) name += (name.empty() ? "" : " ") + std::string(classes.substr(0, 80));
    add(Kind::time, name, tag.attribute("datetime"), node, block);
  } else if (!property.empty()) {
    std::string_view value = tag.attribute("content");
    if (value.empty()) value = tag.attribute("datetime");
    add(Kind::microdata, property, value, node, block);
  } else if (equals_lower(tag.attribute("rel"), "author")) {
    add(Kind::author, "", "", node, block);
  }
  if (out_.metas.size() == before || !out_.metas.back().value.empty()) return -1;
  return static_cast<int32_t>(before);
}

void HtmlMetas::close(size_t meta, std::string_view text) { out_.metas[meta].value = one_line(text); }

void HtmlMetas::script(const HtmlToken& tag, uint32_t node, uint32_t block) {
  using Kind = MarkupMeta::Kind;
  wanted_ = false;
  if (equals_lower(tag.name, "title")) {
    wanted_ = !title_seen_ && add(Kind::title, "", "", node, block) != nullptr;
    title_seen_ = true;
  } else if (equals_lower(tag.name, "script")) {
    const std::string type = lowered(tag.attribute("type"));
    wanted_ = type.starts_with("application/ld+json") && add(Kind::json_ld, "", "", node, block) != nullptr;
  }
}

void HtmlMetas::raw_text(std::string_view text) {
  if (!wanted_) return;
  wanted_ = false;
  MarkupMeta& meta = out_.metas.back();
  if (meta.kind == MarkupMeta::Kind::json_ld) {
    if (text.size() <= kLongestData) meta.value = text;
  } else {
    meta.value = one_line(resolve_references(text.substr(0, 4 * kLongestValue)));
  }
}

}  // namespace demarche
