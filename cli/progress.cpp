#include "progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "table.h"

namespace demarche::cli {
namespace {

constexpr int kBar = 24;  ///< columns

std::string duration(double seconds) {
  const auto whole = static_cast<uint64_t>(seconds + 0.5);
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

Progress::Progress(std::string what, uint64_t total_bytes)
    : what_(std::move(what)), total_bytes_(total_bytes), enabled_(is_terminal(STDERR_FILENO)) {}

void Progress::add(uint64_t bytes) {
  bytes_ += bytes;
  ++items_;
  if (!enabled_) return;
  const auto now = Clock::now();
  if (now - begin_ < std::chrono::seconds(1) || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  draw(now);
}

void Progress::draw(Clock::time_point now) {
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  std::string line = fmt::format("\r{} ", what_);
  if (total_bytes_ > 0) {
    const double share = std::min(1.0, static_cast<double>(bytes_) / static_cast<double>(total_bytes_));
    const int full = static_cast<int>(share * kBar);
    line += '[';
    for (int i = 0; i < kBar; ++i) line += i < full ? '#' : '.';
    line += fmt::format("] {:3.0f} %  ", share * 100);
    if (share > 0.02) line += fmt::format("{} left  ", duration(seconds * (1 - share) / share));
  }
  line += fmt::format("{}, {:.0f}/s", counted(items_, "capture"), static_cast<double>(items_) / seconds);
  fmt::print(stderr, "{}\x1b[K", line);
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::finish() {
  if (drawn_) {
    fmt::print(stderr, "\r\x1b[K");
    std::fflush(stderr);
  }
  drawn_ = false;
}

}  // namespace demarche::cli
