#include "capture/delimited_rows.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr size_t kChunk = size_t{1} << 16;
constexpr int kEnd = -1;

}  // namespace

/// The byte at the reading place, or kEnd.
int RowReader::peek() {
  if (at_ == window_.size()) {
    window_.resize(at_ + kChunk);
    const auto got = in_.sgetn(window_.data() + at_, static_cast<std::streamsize>(kChunk));
    window_.resize(at_ + static_cast<size_t>(std::max<std::streamsize>(got, 0)));
    read_ += window_.size() - at_;
    if (at_ == window_.size()) return kEnd;
  }
  return static_cast<unsigned char>(window_[at_]);
}

bool RowReader::take_line_end() {
  const int c = peek();
  if (c != '\n' && c != '\r') return false;
  ++at_;
  if (c == '\r' && peek() == '\n') ++at_;
  return true;
}

/// Bytes that no later step will ask for go.
void RowReader::drop_read() {
  begin_ = at_;
  if (begin_ < 4 * kChunk || begin_ < window_.size() / 2) return;
  window_.erase(0, begin_);
  at_ = begin_ = 0;
}

/// A field in quotation marks, from behind the first one to behind the last one.
RowReader::Ending RowReader::take_quoted(DelimitedRow& row) {
  std::string& field = row.fields.emplace_back();
  for (;;) {
    const int c = peek();
    if (c == kEnd) {
      row.fault = "a quotation mark is opened and never closed";
      return Ending::fault;
    }
    if (overlong()) {
      row.too_long = true;
      return Ending::fault;
    }
    ++at_;
    if (c != '"') {
      field += static_cast<char>(c);
      continue;
    }
    if (peek() != '"') break;
    field += '"';
    ++at_;
  }
  const int c = peek();
  if (c == kEnd || c == '\n' || c == '\r' || c == static_cast<unsigned char>(separator_)) return Ending::row;
  row.fault = "text stands behind a closing quotation mark";
  return Ending::fault;
}

RowReader::Ending RowReader::take_row(DelimitedRow& row, bool literal) {
  row.fields.clear();
  row.fault.clear();
  row.too_long = false;
  if (peek() == kEnd) return Ending::end;
  for (;;) {
    if (!literal && peek() == '"') {
      ++at_;
      if (take_quoted(row) == Ending::fault) return Ending::fault;
    } else {
      std::string& field = row.fields.emplace_back();
      for (int c = peek(); c != kEnd && c != '\n' && c != '\r' && c != static_cast<unsigned char>(separator_);
           c = peek()) {
        if (overlong()) {
          row.too_long = true;
          return Ending::fault;
        }
        field += static_cast<char>(c);
        ++at_;
      }
    }
    if (peek() == static_cast<unsigned char>(separator_)) {
      ++at_;
      continue;
    }
    take_line_end();
    return Ending::row;
  }
}

void RowReader::skip_line() {
  for (int c = peek(); c != kEnd && c != '\n' && c != '\r'; c = peek()) {
    ++at_;
    if (at_ - begin_ > 4 * kChunk) drop_read();
  }
  take_line_end();
}

/// Goes on behind the line that the broken row begins with.
RowReader::Ending RowReader::recover(DelimitedRow& row) {
  const size_t stopped = at_;
  if (separator_ == '\t' && !row.too_long && expected_ > 0) {
    const std::string fault = row.fault;
    at_ = begin_;
    if (take_row(row, true) == Ending::row && row.fields.size() == expected_) {
      ++line_;
      return Ending::row;
    }
    at_ = stopped;
    row.fault = fault;
  }
  const size_t line_end = std::min(window_.find_first_of("\r\n", begin_), stopped);
  const uint64_t again = stopped - line_end;
  if (line_end < stopped && read_again_ + again <= 2 * read_ + kChunk) {
    read_again_ += again;
    at_ = line_end;
    take_line_end();
    ++line_;
  } else {
    line_ += static_cast<uint64_t>(std::count(window_.begin() + static_cast<std::ptrdiff_t>(begin_),
                                              window_.begin() + static_cast<std::ptrdiff_t>(stopped), '\n')) +
             1;
    skip_line();
  }
  row.fields.clear();
  if (row.too_long) row.fault = "the row is too long";
  return Ending::fault;
}

bool RowReader::next(DelimitedRow& row) {
  for (;;) {
    drop_read();
    row.line = line_;
    switch (take_row(row, false)) {
      case Ending::end:
        return false;
      case Ending::fault:
        recover(row);
        return true;
      case Ending::row:
        break;
    }
    const bool blank = row.fields.size() == 1 && row.fields[0].empty();
    uint64_t inside = 0;
    for (const std::string& field : row.fields)
      inside += static_cast<uint64_t>(std::count(field.begin(), field.end(), '\n'));
    line_ += 1 + inside;
    if (!blank) return true;
  }
}

}  // namespace demarche
