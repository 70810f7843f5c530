#pragma once

#include <filesystem>
#include <functional>
#include <istream>
#include <string>

#include "base/result.h"
#include "record/capture.h"
#include "record/problem.h"

namespace demarche {

struct ReadOptions {
  uint64_t max_capture_bytes = uint64_t{64} << 20;  ///< longer captures end in a problem record; bytes
  std::string outlet;                               ///< for captures that do not name theirs; same for the next two
  std::string published;
  std::string language;
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

/// Reads captures as JSON Lines, `{"id","text","title"?,"url"?,"outlet"?,"published"?,"language"?}`, one a line, in
/// bounded memory. A bad line becomes a problem ("NAME:LINE") and reading goes on.
void read_json_lines(std::istream& in, const std::string& name, const ReadOptions& options, const CaptureSink& sink);

/// Reads a stream whose type is told by its content: JSON Lines when its first lines are objects with "text" or "html",
/// plain text otherwise (one capture whose id is the last part of `name`). JSON of another shape, markup and binary
/// data become a problem. Memory: one capture of at most `max_capture_bytes`.
void read_stream(std::istream& in, const std::string& name, const ReadOptions& options, const CaptureSink& sink);

/// Reads a file or a folder (recursively, sorted by path, cyclic links followed once). Type by content, not by name.
/// In a folder, hidden entries (".x"), SQLite databases and annotations (JSON with "file" and "sentences") are passed
/// over. What cannot be read becomes a problem. Errors: not_found when `path` itself does not exist.
Result<void> read_path(const std::filesystem::path& path, const ReadOptions& options, const CaptureSink& sink);

}  // namespace demarche
