// Any bytes as gzip and as zstd: bounded output, the same however the stream is cut.
#include "containers.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  for (const ContentKind kind : {ContentKind::gzip, ContentKind::zstd}) {
    check_reader(data, size,
                 [kind](std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink) {
                   read_compressed(in, kind, member, options, sink);
                 });
  }
  return 0;
}
