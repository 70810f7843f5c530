#pragma once

#include <zlib.h>

#include <functional>
#include <istream>
#include <memory>
#include <streambuf>
#include <string>

#include "base/result.h"
#include "capture/content.h"
#include "capture/expansion.h"

namespace demarche {

/// One compressed stream of a kind of which several may follow each other (gzip members, RFC 1952; zstd frames,
/// RFC 8878).
class Decoder {
 public:
  enum class Step : uint8_t { more, end, broken };
  virtual ~Decoder() = default;
  /// Takes bytes from the front of `in` and puts at most `room` bytes to `out`; `made` says how many.
  virtual Step step(std::string_view& in, char* out, size_t room, size_t& made) = 0;
  virtual void reset() = 0;
  virtual std::string_view magic() const = 0;  ///< first bytes of a stream
  virtual std::string reason() const = 0;      ///< why it is broken
};

/// kind: gzip or zstd.
std::unique_ptr<Decoder> make_decoder(ContentKind kind);

/// Decompresses on demand, in memory that does not grow with the stream. What is wrong with it (bad_format: corrupt or
/// cut off; too_large: a bomb) goes to `report` when it is met, and the stream ends there. If it holds a WARC file and
/// is corrupt, it goes on at the next compressed stream that begins behind that place, with an empty line between.
class DecompressBuffer : public std::streambuf {
 public:
  /// `report` gives false when nobody wants more.
  DecompressBuffer(std::istream& in, ContentKind kind, ExpansionMeter& meter, std::function<bool(const Error&)> report);

 protected:
  int_type underflow() override;

 private:
  bool produce(size_t& made);
  bool refill();
  bool next_stream();
  bool broken(const std::string& reason);
  bool wait_for(size_t bytes);
  uint64_t offset() const { return before_ + at_; }

  std::istream& in_;
  ExpansionMeter& meter_;
  std::function<bool(const Error&)> report_;
  std::unique_ptr<Decoder> decoder_;
  std::string input_;
  size_t at_ = 0;
  size_t filled_ = 0;
  uint64_t before_ = 0;   ///< bytes before input_
  size_t stream_at_ = 0;  ///< where in input_ the stream began, 0 when before
  uint64_t stream_offset_ = 0;
  uint64_t made_ = 0;         ///< bytes that came out
  uint64_t stream_made_ = 0;  ///< of them, before this stream
  std::string output_;
  std::string first_;     ///< first bytes that came out
  bool inside_ = false;   ///< a stream has begun and not ended
  bool seeking_ = false;  ///< behind a corrupt place
  bool done_ = false;
};

/// The whole of a gzip or zlib stream, or of bare deflate (RFC 1951), as HTTP's "gzip" and "deflate" mean.
/// Errors: bad_format, too_large (over `limit` bytes, or more than the meter allows).
Result<std::string> inflate_all(std::string_view bytes, uint64_t limit, ExpansionMeter& meter);

}  // namespace demarche
