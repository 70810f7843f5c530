#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "capture/expansion.h"
#include "capture/header_fields.h"

namespace demarche {

/// The head of an HTTP response as archives keep it (RFC 9112).
struct HttpHead {
  int status = 0;  ///< 0 when the status line is broken
  HeaderFields fields;
  size_t size = 0;  ///< bytes of the head; the body follows
};

HttpHead read_http_head(std::string_view message);

/// The body as it was before it was sent: without chunks (Transfer-Encoding), then without compression
/// (Content-Encoding: gzip, deflate). Archives often keep bodies that are decoded already under their old header, so
/// each step is left out where the bytes do not look like it. An empty result with `plain` true = the body as it is.
/// Errors: bad_format (corrupt, or compressed by a method that is not read), too_large.
struct HttpBody {
  bool plain = true;
  std::string decoded;
};
Result<HttpBody> decode_http_body(const HttpHead& head, std::string_view body, uint64_t limit, ExpansionMeter& meter);

}  // namespace demarche
