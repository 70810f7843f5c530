#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace demarche::cli {

/// A line on standard error that says how far the work is; only on a terminal, and only once it has lasted a second.
class Progress {
 public:
  /// `total` = captures or bytes expected; 0 = not known.
  Progress(std::string what, uint64_t total_bytes);
  ~Progress() { finish(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// One more capture of so many bytes.
  void add(uint64_t bytes);
  /// Wipes the line.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  void draw(Clock::time_point now);

  std::string what_;
  uint64_t total_bytes_;
  uint64_t bytes_ = 0;
  uint64_t items_ = 0;
  bool enabled_;
  bool drawn_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
};

}  // namespace demarche::cli
