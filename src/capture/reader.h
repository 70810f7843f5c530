#pragma once

#include <filesystem>
#include <functional>
#include <istream>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "record/capture.h"
#include "record/problem.h"

namespace demarche {

/// What no input may pass; what does ends in a problem record and the rest is read.
struct ReadLimits {
  uint64_t expanded_bytes = uint64_t{64} << 30;  ///< that one compressed file or archive may come to
  uint32_t expansion = 1000;                     ///< bytes out for one byte in, beyond the first MiB out
  uint32_t nesting = 4;                          ///< archives in archives
  uint64_t members = 10000000;                   ///< of one archive
  uint32_t markup_depth = 512;                   ///< elements inside each other; deeper ones are read as their parents
  uint32_t markup_blocks = 50000;                ///< blocks of one page
};

struct ReadOptions {
  uint64_t max_capture_bytes = uint64_t{64} << 20;  ///< longer captures end in a problem record; bytes
  ReadLimits limits;
  CaptureDefaults defaults;  ///< for captures that do not say it themselves
  /// Columns of CSV and TSV files: pairs of a field ("id", "text", "html", "title", "byline", "url", "outlet",
  /// "published", "modified", "captured", "language") and the header's name for it.
  std::vector<std::pair<std::string, std::string>> columns;
};

/// Receives what a reader finds, in order. Return false to stop reading.
struct CaptureSink {
  std::function<bool(Capture)> capture;
  std::function<bool(Problem)> problem;
};

/// Reads one plain-text file's bytes into a capture. `name` becomes the id. Encoding is told by byte-order mark, UTF-8
/// validity, then detection (ICU); the byte map leads every offset back to the original bytes.
/// Errors: bad_encoding (binary data), too_large, not_coded (empty).
Result<Capture> read_text(std::string name, std::string bytes, const ReadOptions& options);

/// Reads captures as JSON Lines, `{"id","text"|"html","title"?,"byline"?,"url"?,"outlet"?,"published"?,"modified"?,
/// "captured"?,"language"?}`, one a line, in bounded memory. Of a line with both, "text" is read. A bad line becomes a
/// problem ("NAME:LINE") and reading goes on.
void read_json_lines(std::istream& in, const std::string& name, const ReadOptions& options, const CaptureSink& sink);

/// Reads a stream whose type is told by its content (docs/formats/captures.md): plain text when it is nothing else (one
/// capture whose id is the last part of `name`). What is read by no reader becomes a problem. Memory: one capture of at
/// most `max_capture_bytes`.
void read_stream(std::istream& in, const std::string& name, const ReadOptions& options, const CaptureSink& sink);

/// Reads a file or a folder (recursively, sorted by path, cyclic links followed once). Type by content, not by name.
/// In a folder, hidden entries (".x"), SQLite databases and annotations (JSON with "file" and "sentences") are passed
/// over. What is known of one file from outside stands beside it: NAME.meta.json for NAME or for a NAME with any last
/// extension, with the fields of JSON Lines but no text; it goes before `options` and is no input itself. What cannot
/// be read becomes a problem. Errors: not_found when `path` itself does not exist.
Result<void> read_path(const std::filesystem::path& path, const ReadOptions& options, const CaptureSink& sink);

}  // namespace demarche
