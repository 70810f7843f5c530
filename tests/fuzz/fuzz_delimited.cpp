// Any bytes as a table, with each separator and as whatever they are told to be.
#include "capture/delimited_header.h"
#include "capture_property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  ReadOptions options;
  options.max_capture_bytes = uint64_t{1} << 12;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Member member;
  member.name = "fuzz.csv";
  for (const char separator : {',', '\t', ';'}) {
    require_steady(bytes, [&](std::istream& in, const CaptureSink& sink) {
      read_delimited(in, separator, member, options, sink);
    });
  }
  options.columns = {{"text", "story"}, {"id", "nr"}};
  require_steady(bytes, [&](std::istream& in, const CaptureSink& sink) { read_stream(in, "fuzz", options, sink); });
  const char told = table_separator(bytes, "");
  require(told == '\0' || told == ',' || told == ';' || told == '\t', "a separator is one of three");
  return 0;
}
