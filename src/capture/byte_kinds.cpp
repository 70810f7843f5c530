#include <algorithm>
#include <array>
#include <cctype>

#include "base/utf8.h"
#include "capture/encoding.h"

namespace demarche {
namespace {

using namespace std::string_view_literals;

constexpr size_t kSample = size_t{1} << 16;

struct Signature {
  size_t offset;
  std::string_view bytes;
  std::string_view kind;
};

/// First bytes of common files, as the formats' own specifications give them.
constexpr std::array kSignatures = {
    Signature{0, "\x89PNG\r\n"sv, "a PNG image"},
    Signature{0, "\xFF\xD8\xFF"sv, "a JPEG image"},
    Signature{0, "GIF87a"sv, "a GIF image"},
    Signature{0, "GIF89a"sv, "a GIF image"},
    Signature{0, "II*\0"sv, "a TIFF image"},
    Signature{0, "MM\0*"sv, "a TIFF image"},
    Signature{8, "WEBP"sv, "a WebP image"},
    Signature{0, "RIFF"sv, "a RIFF sound or video file"},
    Signature{4, "ftyp"sv, "an MP4 video"},
    Signature{0, "ID3"sv, "an MP3 sound file"},
    Signature{0, "OggS"sv, "an Ogg sound or video file"},
    Signature{0, "\x1A\x45\xDF\xA3"sv, "a Matroska or WebM video"},
    Signature{0, "%PDF-"sv, "a PDF document"},
    Signature{0, "{\\rtf"sv, "an RTF document"},
    Signature{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Office document"},
    Signature{0, "PK\x03\x04"sv, "a ZIP archive or Office document"},
    Signature{0, "\x1F\x8B"sv, "gzip-compressed data"},
    Signature{0, "\x28\xB5\x2F\xFD"sv, "zstd-compressed data"},
    Signature{0, "BZh"sv, "bzip2-compressed data"},
    Signature{0,
              "\xFD"
              "7zXZ\0"sv,
              "xz-compressed data"},
    Signature{0, "7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive"},
    Signature{0, "Rar!\x1A"sv, "a RAR archive"},
    Signature{257, "ustar"sv, "a tar archive"},
    Signature{0,
              "\x7F"
              "ELF"sv,
              "an ELF program"},
    Signature{0, "MZ\x90\0"sv, "a Windows program"},
    Signature{0, "PAR1"sv, "a Parquet file"},
    Signature{0, "SQLite format 3\0"sv, "an SQLite database"},
    Signature{0, "\0asm"sv, "a WebAssembly module"},
};

}  // namespace

bool is_sqlite(std::string_view bytes) {
  return bytes.starts_with("SQLite format 3\0"sv) || bytes.starts_with("\x37\x7F\x06\x82"sv) ||
         bytes.starts_with("\x37\x7F\x06\x83"sv) || bytes.starts_with("\x18\xE2\x2D\0"sv) ||
         bytes.starts_with("\0\x2D\xE2\x18"sv);
}

std::string binary_kind(std::string_view bytes) {
  for (const Signature& one : kSignatures) {
    if (bytes.size() > one.offset && bytes.substr(one.offset).starts_with(one.bytes)) {
      // Readable letters alone are no proof: a text may begin "BZhezinski" or "RIFF raff".
      const bool letters = std::all_of(one.bytes.begin(), one.bytes.end(),
                                       [](char c) { return std::isprint(static_cast<unsigned char>(c)) != 0; });
      const bool strong = one.kind == "a PDF document" || one.kind == "an RTF document";
      if (letters && !strong && bytes.substr(0, kSample).find('\0') == std::string_view::npos) continue;
      return std::string(one.kind);
    }
  }
  const std::string_view sample = bytes.substr(0, kSample);
  size_t control = 0;
  for (const char c : sample) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) return "binary data (it holds NUL bytes)";
    control += (byte < 0x20 && !is_ascii_space(c) && byte != 0x1B) || byte == 0x7F;
  }
  if (control > 4 && control * 100 > sample.size()) return "binary data (it is full of control bytes)";
  if (bytes.size() > kSample && bytes.find('\0', kSample) != std::string_view::npos)
    return "binary data (it holds NUL bytes)";
  return "";
}

std::string wide_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return "utf-32le";
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return "utf-32be";
  if (bytes.starts_with("\xFF\xFE"sv)) return "utf-16le";
  if (bytes.starts_with("\xFE\xFF"sv)) return "utf-16be";
  const std::string_view sample = bytes.substr(0, 4096);
  if (sample.size() < 8) return "";
  // Without a mark: blanks and letters of any script leave NUL, or one and the same high byte, in every other place.
  size_t zero_even = 0;
  size_t zero_odd = 0;
  for (size_t i = 0; i + 1 < sample.size(); i += 2) {
    zero_even += sample[i] == '\0';
    zero_odd += sample[i + 1] == '\0';
  }
  const size_t pairs = sample.size() / 2;
  size_t blank_le = 0;
  size_t blank_be = 0;
  for (size_t i = 0; i + 1 < sample.size(); i += 2) {
    blank_le +=
        sample[i + 1] == '\0' && (is_ascii_space(sample[i]) || std::isalpha(static_cast<unsigned char>(sample[i])));
    blank_be +=
        sample[i] == '\0' && (is_ascii_space(sample[i + 1]) || std::isalpha(static_cast<unsigned char>(sample[i + 1])));
  }
  if (blank_le >= 4 && blank_le * 12 > pairs && zero_even * 50 < pairs && blank_le * 10 > zero_odd * 5)
    return "utf-16le";
  if (blank_be >= 4 && blank_be * 12 > pairs && zero_odd * 50 < pairs && blank_be * 10 > zero_even * 5)
    return "utf-16be";
  return "";
}

}  // namespace demarche
