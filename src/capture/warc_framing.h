#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "capture/byte_window.h"
#include "capture/header_fields.h"

namespace demarche {

/// One record of a WARC file (ISO 28500:2017, section 4).
struct WarcRecord {
  HeaderFields fields;
  uint64_t offset = 0;     ///< of its first byte in the file
  uint64_t start = 0;      ///< of its block
  uint64_t length = 0;     ///< of its block, as the header says
  std::string_view block;  ///< valid until the next record; its beginning only when `held` is false
  bool held = true;        ///< the block is whole here; false when it passes the limit
};

/// Finds where records begin and end, and finds them again behind broken places.
class WarcFraming {
 public:
  /// `limit`: bytes of the longest block that is held.
  WarcFraming(std::istream& in, uint64_t limit) : window_(in), limit_(limit) {}

  /// Goes on to the next record, or to the next broken place. False at the end of the file.
  /// After true: either `error` says what is broken and where (the record is then lost unless `record` is filled in
  /// too), or `record` is whole.
  bool next(std::optional<WarcRecord>& record, std::optional<Error>& error);

 private:
  std::optional<Error> read_header(WarcRecord& record);
  void take_block(std::optional<WarcRecord>& record, std::optional<Error>& error);
  void mend_length(std::string_view seen, std::optional<WarcRecord>& record, std::optional<Error>& error);
  bool ends_well(std::string_view rest, bool at_end) const;
  bool seek();
  void leave();

  ByteWindow window_;
  uint64_t limit_;
  uint64_t pending_ = 0;  ///< bytes of the block given last, not taken yet
  bool scan_ = false;     ///< those are too many to be in memory
  bool trusted_ = true;   ///< no Content-Length has been wrong yet
};

/// Where the next record begins in `bytes`, at or behind `from`: at the beginning of a line. npos when nowhere.
size_t find_warc_record(std::string_view bytes, size_t from);

}  // namespace demarche
