// WARC files (ISO 28500): responses, resources and conversions that hold text; all else is passed over.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "capture/byte_window.h"
#include "capture/http_message.h"
#include "capture/warc_framing.h"

namespace demarche {
namespace {

constexpr size_t kBrokenReported = 100;            ///< broken places of one file that are named one by one
constexpr uint64_t kHttpHead = uint64_t{1} << 16;  ///< bytes a record may have besides its capture

/// "<urn:uuid:1234>" -> "1234"
std::string plain_id(std::string_view id) {
  if (id.starts_with('<')) id.remove_prefix(1);
  if (id.ends_with('>')) id.remove_suffix(1);
  if (id.starts_with("urn:uuid:")) id.remove_prefix(9);
  return std::string(id);
}

/// The address as it was asked for; some writers put it in angle brackets, as WARC 1.0 has it.
std::string target(const HeaderFields& fields) {
  std::string_view url = fields.get("warc-target-uri");
  if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
  return std::string(url);
}

bool is_text_type(std::string_view type) {
  return type.empty() || type == "text/plain" || type == "text/html" || type == "application/xhtml+xml" ||
         type == "text/markdown" || type == "application/octet-stream" || type == "unknown/unknown";
}

/// Is this what articles come in? An archive holds far more: pictures, styles, scripts.
bool is_wanted(std::string_view body, const std::string& media_type) {
  switch (content_kind(body.substr(0, kContentHead), body.size() < kContentHead, media_type)) {
    case ContentKind::html:
    case ContentKind::feed:
    case ContentKind::sitemap:
    case ContentKind::json_lines:
    case ContentKind::ninjs:
    case ContentKind::csv:
    case ContentKind::tsv:
    case ContentKind::mhtml:
      return media_type.find("javascript") == std::string::npos && media_type != "text/css";
    case ContentKind::text:
      return is_text_type(media_type);
    default:
      return false;
  }
}

class Warc {
 public:
  Warc(const Member& member, const ReadOptions& options, const CaptureSink& sink)
      : member_(member), options_(options), sink_(sink), meter_(member, options.limits) {}

  bool read(std::istream& in);

 private:
  struct Body {
    std::string_view bytes;
    std::string media_type;
    std::string charset;
    std::string date;
  };

  bool is_corrupt(const WarcRecord& one) const;
  bool record(const WarcRecord& one);
  bool response(const WarcRecord& one, Member& inner);
  bool pass_on(const WarcRecord& one, const Body& body, Member& inner);
  bool finish();

  const Member& member_;
  const ReadOptions& options_;
  const CaptureSink& sink_;
  ExpansionMeter meter_;
  size_t broken_ = 0;
  std::map<int, size_t> other_status_;
};

bool Warc::read(std::istream& in) {
  WarcFraming framing(in, options_.max_capture_bytes + kHttpHead);
  std::optional<WarcRecord> one;
  std::optional<Error> error;
  while (!meter_.over() && framing.next(one, error)) {
    if (error && ++broken_ <= kBrokenReported && !report(sink_, member_, *error)) return false;
    if (one && !is_corrupt(*one) && !record(*one)) return false;
  }
  if (in.bad() && !report(sink_, member_, {ErrorCode::not_readable, "reading broke off. Check the disk.", ""}))
    return false;
  return finish();
}

/// Did a corrupt place of the compressed file around this one garble it?
bool Warc::is_corrupt(const WarcRecord& one) const {
  if (!member_.expansion) return false;
  return one.offset < member_.expansion->corrupt_to && one.start + one.block.size() > member_.expansion->corrupt_from;
}

/// What was counted, each in one problem.
bool Warc::finish() {
  if (broken_ > kBrokenReported &&
      !report(sink_, member_,
              {ErrorCode::bad_format, fmt::format("{} more places are broken.", broken_ - kBrokenReported), ""}))
    return false;
  size_t all = 0;
  std::string list;
  for (const auto& [status, count] : other_status_) {
    all += count;
    list += fmt::format("{}{} of {}", list.empty() ? "" : ", ", count, status);
  }
  if (all == 0) return true;
  return report(sink_, member_,
                {ErrorCode::not_coded,
                 fmt::format("{} responses have another status than 200 and were passed over: {}.", all, list), ""});
}

bool Warc::record(const WarcRecord& one) {
  meter_.took(one.block.size());
  const std::string_view type = one.fields.get("warc-type");
  if (type != "response" && type != "resource" && type != "conversion") return true;
  Member inner;
  inner.id = plain_id(one.fields.get("warc-record-id"));
  inner.name = fmt::format("{}:{}", member_.name, inner.id.empty() ? std::to_string(one.offset) : inner.id);
  if (inner.id.empty()) inner.id = fmt::format("{}:{}", member_.id.empty() ? member_.name : member_.id, one.offset);
  inner.url = target(one.fields);
  inner.captured = one.fields.get("warc-date");
  inner.source = member_.source;
  inner.outlet = member_.outlet;
  inner.nesting = member_.nesting + 1;
  inner.expansion = meter_.total();
  if (inner.url.ends_with("/robots.txt")) return true;  // text for machines
  if (type == "response") return response(one, inner);
  const std::string_view content = one.fields.get("content-type");
  return pass_on(one, {one.block, media_type_of(content), header_parameter(content, "charset"), ""}, inner);
}

bool Warc::response(const WarcRecord& one, Member& inner) {
  if (!one.block.starts_with("HTTP/")) return true;  // an answer of DNS or FTP
  const HttpHead head = read_http_head(one.block);
  if (head.status != 200) {
    const bool elsewhere = head.status >= 300 && head.status < 400;  // a redirection holds no text
    if (!elsewhere) ++other_status_[head.status];
    return true;
  }
  const std::string_view content = head.fields.get("content-type");
  Body body{one.block.substr(std::min(head.size, one.block.size())), media_type_of(content),
            header_parameter(content, "charset"), std::string(head.fields.get("date"))};
  const std::string& type = body.media_type;
  if (type.starts_with("image/") || type.starts_with("video/") || type.starts_with("audio/") ||
      type.starts_with("font/"))
    return true;
  if (!one.held) return pass_on(one, body, inner);
  Result<HttpBody> decoded = decode_http_body(head, body.bytes, options_.max_capture_bytes, meter_);
  if (!decoded) return report(sink_, inner, decoded.error());
  if (!decoded->plain) body.bytes = decoded->decoded;
  return pass_on(one, body, inner);
}

bool Warc::pass_on(const WarcRecord& one, const Body& body, Member& inner) {
  if (!is_wanted(body.bytes, body.media_type)) return true;
  if (!one.held) {
    return report(sink_, inner,
                  {ErrorCode::too_large,
                   fmt::format("the record has {} bytes, captures of at most {} are read.", one.length,
                               options_.max_capture_bytes),
                   ""});
  }
  inner.media_type = body.media_type;
  inner.charset = body.charset;
  if (inner.captured.empty()) inner.captured = body.date;
  ViewBuffer buffer(body.bytes);
  std::istream in(&buffer);
  return read_content(in, inner, options_, sink_);
}

}  // namespace

bool read_warc(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink) {
  if (const auto error = nested_too_deep(member, options.limits)) return report(sink, member, *error);
  return Warc(member, options, sink).read(in);
}

}  // namespace demarche
