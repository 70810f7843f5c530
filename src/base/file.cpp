#include "base/file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace demarche {
namespace fs = std::filesystem;

Result<std::string> read_file(const fs::path& path, uint64_t limit) {
  std::error_code code;
  if (!fs::exists(path, code)) {
    return Error{ErrorCode::not_found, "no such file. Check the spelling, or give the folder that holds it.",
                 path.string()};
  }
  if (fs::is_directory(path, code)) {
    return Error{ErrorCode::not_readable, "this is a folder, a file was expected.", path.string()};
  }
  const uint64_t size = fs::is_regular_file(path, code) ? fs::file_size(path, code) : 0;
  if (!code && size > limit) {
    return Error{ErrorCode::too_large,
                 fmt::format("the file has {} bytes, at most {} are read. Split it.", size, limit), path.string()};
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return Error{ErrorCode::not_readable, fmt::format("cannot be opened: {}. Check its rights.", std::strerror(errno)),
                 path.string()};
  }
  std::string bytes;
  bytes.resize(size);
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<size_t>(in.gcount()));
  char buffer[65536];
  while (in && bytes.size() <= limit) {  // grew since, or no regular file
    in.read(buffer, sizeof buffer);
    bytes.append(buffer, static_cast<size_t>(in.gcount()));
  }
  if (bytes.size() > limit) {
    return Error{ErrorCode::too_large, fmt::format("more than {} bytes. Split it.", limit), path.string()};
  }
  if (in.bad()) {
    return Error{ErrorCode::not_readable, fmt::format("read failed: {}.", std::strerror(errno)), path.string()};
  }
  return bytes;
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  const fs::path temporary = path.string() + ".part";
  {
    errno = 0;
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) {
      std::error_code ignored;
      fs::remove(temporary, ignored);
      return Error{ErrorCode::not_writable,
                   fmt::format("cannot be written: {}. Check rights and free space.", std::strerror(errno)),
                   path.string()};
    }
  }
  std::error_code code;
  fs::rename(temporary, path, code);
  if (code) return Error{ErrorCode::not_writable, fmt::format("cannot be renamed: {}.", code.message()), path.string()};
  return {};
}

}  // namespace demarche
