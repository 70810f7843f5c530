#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>

#include "capture/content.h"
#include "capture/side_car.h"

namespace demarche {
namespace fs = std::filesystem;
namespace {

/// Is the whole file one capture, so that its size can be judged before it is read?
bool is_one_capture(ContentKind kind) {
  return kind == ContentKind::text || kind == ContentKind::html || kind == ContentKind::mhtml;
}

/// Walks folders in the order of their paths.
class Walk {
 public:
  Walk(const ReadOptions& options, const CaptureSink& sink) : options_(options), sink_(sink) {}

  bool folder(const fs::path& path) {
    std::error_code code;
    const fs::path real = fs::canonical(path, code);
    if (!seen_.insert(code ? path.string() : real.string()).second) return true;  // a link back to where we were
    fs::directory_iterator entry(path, code);
    if (code) return fail(path, fmt::format("the folder cannot be read: {}. Check its rights.", code.message()));
    std::vector<fs::path> all;
    for (; entry != fs::directory_iterator(); entry.increment(code)) {
      if (code) break;
      if (!entry->path().filename().string().starts_with(".")) all.push_back(entry->path());
    }
    if (code && !fail(path, fmt::format("the folder could not be read to its end: {}.", code.message()))) return false;
    drop_side_cars(all);
    std::sort(all.begin(), all.end(), [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    return std::all_of(all.begin(), all.end(), [&](const fs::path& one) { return member(one); });
  }

  /// A file that was named by the caller, or one of a folder (`member`), where databases and annotations are passed
  /// over.
  bool file(const fs::path& path, bool member) {
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(path, fmt::format("cannot be opened: {}. Check its rights.", std::strerror(errno)));
    std::string head;
    read_up_to(in, head, kContentHead);
    if (in.bad()) return fail(path, "cannot be read. Check the disk.");
    const ContentKind kind = content_kind(head, head.size() < kContentHead);
    if (member && (kind == ContentKind::database || kind == ContentKind::annotation)) return true;
    std::error_code code;
    const uint64_t size = fs::is_regular_file(path, code) ? fs::file_size(path, code) : 0;
    if (!code && size > options_.max_capture_bytes && is_one_capture(kind)) {
      return fail(
          path, ErrorCode::too_large,
          fmt::format("the capture has {} bytes, at most {} are read. Split it.", size, options_.max_capture_bytes));
    }
    Member one;
    one.name = path.string();
    one.source = path.string();
    if (const auto side_car = side_car_of(path)) {
      const Result<void> read = read_side_car(*side_car, one);
      if (!read && !fail(*side_car, read.error().code, read.error().message + " The file was read without it."))
        return false;
    }
    return read_content(in, std::move(head), one, options_, sink_);
  }

 private:
  bool fail(const fs::path& path, ErrorCode code, std::string message) const {
    Member one;
    one.name = path.string();
    return report(sink_, one, {code, std::move(message), ""});
  }
  bool fail(const fs::path& path, std::string message) const {
    return fail(path, ErrorCode::not_readable, std::move(message));
  }

  bool member(const fs::path& path) {
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (status.type() == fs::file_type::directory) return folder(path);
    if (status.type() == fs::file_type::regular) return file(path, true);
    if (status.type() == fs::file_type::not_found) return fail(path, "a link that leads nowhere.");
    if (code) return fail(path, fmt::format("cannot be read: {}.", code.message()));
    return fail(path,
                "neither a file nor a folder (a pipe, socket or device). Name it on the command line to read it.");
  }

  const ReadOptions& options_;
  const CaptureSink& sink_;
  std::set<std::string> seen_;
};

}  // namespace

void read_stream(std::istream& in, const std::string& name, const ReadOptions& options, const CaptureSink& sink) {
  Member one;
  one.name = name;
  read_content(in, one, options, sink);
}

Result<void> read_path(const fs::path& path, const ReadOptions& options, const CaptureSink& sink) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (status.type() == fs::file_type::not_found) {
    return Error{ErrorCode::not_found, "no such file or folder. Check the spelling.", path.string()};
  }
  if (status.type() == fs::file_type::none) {
    return Error{ErrorCode::not_readable, fmt::format("cannot be looked at: {}. Check its rights.", code.message()),
                 path.string()};
  }
  Walk walk(options, sink);
  if (status.type() == fs::file_type::directory) {
    walk.folder(path);
  } else if (!is_side_car(path)) {
    walk.file(path, false);
  }
  return {};
}

}  // namespace demarche
