#include "capture/content.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "capture/delimited_header.h"
#include "capture/encoding.h"
#include "capture/json_capture.h"

namespace demarche {
namespace {

bool too_large(const Member& member, const ReadOptions& options, const CaptureSink& sink) {
  return report(
      sink, member,
      {ErrorCode::too_large,
       fmt::format("the capture has more than {} bytes, which are read at most. Split it.", options.max_capture_bytes),
       ""});
}

/// What is known of the file stands before what the options say of all.
ReadOptions options_for(const Member& member, const ReadOptions& options) {
  ReadOptions out = options;
  const auto put = [](std::string& into, const std::string& value) {
    if (!value.empty()) into = value;
  };
  put(out.defaults.outlet, member.outlet);
  put(out.defaults.published, member.published);
  put(out.defaults.language, member.language);
  return out;
}

bool read_text_member(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink) {
  std::string bytes;
  bool go_on = true;
  if (!read_whole(in, bytes, member, options, sink, go_on)) return go_on;
  Result<Capture> capture = read_text(member.name, std::move(bytes), options_for(member, options));
  if (!capture) return report(sink, member, capture.error());
  complete(*capture, member, options);
  return sink.capture(std::move(*capture));
}

/// A text in whose header stand the columns that the options name.
ContentKind named_table_kind(const std::string& head, const ReadOptions& options) {
  char separator = '\0';
  if (wide_encoding(head).empty()) {
    separator = named_table_separator(head, options);
  } else if (const auto decoded = decode_text(head.substr(0, head.size() & ~size_t{3}), "")) {
    separator = named_table_separator(decoded->text, options);
  }
  return separator == '\0' ? ContentKind::text : separator == '\t' ? ContentKind::tsv : ContentKind::csv;
}

/// JSON Lines; those in UTF-16, as some Windows tools write them, are converted whole.
bool read_json_lines_member(std::istream& in, bool wide, const Member& member, const ReadOptions& all,
                            const CaptureSink& sink) {
  const ReadOptions options = options_for(member, all);
  bool go_on = true;
  const CaptureSink counted{[&](Capture one) {
                              one.source = member.source;
                              if (one.captured.empty()) one.captured = member.captured;
                              return go_on = sink.capture(std::move(one));
                            },
                            [&](Problem one) { return go_on = sink.problem(std::move(one)); }};
  if (!wide) {
    read_json_lines(in, member.name, options, counted);
    return go_on;
  }
  std::string bytes;
  if (!read_whole(in, bytes, member, options, sink, go_on)) return go_on;
  Result<Decoded> decoded = decode_text(std::move(bytes), member.name);
  if (!decoded) return report(sink, member, decoded.error());
  std::istringstream text(std::move(decoded->text));
  read_json_lines(text, member.name, options, counted);
  return go_on;
}

bool read_kind(ContentKind kind, std::istream& in, std::string_view head, const Member& member,
               const ReadOptions& options, const CaptureSink& sink) {
  switch (kind) {
    case ContentKind::empty:
    case ContentKind::text:
      return read_text_member(in, member, options, sink);
    case ContentKind::json_lines:
      return read_json_lines_member(in, !wide_encoding(head).empty(), member, options, sink);
    case ContentKind::json:
      return report(sink, member,
                    {ErrorCode::bad_format,
                     "this is JSON, but no JSON Lines of captures. Expected one object a line with \"text\" or "
                     "\"html\": {\"id\":...,\"text\":...}.",
                     ""});
    case ContentKind::ninjs:
      return read_ninjs(in, member, options, sink);
    case ContentKind::html:
      return read_html_member(in, member, options, sink);
    case ContentKind::feed:
      return read_feed(in, member, options, sink);
    case ContentKind::sitemap:
      return read_sitemap(in, member, options, sink);
    case ContentKind::xml:
      return report(sink, member,
                    {ErrorCode::bad_format,
                     "this is XML, but no RSS, Atom or sitemap. Give its text as plain text or JSON Lines.", ""});
    case ContentKind::csv:
      return read_delimited(in, ',', member, options, sink);
    case ContentKind::tsv:
      return read_delimited(in, '\t', member, options, sink);
    case ContentKind::warc:
      return read_warc(in, member, options, sink);
    case ContentKind::mhtml:
      return read_mhtml(in, member, options, sink);
    case ContentKind::gzip:
    case ContentKind::zstd:
      return read_compressed(in, kind, member, options, sink);
    case ContentKind::zip:
    case ContentKind::tar:
      return read_archive(in, kind, member, options, sink);
    case ContentKind::annotation:
    case ContentKind::database:
      return true;
    case ContentKind::binary:
      return report(sink, member,
                    {ErrorCode::bad_encoding,
                     fmt::format("this is {}, text was expected. Extract its text first.", binary_kind(head)), ""});
  }
  return true;
}

}  // namespace

JoinedBuffer::JoinedBuffer(std::string head, std::istream& rest) : head_(std::move(head)), rest_(rest) {
  setg(head_.data(), head_.data(), head_.data() + head_.size());
}

JoinedBuffer::int_type JoinedBuffer::underflow() {
  if (gptr() < egptr()) return traits_type::to_int_type(*gptr());
  if (!rest_) return traits_type::eof();
  head_.resize(kContentHead);
  rest_.read(head_.data(), static_cast<std::streamsize>(head_.size()));
  const auto got = rest_.gcount();
  setg(head_.data(), head_.data(), head_.data() + got);
  return got > 0 ? traits_type::to_int_type(*gptr()) : traits_type::eof();
}

bool report(const CaptureSink& sink, const Member& member, const Error& error) {
  const std::string& where = error.where.empty() ? member.name : error.where;
  return sink.problem({member.name, "capture", error.code, fmt::format("{}: {}", where, error.message), {}});
}

void read_up_to(std::istream& in, std::string& bytes, uint64_t limit) {
  char buffer[65536];
  while (in && bytes.size() < limit) {
    const uint64_t wanted = std::min<uint64_t>(sizeof buffer, limit - bytes.size());
    in.read(buffer, static_cast<std::streamsize>(wanted));
    bytes.append(buffer, static_cast<size_t>(in.gcount()));
  }
}

bool read_whole(std::istream& in, std::string& bytes, const Member& member, const ReadOptions& options,
                const CaptureSink& sink, bool& go_on) {
  read_up_to(in, bytes, options.max_capture_bytes + 1);
  if (in.bad()) {
    go_on = report(sink, member, {ErrorCode::not_readable, "reading broke off. Check the disk or the pipe.", ""});
    return false;
  }
  if (bytes.size() <= options.max_capture_bytes) return true;
  go_on = too_large(member, options, sink);
  return false;
}

void complete(Capture& capture, const Member& member, const ReadOptions& options) {
  const auto fill = [](std::string& field, const std::string& value) {
    if (field.empty()) field = value;
  };
  if (!member.id.empty()) capture.id = member.id;
  fill(capture.title, member.title);
  fill(capture.byline, member.byline);
  fill(capture.url, member.url);
  fill(capture.outlet, member.outlet);
  fill(capture.published, member.published);
  fill(capture.modified, member.modified);
  fill(capture.captured, member.captured);
  fill(capture.language, member.language);
  fill(capture.source, member.source);
  if (capture.markup) {  // the page may say it; the cleaner looks first
    capture.defaults = options.defaults;
    return;
  }
  fill(capture.outlet, options.defaults.outlet);
  fill(capture.published, options.defaults.published);
  fill(capture.language, options.defaults.language);
}

bool read_content(std::istream& in, std::string head, const Member& member, const ReadOptions& options,
                  const CaptureSink& sink) {
  if (in.bad()) return report(sink, member, {ErrorCode::not_readable, "cannot be read. Check the disk.", ""});
  ContentKind kind = content_kind(head, head.size() < kContentHead, member.media_type);
  if (kind == ContentKind::text && !options.columns.empty()) kind = named_table_kind(head, options);
  const std::string beginning = kind == ContentKind::binary || kind == ContentKind::json_lines ? head : std::string();
  JoinedBuffer buffer(std::move(head), in);
  std::istream joined(&buffer);
  return read_kind(kind, joined, beginning, member, options, sink);
}

bool read_content(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink) {
  std::string head;
  read_up_to(in, head, kContentHead);
  return read_content(in, std::move(head), member, options, sink);
}

}  // namespace demarche
