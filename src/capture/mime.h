#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "capture/header_fields.h"

namespace demarche {

/// One part of a MIME message (RFC 2045, 2046) that is no multipart itself.
struct MimePart {
  HeaderFields fields;
  std::string_view body;  ///< as it stands in the message, encoded
  bool root = false;      ///< named by the start parameter of the multipart around it
  bool cut_off = false;   ///< the message ends before the boundary that should follow
};

struct MimeMessage {
  HeaderFields fields;  ///< of the message itself
  std::vector<MimePart> parts;
};

/// Finds the parts; multiparts inside each other are opened up to eight deep. The views point into `bytes`.
/// Errors: bad_format (no header, a multipart without boundary or whose boundary never comes, too many parts).
Result<MimeMessage> read_mime(std::string_view bytes);

/// The part's bytes: quoted-printable and base64 decoded (RFC 2045, section 6), others as they are. What is no base64
/// or no quoted-printable is passed over or kept, as mail readers do.
std::string decode_transfer(std::string_view body, std::string_view encoding);

/// A header's text with its encoded words ("=?utf-8?Q?...?=", RFC 2047) as UTF-8.
std::string decode_words(std::string_view text);

}  // namespace demarche
