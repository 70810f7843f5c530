#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/capture.h"
#include "record/coded_article.h"

namespace demarche {

/// JSON Lines form of the records, docs/formats/records.md. `map` turns spans into offsets of the bytes that came in.
/// Keys stand in the documented order; numbers and strings alone decide the bytes, so equal records give equal lines.
std::string to_json_line(const Article& article, const ByteMap& map);
std::string to_json_line(const Event& event, const ByteMap& map);
std::string to_json_line(const Quote& quote, const ByteMap& map);
std::string to_json_line(const Pledge& pledge, const ByteMap& map);
std::string to_json_line(const Problem& problem, const ByteMap& map);

/// Which records of an article are written out.
struct JsonLinesOptions {
  bool indirect = false;  ///< quotes of type indirect too
};
/// Records of one article, one per line, each line ended: article, events, quotes, pledges, problems.
std::string to_json_lines(const CodedArticle& coded, const ByteMap& map, JsonLinesOptions options = {});

/// Reads back what to_json_line wrote. Errors: bad_format naming the key.
Result<Event> event_from_json(std::string_view line);

}  // namespace demarche
