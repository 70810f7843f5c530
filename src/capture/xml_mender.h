#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace demarche {

/// Makes the XML that feeds are written in well formed where what is meant is plain, piece by piece, so that a parser
/// does not end at the first slip: '&' and '<' that begin nothing stand for themselves, characters that XML forbids
/// become spaces, references to characters of HTML ("&nbsp;") become numbers. Document type declarations are left out
/// but for their line ends: without them there are no entities to expand and nothing to load.
class XmlMender {
 public:
  /// Appends what `chunk` (UTF-8) comes to. A few bytes may be kept back until more is known; `last` = nothing follows.
  void take(std::string_view chunk, bool last, std::string& out);

  /// A tag had more than kAttributes attributes; a parser compares each with all others.
  bool overlong() const { return attributes_ > kAttributes; }
  static constexpr uint32_t kAttributes = 1000;

 private:
  enum class State : uint8_t { text, tag, cdata, comment, instruction, doctype };

  size_t step(std::string_view rest, std::string& out);
  size_t step_text(std::string_view rest, std::string& out);
  void step_tag(char c);
  size_t step_doctype(std::string_view rest, std::string& out);

  State state_ = State::text;
  std::string pending_;
  uint32_t brackets_ = 0;       ///< of a document type declaration
  char quote_ = '\0';           ///< likewise, or of an attribute's value
  uint32_t attributes_ = 0;     ///< of the current tag
  std::string_view inner_end_;  ///< of a comment or instruction in it
};

}  // namespace demarche
