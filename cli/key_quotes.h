#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/store.h"

namespace demarche::cli {

/// Words worth reading: the first capture that holds them, and all that do.
struct KeyQuote {
  StoredQuote quote;
  std::set<std::string> docs;
};

/// Chooses quotes that stand for a whole store: direct or mixed, 6 to 45 words and stored whole, by a speaker who is
/// known and acts for a party; those that hold a pledge or an event first, and those of and about the most active
/// parties.
class KeyQuoteCollector {
 public:
  /// `acts`: how many acts each party has. Keeps about `bound` quotes.
  explicit KeyQuoteCollector(std::map<std::string, uint64_t> acts, size_t bound = 200);
  void add(StoredQuote quote);
  /// At most `limit`, the weightiest first, at most `each` of one speaker.
  std::vector<KeyQuote> best(size_t limit, size_t each) const;

 private:
  double share(const std::string& party) const;
  double weight(const KeyQuote& one) const;
  std::vector<size_t> ranked() const;
  void shrink();
  std::map<std::string, uint64_t> acts_;
  uint64_t most_ = 1;  ///< acts of the most active party
  size_t bound_;
  std::vector<KeyQuote> quotes_;
  std::unordered_map<std::string, size_t> index_;  ///< by their words
};

/// "to reporters, at a banquet, via the Gazette"; "" = nothing of it is told.
std::string circumstances_text(const Quote& quote);

}  // namespace demarche::cli
