#include "capture/ninjs.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "capture/container_item.h"
#include "capture/line_reader.h"
#include "capture/ninjs_item.h"
#include "capture/utf8_stream.h"

namespace demarche {
namespace {

constexpr uint64_t kLineMargin = size_t{1} << 20;  ///< bytes an item may have besides its text

/// Turns news items into captures.
class NinjsReader {
 public:
  NinjsReader(const Member& member, const ReadOptions& options, const CaptureSink& sink)
      : member_(member), options_(options), sink_(sink) {}

  /// All items of one JSON value. `where`: its place. False when the sink wants no more.
  bool take_value(std::string_view json, const std::string& where) {
    std::string fault;
    if (!read_ninjs_value(
            json, [&](NinjsItem item) { return take(std::move(item)); }, fault))
      return false;
    if (fault.empty()) return true;
    return report(
        sink_, member_,
        {ErrorCode::bad_format, fault + ". Expected a news item (ninjs), an array of them, or one a line.", where});
  }

  bool too_large(uint64_t bytes, const std::string& where) const {
    return report(sink_, member_,
                  {ErrorCode::too_large,
                   fmt::format("the news item has {} bytes, at most {} are read. Split it.", bytes,
                               options_.max_capture_bytes + kLineMargin),
                   where});
  }

 private:
  bool take(NinjsItem item) {
    Member one = item_of(member_, fmt::format("{}:{}", member_.name, ++number_));
    const auto fill = [](std::string& into, std::string_view value) {
      if (value = trim(value); !value.empty()) into = value;
    };
    fill(one.id, item.uri);
    if (item.uri.starts_with("http://") || item.uri.starts_with("https://")) fill(one.url, item.uri);
    const bool dated = !trim(item.created).empty();
    fill(one.title, item.title);
    fill(one.byline, item.byline);
    fill(one.outlet, item.outlet);
    fill(one.published, dated ? item.created : item.version);
    if (dated) fill(one.modified, item.version);
    fill(one.language, item.language);
    if (!item.is_news) {
      return report(
          sink_, one,
          {ErrorCode::bad_format, "this object is no news item: ninjs wants \"uri\" and a headline or body.", ""});
    }
    if (item.status == "canceled" || item.status == "cancelled" || item.status == "withheld") {
      return report(sink_, one,
                    {ErrorCode::not_coded,
                     fmt::format("{}: withdrawn by its provider (pubstatus {}).", one.id, item.status), ""});
    }
    const bool other = !item.type.empty() && item.type != "text" && item.type != "composite";
    if (other && item.body_rank == 0) {
      return report(
          sink_, one,
          {ErrorCode::not_coded, fmt::format("an item of type \"{}\" without a text.", item.type.substr(0, 40)), ""});
    }
    return pass_item(std::move(item.body), item.html, one, options_, sink_);
  }

  const Member& member_;
  const ReadOptions& options_;
  const CaptureSink& sink_;
  uint64_t number_ = 0;
};

/// Does each line hold a value of its own? So it is when the first line does, or another that is not indented.
bool is_lines(std::string_view head) {
  constexpr size_t kLines = 20;
  for (size_t lines = 0; lines < kLines && !head.empty(); ++lines) {
    const std::string_view line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(line.size() + 1, head.size()));
    if (trim(line).empty()) continue;
    std::string fault;
    bool news = false;
    const auto take = [&](const NinjsItem& item) { return news = item.is_news; };
    if (line.starts_with('{') || line.starts_with('[')) read_ninjs_value(line, take, fault);
    if (news && fault.empty()) return true;
  }
  return false;
}

bool read_lines(std::istream& text, NinjsReader& reader, const Member& member, uint64_t limit) {
  LineReader lines(text, limit);
  std::string line;
  uint64_t length = 0;
  for (uint64_t number = 1; lines.next(line, length); ++number) {
    const std::string where = fmt::format("{}:{}", member.name, number);
    if (length > limit) {
      if (!reader.too_large(length, where)) return false;
    } else if (!trim(line).empty() && !reader.take_value(line, where)) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool read_ninjs(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink) {
  std::string head;
  read_up_to(in, head, kContentHead);
  const Result<std::string> encoding = stream_encoding(head, member.charset);
  if (!encoding) return report(sink, member, encoding.error());
  JoinedBuffer joined(std::move(head), in);
  std::istream whole(&joined);
  Utf8Buffer utf8(whole, *encoding);
  std::istream text(&utf8);
  std::string beginning;
  read_up_to(text, beginning, kContentHead);
  const uint64_t limit = options.max_capture_bytes + kLineMargin;
  NinjsReader reader(member, options, sink);
  const bool cut_line = beginning.size() == kContentHead && beginning.find('\n') == std::string::npos;
  if (cut_line || is_lines(beginning)) {
    JoinedBuffer again(std::move(beginning), text);
    std::istream all(&again);
    if (!read_lines(all, reader, member, limit)) return false;
  } else {
    read_up_to(text, beginning, limit + 1);
    if (beginning.size() > limit) {
      if (!reader.too_large(beginning.size(), member.name)) return false;
    } else if (!reader.take_value(beginning, member.name)) {
      return false;
    }
  }
  if (in.bad()) return report(sink, member, {ErrorCode::not_readable, "reading broke off. Check the disk.", ""});
  if (utf8.broken() == 0) return true;
  return report(sink, member,
                {ErrorCode::bad_encoding,
                 fmt::format("{} bytes are no text in {}; each was read as a space.", utf8.broken(), *encoding), ""});
}

}  // namespace demarche
