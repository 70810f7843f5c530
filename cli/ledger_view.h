#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "store/store.h"
#include "table.h"

namespace demarche::cli {

/// One pledge for a reader: its surest report, and which captures tell the same.
struct LedgerEntry {
  StoredPledge pledge;
  uint64_t reports = 1;
  std::set<std::string> docs;
};

/// What one side holds against, or before, another.
struct LedgerGroup {
  std::vector<std::string> issuer;  ///< party keys, sorted; empty = nobody named, "" = not resolved
  std::vector<std::string> addressee;
  std::string issuer_label;
  std::string addressee_label;
  std::vector<LedgerEntry> entries;
};

/// Collects reports of pledges into entries. Reports of the same kind by the same party to the same party with the same
/// content words are one entry, unless they tell that different things became of it.
class LedgerCollector {
 public:
  /// Keeps about `bound` entries, those that weigh most; 0 = all.
  explicit LedgerCollector(size_t bound = 0) : bound_(bound) {}
  void add(StoredPledge pledge);

  uint64_t entries() const { return keys_.size(); }  ///< different ones met, kept or not
  /// All groups, most entries first, then by label; their entries as they weigh.
  std::vector<LedgerGroup> groups(const std::map<std::string, std::string>& names) const;
  /// At most `limit` of the entries that weigh most, at most `each` of one group, without those told as history; the
  /// group of the weightiest first.
  std::vector<LedgerGroup> strongest(size_t limit, size_t each, const std::map<std::string, std::string>& names) const;

 private:
  void shrink();
  std::vector<size_t> ranked() const;
  size_t bound_;
  std::vector<LedgerEntry> entries_;
  std::unordered_map<std::string, size_t> index_;  ///< of what is kept, by key
  std::unordered_set<std::string> keys_;
};

/// The groups as lines of text, each entry with its words, condition, deadline, source and evidence.
std::string ledger_text(const std::vector<LedgerGroup>& groups, const Paint& paint, size_t width);

/// "demand", "threat, hedged", "demand, ultimatum".
std::string pledge_name(const Pledge& pledge);
/// "by Friday (1962-10-26)".
std::string deadline_text(const PledgeDeadline& deadline);

}  // namespace demarche::cli
