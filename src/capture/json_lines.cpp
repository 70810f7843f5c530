#include <fmt/format.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "capture/content.h"
#include "capture/html.h"
#include "capture/json_capture.h"
#include "capture/line_reader.h"

namespace demarche {
namespace {

constexpr uint64_t kLineMargin = size_t{1} << 16;  ///< bytes a line may have besides its text

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
    if (!parsed.has_text && !parsed.has_html) {
      return problem(capture.id, ErrorCode::bad_format,
                     "the object has neither \"text\" nor \"html\". Expected {\"id\":...,\"text\":...}.");
    }
    const std::string& content = parsed.has_text ? capture.text : parsed.html;
    if (content.size() > options_.max_capture_bytes) {
      return problem(capture.id, ErrorCode::too_large,
                     fmt::format("the text has {} bytes, at most {} are read. Split it.", content.size(),
                                 options_.max_capture_bytes));
    }
    if (trim(content).empty())
      return problem(capture.id, ErrorCode::not_coded, "the text is empty; there is nothing to read.");
    if (broken > 0 &&
        !problem(capture.id, ErrorCode::bad_encoding,
                 fmt::format("{} bytes are not UTF-8, which JSON must be; each was read as a space.", broken))) {
      return false;
    }
    if (!parsed.has_text) return pass_page(std::move(parsed));
    capture.digest = content_id(capture.text);
    complete(capture, {}, options_);
    return sink_.capture(std::move(capture));
  }

  /// A page with markup: its fields first, so that what it says of itself comes second.
  bool pass_page(JsonCapture parsed) const {
    Capture& said = parsed.capture;
    Member member;
    member.name = where();
    member.charset = "utf-8";
    member.id = said.id;
    member.title = std::move(said.title);
    member.byline = std::move(said.byline);
    member.url = std::move(said.url);
    member.outlet = std::move(said.outlet);
    member.published = std::move(said.published);
    member.modified = std::move(said.modified);
    member.captured = std::move(said.captured);
    member.language = std::move(said.language);
    Result<Capture> page = read_html(std::move(parsed.html), member, options_);
    if (!page) return problem(member.id, page.error().code, page.error().message);
    complete(*page, member, options_);
    return sink_.capture(std::move(*page));
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
