// Any bytes as a WARC file: valid captures and problems, as much as comes in at most, however the stream is cut.
#include "containers.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  check_reader(data, size, read_warc);
  return 0;
}
