#include "clean/recurring.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/hash.h"
#include "base/utf8.h"
#include "clean/page.h"

namespace demarche {
namespace {

constexpr std::string_view kMagic = "demarche recurring 1";

/// The paragraph's words in lower case, one blank between them; their number in `words`.
std::string normalised(std::string_view paragraph, size_t& words) {
  const Page page = split_page(paragraph);
  std::string out;
  for (const PageWord& word : page.words) {
    out += to_lower(paragraph.substr(word.begin, word.length));
    out += ' ';
  }
  words = page.words.size();
  return out;
}

uint32_t short_key(std::string_view text) { return static_cast<uint32_t>(hash64(text, 17)); }

}  // namespace

std::string outlet_key(const Article& article) {
  std::string_view name = trim(article.outlet);
  if (name.empty()) {
    name = article.url;
    const size_t scheme = name.find("://");
    if (scheme == std::string_view::npos) return "";
    name.remove_prefix(scheme + 3);
    name = name.substr(0, name.find_first_of("/?#"));
    if (const size_t user = name.rfind('@'); user != std::string_view::npos) name.remove_prefix(user + 1);
    if (name.starts_with("www.")) name.remove_prefix(4);
  }
  std::string out = to_lower(name);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return out;
}

uint64_t paragraph_key(std::string_view paragraph) {
  size_t words = 0;
  const std::string text = normalised(paragraph, words);
  if (words < kRecurringWords) return 0;
  return std::max<uint64_t>(1, hash64(text, 31));
}

size_t RecurringParagraphs::size() const {
  size_t out = 0;
  for (const auto& [outlet, keys] : keys_) out += keys.size();
  return out;
}

bool RecurringParagraphs::has(const std::string& outlet, uint64_t key) const {
  const auto found = keys_.find(outlet);
  return found != keys_.end() && std::binary_search(found->second.begin(), found->second.end(), key);
}

void RecurringParagraphs::add(const std::string& outlet, uint64_t key) {
  std::vector<uint64_t>& keys = keys_[outlet];
  const auto at = std::lower_bound(keys.begin(), keys.end(), key);
  if (at == keys.end() || *at != key) keys.insert(at, key);
}

std::string RecurringParagraphs::to_text() const {
  std::string out = std::string(kMagic) + "\n";
  for (const auto& [outlet, keys] : keys_) {
    for (const uint64_t key : keys) out += fmt::format("{}\t{:016x}\n", outlet, key);
  }
  return out;
}

Result<RecurringParagraphs> RecurringParagraphs::parse(std::string_view text, const std::string& where) {
  RecurringParagraphs out;
  size_t number = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    begin = end + 1;
    if (++number == 1) {
      if (line == kMagic) continue;
      return Error{line.starts_with("demarche recurring ") ? ErrorCode::wrong_version : ErrorCode::bad_format,
                   fmt::format("expected '{}' on the first line. Make the file anew with demarche clean "
                               "--learn-recurring.",
                               kMagic),
                   where + ":1"};
    }
    if (line.empty()) continue;
    const size_t tab = line.rfind('\t');
    uint64_t key = 0;
    const std::string_view digits = tab == std::string_view::npos ? "" : line.substr(tab + 1);
    const auto [stop, code] = std::from_chars(digits.data(), digits.data() + digits.size(), key, 16);
    if (tab == 0 || digits.size() != 16 || code != std::errc() || stop != digits.data() + digits.size()) {
      return Error{ErrorCode::bad_format, "expected an outlet, a tab and 16 hexadecimal digits.",
                   fmt::format("{}:{}", where, number)};
    }
    out.keys_[std::string(line.substr(0, tab))].push_back(key);
  }
  if (number == 0) return Error{ErrorCode::bad_format, "the file is empty.", where};
  for (auto& [outlet, keys] : out.keys_) {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }
  return out;
}

void RecurringCounter::Distinct::add(uint32_t value) {
  if (count == values.size() || std::find(values.begin(), values.begin() + count, value) != values.begin() + count)
    return;
  values[count++] = value;
}

void RecurringCounter::add(const Article& article, std::string_view text) {
  const std::string outlet = outlet_key(article);
  if (outlet.empty()) return;
  std::vector<uint64_t> keys;
  std::string beginning;
  size_t paragraphs = 0;
  for (const Block& block : article.body) {
    if (block.kind == BlockKind::title) continue;
    const uint64_t key = paragraph_key(block.span.in(text));
    if (key == 0) continue;
    if (paragraphs++ < 2) beginning += fmt::format("{:016x}", key);
    keys.push_back(key);
  }
  if (keys.empty()) return;
  size_t words = 0;
  const std::string title = normalised(article.title, words);
  const uint32_t begun = short_key(beginning);
  const uint32_t titled = words == 0 ? begun : short_key(title);
  auto& entries = outlets_[outlet];
  for (const uint64_t key : keys) {
    if (!taken(key)) continue;
    const auto [entry, fresh] = entries.try_emplace(key);
    entry->second.titles.add(titled);
    entry->second.beginnings.add(begun);
    held_ += fresh;
  }
  while (held_ > most_) thin();
}

void RecurringCounter::thin() {
  ++level_;
  held_ = 0;
  for (auto& [outlet, entries] : outlets_) {
    std::erase_if(entries, [&](const auto& entry) { return !taken(entry.first); });
    held_ += entries.size();
  }
}

RecurringParagraphs RecurringCounter::found() const {
  RecurringParagraphs out;
  for (const auto& [outlet, entries] : outlets_) {
    for (const auto& [key, entry] : entries) {
      if (entry.titles.count >= kRecurringDocuments && entry.beginnings.count >= kRecurringDocuments)
        out.add(outlet, key);
    }
  }
  return out;
}

void drop_recurring(const RecurringParagraphs& recurring, std::string_view text, Article& article) {
  if (recurring.empty()) return;
  const std::string outlet = outlet_key(article);
  if (outlet.empty()) return;
  std::vector<Block> kept;
  std::vector<DroppedBlock> dropped;
  size_t all = 0, gone = 0;
  for (const Block& block : article.body) {
    const std::string_view paragraph = block.span.in(text);
    const size_t words = split_page(paragraph).words.size();
    const uint64_t key = block.kind == BlockKind::title ? 0 : paragraph_key(paragraph);
    if (block.kind != BlockKind::title) all += words;
    if (key == 0 || !recurring.has(outlet, key)) {
      kept.push_back(block);
      continue;
    }
    gone += words;
    dropped.push_back(
        {block.span, kRecurring, fmt::format("stands in {} or more documents of {}", kRecurringDocuments, outlet)});
  }
  if (dropped.empty() || gone * 2 > all) return;
  article.body = std::move(kept);
  article.words -= std::min(article.words, static_cast<uint32_t>(gone));
  article.dropped.insert(article.dropped.end(), dropped.begin(), dropped.end());
  std::sort(article.dropped.begin(), article.dropped.end(),
            [](const DroppedBlock& a, const DroppedBlock& b) { return a.span.begin < b.span.begin; });
}

std::string recurring_digest(const Article& article, std::string_view text) {
  std::string all;
  for (const DroppedBlock& block : article.dropped) {
    if (block.reason == kRecurring) all += fmt::format("{:016x}", paragraph_key(block.span.in(text)));
  }
  return all.empty() ? "" : content_id(all).substr(0, 8);
}

}  // namespace demarche
