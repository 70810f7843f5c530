#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "capture/content.h"

namespace demarche::testing {

/// Everything a reader gave.
struct Taken {
  std::vector<Capture> captures;
  std::vector<Problem> problems;
  CaptureSink sink() {
    return {[this](Capture one) {
              captures.push_back(std::move(one));
              return true;
            },
            [this](Problem one) {
              problems.push_back(std::move(one));
              return true;
            }};
  }
  /// Ids of the captures, joined by blanks.
  std::string ids() const {
    std::string out;
    for (const Capture& one : captures) out += (out.empty() ? "" : " ") + one.id;
    return out;
  }
  /// Messages, one a line.
  std::string messages() const {
    std::string out;
    for (const Problem& one : problems) out += std::string(to_string(one.code)) + " " + one.message + "\n";
    return out;
  }
};

/// A stream that hands out its bytes in small pieces.
class Trickle : public std::streambuf {
 public:
  Trickle(std::string bytes, size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}

 protected:
  int_type underflow() override {
    if (at_ == bytes_.size()) return traits_type::eof();
    const size_t size = std::min(piece_, bytes_.size() - at_);
    setg(bytes_.data() + at_, bytes_.data() + at_, bytes_.data() + at_ + size);
    at_ += size;
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::string bytes_;
  size_t piece_;
  size_t at_ = 0;
};

inline Taken take(const std::string& bytes, const std::string& name, const ReadOptions& options = {},
                  size_t piece = 100000) {
  Taken out;
  Trickle trickle(bytes, piece);
  std::istream in(&trickle);
  read_stream(in, name, options, out.sink());
  return out;
}

inline std::string gzip(std::string_view bytes, int window = 31) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

/// Makes an archive in memory; `format` sets it ("zip", "ustar", "pax").
class Packer {
 public:
  explicit Packer(const char* format) : archive_(archive_write_new()) {
    EXPECT_EQ(archive_write_set_format_by_name(archive_, format), ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(archive_, 1);
    EXPECT_EQ(archive_write_open(archive_, this, nullptr, keep, nullptr), ARCHIVE_OK);
  }
  ~Packer() { archive_write_free(archive_); }
  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;

  Packer& add(const std::string& path, std::string_view bytes, unsigned type = AE_IFREG) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, path.c_str());
    archive_entry_set_filetype(entry, type);
    archive_entry_set_perm(entry, 0644);
    if (type == AE_IFLNK) archive_entry_set_symlink(entry, "/etc/passwd");
    archive_entry_set_size(entry, type == AE_IFREG ? static_cast<la_int64_t>(bytes.size()) : 0);
    EXPECT_GE(archive_write_header(archive_, entry), ARCHIVE_WARN) << archive_error_string(archive_);
    if (type == AE_IFREG) archive_write_data(archive_, bytes.data(), bytes.size());
    archive_entry_free(entry);
    return *this;
  }
  std::string bytes() {
    archive_write_close(archive_);
    return bytes_;
  }

 private:
  static la_ssize_t keep(archive*, void* self, const void* bytes, size_t size) {
    static_cast<Packer*>(self)->bytes_.append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
  }
  archive* archive_;
  std::string bytes_;
};

/// A WARC record of plain text: type "conversion", "resource", ...
inline std::string warc_record(const std::string& type, const std::string& id, const std::string& content_type,
                               const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Record-ID: <urn:uuid:" + id +
         ">\r\nWARC-Date: 2031-05-06T07:08:09Z\r\nWARC-Target-URI: https://news.example/" + id +
         "\r\nContent-Type: " + content_type + "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" +
         block + "\r\n\r\n";
}

inline std::string conversion(const std::string& id, const std::string& text) {
  return warc_record("conversion", id, "text/plain", text);
}

inline std::string response(const std::string& id, const std::string& head, const std::string& body) {
  return warc_record("response", id, "application/http; msgtype=response", head + "\r\n\r\n" + body);
}

const std::string kNote = "The envoy met the minister on Monday and left a note about the harbour.\n";

}  // namespace demarche::testing
