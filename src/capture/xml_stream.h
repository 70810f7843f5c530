#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "capture/content.h"

namespace demarche {

struct XmlAttribute {
  std::string_view name;  ///< without its prefix
  std::string_view prefix;
  std::string value;
};

struct XmlElement {
  std::string_view name;  ///< without its prefix
  std::string_view prefix;
  std::string_view space;  ///< address of its namespace; "" when its prefix is declared nowhere
  std::vector<XmlAttribute> attributes;

  /// Value of the attribute, whatever its namespace; "" for none.
  std::string_view attribute(std::string_view wanted) const;
};

/// Receives what stands in a document, in order. Each gives false to end the reading.
class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual bool start(const XmlElement& element) = 0;
  virtual bool end() = 0;  ///< of the element opened last
  virtual bool text(std::string_view text) = 0;
};

/// How the reading of a document ended.
struct XmlOutcome {
  bool stopped = false;     ///< by the receiver
  bool broken_off = false;  ///< the rest was not read, or the document ends too early
  bool mismatched = false;  ///< end tags do not match their start tags
  std::string fault;        ///< the first slip, with its line; "" for none
  std::string encoding;
  uint64_t broken = 0;  ///< bytes that are no text in the encoding
};

/// Reads XML in bounded memory, opens no connection and no file, and expands nothing but references to characters.
/// Slips are passed over where that is possible. Elements may lie `limits.markup_depth` deep.
/// Errors: bad_encoding, not_readable.
Result<XmlOutcome> read_xml(std::istream& in, const Member& member, const ReadLimits& limits, XmlEvents& events);

/// Reports what went wrong in a document of which the rest was read. False when the sink wants no more.
bool report_slips(const XmlOutcome& outcome, const Member& member, const CaptureSink& sink);

}  // namespace demarche
