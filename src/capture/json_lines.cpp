#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "capture/content.h"
#include "capture/json_capture.h"

namespace demarche {
namespace {

constexpr size_t kChunk = size_t{1} << 16;
constexpr uint64_t kLineMargin = size_t{1} << 16;  ///< bytes a line may have besides its text

/// Hands out lines one by one and never holds more of one than `limit` bytes.
class LineReader {
 public:
  LineReader(std::istream& in, uint64_t limit) : in_(in), limit_(limit), chunk_(kChunk, '\0') {}

  /// False at the end. `length` is the line's whole length, `line` its first `limit` bytes, without the line end.
  bool next(std::string& line, uint64_t& length) {
    line.clear();
    length = 0;
    bool any = false;
    for (;;) {
      if (at_ == filled_ && !fill()) return any;
      any = true;
      const char* const begin = chunk_.data() + at_;
      const char* const end = chunk_.data() + filled_;
      const char* const stop = std::find(begin, end, '\n');
      const auto taken = static_cast<size_t>(stop - begin);
      length += taken;
      if (length <= limit_) {
        line.append(begin, taken);
      } else if (!line.empty()) {
        std::string().swap(line);  // too long already: give the memory back
      }
      at_ += taken;
      if (stop != end) {
        ++at_;
        return true;
      }
    }
  }

 private:
  bool fill() {
    if (!in_) return false;
    in_.read(chunk_.data(), static_cast<std::streamsize>(chunk_.size()));
    at_ = 0;
    filled_ = static_cast<size_t>(in_.gcount());
    return filled_ > 0;
  }

  std::istream& in_;
  uint64_t limit_;
  std::string chunk_;
  size_t at_ = 0;
  size_t filled_ = 0;
};

/// Replaces what is no UTF-8 by spaces and says how many bytes that were.
size_t mend_utf8(std::string& line) {
  size_t broken = 0;
  for (size_t i = valid_utf8_prefix(line); i < line.size();) {
    const CodePoint point = decode_utf8(line, i);
    if (static_cast<unsigned char>(line[i]) >= 0x80 && point.length == 1) {
      line[i] = ' ';
      ++broken;
    }
    i += point.length;
  }
  return broken;
}

class JsonLines {
 public:
  JsonLines(const std::string& name, const ReadOptions& options, const CaptureSink& sink)
      : name_(name), options_(options), sink_(sink) {}

  /// False when the sink wants no more.
  bool take(std::string& line, uint64_t length) {
    ++number_;
    if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (length > options_.max_capture_bytes + kLineMargin) {
      return problem(where(), ErrorCode::too_large,
                     fmt::format("the line has {} bytes, at most {} are read. Split the capture.", length,
                                 options_.max_capture_bytes + kLineMargin));
    }
    if (trim(line).empty()) return true;
    const size_t broken = mend_utf8(line);
    Result<JsonCapture> parsed = parse_json_capture(line);
    if (!parsed) return problem(where(), parsed.error().code, parsed.error().message);
    return pass_on(std::move(*parsed), broken);
  }

 private:
  std::string where() const { return fmt::format("{}:{}", name_, number_); }

  bool problem(std::string doc, ErrorCode code, std::string message) const {
    return sink_.problem({std::move(doc), "capture", code, fmt::format("{}: {}", where(), message), {}});
  }

  bool pass_on(JsonCapture parsed, size_t broken) const {
    Capture& capture = parsed.capture;
    if (capture.id.empty()) capture.id = where();
    for (const std::string& field : parsed.ignored) {
      if (!problem(capture.id, ErrorCode::bad_format, field + ". The field was left out.")) return false;
    }
    if (!parsed.has_text && parsed.has_html) {
      return problem(capture.id, ErrorCode::bad_format,
                     "captures with an html field are not supported by this version; give text.");
    }
    if (!parsed.has_text) {
      return problem(capture.id, ErrorCode::bad_format,
                     "the object has no \"text\". Expected {\"id\":...,\"text\":...}.");
    }
    if (capture.text.size() > options_.max_capture_bytes) {
      return problem(capture.id, ErrorCode::too_large,
                     fmt::format("the text has {} bytes, at most {} are read. Split it.", capture.text.size(),
                                 options_.max_capture_bytes));
    }
    if (trim(capture.text).empty())
      return problem(capture.id, ErrorCode::not_coded, "the text is empty; there is nothing to read.");
    if (broken > 0 &&
        !problem(capture.id, ErrorCode::bad_encoding,
                 fmt::format("{} bytes are not UTF-8, which JSON must be; each was read as a space.", broken))) {
      return false;
    }
    capture.digest = content_id(capture.text);
    complete(capture, {}, options_);
    return sink_.capture(std::move(capture));
  }

  const std::string& name_;
  const ReadOptions& options_;
  const CaptureSink& sink_;
  uint64_t number_ = 0;
};

}  // namespace

void read_json_lines(std::istream& in, const std::string& name, const ReadOptions& options, const CaptureSink& sink) {
  LineReader lines(in, options.max_capture_bytes + kLineMargin);
  JsonLines reader(name, options, sink);
  std::string line;
  uint64_t length = 0;
  while (lines.next(line, length)) {
    if (!reader.take(line, length)) return;
  }
  if (in.bad())
    sink.problem(
        {name, "capture", ErrorCode::not_readable, name + ": reading broke off. Check the disk or the pipe.", {}});
}

}  // namespace demarche
