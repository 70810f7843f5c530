// Any bytes as a stream: every capture is valid and every problem names its place.
#include <sstream>
#include <string>

#include "base/utf8.h"
#include "capture/reader.h"
#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  ReadOptions options;
  options.max_capture_bytes = uint64_t{1} << 16;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const CaptureSink sink{[](const Capture& one) {
                           require(is_valid_utf8(one.text) && is_valid_utf8(one.id) && is_valid_utf8(one.title),
                                   "fields are valid UTF-8");
                           require(!one.id.empty() && !trim(one.text).empty(), "a capture has an id and a text");
                           return true;
                         },
                         [](const Problem& one) {
                           require(!one.doc.empty() && !one.message.empty(), "a problem names its place");
                           require(is_valid_utf8(one.message), "messages are valid UTF-8");
                           return true;
                         }};
  std::istringstream lines(bytes);
  read_json_lines(lines, "fuzz.jsonl", options, sink);
  std::istringstream stream(bytes);
  read_stream(stream, "fuzz", options, sink);
  return 0;
}
