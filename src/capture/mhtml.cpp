// Saved web pages (MHTML, RFC 2557): the page itself; what it was shown with is passed over.
#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "capture/byte_window.h"
#include "capture/expansion.h"
#include "capture/mime.h"

namespace demarche {
namespace {

bool is_page(const MimePart& part) {
  const std::string type = media_type_of(part.fields.get("content-type"));
  return type == "text/html" || type == "application/xhtml+xml";
}

/// The part that is the page: named by the start parameter, else the first page, else the first text.
const MimePart* page_of(const MimeMessage& message) {
  const auto first = [&](auto&& fits) -> const MimePart* {
    const auto found = std::find_if(message.parts.begin(), message.parts.end(), fits);
    return found == message.parts.end() ? nullptr : &*found;
  };
  if (const MimePart* named = first([](const MimePart& one) { return one.root && is_page(one); })) return named;
  if (const MimePart* page = first(is_page)) return page;
  return first([](const MimePart& one) {
    const std::string type = media_type_of(one.fields.get("content-type"));
    return type.empty() || type == "text/plain";
  });
}

std::string_view first_of(std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values)
    if (!value.empty()) return value;
  return "";
}

}  // namespace

bool read_mhtml(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink) {
  if (const auto error = nested_too_deep(member, options.limits)) return report(sink, member, *error);
  std::string bytes;
  bool go_on = true;
  if (!read_whole(in, bytes, member, options, sink, go_on)) return go_on;
  const Result<MimeMessage> message = read_mime(bytes);
  if (!message) return report(sink, member, message.error());
  const MimePart* page = page_of(*message);
  if (!page) {
    return report(sink, member,
                  {ErrorCode::not_coded,
                   fmt::format("none of its {} parts is a page; text/html was expected.", message->parts.size()), ""});
  }
  if (page->cut_off && !report(sink, member,
                               {ErrorCode::bad_format,
                                "the file ends within the page. What there is was read; save the page again.", ""}))
    return false;
  const std::string_view type = page->fields.get("content-type");
  const HeaderFields& head = message->fields;
  Member inner = member;
  const size_t slash = member.name.find_last_of("/\\");
  if (inner.id.empty()) inner.id = slash == std::string::npos ? member.name : member.name.substr(slash + 1);
  inner.media_type = media_type_of(type);
  inner.charset = header_parameter(type, "charset");
  inner.nesting = member.nesting + 1;
  const auto fill = [](std::string& field, std::string_view value) {
    if (field.empty()) field = std::string(value);
  };
  fill(inner.url, first_of({head.get("snapshot-content-location"), page->fields.get("content-location"),
                            head.get("content-location")}));
  fill(inner.title, decode_words(head.get("subject")));
  fill(inner.captured, head.get("date"));
  const std::string page_bytes = decode_transfer(page->body, page->fields.get("content-transfer-encoding"));
  ViewBuffer buffer(page_bytes);
  std::istream inside(&buffer);
  return read_content(inside, inner, options, sink);
}

}  // namespace demarche
