#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace demarche {

/// What is read of one news item of IPTC ninjs, versions 1.0 to 3.x.
struct NinjsItem {
  std::string uri;
  std::string type;
  std::string status;  ///< pubstatus
  std::string title;
  std::string body;
  int body_rank = 0;  ///< 0 = none; a body of a higher rank replaces one of a lower
  bool html = false;  ///< the body is
  std::string byline;
  std::string outlet;
  int outlet_rank = 0;
  std::string created;  ///< firstcreated, or contentcreated
  std::string version;  ///< versioncreated
  std::string language;
  bool is_news = false;  ///< it has "uri" and a property that only ninjs has, and no "text" or "html"
};

/// Reads one JSON value: a news item, or an array of them, handed out one by one. False when `take` wants no more.
/// `fault` says where the value is no JSON; items before that place are handed out. Nesting costs one bit a level.
bool read_ninjs_value(std::string_view json, const std::function<bool(NinjsItem)>& take, std::string& fault);

}  // namespace demarche
