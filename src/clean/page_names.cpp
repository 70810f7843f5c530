#include <algorithm>

#include "base/utf8.h"
#include "clean/page_says.h"

namespace demarche {
namespace {

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.starts_with("www.") || text.starts_with("//") ||
         text.find('@') != std::string_view::npos;
}

/// An address of the page as a whole one; "" where that cannot be made.
std::string absolute(std::string_view address, std::string_view base) {
  address = trim(address);
  if (address.empty() || address.size() > 1000 || address.find_first_of(" <>\"") != std::string_view::npos) return "";
  if (address.starts_with("http://") || address.starts_with("https://")) return std::string(address);
  const size_t scheme = base.find("://");
  if (scheme == std::string_view::npos) return "";
  if (address.starts_with("//")) return std::string(base.substr(0, scheme + 1)) + std::string(address);
  if (address.substr(0, address.find_first_of("/?#")).find(':') != std::string_view::npos) return "";
  const size_t host_end = std::min(base.find_first_of("/?#", scheme + 3), base.size());
  if (address[0] == '/') return std::string(base.substr(0, host_end)) + std::string(address);
  const size_t path_end = std::min(base.find_first_of("?#"), base.size());
  if (address[0] == '?' || address[0] == '#') return std::string(base.substr(0, path_end)) + std::string(address);
  const size_t slash = base.substr(0, path_end).rfind('/');
  const std::string folder = slash == std::string_view::npos || slash < host_end
                                 ? std::string(base.substr(0, host_end)) + "/"
                                 : std::string(base.substr(0, slash + 1));
  std::string_view rest = address;
  std::string out = folder;
  while (rest.starts_with("./") || rest.starts_with("../")) {
    if (rest[1] == '.' && out.size() > host_end + 1) out.resize(out.rfind('/', out.size() - 2) + 1);
    rest.remove_prefix(rest[1] == '.' ? 3 : 2);
  }
  return out + std::string(rest);
}

/// Nothing behind the host: the home page, which no article's address is.
bool is_home(std::string_view url) {
  const size_t scheme = url.find("://");
  const size_t slash = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  return slash == std::string_view::npos || slash + 1 >= url.size();
}

}  // namespace

void find_url(const PageSays& says, PageFacts& facts) {
  std::vector<std::string> found;
  for (const FactPlace place : {FactPlace::link, FactPlace::meta}) {
    const std::string value = says.first(PageField::url, place);
    if (!value.empty()) found.push_back(value);
  }
  for (const LinkedNode& node : says.linked) {
    if (!node.url.empty()) found.push_back(node.url);
  }
  for (const std::string& value : found) {
    const std::string url = absolute(value, says.capture.url);
    if (url.empty() || (is_home(url) && (says.capture.url.empty() || !is_home(says.capture.url)))) continue;
    facts.url = url;
    return;
  }
}

void find_outlet(const PageSays& says, PageFacts& facts) {
  if (!facts.outlet.empty()) return;
  const std::vector<PageFactNames::Use>& site = says.names.uses(FactPlace::meta, "og:site_name");
  for (const Said& one : says.said) {
    if (one.field != PageField::outlet || one.place != FactPlace::meta) continue;
    const bool name_of_site = !site.empty() && one.rank == site.front().rank;
    if (!name_of_site) break;
    facts.outlet = plain_value(one.meta->value);
    break;
  }
  for (const LinkedNode& node : says.linked) {
    if (facts.outlet.empty()) facts.outlet = plain_value(node.outlet);
  }
  if (facts.outlet.empty()) facts.outlet = says.first(PageField::outlet, FactPlace::meta);
  if (is_address(facts.outlet)) facts.outlet = host_of(facts.outlet);
  if (facts.outlet.size() > 100) facts.outlet.clear();
  if (facts.outlet.empty()) facts.outlet = says.capture.defaults.outlet;
  if (facts.outlet.empty()) facts.outlet = host_of(facts.url);
}

void find_language(const PageSays& says, PageFacts& facts) {
  if (!facts.language.empty()) return;
  std::vector<std::string> found;
  for (const MarkupMeta& meta : says.page.metas) {
    if (meta.kind == MarkupMeta::Kind::language) found.push_back(meta.value);
  }
  found.push_back(says.first(PageField::language, FactPlace::meta));
  for (const LinkedNode& node : says.linked) found.push_back(node.language);
  found.push_back(says.capture.defaults.language);
  for (std::string& value : found) {
    std::replace(value.begin(), value.end(), '_', '-');
    value = value.substr(0, value.find_first_of(",; "));
    const size_t first = std::min(value.find('-'), value.size());
    const bool letters = std::all_of(value.begin(), value.end(), [](char c) {
      return is_ascii_lower(c) || is_ascii_upper(c) || is_ascii_digit(c) || c == '-';
    });
    if (first < 2 || first > 3 || !letters || value.size() > 35) continue;
    facts.language = to_lower(value.substr(0, first)) + value.substr(first);
    if (value.size() == first + 3) {  // a region of two letters, which are capitals by custom
      for (size_t i = first + 1; i < value.size(); ++i)
        if (is_ascii_lower(value[i])) facts.language[i] = static_cast<char>(value[i] - 32);
    }
    return;
  }
}

}  // namespace demarche
