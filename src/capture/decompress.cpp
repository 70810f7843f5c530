#include "capture/decompress.h"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>

namespace demarche {
namespace {

using namespace std::string_view_literals;

constexpr size_t kInput = size_t{1} << 16;
constexpr size_t kOutput = size_t{1} << 18;
constexpr size_t kMagic = 4;                       ///< bytes that tell a beginning, at most
constexpr uint64_t kDoubtful = uint64_t{1} << 16;  ///< bytes before a corrupt place that may be wrong already
constexpr int kZlibWindow = 15;
constexpr int kGzipOnly = 16 + kZlibWindow;
constexpr int kGzipOrZlib = 32 + kZlibWindow;

class Gzip : public Decoder {
 public:
  explicit Gzip(int window) { good_ = inflateInit2(&stream_, window) == Z_OK; }
  ~Gzip() override { inflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  Step step(std::string_view& in, char* out, size_t room, size_t& made) override {
    made = 0;
    if (!good_) return Step::broken;
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(in.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(room);
    const int code = inflate(&stream_, Z_NO_FLUSH);
    in.remove_prefix(in.size() - stream_.avail_in);
    made = room - stream_.avail_out;
    if (code == Z_STREAM_END) return Step::end;
    return code == Z_OK || code == Z_BUF_ERROR ? Step::more : Step::broken;
  }
  void reset() override { inflateReset(&stream_); }
  std::string_view magic() const override { return "\x1F\x8B\x08"sv; }
  std::string reason() const override { return stream_.msg ? stream_.msg : "no valid data"; }

 private:
  z_stream stream_{};
  bool good_ = false;
};

class Zstd : public Decoder {
 public:
  Zstd() : context_(ZSTD_createDCtx()) {}
  ~Zstd() override { ZSTD_freeDCtx(context_); }
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;

  Step step(std::string_view& in, char* out, size_t room, size_t& made) override {
    made = 0;
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out, room, 0};
    code_ = ZSTD_decompressStream(context_, &to, &from);
    in.remove_prefix(from.pos);
    made = to.pos;
    if (ZSTD_isError(code_)) return Step::broken;
    return code_ == 0 ? Step::end : Step::more;
  }
  void reset() override { ZSTD_DCtx_reset(context_, ZSTD_reset_session_only); }
  std::string_view magic() const override { return "\x28\xB5\x2F\xFD"sv; }
  std::string reason() const override { return ZSTD_getErrorName(code_); }

 private:
  ZSTD_DCtx* context_;
  size_t code_ = 0;
};

/// Skippable frames of zstd begin 0x184D2A50 to 0x184D2A5F, little-endian (RFC 8878, section 3.1.2).
bool begins_stream(std::string_view bytes, const Decoder& decoder) {
  if (bytes.starts_with(decoder.magic())) return true;
  return decoder.magic().size() == 4 && bytes.size() >= 4 && (static_cast<unsigned char>(bytes[0]) & 0xF0) == 0x50 &&
         bytes.substr(1, 3) == "\x2A\x4D\x18"sv;
}

}  // namespace

std::unique_ptr<Decoder> make_decoder(ContentKind kind) {
  if (kind == ContentKind::zstd) return std::make_unique<Zstd>();
  return std::make_unique<Gzip>(kGzipOnly);
}

DecompressBuffer::DecompressBuffer(std::istream& in, ContentKind kind, ExpansionMeter& meter,
                                   std::function<bool(const Error&)> report)
    : in_(in), meter_(meter), report_(std::move(report)), decoder_(make_decoder(kind)), input_(kInput, '\0') {
  output_.resize(kOutput);
  meter_.total()->corrupt_from = meter_.total()->corrupt_to = 0;
}

/// Keeps what was not taken yet and reads more behind it. False when nothing came.
bool DecompressBuffer::refill() {
  const size_t kept = filled_ - at_;
  std::memmove(input_.data(), input_.data() + at_, kept);
  before_ += at_;
  stream_at_ = 0;
  at_ = 0;
  filled_ = kept;
  if (!in_) return false;
  in_.read(input_.data() + kept, static_cast<std::streamsize>(input_.size() - kept));
  const auto got = static_cast<size_t>(in_.gcount());
  filled_ += got;
  return got > 0;
}

bool DecompressBuffer::wait_for(size_t bytes) {
  while (filled_ - at_ < bytes) {
    if (!refill()) return false;
  }
  return true;
}

/// Reports a corrupt place. True when reading can go on behind it.
bool DecompressBuffer::broken(const std::string& reason) {
  const bool archive = first_.starts_with("WARC/");
  const Error error{ErrorCode::bad_format,
                    fmt::format("the compressed data that begin at byte {} are corrupt: {}. {}", stream_offset_, reason,
                                archive ? "What follows is read from the next record that is whole."
                                        : "What came before was read; fetch the file again."),
                    ""};
  meter_.total()->corrupt_from = std::max(stream_made_, made_ - std::min(made_, kDoubtful));
  meter_.total()->corrupt_to = made_;
  if (!report_(error) || !archive) return false;
  at_ = std::min(stream_at_ + 1, filled_);
  inside_ = false;
  seeking_ = true;
  return true;
}

/// Goes to the beginning of the next stream. False at the end.
bool DecompressBuffer::next_stream() {
  for (;;) {
    wait_for(kMagic);
    if (at_ == filled_) return false;
    const std::string_view rest(input_.data() + at_, filled_ - at_);
    if (begins_stream(rest, *decoder_)) break;
    if (seeking_) {
      const size_t found = rest.find(decoder_->magic(), 1);
      // The last bytes may be the first ones of a beginning.
      at_ += found != std::string_view::npos ? found : rest.size() >= kMagic ? rest.size() - (kMagic - 1) : rest.size();
      continue;
    }
    const size_t zeros = std::min(rest.find_first_not_of('\0'), rest.size());
    if (zeros > 0) {  // blocks of a tape are filled up with them
      at_ += zeros;
      continue;
    }
    stream_offset_ = offset();
    stream_at_ = at_;
    if (!broken("they do not begin as such data do")) return false;
  }
  seeking_ = false;
  inside_ = true;
  stream_at_ = at_;
  stream_offset_ = offset();
  decoder_->reset();
  stream_made_ = made_;
  meter_.begin_member();
  return true;
}

/// Puts the next bytes to output_. False when there are none any more.
bool DecompressBuffer::produce(size_t& made) {
  for (;;) {
    if (!inside_ && !next_stream()) return false;
    std::string_view rest(input_.data() + at_, filled_ - at_);
    const Decoder::Step step = decoder_->step(rest, output_.data(), output_.size(), made);
    meter_.took(filled_ - rest.size() - at_);
    at_ = filled_ - rest.size();
    made_ += made;
    if (first_.size() < 8) first_.append(output_, 0, std::min<size_t>(made, 8));
    if (const auto error = meter_.gave(made)) {
      (void)report_(*error);
      return false;
    }
    if (step == Decoder::Step::end) inside_ = false;
    if (step == Decoder::Step::broken) {
      if (!broken(decoder_->reason())) {
        done_ = true;
        return made > 0;
      }
      // What was cut off must not run into what follows.
      if (made + 4 > output_.size()) output_.resize(made + 4);
      std::memcpy(output_.data() + made, "\r\n\r\n", 4);
      made += 4;
      made_ += 4;
      meter_.total()->corrupt_to = made_;
    }
    if (made > 0) return true;
    if (!inside_ || at_ < filled_ || refill()) continue;
    (void)report_({ErrorCode::bad_format,
                   fmt::format("the compressed data are cut off at byte {}. What came before was read; fetch the file "
                               "again.",
                               offset()),
                   ""});
    return false;
  }
}

DecompressBuffer::int_type DecompressBuffer::underflow() {
  if (gptr() < egptr()) return traits_type::to_int_type(*gptr());
  size_t made = 0;
  if (done_ || !produce(made)) {
    done_ = true;
    return traits_type::eof();
  }
  setg(output_.data(), output_.data(), output_.data() + made);
  return traits_type::to_int_type(*gptr());
}

Result<std::string> inflate_all(std::string_view bytes, uint64_t limit, ExpansionMeter& meter) {
  // "deflate" means zlib (RFC 9110, section 8.4.1.2), but servers send bare deflate under that name too.
  const bool gzip = bytes.starts_with("\x1F\x8B"sv);
  const bool zlib = bytes.size() >= 2 && (static_cast<unsigned char>(bytes[0]) & 0x0F) == 8 &&
                    (static_cast<unsigned char>(bytes[0]) * 256 + static_cast<unsigned char>(bytes[1])) % 31 == 0;
  Gzip decoder(gzip || zlib ? kGzipOrZlib : -kZlibWindow);
  meter.begin_member(bytes.size());
  std::string out;
  char buffer[65536];
  while (!bytes.empty()) {
    size_t made = 0;
    const size_t before = bytes.size();
    const Decoder::Step step = decoder.step(bytes, buffer, sizeof buffer, made);
    out.append(buffer, made);
    if (const auto error = meter.gave(made)) return *error;
    if (out.size() > limit) {
      return Error{ErrorCode::too_large, fmt::format("more than {} bytes came out, which are read at most.", limit),
                   ""};
    }
    if (step == Decoder::Step::end) {
      if (!gzip || !bytes.starts_with("\x1F\x8B"sv)) return out;
      decoder.reset();
    } else if (step == Decoder::Step::broken) {
      return Error{ErrorCode::bad_format, fmt::format("its compressed data are corrupt: {}.", decoder.reason()), ""};
    } else if (made == 0 && bytes.size() == before) {
      break;
    }
  }
  for (size_t made = sizeof buffer; made == sizeof buffer;) {  // what is still in the decoder
    const Decoder::Step step = decoder.step(bytes, buffer, sizeof buffer, made);
    out.append(buffer, made);
    if (const auto error = meter.gave(made)) return *error;
    if (step == Decoder::Step::end) return out;
    if (out.size() > limit) break;
  }
  return Error{ErrorCode::bad_format, "its compressed data are cut off.", ""};
}

}  // namespace demarche
