#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "record/markup.h"

namespace demarche {

/// How bytes of the original file map to bytes of the converted text. Empty = the text is the original.
/// Steps are sorted by `text`; between two steps offsets advance one to one from the last step's pair.
class ByteMap {
 public:
  struct Step {
    uint32_t text;      ///< offset into the converted UTF-8 text
    uint32_t original;  ///< offset into the bytes that came in
  };
  ByteMap() = default;
  explicit ByteMap(std::vector<Step> steps) : steps_(std::move(steps)) {}
  bool identity() const { return steps_.empty(); }
  const std::vector<Step>& steps() const { return steps_; }
  /// Offset into the original bytes for an offset into the text. Any offset is allowed.
  uint32_t to_original(uint32_t offset) const;
  Span to_original(Span span) const { return {to_original(span.begin), to_original(span.end)}; }

 private:
  std::vector<Step> steps_;
};

/// What the caller says of captures that do not say it themselves; "" = nothing.
struct CaptureDefaults {
  std::string outlet;
  std::string published;  ///< any form that parse_published reads
  std::string language;   ///< BCP 47
};

/// The bytes that came in, as UTF-8, with what is known of them. All spans of every later record are offsets into
/// `text`; a writer maps them back through `map` when the input had another encoding or was a page with markup.
struct Capture {
  std::string id;    ///< the capture's own id, or its file name without folders; goes out as `doc`
  std::string text;  ///< valid UTF-8; a byte-order mark and broken bytes are kept in place, broken ones as spaces
  std::string media_type = "text/plain";
  std::string encoding = "utf-8";  ///< what the bytes were before conversion
  ByteMap map;
  std::string title;  ///< known from outside the text; "" = not known. Same for the rest.
  std::string byline;
  std::string url;
  std::string outlet;
  std::string published;  ///< as given; ISO 8601 when the reader could tell
  std::string modified;   ///< the same of the last change
  std::string captured;   ///< when the bytes were fetched, as given: nothing was published later
  std::string language;   ///< BCP 47; "" = not known
  CaptureDefaults defaults;
  std::shared_ptr<const PageMarkup> markup;  ///< of a page with markup, whose visible text `text` is; null otherwise
  std::string digest;                        ///< content_id of the original bytes
  std::string source;                        ///< file it was read from; "" = a stream; part of no id
};

}  // namespace demarche
