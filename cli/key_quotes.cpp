#include "key_quotes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/utf8.h"
#include "record_text.h"
#include "store/party.h"
#include "table.h"

namespace demarche::cli {
namespace {

constexpr size_t kFewest = 6;  ///< words
constexpr size_t kMost = 45;

size_t words(std::string_view text) {
  size_t count = 0;
  bool inside = false;
  for (const char byte : text) {
    const bool blank = is_ascii_space(byte);
    if (!blank && !inside) ++count;
    inside = !blank;
  }
  return count;
}

/// True for who acts for a state, an organisation of states, a party, rebels; not for press, business or the public.
/// Sectors: PLOVER 2.0 table 5.2.
bool political(const Entity& entity) {
  if (party_of(entity).empty() || (entity.name.empty() && entity.id.empty() && entity.code.empty())) return false;
  if (entity.code == "MNC" || entity.code == "NGO") return false;
  if (is_state_sector(entity.sector)) return true;
  static constexpr std::string_view kOthers[] = {"PTY", "REB", "OPP", "ELI", "UAF", "PRE"};
  return std::find(std::begin(kOthers), std::end(kOthers), entity.sector) != std::end(kOthers);
}

std::string speaker_key(const Entity& entity) {
  return entity.id.empty() ? entity.code + '/' + entity.sector + '/' + entity.name : entity.id;
}

}  // namespace

KeyQuoteCollector::KeyQuoteCollector(std::map<std::string, uint64_t> acts, size_t bound)
    : acts_(std::move(acts)), bound_(bound) {
  for (const auto& [party, number] : acts_) most_ = std::max(most_, number);
}

double KeyQuoteCollector::share(const std::string& party) const {
  const auto found = acts_.find(party);
  return found == acts_.end() ? 0 : static_cast<double>(found->second) / static_cast<double>(most_);
}

double KeyQuoteCollector::weight(const KeyQuote& one) const {
  const Quote& quote = one.quote.quote;
  const std::string own = party_of(quote.speaker.front());
  double about = 0;
  for (const Entity& entity : quote.about) {
    const std::string party = party_of(entity);
    if (party != own) about = std::max(about, share(party));
  }
  double out = 10 * share(own) + 6 * about;
  if (one.quote.pledges > 0) {
    out += 12;
  } else if (one.quote.events > 0) {
    out += 8;
  }
  const size_t length = words(one.quote.evidence);
  if (length >= 9 && length <= 32) out += 3;
  if (!quote.speaker.front().name.empty()) out += 2;  // somebody by name rather than a ministry's spokesman
  return out * quote.confidence + 2 * std::log2(static_cast<double>(one.docs.size()));
}

void KeyQuoteCollector::add(StoredQuote quote) {
  const Quote& record = quote.quote;
  if (record.type == QuoteType::indirect || record.speaker.empty() || !political(record.speaker.front())) return;
  if (quote.evidence.ends_with("…") && record.span.size() > kMaxQuoted) return;
  const size_t length = words(quote.evidence);
  if (length < kFewest || length > kMost) return;
  const auto [found, fresh] = index_.try_emplace(letters_of(quote.evidence), quotes_.size());
  if (!fresh) {
    std::set<std::string>& docs = quotes_[found->second].docs;
    if (docs.size() < 1000) docs.insert(record.doc);
    return;
  }
  std::string doc = record.doc;
  quotes_.push_back({std::move(quote), {std::move(doc)}});
  if (quotes_.size() >= 2 * bound_) shrink();
}

std::vector<size_t> KeyQuoteCollector::ranked() const {
  std::vector<double> weights;
  for (const KeyQuote& one : quotes_) weights.push_back(weight(one));
  std::vector<size_t> order(quotes_.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return weights[a] > weights[b]; });
  return order;
}

void KeyQuoteCollector::shrink() {
  std::vector<size_t> order = ranked();
  order.resize(bound_);
  std::sort(order.begin(), order.end());
  std::vector<KeyQuote> kept;
  index_.clear();
  for (const size_t i : order) {
    index_[letters_of(quotes_[i].quote.evidence)] = kept.size();
    kept.push_back(std::move(quotes_[i]));
  }
  quotes_ = std::move(kept);
}

std::vector<KeyQuote> KeyQuoteCollector::best(size_t limit, size_t each) const {
  std::vector<KeyQuote> out;
  std::map<std::string, size_t> used;
  for (const size_t i : ranked()) {
    if (out.size() == limit) break;
    if (++used[speaker_key(quotes_[i].quote.quote.speaker.front())] <= each) out.push_back(quotes_[i]);
  }
  return out;
}

std::string circumstances_text(const Quote& quote) {
  std::string out;
  const auto add = [&](const char* word, const std::string& text) {
    if (!text.empty()) out += (out.empty() ? "" : ", ") + std::string(word) + printable(text);
  };
  add("to ", quote.addressee.text);
  add("at ", quote.occasion.text);
  for (const QuoteParty& one : quote.via) add("via ", one.text);
  return out;
}

}  // namespace demarche::cli
