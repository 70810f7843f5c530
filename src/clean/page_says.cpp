#include "clean/page_says.h"

#include <algorithm>

#include "base/utf8.h"
#include "capture/html_references.h"

namespace demarche {
namespace {

/// Names of a meta: one for <meta>, several words for itemprop and class.
template <class Each>
void each_name(std::string_view names, Each each) {
  while (!names.empty()) {
    const size_t end = std::min(names.find(' '), names.size());
    if (end > 0) each(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
}

}  // namespace

PageSays::PageSays(const Capture& given, const PageFactNames& word_lists)
    : capture(given), page(*given.markup), names(word_lists), linked(read_linked_data(page.metas, names)) {
  using Kind = MarkupMeta::Kind;
  for (const MarkupMeta& meta : page.metas) {
    const auto add = [&](FactPlace place, std::string_view name) {
      for (const PageFactNames::Use& use : names.uses(place, name)) said.push_back({use.field, place, use.rank, &meta});
    };
    if (meta.value.empty()) continue;
    if (meta.kind == Kind::title && title_tag.empty()) title_tag = plain_value(meta.value);
    if (meta.kind == Kind::meta) add(FactPlace::meta, meta.name);
    if (meta.kind == Kind::link) each_name(meta.name, [&](std::string_view name) { add(FactPlace::link, name); });
    if (meta.kind == Kind::microdata)
      each_name(meta.name, [&](std::string_view name) { add(FactPlace::itemprop, name); });
    if (meta.kind == Kind::time) {
      each_name(meta.name, [&](std::string_view name) { add(FactPlace::itemprop, name); });
    }
  }
  std::stable_sort(said.begin(), said.end(), [](const Said& a, const Said& b) {
    if (a.field != b.field) return a.field < b.field;
    if (a.place != b.place) return a.place < b.place;
    return a.rank < b.rank;
  });
}

PagePart PageSays::part_of(uint32_t node, int32_t title_block) const {
  const auto title = static_cast<uint32_t>(title_block);
  constexpr int kFarthest = 64;
  PagePart out = PagePart::article;
  for (int step = 0; step < kFarthest && node != 0; ++step, node = page.nodes[node].parent) {
    const MarkupNode& one = page.nodes[node];
    if (title_block >= 0 && one.first_block <= title && title < one.last_block) break;
    if (one.element == Element::body || one.element == Element::main || one.element == Element::article) {
      if (title_block < 0) break;
      continue;
    }
    out = std::max(out, names.part(to_string(one.element), page.names_of(node)));
  }
  return out;
}

std::string PageSays::first(PageField field, FactPlace place) const {
  for (const Said& one : said) {
    if (one.field != field || one.place != place) continue;
    std::string value = plain_value(one.meta->value);
    if (!value.empty()) return value;
  }
  return "";
}

std::string plain_value(std::string_view value, ShownTags tags) {
  std::string text(value);
  for (int round = 0; round < 2 && text.find('&') != std::string::npos; ++round) text = resolve_references(text);
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (tags == ShownTags::go && text[i] == '<' && i + 1 < text.size() &&
        (is_ascii_lower(text[i + 1]) || text[i + 1] == '/')) {
      const size_t end = text.find('>', i);
      if (end != std::string::npos && end < i + 200) {
        i = end;
        continue;
      }
    }
    const bool blank = is_ascii_space(text[i]) || text.compare(i, 2, "\xC2\xA0") == 0;
    if (blank && text[i] == '\xC2') ++i;
    if (!blank) {
      out += text[i];
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  out.resize(valid_utf8_prefix(out));
  return std::string(trim(out));
}

std::string text_key(std::string_view text) {
  const std::string lower = to_lower(text);
  std::string out;
  for (size_t i = 0; i < lower.size();) {
    const CodePoint point = decode_utf8(lower, i);
    // Marks of Latin-1 and the block of general punctuation are no letters.
    const bool mark = point.value < 0x80 ? !is_ascii_lower(lower[i]) && !is_ascii_digit(lower[i])
                                         : point.value < 0xAA || (point.value > 0xAA && point.value < 0xB5) ||
                                               (point.value > 0xB5 && point.value < 0xC0) ||
                                               (point.value >= 0x2000 && point.value < 0x2C00) ||
                                               (point.value >= 0x3000 && point.value < 0x3020) || point.value >= 0xFE00;
    if (!mark) out.append(lower, i, point.length);
    i += point.length;
  }
  return out;
}

std::string host_of(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const size_t user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
  host = host.substr(0, host.find(':'));
  std::string out = to_lower(host);
  if (out.starts_with("www.")) out.erase(0, 4);
  return out;
}

void choose_linked(PageSays& says, const std::vector<std::string>& titles) {
  std::vector<std::string> keys;
  for (const std::string& title : titles) keys.push_back(text_key(title));
  constexpr size_t kMostNodes = 500;
  int best = -1;
  size_t looked = 0;
  for (const LinkedNode& node : says.linked) {
    if (++looked > kMostNodes) break;
    if (node.type == LinkedType::page) {
      if (says.about == nullptr || (says.about->published.empty() && !node.published.empty())) says.about = &node;
      continue;
    }
    const std::string key = text_key(plain_value(node.title));
    const bool titled = !key.empty() && std::any_of(keys.begin(), keys.end(), [&](const std::string& one) {
      return !one.empty() && (one.find(key) != std::string::npos || key.find(one) != std::string::npos);
    });
    const bool dated = !node.published.empty();
    const int value = (titled ? 4 : 0) + (dated ? 1 : 0);
    if (value > best) {
      best = value;
      says.article = &node;
    }
  }
}

}  // namespace demarche
