// Any bytes as a plain-text file: a capture of valid UTF-8 whose offsets lead into the bytes, or an error that says
// why.
#include <string>

#include "base/utf8.h"
#include "capture/reader.h"
#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  ReadOptions options;
  options.max_capture_bytes = uint64_t{1} << 20;
  const Result<Capture> capture = read_text("fuzz", std::string(reinterpret_cast<const char*>(data), size), options);
  if (!capture) {
    require(!capture.error().message.empty(), "an error says why");
    return 0;
  }
  require(is_valid_utf8(capture->text), "the text is valid UTF-8");
  require(capture->text.find('\0') == std::string::npos, "no NUL characters");
  uint32_t last = 0;
  for (uint32_t i = 0; i <= capture->text.size(); ++i) {
    const uint32_t original = capture->map.to_original(i);
    require(original >= last, "offsets rise");
    require(original <= size, "offsets lie in the original");
    last = original;
  }
  return 0;
}
