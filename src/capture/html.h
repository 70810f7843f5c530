#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "capture/content.h"

namespace demarche {

/// Reads a page with markup: `text` becomes its visible text, one block a line, `markup` its shape, and `map` leads
/// every offset of `text` back to the bytes of the page. Character set by member.charset, byte-order mark, <meta>, then
/// as decode_text. Scripts, styles, forms' fields and comments are passed over. Linear in the page's size.
/// Errors: too_large, bad_encoding, not_coded (no visible text).
Result<Capture> read_html(std::string bytes, const Member& member, const ReadOptions& options);

/// Does this text begin as a page of HTML does?
bool looks_like_html(std::string_view text);

}  // namespace demarche
