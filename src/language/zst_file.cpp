#include <fmt/format.h>
#include <zstd.h>

#include "base/file.h"
#include "language/conllu.h"

namespace demarche {

Result<std::string> read_plain_or_zst(const std::filesystem::path& path) {
  Result<std::string> packed = read_file(path);
  if (!packed || path.extension() != ".zst") return packed;
  constexpr size_t kLimit = size_t{1} << 32;
  std::string out;
  ZSTD_DStream* stream = ZSTD_createDStream();
  ZSTD_inBuffer in{packed->data(), packed->size(), 0};
  size_t state = 1;
  while (in.pos < in.size || state != 0) {
    const size_t old = out.size();
    out.resize(old + ZSTD_DStreamOutSize());
    ZSTD_outBuffer to{out.data() + old, out.size() - old, 0};
    state = ZSTD_decompressStream(stream, &to, &in);
    out.resize(old + to.pos);
    const bool stuck = to.pos == 0 && in.pos == in.size && state != 0;
    if (ZSTD_isError(state) || stuck || out.size() > kLimit) break;
  }
  ZSTD_freeDStream(stream);
  if (ZSTD_isError(state)) {
    return Error{ErrorCode::bad_format, fmt::format("no zstd file: {}.", ZSTD_getErrorName(state)), path.string()};
  }
  if (out.size() > kLimit) return Error{ErrorCode::too_large, "unpacks to more than 4 GiB.", path.string()};
  if (state != 0) return Error{ErrorCode::bad_format, "the zstd file ends too early.", path.string()};
  return out;
}

}  // namespace demarche
