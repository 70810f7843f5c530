#include "capture/warc_framing.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr size_t kHeader = size_t{1} << 16;  ///< bytes a record's header has at most
constexpr size_t kStep = size_t{1} << 18;    ///< bytes looked through at once
constexpr size_t kVersionLine = 12;          ///< "\nWARC/1.1\r\n" and one more
constexpr size_t kBetween = 64;              ///< bytes looked at behind a block

/// "WARC/1.0" and a line end. ISO 28500 has 1.0 and 1.1; drafts of it had 0.x.
bool is_version_line(std::string_view text) {
  return text.size() >= 9 && text.starts_with("WARC/") && (text[5] == '1' || text[5] == '0') && text[6] == '.' &&
         is_ascii_digit(text[7]) && (text[8] == '\r' || text[8] == '\n' || is_ascii_digit(text[8]));
}

}  // namespace

size_t find_warc_record(std::string_view bytes, size_t from) {
  for (size_t at = from;; ++at) {
    at = bytes.find("WARC/", at);
    if (at == std::string_view::npos) return at;
    if ((at == 0 || bytes[at - 1] == '\n') && is_version_line(bytes.substr(at))) return at;
  }
}

/// Goes to the next record. False when there is none; then everything is taken.
bool WarcFraming::seek() {
  for (size_t from = 0;; from = 1) {  // what stands before the window's first byte is known the first time only
    const std::string_view seen = window_.see(kStep);
    const size_t found = find_warc_record(seen, from);
    if (found != std::string_view::npos) {
      window_.take(found);
      return true;
    }
    if (seen.size() < kStep) {
      window_.take(seen.size());
      return false;
    }
    window_.take(seen.size() - kVersionLine);
  }
}

/// Takes the block of the record that was given last.
void WarcFraming::leave() {
  if (!scan_) {
    window_.take(static_cast<size_t>(pending_));
    pending_ = 0;
    return;
  }
  // A length that is far too long must not swallow the rest of the file.
  scan_ = false;
  while (pending_ > 0) {
    const std::string_view seen = window_.see(kStep);
    const auto part = static_cast<size_t>(std::min<uint64_t>(seen.size(), pending_));
    const size_t found = find_warc_record(seen.substr(0, part), 1);
    const bool last = seen.size() < kStep || part == pending_;
    const size_t taken = found != std::string_view::npos ? found : last ? part : part - kVersionLine;
    window_.take(taken);
    pending_ -= taken;
    if (found != std::string_view::npos || last) break;
  }
  pending_ = 0;
}

std::optional<Error> WarcFraming::read_header(WarcRecord& record) {
  const auto broken = [&](std::string message) {
    return Error{ErrorCode::bad_format, fmt::format("the record at byte {}: {}", record.offset, message), ""};
  };
  const std::string_view seen = window_.peek(kHeader);
  std::string_view rest = seen;
  const size_t version = seen.size() - (take_line(rest), rest.size());
  const size_t size = version + record.fields.read(rest);
  if (!record.fields.ended()) {
    window_.take(version);
    return broken(seen.size() < kHeader ? "the file ends in its header."
                                        : fmt::format("its header does not end within {} bytes.", kHeader));
  }
  const std::string_view length = record.fields.get("content-length");
  const auto [end, code] = std::from_chars(length.data(), length.data() + length.size(), record.length);
  if (length.empty() || code != std::errc() || end != length.data() + length.size()) {
    window_.take(version);
    return broken(fmt::format("its Content-Length is \"{}\", a number of bytes was expected.", shortened(length, 40)));
  }
  window_.take(size);
  record.start = window_.offset();
  return std::nullopt;
}

/// Is this what stands behind a block: two line ends, more or fewer in files of careless writers, then a record?
bool WarcFraming::ends_well(std::string_view rest, bool at_end) const {
  const size_t text = rest.find_first_not_of("\r\n");
  if (text == std::string_view::npos) return at_end || !rest.empty();
  if (text >= 4) return true;  // garbage behind it is another matter
  return is_version_line(rest.substr(text));
}

void WarcFraming::take_block(std::optional<WarcRecord>& record, std::optional<Error>& error) {
  if (record->length > limit_) {
    record->held = false;
    record->block = window_.peek(static_cast<size_t>(std::min<uint64_t>(kStep, record->length)));
    pending_ = record->length;
    scan_ = true;
    return;
  }
  const auto length = static_cast<size_t>(record->length);
  if (!trusted_) {  // one search through what lies near, so that many wrong lengths cost no more than one
    for (size_t looked = kStep;; looked *= 2) {
      const size_t part = std::min(looked, length);
      const std::string_view seen = window_.see(part);
      if (find_warc_record(seen.substr(0, part), 0) != std::string_view::npos) return mend_length(seen, record, error);
      if (part == length || seen.size() < part) break;
    }
  }
  const std::string_view seen = window_.peek(length + kBetween);
  if (seen.size() >= length && ends_well(seen.substr(length), seen.size() < length + kBetween)) {
    record->block = seen.substr(0, length);
    pending_ = length;
    return;
  }
  mend_length(window_.see(static_cast<size_t>(std::min<uint64_t>(length + kStep, limit_))), record, error);
}

/// The length is wrong: the block ends where the next record begins. `seen`: from the block's beginning on.
void WarcFraming::mend_length(std::string_view seen, std::optional<WarcRecord>& record, std::optional<Error>& error) {
  trusted_ = false;
  const auto length = static_cast<size_t>(record->length);
  const auto limit = static_cast<size_t>(limit_);
  size_t end = find_warc_record(seen, 0);
  const auto tell = [&](std::string_view what) {
    error = Error{ErrorCode::bad_format, fmt::format("the record at byte {}: {}", record->offset, what), ""};
  };
  if (end == std::string_view::npos && seen.size() < length) {
    tell(fmt::format("the file ends {} bytes into it, its Content-Length is {}. Fetch the file again.", seen.size(),
                     record->length));
    pending_ = seen.size();
    record.reset();
    return;
  }
  const bool at_end = end == std::string_view::npos && seen.size() < std::min(length + kStep, limit);
  if (at_end) end = seen.size();
  if (end == std::string_view::npos || end < length) {
    tell(fmt::format("its Content-Length is {}, but {}. It was left out; what follows is read.", record->length,
                     end == std::string_view::npos ? "it does not end there"
                                                   : fmt::format("the next record begins {} bytes into it", end)));
    pending_ = std::min(end, length);
    record.reset();
    return;
  }
  while (end > length && (seen[end - 1] == '\n' || seen[end - 1] == '\r')) --end;
  tell(fmt::format("its Content-Length is {}, but it has {} bytes. It was read to its end.", record->length, end));
  record->block = seen.substr(0, end);
  pending_ = end;
}

bool WarcFraming::next(std::optional<WarcRecord>& record, std::optional<Error>& error) {
  record.reset();
  error.reset();
  leave();
  for (;;) {  // empty lines
    const std::string_view seen = window_.see(kBetween);
    if (seen.empty()) return false;
    const size_t blanks = std::min(seen.find_first_not_of("\r\n"), seen.size());
    window_.take(blanks);
    if (blanks < seen.size()) break;
  }
  const uint64_t offset = window_.offset();
  if (!is_version_line(window_.peek(kVersionLine))) {
    seek();
    error = Error{ErrorCode::bad_format,
                  fmt::format("{} bytes at byte {} are no record; \"WARC/1.0\" or \"WARC/1.1\" was expected. They were "
                              "passed over.",
                              window_.offset() - offset, offset),
                  ""};
    return true;
  }
  record.emplace();
  record->offset = offset;
  error = read_header(*record);
  if (!error) {
    take_block(record, error);
  } else {
    record.reset();
    seek();
  }
  return true;
}

}  // namespace demarche
