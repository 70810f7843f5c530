#include "capture/feed_item.h"

#include <fmt/format.h>
#include <libxml/uri.h>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr size_t kAddressBytes = 8192;  ///< longest address that is resolved

bool is_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

}  // namespace

std::string author_name(std::string_view author) {
  author = trim(author);
  const size_t open = author.find('(');
  const size_t at = author.find('@');
  if (open == std::string_view::npos || !author.ends_with(')') || at == std::string_view::npos || at > open)
    return std::string(author);
  return std::string(trim(author.substr(open + 1, author.size() - open - 2)));
}

std::string resolved(const std::string& address, const std::string& base) {
  if (address.empty() || base.empty() || is_address(address) || address.size() > kAddressBytes ||
      base.size() > kAddressBytes)
    return address;
  xmlChar* built =
      xmlBuildURI(reinterpret_cast<const xmlChar*>(address.c_str()), reinterpret_cast<const xmlChar*>(base.c_str()));
  if (built == nullptr) return address;
  std::string out(reinterpret_cast<const char*>(built));
  xmlFree(built);
  return is_valid_utf8(out) ? out : address;
}

bool pass_feed_item(FeedItem item, const FeedHead& head, const Member& feed, const ReadOptions& options,
                    const CaptureSink& sink) {
  Member one = item_of(feed, fmt::format("{}:{}", feed.name, item.number));
  const auto take = [](std::string& into, std::string_view value) {
    if (value = trim(value); !value.empty()) into = value;
  };
  const std::string base = !item.base.empty() ? item.base : !head.link.empty() ? head.link : feed.url;
  const std::string guid(trim(item.guid));
  one.url = resolved(std::string(trim(item.link)), base);
  if (one.url.empty() && item.guid_is_address && is_address(guid)) one.url = guid;
  take(one.id, one.url);
  take(one.id, guid);
  if (item.title.html) item.title.text = plain_line(item.title.text, options);
  take(one.title, item.title.text);
  take(one.byline, item.authors);
  take(one.outlet, head.title);
  take(one.outlet, item.outlet);
  take(one.published, item.published);
  take(one.modified, item.modified);
  take(one.language, head.language);
  take(one.language, item.language);
  if (item.too_long) {
    return report(
        sink, one,
        {ErrorCode::too_large,
         fmt::format("its text has more than {} bytes, which are read at most.", options.max_capture_bytes), ""});
  }
  return pass_item(std::move(item.content.text), item.content.html, one, options, sink);
}

}  // namespace demarche
