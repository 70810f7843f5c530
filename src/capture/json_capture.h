#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/capture.h"

namespace demarche {

/// What one line of JSON Lines held. Nesting is bounded by nothing: the parse is iterative and keeps a bit a level.
struct JsonCapture {
  Capture capture;   ///< without defaults; `id` is "" when the line names none
  std::string html;  ///< the page, when there is one
  bool has_text = false;
  bool has_html = false;
  std::vector<std::string> ignored;  ///< optional fields of the wrong type, each as "field: expected ..., found ..."
};

/// Reads one JSON object. Unknown fields are skipped, null counts as absent, the last of equal keys wins. NUL
/// characters in strings are read as spaces. Errors: bad_format, saying what was found at which byte and what was
/// expected.
Result<JsonCapture> parse_json_capture(std::string_view line);

/// What a text's beginning looks like to the JSON reader.
enum class JsonShape {
  none,      ///< no JSON
  captures,  ///< a first line that is, or goes on as, an object with "text" or "html"
  ninjs,     ///< a news item of IPTC ninjs
  other      ///< JSON, but not JSON Lines of captures (an array, other objects, one object over many lines)
};

/// Tells the shape from the first bytes. `whole` = these are all bytes there are.
JsonShape json_shape(std::string_view beginning, bool whole);

}  // namespace demarche
