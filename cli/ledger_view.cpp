#include "ledger_view.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/hash.h"
#include "party_label.h"
#include "record_text.h"

namespace demarche::cli {
namespace {

std::string key_of(const StoredPledge& stored) {
  const Pledge& pledge = stored.pledge;
  IdBuilder key(to_string(pledge.kind));
  key.add(to_string(pledge.status == PledgeStatus::repeated ? PledgeStatus::open : pledge.status));
  for (const auto* side : {&pledge.issuer, &pledge.addressee}) {
    const std::vector<std::string> parties = party_keys(*side);
    key.add(parties.size());
    for (const std::string& party : parties) key.add(party);
  }
  return key.add(letters_of(pledge.content.text.empty() ? stored.evidence.text : pledge.content.text)).id();
}

double kind_weight(PledgeKind kind) {
  switch (kind) {
    case PledgeKind::threat:
      return 40;
    case PledgeKind::demand:
      return 32;
    case PledgeKind::warning:
      return 24;
    case PledgeKind::refusal:
      return 20;
    case PledgeKind::promise:
    case PledgeKind::offer:
      return 16;
    case PledgeKind::denial:
      return 8;
  }
  return 0;
}

/// How much an entry tells: ultimatums first, then threats and demands with a condition or a deadline. Confidence
/// counts for all of it; nobody's pledge, and one to nobody, tell less.
double weight(const LedgerEntry& entry) {
  const Pledge& pledge = entry.pledge.pledge;
  double out = kind_weight(pledge.kind);
  if (pledge.strength == PledgeStrength::ultimatum) out += 60;
  if (pledge.strength == PledgeStrength::hedged) out *= 0.5;
  if (!pledge.condition.text.empty()) out += 16;
  if (!pledge.deadline.text.empty()) out += 10;
  for (const auto* side : {&pledge.issuer, &pledge.addressee}) {
    const std::vector<std::string> parties = party_keys(*side);
    if (parties.empty() || parties.front().empty()) out *= 0.6;
  }
  return out * (0.4 + 0.6 * pledge.confidence) + 2 * std::log2(static_cast<double>(entry.docs.size()));
}

/// The entries of the given indexes in their groups, in the order in which the groups are met.
std::vector<LedgerGroup> grouped_by_side(const std::vector<LedgerEntry>& entries, const std::vector<size_t>& order,
                                         size_t limit, size_t each, const std::map<std::string, std::string>& names) {
  std::vector<LedgerGroup> out;
  std::map<std::pair<std::vector<std::string>, std::vector<std::string>>, size_t> index;
  size_t taken = 0;
  for (const size_t i : order) {
    if (taken == limit) break;
    const Pledge& pledge = entries[i].pledge.pledge;
    std::vector<std::string> from = party_keys(pledge.issuer), to = party_keys(pledge.addressee);
    const auto [found, fresh] = index.try_emplace({from, to}, out.size());
    if (fresh) {
      std::string from_label = side_label(from, names), to_label = side_label(to, names);
      out.push_back({std::move(from), std::move(to), std::move(from_label), std::move(to_label), {}});
    }
    std::vector<LedgerEntry>& list = out[found->second].entries;
    if (list.size() == each) continue;
    list.push_back(entries[i]);
    ++taken;
  }
  return out;
}

}  // namespace

void LedgerCollector::add(StoredPledge pledge) {
  const std::string key = key_of(pledge);
  keys_.insert(key);
  const auto [found, fresh] = index_.try_emplace(key, entries_.size());
  std::string doc = pledge.pledge.doc;
  if (fresh) {
    entries_.push_back({std::move(pledge), 1, {std::move(doc)}});
    if (bound_ > 0 && entries_.size() >= 2 * bound_) shrink();
    return;
  }
  LedgerEntry& entry = entries_[found->second];
  ++entry.reports;
  if (entry.docs.size() < 1000) entry.docs.insert(std::move(doc));
  if (pledge.pledge.confidence > entry.pledge.pledge.confidence) entry.pledge = std::move(pledge);
}

std::vector<size_t> LedgerCollector::ranked() const {
  std::vector<double> weights;
  for (const LedgerEntry& entry : entries_) weights.push_back(weight(entry));
  std::vector<size_t> order(entries_.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return weights[a] > weights[b]; });
  return order;
}

void LedgerCollector::shrink() {
  std::vector<size_t> order = ranked();
  order.resize(bound_);
  std::sort(order.begin(), order.end());
  std::vector<LedgerEntry> kept;
  index_.clear();
  for (const size_t i : order) {
    index_[key_of(entries_[i].pledge)] = kept.size();
    kept.push_back(std::move(entries_[i]));
  }
  entries_ = std::move(kept);
}

std::vector<LedgerGroup> LedgerCollector::groups(const std::map<std::string, std::string>& names) const {
  std::vector<LedgerGroup> out = grouped_by_side(entries_, ranked(), entries_.size(), entries_.size(), names);
  std::stable_sort(out.begin(), out.end(), [](const LedgerGroup& a, const LedgerGroup& b) {
    if (a.entries.size() != b.entries.size()) return a.entries.size() > b.entries.size();
    return std::tie(a.issuer_label, a.addressee_label, a.issuer, a.addressee) <
           std::tie(b.issuer_label, b.addressee_label, b.issuer, b.addressee);
  });
  return out;
}

std::vector<LedgerGroup> LedgerCollector::strongest(size_t limit, size_t each,
                                                    const std::map<std::string, std::string>& names) const {
  std::vector<size_t> order = ranked();
  std::erase_if(order, [&](size_t i) { return entries_[i].pledge.pledge.historical; });
  return grouped_by_side(entries_, order, limit, each, names);
}

}  // namespace demarche::cli
