#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "record/capture.h"

namespace demarche {

/// Bytes turned into UTF-8. `map` leads offsets of `text` back to the bytes; it is empty when they are the same.
struct Decoded {
  std::string text;
  std::string encoding;  ///< IANA name in lower case: "utf-8", "utf-16le", "windows-1251", ...
  ByteMap map;
  size_t broken = 0;  ///< bytes or code units that are no text in this encoding; each one reads as a space
};

/// What the first bytes of a file say it is, when that is no text: "a PNG image", "gzip-compressed data", ...; "" for
/// what may be text. Looks at signatures first, then for NUL and control bytes in a sample.
std::string binary_kind(std::string_view bytes);

/// Is this a file of an SQLite database (the store's own, its log or its shared memory)?
bool is_sqlite(std::string_view bytes);

/// Does the text begin with a UTF-16 or UTF-32 byte-order mark, or alternate with NUL bytes as UTF-16 does? Gives the
/// encoding's name, or "".
std::string wide_encoding(std::string_view bytes);

/// Tells the encoding by byte-order mark, then UTF-8 validity, then detection (ICU ucsdet), and converts. Valid UTF-8
/// is kept byte for byte, a byte-order mark included. `declared` is the encoding that a header or the text itself names
/// ("" = none); it stands before detection, but not before a byte-order mark or valid UTF-8 of more than ASCII.
/// Errors: bad_encoding (binary data, or no encoding fits).
Result<Decoded> decode_text(std::string bytes, const std::string& where, const std::string& declared = {});

}  // namespace demarche
