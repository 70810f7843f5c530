#include "read_source.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <istream>
#include <numeric>

#include "base/utf8.h"

namespace demarche::cli {
namespace fs = std::filesystem;
namespace {

constexpr size_t kAheadItems = 128;
constexpr size_t kAheadBytes = size_t{32} << 20;
constexpr size_t kCounted = 20000;  ///< files that are looked at for the progress bar

/// Standard input that gives up waiting when `stopped` says so, so that an interrupt ends a run whose input is silent.
class StandardInput : public std::streambuf {
 public:
  explicit StandardInput(std::function<bool()> stopped) : stopped_(std::move(stopped)), buffer_(65536, '\0') {}

 protected:
  int_type underflow() override {
    pollfd wait{STDIN_FILENO, POLLIN, 0};
    while (!stopped_()) {
      const int ready = poll(&wait, 1, 100);
      if (ready < 0 && errno != EINTR) break;
      if (ready <= 0) continue;
      const ssize_t got = read(STDIN_FILENO, buffer_.data(), buffer_.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      setg(buffer_.data(), buffer_.data(), buffer_.data() + got);
      return traits_type::to_int_type(*gptr());
    }
    return traits_type::eof();
  }

 private:
  std::function<bool()> stopped_;
  std::string buffer_;
};

size_t size_of(const SourceItem& item) {
  const Capture* capture = std::get_if<Capture>(&item);
  return capture ? capture->text.size() : 0;
}

/// Levenshtein distance of the lower-case names.
size_t distance(const std::string& left, const std::string& right) {
  const std::string a = to_lower(left), b = to_lower(right);
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t corner = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({row[j - 1] + 1, above + 1, corner + (a[i - 1] != b[j - 1])});
      corner = above;
    }
  }
  return row.back();
}

/// The name in `folder` most like `name`; "" when none is like it.
std::string nearest_name(const fs::path& folder, const std::string& name) {
  std::error_code code;
  std::string best;
  size_t least = std::max<size_t>(2, name.size() / 3) + 1, looked = 0;
  fs::directory_iterator entry(folder.empty() ? "." : folder, code);
  for (; !code && entry != fs::directory_iterator() && looked < kCounted; entry.increment(code), ++looked) {
    const std::string other = entry->path().filename().string();
    if (other.size() > 255) continue;
    size_t far = distance(name, other);
    if (other.starts_with(name) && name.size() >= 3) far = 1;
    if (far < least || (far == least && !best.empty() && other < best)) {
      least = far;
      best = other;
    }
  }
  return best;
}

}  // namespace

CaptureSource::CaptureSource(std::vector<std::string> inputs, const ReadOptions& options) {
  reader_ = std::thread([this, inputs = std::move(inputs), options] { read(inputs, options); });
}

CaptureSource::~CaptureSource() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  emptied_.notify_all();
  reader_.join();
}

bool CaptureSource::push(SourceItem item) {
  std::unique_lock lock(mutex_);
  emptied_.wait(lock,
                [&] { return stopped_ || items_.empty() || (items_.size() < kAheadItems && bytes_ < kAheadBytes); });
  if (stopped_) return false;
  bytes_ += size_of(item);
  items_.push_back(std::move(item));
  lock.unlock();
  filled_.notify_one();
  return true;
}

void CaptureSource::read(const std::vector<std::string>& inputs, const ReadOptions& options) {
  bool wanted = true;
  const CaptureSink sink{[&](Capture capture) { return wanted = push(std::move(capture)); },
                         [&](Problem problem) { return wanted = push(std::move(problem)); }};
  for (const std::string& input : inputs) {
    if (!wanted) break;
    try {
      if (input == "-") {
        StandardInput buffer([this] { return stopped(); });
        std::istream in(&buffer);
        read_stream(in, "stdin", options, sink);
      } else if (const auto done = read_path(input, options, sink); !done) {
        wanted = push(done.error());
      }
    } catch (const std::exception& failure) {
      wanted = push(Error{ErrorCode::not_readable, fmt::format("reading broke off: {}.", failure.what()), input});
    }
  }
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  filled_.notify_all();
}

bool CaptureSource::stopped() {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

std::optional<SourceItem> CaptureSource::next(const std::function<bool()>& give_up) {
  std::unique_lock lock(mutex_);
  while (!filled_.wait_for(lock, std::chrono::milliseconds(100), [&] { return ended_ || !items_.empty(); })) {
    if (give_up()) return std::nullopt;
  }
  if (items_.empty()) return std::nullopt;
  SourceItem item = std::move(items_.front());
  items_.pop_front();
  bytes_ -= size_of(item);
  lock.unlock();
  emptied_.notify_one();
  return item;
}

std::optional<Error> missing_path(const fs::path& path) {
  std::error_code code;
  if (path == "-" || fs::symlink_status(path, code).type() != fs::file_type::not_found) return std::nullopt;
  fs::path sound;  // the part that exists
  std::string hint;
  for (auto part = path.begin(); part != path.end(); ++part) {
    if (part->empty() || fs::exists(sound / *part, code)) {
      sound /= *part;
      continue;
    }
    const std::string name = nearest_name(sound, part->string());
    if (name.empty()) break;
    fs::path meant = sound / name;
    for (auto rest = std::next(part); rest != path.end(); ++rest) {
      if (fs::exists(meant / *rest, code)) meant /= *rest;
    }
    hint = fmt::format(" Did you mean {}?", meant.string());
    break;
  }
  if (hint.empty()) hint = " Check the spelling.";
  return Error{ErrorCode::not_found, fmt::format("no such file or folder: {}.{}", path.string(), hint), ""};
}

uint64_t bytes_under(const std::vector<std::string>& inputs) {
  uint64_t bytes = 0;
  size_t looked = 0;
  for (const std::string& input : inputs) {
    std::error_code code;
    if (fs::is_regular_file(input, code)) {
      bytes += fs::file_size(input, code);
      continue;
    }
    if (!fs::is_directory(input, code)) return 0;
    fs::recursive_directory_iterator entry(input, fs::directory_options::skip_permission_denied, code);
    for (; !code && entry != fs::recursive_directory_iterator(); entry.increment(code)) {
      if (++looked > kCounted) return 0;
      std::error_code ignored;
      if (entry->is_regular_file(ignored)) bytes += entry->file_size(ignored);
    }
  }
  return bytes;
}

}  // namespace demarche::cli
