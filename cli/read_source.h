#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "capture/reader.h"

namespace demarche::cli {

/// What a source gives next: a capture, a problem with an input, or an input that cannot be read at all.
using SourceItem = std::variant<Capture, Problem, Error>;

/// Readers push what they find, the runner pulls: a thread reads ahead into a bounded queue. Order is that of the
/// inputs.
class CaptureSource {
 public:
  /// `inputs` are files and folders; "-" is standard input.
  CaptureSource(std::vector<std::string> inputs, const ReadOptions& options);
  /// Stops reading and waits for the thread.
  ~CaptureSource();
  CaptureSource(const CaptureSource&) = delete;
  CaptureSource& operator=(const CaptureSource&) = delete;

  /// Waits for the next item; nothing at the end, or when `give_up` says so while there is none. From one thread only.
  std::optional<SourceItem> next(const std::function<bool()>& give_up);

 private:
  void read(const std::vector<std::string>& inputs, const ReadOptions& options);
  bool push(SourceItem item);
  bool stopped();

  std::mutex mutex_;
  std::condition_variable filled_, emptied_;
  std::deque<SourceItem> items_;
  size_t bytes_ = 0;
  bool ended_ = false;
  bool stopped_ = false;
  std::thread reader_;
};

/// The error for a path that does not exist, with the nearest existing name beside it; nothing when the path exists.
std::optional<Error> missing_path(const std::filesystem::path& path);

/// Bytes of all files under the inputs as far as quickly told; 0 when not known (standard input, very many files).
uint64_t bytes_under(const std::vector<std::string>& inputs);

}  // namespace demarche::cli
