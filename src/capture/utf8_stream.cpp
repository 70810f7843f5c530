#include "capture/utf8_stream.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "capture/encoding.h"

namespace demarche {
namespace {

constexpr size_t kChunk = size_t{1} << 16;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

using Converter = std::unique_ptr<UConverter, void (*)(UConverter*)>;

Converter open_converter(const std::string& name) {
  UErrorCode code = U_ZERO_ERROR;
  Converter out(ucnv_open(name.c_str(), &code), ucnv_close);
  if (U_FAILURE(code)) out.reset();
  return out;
}

/// Does the encoding exist and leave ASCII as it is? (UTF-7, UTF-16 and EBCDIC do not.)
bool keeps_ascii(const std::string& name) {
  const Converter converter = open_converter(name);
  if (!converter) return false;
  constexpr std::string_view kProbe = "<?xml a+b-c &#1; \"Name,Text\"\n>";
  std::array<UChar, 64> out{};
  UErrorCode code = U_ZERO_ERROR;
  const int32_t size = ucnv_toUChars(converter.get(), out.data(), static_cast<int32_t>(out.size()), kProbe.data(),
                                     static_cast<int32_t>(kProbe.size()), &code);
  return U_SUCCESS(code) && std::equal(kProbe.begin(), kProbe.end(), out.begin(), out.begin() + size,
                                       [](char a, UChar b) { return static_cast<UChar>(a) == b; });
}

bool is_utf8_name(std::string_view name) { return name.empty() || name == "utf-8" || name == "utf8"; }

/// Bytes at the end that begin a sequence of UTF-8 which is not whole yet.
size_t unfinished(std::string_view text) {
  for (size_t back = 1; back <= std::min<size_t>(3, text.size()); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte < 0x80) return 0;
    if (byte >= 0xC0) {
      const size_t wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
      return wanted > back ? back : 0;
    }
  }
  return 0;
}

}  // namespace

Result<std::string> stream_encoding(std::string_view beginning, std::string_view declared) {
  std::string wide = wide_encoding(beginning);
  if (!wide.empty()) return wide;
  const std::string name = to_lower(trim(declared));
  const bool valid = valid_utf8_prefix(beginning) + unfinished(beginning) == beginning.size();
  const bool ascii =
      std::all_of(beginning.begin(), beginning.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (valid && (!ascii || is_utf8_name(name))) return std::string("utf-8");
  if (!is_utf8_name(name) && keeps_ascii(name)) return name;
  if (valid) return std::string("utf-8");
  Result<Decoded> decoded = decode_text(std::string(beginning), "");
  if (!decoded) return decoded.error();
  return decoded->encoding;
}

Utf8Buffer::Utf8Buffer(std::istream& in, const std::string& encoding) : in_(in), converter_(nullptr, ucnv_close) {
  if (!is_utf8_name(encoding)) converter_ = open_converter(encoding);
}

Utf8Buffer::~Utf8Buffer() = default;

Utf8Buffer::int_type Utf8Buffer::underflow() {
  if (gptr() < egptr()) return traits_type::to_int_type(*gptr());
  out_.clear();
  while (out_.empty() && !ended_) {
    const size_t kept = raw_.size();
    raw_.resize(kept + kChunk);
    in_.read(raw_.data() + kept, static_cast<std::streamsize>(kChunk));
    raw_.resize(kept + static_cast<size_t>(in_.gcount()));
    ended_ = !in_;
    converter_ ? take_other(ended_) : take_utf8(ended_);
    if (!begun_ && !out_.empty()) {
      begun_ = true;
      if (out_.starts_with(kMark)) out_.erase(0, kMark.size());
    }
  }
  setg(out_.data(), out_.data(), out_.data() + out_.size());
  return out_.empty() ? traits_type::eof() : traits_type::to_int_type(*gptr());
}

void Utf8Buffer::take_utf8(bool last) {
  const size_t kept = last ? 0 : unfinished(raw_);
  out_.assign(raw_, 0, raw_.size() - kept);
  raw_.erase(0, raw_.size() - kept);
  for (size_t i = 0; i < out_.size();) {
    const CodePoint point = decode_utf8(out_, i);
    const bool bad = out_[i] == '\0' || (point.length == 1 && static_cast<unsigned char>(out_[i]) >= 0x80);
    if (bad) {
      out_[i] = ' ';
      ++broken_;
    }
    i += point.length;
  }
}

void Utf8Buffer::put(char32_t value) {
  const bool bad = value == 0xFFFD || value == 0;
  broken_ += bad;
  append_utf8(bad ? U' ' : value, out_);
}

void Utf8Buffer::take_other(bool last) {
  std::array<UChar, 4096> units{};
  const char* at = raw_.data();
  const char* const end = at + raw_.size();
  for (;;) {
    UChar* to = units.data();
    UErrorCode code = U_ZERO_ERROR;
    ucnv_toUnicode(converter_.get(), &to, units.data() + units.size(), &at, end, nullptr, last, &code);
    for (const UChar* unit = units.data(); unit != to; ++unit) {
      if (lead_ != 0) {
        const bool pair = U16_IS_TRAIL(*unit);
        put(pair ? static_cast<char32_t>(U16_GET_SUPPLEMENTARY(lead_, *unit)) : char32_t{0xFFFD});
        lead_ = 0;
        if (pair) continue;
      }
      if (U16_IS_LEAD(*unit)) {
        lead_ = *unit;
      } else {
        put(U16_IS_TRAIL(*unit) ? char32_t{0xFFFD} : static_cast<char32_t>(*unit));
      }
    }
    if (code != U_BUFFER_OVERFLOW_ERROR) break;
  }
  raw_.clear();
}

}  // namespace demarche
