#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "dossier.h"

namespace demarche::cli {

/// Collects reports into acts and keeps the most telling ones; bounded memory.
class ActCollector {
 public:
  explicit ActCollector(size_t bound = 48) : bound_(bound) {}
  void add(const StoredEvent& event);
  /// Takes over the acts and counts of another collector.
  void absorb(const ActCollector& other);
  /// At most `limit` acts, most telling first; kinds vary before one repeats a third time.
  std::vector<Act> best(size_t limit) const;
  uint64_t events() const { return events_; }

 private:
  void merge(const Act& act);
  void shrink();
  size_t bound_;
  uint64_t events_ = 0;
  std::vector<Act> acts_;
  std::unordered_map<std::string, size_t> by_words_;  ///< index into acts_
  std::unordered_map<std::string, size_t> by_day_;
};

}  // namespace demarche::cli
