#include "capture/encoding.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/utf8.h"

namespace demarche {
namespace {

using namespace std::string_view_literals;

constexpr size_t kDetectBytes = size_t{1} << 16;  ///< sample given to ucsdet

struct Converter {
  UConverter* handle = nullptr;
  explicit Converter(const char* name) {
    UErrorCode code = U_ZERO_ERROR;
    handle = ucnv_open(name, &code);
    if (U_FAILURE(code)) handle = nullptr;
  }
  ~Converter() {
    if (handle) ucnv_close(handle);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
};

/// Converts with a step of the byte map wherever the two texts do not advance alike.
Result<Decoded> convert(std::string_view bytes, size_t skip, const std::string& encoding, const std::string& where) {
  const Converter converter(encoding.c_str());
  if (!converter.handle) {
    return Error{ErrorCode::bad_encoding, "the converter for " + encoding + " is not installed. Convert it to UTF-8.",
                 where};
  }
  Decoded out;
  out.encoding = encoding;
  out.text.reserve(bytes.size() + bytes.size() / 8);
  std::vector<ByteMap::Step> steps{{0, static_cast<uint32_t>(skip)}};
  const char* at = bytes.data() + skip;
  const char* const end = bytes.data() + bytes.size();
  int64_t shift = static_cast<int64_t>(skip);  // original offset minus text offset that the last step stands for
  while (at < end) {
    const auto original = at - bytes.data();
    const auto text = static_cast<int64_t>(out.text.size());
    if (original - text != shift) {
      shift = original - text;
      steps.push_back({static_cast<uint32_t>(text), static_cast<uint32_t>(original)});
    }
    UErrorCode code = U_ZERO_ERROR;
    const UChar32 value = ucnv_getNextUChar(converter.handle, &at, end, &code);
    if (code == U_INDEX_OUTOFBOUNDS_ERROR) break;
    const bool bad = U_FAILURE(code) || value == 0xFFFD || value == 0;
    if (bad) ++out.broken;
    if (U_FAILURE(code) && at == bytes.data() + original) ++at;
    append_utf8(bad ? U' ' : static_cast<char32_t>(value), out.text);
  }
  const auto shift_at_end = static_cast<int64_t>(bytes.size()) - static_cast<int64_t>(out.text.size());
  if (shift_at_end != shift) {
    steps.push_back({static_cast<uint32_t>(out.text.size()), static_cast<uint32_t>(bytes.size())});
  }
  out.map = ByteMap(std::move(steps));
  return out;
}

/// How a byte sequence fares as UTF-8.
struct Utf8Count {
  size_t sequences = 0;  ///< well-formed sequences of two bytes and more
  size_t broken = 0;     ///< bytes that belong to none
};

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count out;
  for (size_t i = 0; i < bytes.size();) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80) {
      ++i;
      continue;
    }
    const CodePoint point = decode_utf8(bytes, i);
    (point.length > 1 ? out.sequences : out.broken) += 1;
    i += point.length;
  }
  return out;
}

/// Broken bytes become spaces, so that no offset moves.
void blank_broken(std::string& text) {
  for (size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const CodePoint point = decode_utf8(text, i);
    if (point.length == 1) text[i] = ' ';
    i += point.length;
  }
}

/// A sample for the detector in which bytes over 0x7F are not lost behind pages of ASCII.
std::string detector_sample(std::string_view bytes) {
  if (bytes.size() <= kDetectBytes) return std::string(bytes);
  const auto high = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  const auto first = std::find_if(bytes.begin(), bytes.end(), high);
  size_t from = static_cast<size_t>(first - bytes.begin());
  from = from > 1024 ? from - 1024 : 0;
  return std::string(bytes.substr(from, kDetectBytes));
}

/// Share of letters, digits, blanks and usual punctuation among the text's code points.
double text_share(std::string_view text) {
  size_t good = 0;
  size_t all = 0;
  for (size_t i = 0; i < text.size() && all < 20000;) {
    const CodePoint point = decode_utf8(text, i);
    const char32_t c = point.value;
    const bool control = c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    const bool odd =
        control || (c >= 0x7F && c < 0xA0) || (c >= 0x2190 && c < 0x2C00) || (c >= 0xE000 && c < 0xF900) || c >= 0xFFF0;
    good += odd ? 0 : 1;
    ++all;
    i += point.length;
  }
  return all == 0 ? 0 : static_cast<double>(good) / static_cast<double>(all);
}

std::string lower_ascii(std::string name) {
  for (char& c : name) c = is_ascii_upper(c) ? static_cast<char>(c + 32) : c;
  return name;
}

/// Names that the web reads as the wider Windows code page (https://encoding.spec.whatwg.org/#names-and-labels).
std::string widen(std::string name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kWider = {
      {{"iso-8859-1", "windows-1252"},
       {"us-ascii", "windows-1252"},
       {"ascii", "windows-1252"},
       {"latin1", "windows-1252"},
       {"gb2312", "gb18030"},
       {"gbk", "gb18030"},
       {"ks_c_5601-1987", "windows-949"},
       {"euc-kr", "windows-949"},
       {"x-sjis", "windows-31j"},
       {"iso-8859-9", "windows-1254"},
       {"iso-8859-8-i", "windows-1255"},
       {"shift_jis", "windows-31j"}}};
  for (const auto& [narrow, wide] : kWider) {
    if (name == narrow) return std::string(wide);
  }
  return name;
}

/// The detector's candidates, best first, without those that are never text on the web.
std::vector<std::string> detect(std::string_view bytes) {
  const std::string sample = detector_sample(bytes);
  std::vector<std::string> out;
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&code), ucsdet_close);
  if (U_FAILURE(code)) return out;
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &code);
  int32_t count = 0;
  const UCharsetMatch** all = ucsdet_detectAll(detector.get(), &count, &code);
  if (U_FAILURE(code)) return out;
  for (int32_t i = 0; i < count; ++i) {
    UErrorCode ignored = U_ZERO_ERROR;
    const std::string name = lower_ascii(ucsdet_getName(all[i], &ignored));
    if (name.starts_with("ibm") || name.starts_with("utf-") || ucsdet_getConfidence(all[i], &ignored) < 8) continue;
    out.push_back(widen(name));
  }
  return out;
}

Result<Decoded> decode_legacy(std::string_view bytes, const std::string& where, const std::string& declared) {
  if (!declared.empty()) {
    Result<Decoded> out = convert(bytes, 0, widen(lower_ascii(declared)), where);
    if (out && out->broken * 50 <= bytes.size() && text_share(out->text) >= 0.95) return out;
  }
  std::vector<std::string> names = detect(bytes);
  names.emplace_back("windows-1252");
  for (const std::string& name : names) {
    Result<Decoded> out = convert(bytes, 0, name, where);
    if (!out || out->broken * 100 > bytes.size() || text_share(out->text) < 0.97) continue;
    return out;
  }
  return Error{ErrorCode::bad_encoding,
               "the bytes are neither UTF-8 nor text in any other encoding that was tried. Convert the file to UTF-8.",
               where};
}

}  // namespace

Result<Decoded> decode_text(std::string bytes, const std::string& where, const std::string& declared) {
  const std::string wide = wide_encoding(bytes);
  if (!wide.empty()) {
    const bool mark32 = bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv);
    const bool mark16 = bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv);
    Result<Decoded> out = convert(bytes, mark32 ? 4 : mark16 ? 2 : 0, wide, where);
    if (out && text_share(out->text) >= 0.9) return out;
    if (!out) return out;
    return Error{ErrorCode::bad_encoding, "begins like " + wide + " but does not go on as text. Convert it to UTF-8.",
                 where};
  }
  const std::string kind = binary_kind(bytes);
  if (!kind.empty()) {
    return Error{ErrorCode::bad_encoding, fmt::format("this is {}, text was expected. Extract its text first.", kind),
                 where};
  }
  Decoded out;
  out.encoding = "utf-8";
  const bool escapes = lower_ascii(declared).starts_with("iso-2022") || lower_ascii(declared) == "hz-gb-2312";
  if (escapes) return decode_legacy(bytes, where, declared);
  if (is_valid_utf8(bytes)) {
    out.text = std::move(bytes);
    return out;
  }
  const Utf8Count count = count_utf8(bytes);
  // Text of a one-byte encoding rarely holds a well-formed sequence, broken UTF-8 holds mostly those.
  if (2 * count.sequences > count.broken || (declared.empty() && valid_utf8_prefix(bytes) + 3 >= bytes.size())) {
    out.broken = count.broken;
    out.text = std::move(bytes);
    blank_broken(out.text);
    return out;
  }
  return decode_legacy(bytes, where, declared);
}

}  // namespace demarche
