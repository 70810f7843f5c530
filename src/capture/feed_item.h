#pragma once

#include <string>
#include <vector>

#include "capture/container_item.h"

namespace demarche {

/// Text of one element of a feed.
struct FeedText {
  std::string text;
  bool html = false;
};

/// What has been read of a feed's head.
struct FeedHead {
  std::string title;
  std::string language;
  std::string link;  ///< address that relative ones go by
};

/// What has been read of one item or entry.
struct FeedItem {
  uint64_t number = 0;
  FeedText title;
  FeedText content;  ///< the longest there is
  std::string guid;
  bool guid_is_address = true;
  std::string link;
  std::string authors;
  std::string published;
  std::string modified;
  std::string outlet;
  std::string language;
  std::string base;
  bool too_long = false;
};

/// "name@example.org (Name Surname)", as RSS 2.0 has authors, without the address.
std::string author_name(std::string_view author);

/// The address seen from `base` (RFC 3986, section 5); as it is when that makes no sense.
std::string resolved(const std::string& address, const std::string& base);

/// Gives the item to the sink as one capture. False when the sink wants no more.
bool pass_feed_item(FeedItem item, const FeedHead& head, const Member& feed, const ReadOptions& options,
                    const CaptureSink& sink);

}  // namespace demarche
