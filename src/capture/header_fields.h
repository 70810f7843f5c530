#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace demarche {

/// Fields "Name: value" as in WARC records, HTTP messages and MIME parts (RFC 5322, section 2.2). Folded lines are
/// joined, names are in lower case, bytes that are no UTF-8 are read as Latin-1.
class HeaderFields {
 public:
  /// Reads lines up to the first empty one, the end, or too many malformed ones. Gives the number of bytes read, the
  /// empty line included.
  size_t read(std::string_view text);

  /// The first value of the name (lower case), "" when there is none.
  std::string_view get(std::string_view name) const;
  bool empty() const { return fields_.empty(); }
  size_t malformed() const { return malformed_; }  ///< lines without a colon
  bool ended() const { return ended_; }            ///< an empty line came

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
  size_t malformed_ = 0;
  bool ended_ = false;
};

/// "text/html; charset=UTF-8" -> "text/html": lower case, without parameters.
std::string media_type_of(std::string_view value);

/// The value of a parameter of such a field, without quotes (RFC 2045, section 5.1); "" when there is none.
std::string header_parameter(std::string_view value, std::string_view name);

/// For messages: at most `bytes` bytes of the text, whole characters.
std::string_view shortened(std::string_view text, size_t bytes);

/// The next line without its end; `text` begins behind it afterwards.
std::string_view take_line(std::string_view& text);

}  // namespace demarche
