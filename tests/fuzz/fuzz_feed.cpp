// Any bytes as a feed and as a sitemap.
#include "capture_property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  ReadOptions options;
  options.max_capture_bytes = uint64_t{1} << 12;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Member member;
  member.name = "fuzz.xml";
  require_steady(bytes, [&](std::istream& in, const CaptureSink& sink) { read_feed(in, member, options, sink); });
  require_steady(bytes, [&](std::istream& in, const CaptureSink& sink) { read_sitemap(in, member, options, sink); });
  return 0;
}
