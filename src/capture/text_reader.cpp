#include <fmt/format.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "capture/content.h"
#include "capture/encoding.h"

namespace demarche {
namespace {

/// Without the folders, whichever way the slashes lean.
std::string file_name(const std::string& path) {
  const size_t slash = path.find_last_of("/\\");
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  return name.empty() ? path : name;
}

bool is_blank(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return trim(text).empty();
}

}  // namespace

Result<Capture> read_text(std::string name, std::string bytes, const ReadOptions& options) {
  if (bytes.size() > options.max_capture_bytes) {
    return Error{ErrorCode::too_large,
                 fmt::format("the capture has {} bytes, at most {} are read. Split it.", bytes.size(),
                             options.max_capture_bytes),
                 name};
  }
  if (is_blank(bytes)) return Error{ErrorCode::not_coded, "the capture is empty; there is no text to read.", name};
  Capture out;
  out.digest = content_id(bytes);
  Result<Decoded> decoded = decode_text(std::move(bytes), name);
  if (!decoded) return decoded.error();
  if (is_blank(decoded->text))
    return Error{ErrorCode::not_coded, "the capture is empty; there is no text to read.", name};
  out.id = file_name(name);
  out.text = std::move(decoded->text);
  out.encoding = std::move(decoded->encoding);
  out.map = std::move(decoded->map);
  complete(out, {}, options);
  return out;
}

}  // namespace demarche
