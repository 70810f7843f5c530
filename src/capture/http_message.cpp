#include "capture/http_message.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "capture/decompress.h"
#include "capture/encoding.h"

namespace demarche {
namespace {

using namespace std::string_view_literals;

constexpr size_t kSample = 4096;

/// The size at the beginning of a chunk; false when the line is none.
bool chunk_size(std::string_view line, uint64_t& size) {
  line = trim(line.substr(0, line.find(';')));
  const auto [end, code] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  return code == std::errc() && end == line.data() + line.size() && !line.empty();
}

/// Chunks joined (RFC 9112, section 7.1). False when they are broken off; what there is stays in `out`.
bool join_chunks(std::string_view body, std::string& out) {
  while (!body.empty()) {
    uint64_t size = 0;
    if (!chunk_size(take_line(body), size)) return false;
    if (size == 0) return true;
    const auto taken = static_cast<size_t>(std::min<uint64_t>(size, body.size()));
    out.append(body.substr(0, taken));
    if (taken < size) return false;
    body.remove_prefix(taken);
    take_line(body);
  }
  return false;
}

bool is_chunked(const HttpHead& head, std::string_view body) {
  if (to_lower(head.fields.get("transfer-encoding")).find("chunked") == std::string::npos) return false;
  uint64_t size = 0;
  return chunk_size(take_line(body), size);
}

/// The outermost compression of the body, "" for none or where the bytes are plain text whatever the header says.
std::string compression(const HttpHead& head, std::string_view body) {
  const std::string value = to_lower(head.fields.get("content-encoding"));
  const std::string name(trim(std::string_view(value).substr(value.rfind(',') + 1)));
  if (name.empty() || name == "identity") return "";
  if (body.starts_with("\x1F\x8B"sv)) return "gzip";
  if (name == "gzip" || name == "x-gzip") return "";
  const std::string_view sample = body.substr(0, kSample);
  if (binary_kind(sample).empty() && valid_utf8_prefix(sample) + 4 > sample.size()) return "";
  return name;
}

}  // namespace

HttpHead read_http_head(std::string_view message) {
  HttpHead out;
  std::string_view rest = message;
  const std::string_view line = take_line(rest);
  const size_t blank = line.find(' ');
  if (line.starts_with("HTTP/") && blank != std::string_view::npos) {
    const std::string_view number = trim(line.substr(blank));
    std::from_chars(number.data(), number.data() + number.size(), out.status);
  }
  const size_t first = message.size() - rest.size();
  out.size = first + out.fields.read(rest);
  return out;
}

Result<HttpBody> decode_http_body(const HttpHead& head, std::string_view body, uint64_t limit, ExpansionMeter& meter) {
  HttpBody out;
  if (is_chunked(head, body)) {
    if (!join_chunks(body, out.decoded)) {
      return Error{ErrorCode::bad_format, "its chunks (Transfer-Encoding) are broken off or corrupt.", ""};
    }
    out.plain = false;
    body = out.decoded;
  }
  const std::string method = compression(head, body);
  if (method.empty()) return out;
  if (method != "gzip" && method != "x-gzip" && method != "deflate") {
    return Error{ErrorCode::bad_format,
                 fmt::format("its body is compressed by \"{}\", which is not read; gzip and deflate are.",
                             shortened(method, 40)),
                 ""};
  }
  Result<std::string> inflated = inflate_all(body, limit, meter);
  if (!inflated) return inflated.error();
  out.plain = false;
  out.decoded = std::move(*inflated);
  return out;
}

}  // namespace demarche
