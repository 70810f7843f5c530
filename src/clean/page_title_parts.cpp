#include "clean/page_title_parts.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr size_t kMostOutlets = 24;
constexpr size_t kMostFolders = 12;
constexpr size_t kLongestAddress = 2000;  ///< bytes, of what is looked at

constexpr std::array<std::string_view, 12> kSeparators = {
    " - ", " | ", " – ", " — ", " · ", " :: ", " » ", " « ", " • ", "| ", " / ", " ~ "};

/// Places of separators in a title: begin and length, in order.
std::vector<std::pair<size_t, size_t>> separators_of(const std::string& title) {
  std::vector<std::pair<size_t, size_t>> out;
  for (size_t i = 0; i < title.size(); ++i) {
    if (title[i] != ' ' && title[i] != '|') continue;  // what all of them begin with
    for (const std::string_view mark : kSeparators) {
      if (title.compare(i, mark.size(), mark) != 0) continue;
      out.emplace_back(i, mark.size());
      i += mark.size() - 1;
      break;
    }
  }
  return out;
}

/// The parts of an address's path, without query and fragment.
std::vector<std::string_view> folders_of(std::string_view url) {
  std::vector<std::string_view> out;
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return out;
  url = url.substr(0, std::min(url.find_first_of("?#"), kLongestAddress));
  for (size_t at = url.find('/', scheme + 3); at < url.size() && out.size() < kMostFolders;) {
    const size_t end = std::min(url.find('/', at + 1), url.size());
    if (end > at + 1) out.push_back(url.substr(at + 1, end - at - 1));
    at = end;
  }
  return out;
}

}  // namespace

TitleParts::TitleParts(const PageSays& says, const PageFacts& facts) {
  const auto add = [&](std::string_view name) {
    std::string key = text_key(name);
    if (key.size() >= 2 && outlets_.size() < kMostOutlets) outlets_.push_back(std::move(key));
  };
  add(facts.outlet);
  add(says.capture.outlet);
  for (const Said& one : says.said) {
    if (one.field == PageField::outlet && one.meta->value.size() < 100) add(plain_value(one.meta->value));
  }
  for (const LinkedNode& node : says.linked) add(node.outlet);
  for (const std::string& url : {facts.url, says.capture.url}) {
    std::string host = host_of(url);
    if (host.empty()) continue;
    if (host.find('.') != std::string::npos) hosts_.push_back(host);
    add(host);
    host.resize(host.rfind('.') == std::string::npos ? host.size() : host.rfind('.'));
    add(host);
    add(std::string_view(host).substr(host.rfind('.') + 1));
    std::vector<std::string_view> folders = folders_of(url);
    if (!folders.empty()) folders.pop_back();  // the page itself
    constexpr size_t kShortestSection = 3;
    for (const std::string_view folder : folders) {
      std::string key = text_key(folder);
      if (key.size() >= kShortestSection) sections_.push_back(std::move(key));
    }
  }
}

bool TitleParts::names_outlet(const std::string& key) const {
  constexpr size_t kShortest = 4;
  return std::any_of(outlets_.begin(), outlets_.end(), [&](const std::string& outlet) {
    if (key == outlet) return true;
    if (key.size() < kShortest || outlet.size() < kShortest) return false;
    // "The Evening Post" of "eveningpost.example", "Evening Post" of "The Evening Post Online".
    return key.size() <= outlet.size() ? outlet.find(key) != std::string::npos && key.size() * 2 >= outlet.size()
                                       : key.find(outlet) != std::string::npos && outlet.size() * 2 >= key.size();
  });
}

bool TitleParts::names_section(const std::string& key) const {
  return std::find(sections_.begin(), sections_.end(), key) != sections_.end();
}

std::string TitleParts::without_host(std::string_view title) const {
  const std::string lower = to_lower(title);
  for (const std::string& host : hosts_) {
    if (lower.size() != title.size() || lower.size() < host.size() + 2) continue;
    if (lower.starts_with(host + " ")) return std::string(trim(title.substr(host.size())));
    if (lower.ends_with(" " + host)) return std::string(trim(title.substr(0, title.size() - host.size())));
  }
  return std::string(title);
}

std::string TitleParts::headline_of(const std::string& title) const {
  size_t begin = 0, end = title.size();
  const auto cuts = separators_of(title);
  for (size_t i = 0; i < cuts.size(); ++i) {
    const size_t from = cuts[i].first + cuts[i].second;
    const size_t to = i + 1 < cuts.size() ? cuts[i + 1].first : title.size();
    if (cuts[i].first == 0) continue;
    const std::string key = text_key(title.substr(from, to - from));
    // A dash may well join a place of the address to its news: "Talks - Ruritania".
    const bool bar = title.substr(cuts[i].first, cuts[i].second).find('|') != std::string::npos;
    if (names_outlet(key) || (bar && names_section(key))) {
      end = cuts[i].first;
      break;
    }
  }
  for (size_t i = 0; end == title.size() && i < cuts.size(); ++i) {
    if (!names_outlet(text_key(title.substr(begin, cuts[i].first - begin)))) break;
    begin = cuts[i].first + cuts[i].second;
  }
  const std::string_view out = trim(std::string_view(title).substr(begin, end - begin));
  return out.empty() ? title : without_host(out);
}

std::vector<std::string> title_words(std::string_view text) {
  std::vector<std::string> out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    std::string key = text_key(text.substr(at, end - at));
    if (key.size() > 2) out.push_back(std::move(key));
    at = end + 1;
  }
  std::sort(out.begin(), out.end());
  return out;
}

float common_words(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return 2 * static_cast<float>(both.size()) / static_cast<float>(a.size() + b.size());
}

std::vector<std::string> address_words(std::string_view url) {
  const std::vector<std::string_view> folders = folders_of(url);
  std::vector<std::string> best;
  // Of the last two, the one with more words: "/zenda-bridge-opens/12345".
  for (size_t i = folders.size(); i > 0 && i + 1 >= folders.size(); --i) {
    std::string_view part = folders[i - 1];
    const size_t dot = part.rfind('.');
    if (dot != std::string_view::npos && part.size() - dot <= 6) part = part.substr(0, dot);  // ".html"
    std::string spaced(part);
    std::replace_if(
        spaced.begin(), spaced.end(), [](char c) { return c == '-' || c == '_' || c == '+' || c == ',' || c == '.'; },
        ' ');
    std::vector<std::string> words = title_words(spaced);
    if (words.size() > best.size()) best = std::move(words);
  }
  return best;
}

}  // namespace demarche
