// Any bytes as zip and as tar: bounded output, names without "..", the same however the stream is cut.
#include "containers.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  for (const ContentKind kind : {ContentKind::zip, ContentKind::tar}) {
    check_reader(data, size,
                 [kind](std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink) {
                   read_archive(in, kind, member, options, sink);
                 });
  }
  return 0;
}
