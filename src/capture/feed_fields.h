#pragma once

#include <cstdint>

#include "capture/xml_stream.h"

namespace demarche {

/// What an element of a feed says.
enum class FeedField : uint8_t {
  none,
  item,     ///< RSS item, Atom entry
  channel,  ///< RSS channel, Atom feed, and what only groups them
  title,
  content,  ///< content:encoded, Atom content, description, summary
  link,     ///< RSS: text; Atom: href
  guid,
  author,
  published,
  modified,
  source,  ///< where the item came from: RSS text, Atom a feed's head
  language
};

/// Tells by local name and namespace; a prefix that is declared nowhere counts by its usual meaning.
FeedField feed_field(const XmlElement& element);

/// Is it an element that stands in no page of HTML, so that it ends a field left open before it?
bool ends_open_field(const XmlElement& element);

/// Does Atom (RFC 4287) define it, or RSS? In Atom text is plain unless its type says so, in RSS nothing says so.
bool is_atom(const XmlElement& element);

/// An element written out again, as HTML wants it; "" for the end of a void element.
std::string start_tag(const XmlElement& element);
std::string end_tag(std::string_view name);
/// Text written out again.
std::string escaped_text(std::string_view text);

}  // namespace demarche
