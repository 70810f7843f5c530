#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>

#include "capture/encoding.h"
#include "capture/json_capture.h"
#include "capture/reader.h"

namespace demarche {
namespace fs = std::filesystem;
namespace {

constexpr size_t kHead = size_t{1} << 18;  ///< bytes that decide what a stream is

/// The bytes already looked at, then the rest of a stream.
class JoinedBuffer : public std::streambuf {
 public:
  JoinedBuffer(std::string head, std::istream& rest) : head_(std::move(head)), rest_(rest) {
    setg(head_.data(), head_.data(), head_.data() + head_.size());
  }

 protected:
  int_type underflow() override {
    if (gptr() < egptr()) return traits_type::to_int_type(*gptr());
    if (!rest_) return traits_type::eof();
    head_.resize(kHead);
    rest_.read(head_.data(), static_cast<std::streamsize>(head_.size()));
    const auto got = rest_.gcount();
    setg(head_.data(), head_.data(), head_.data() + got);
    return got > 0 ? traits_type::to_int_type(*gptr()) : traits_type::eof();
  }

 private:
  std::string head_;
  std::istream& rest_;
};

bool report(const CaptureSink& sink, const std::string& name, const Error& error) {
  const std::string where = error.where.empty() ? name : error.where;
  return sink.problem({name, "capture", error.code, fmt::format("{}: {}", where, error.message), {}});
}

/// Appends up to `limit` bytes of the stream.
void read_up_to(std::istream& in, std::string& bytes, uint64_t limit) {
  char buffer[65536];
  while (in && bytes.size() < limit) {
    const uint64_t wanted = std::min<uint64_t>(sizeof buffer, limit - bytes.size());
    in.read(buffer, static_cast<std::streamsize>(wanted));
    bytes.append(buffer, static_cast<size_t>(in.gcount()));
  }
}

bool read_whole_text(std::istream& in, std::string head, const std::string& name, const ReadOptions& options,
                     const CaptureSink& sink) {
  const std::string kind = wide_encoding(head).empty() ? binary_kind(head) : "";
  if (!kind.empty()) {
    return report(
        sink, name,
        {ErrorCode::bad_encoding, fmt::format("this is {}, text was expected. Extract its text first.", kind), name});
  }
  read_up_to(in, head, options.max_capture_bytes + 1);
  if (in.bad())
    return report(sink, name, {ErrorCode::not_readable, "reading broke off. Check the disk or the pipe.", name});
  if (head.size() > options.max_capture_bytes) {
    return report(sink, name,
                  {ErrorCode::too_large,
                   fmt::format("the capture has more than {} bytes, which are read at most. Split it.",
                               options.max_capture_bytes),
                   name});
  }
  Result<Capture> capture = read_text(name, std::move(head), options);
  return capture ? sink.capture(std::move(*capture)) : report(sink, name, capture.error());
}

/// JSON Lines in UTF-16, as some Windows tools write them.
bool read_wide_json(std::istream& in, std::string head, const std::string& name, const ReadOptions& options,
                    const CaptureSink& sink) {
  read_up_to(in, head, options.max_capture_bytes + 1);
  if (head.size() > options.max_capture_bytes) {
    return report(sink, name,
                  {ErrorCode::too_large, "the file is too long for its encoding. Convert it to UTF-8.", name});
  }
  Result<Decoded> decoded = decode_text(std::move(head), name);
  if (!decoded) return report(sink, name, decoded.error());
  std::istringstream text(std::move(decoded->text));
  read_json_lines(text, name, options, sink);
  return true;
}

/// Reads a stream whose first bytes are known. False when the sink wants no more, as far as that can be told.
bool read_known(std::istream& in, std::string head, const std::string& name, const ReadOptions& options,
                const CaptureSink& sink) {
  const bool whole = head.size() < kHead;
  std::string beginning = head;
  const bool wide = !wide_encoding(head).empty();
  if (wide) {
    Result<Decoded> decoded = decode_text(head.substr(0, head.size() & ~size_t{3}), name);
    beginning = decoded ? std::move(decoded->text) : std::string();
  }
  switch (json_shape(beginning, whole)) {
    case JsonShape::captures: {
      if (wide) return read_wide_json(in, std::move(head), name, options, sink);
      bool go_on = true;
      const CaptureSink counted{[&](Capture one) { return go_on = sink.capture(std::move(one)); },
                                [&](Problem one) { return go_on = sink.problem(std::move(one)); }};
      JoinedBuffer buffer(std::move(head), in);
      std::istream joined(&buffer);
      read_json_lines(joined, name, options, counted);
      return go_on;
    }
    case JsonShape::other:
      return report(sink, name,
                    {ErrorCode::bad_format,
                     "this is JSON, but no JSON Lines of captures. Expected one object a line with \"text\": "
                     "{\"id\":...,\"text\":...}.",
                     name});
    case JsonShape::none:
      break;
  }
  return read_whole_text(in, std::move(head), name, options, sink);
}

/// Hand-made gold that stands beside the captures it is about: JSON objects that name a "file" and hold its
/// "sentences".
bool is_annotation(std::string_view head) {
  return head.starts_with('{') && head.find("\"file\"") < 256 && head.find("\"sentences\"") != std::string_view::npos;
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
    read_up_to(in, head, kHead);
    if (in.bad()) return fail(path, "cannot be read. Check the disk.");
    if (member && (is_sqlite(head) || is_annotation(head))) return true;
    std::error_code code;
    const uint64_t size = fs::is_regular_file(path, code) ? fs::file_size(path, code) : 0;
    if (!code && size > options_.max_capture_bytes && json_shape(head, false) != JsonShape::captures &&
        binary_kind(head).empty()) {
      return report(
          sink_, path.string(),
          {ErrorCode::too_large,
           fmt::format("the capture has {} bytes, at most {} are read. Split it.", size, options_.max_capture_bytes),
           path.string()});
    }
    const CaptureSink named{[&](Capture one) {
                              one.source = path.string();
                              return sink_.capture(std::move(one));
                            },
                            sink_.problem};
    return read_known(in, std::move(head), path.string(), options_, named);
  }

 private:
  bool fail(const fs::path& path, std::string message) const {
    return report(sink_, path.string(), {ErrorCode::not_readable, std::move(message), path.string()});
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
  std::string head;
  read_up_to(in, head, kHead);
  read_known(in, std::move(head), name, options, sink);
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
  } else {
    walk.file(path, false);
  }
  return {};
}

}  // namespace demarche
