// Any bytes as ninjs.
#include "capture/ninjs.h"
#include "capture_property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  ReadOptions options;
  options.max_capture_bytes = uint64_t{1} << 12;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Member member;
  member.name = "fuzz.json";
  require_steady(bytes, [&](std::istream& in, const CaptureSink& sink) { read_ninjs(in, member, options, sink); });
  looks_like_ninjs(bytes);
  return 0;
}
