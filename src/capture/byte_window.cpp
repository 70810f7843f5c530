#include "capture/byte_window.h"

#include <algorithm>

namespace demarche {
namespace {
constexpr size_t kStep = size_t{1} << 18;
}

std::string_view ByteWindow::see(size_t size) {
  if (bytes_.size() - at_ < size && in_) {
    bytes_.erase(0, at_);
    before_ += at_;
    at_ = 0;
    if (bytes_.capacity() > 8 * kStep && size < kStep) bytes_.shrink_to_fit();  // a large one has gone
    while (bytes_.size() < size && in_) {
      const size_t had = bytes_.size();
      // No more at once than has come already: a length that lies costs no memory.
      bytes_.resize(had + std::max(kStep, std::min(had, size - had)));
      in_.read(bytes_.data() + had, static_cast<std::streamsize>(bytes_.size() - had));
      bytes_.resize(had + static_cast<size_t>(in_.gcount()));
    }
  }
  return std::string_view(bytes_).substr(at_);
}

}  // namespace demarche
