// Stands in for libFuzzer: gives every file under the folders and files named on the command line to the target, in
// order of their paths, each also cut at a few places, so that a found crash stays found.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

void give(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

void replay(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  give(bytes);
  for (const size_t parts : {size_t{2}, size_t{3}, size_t{7}}) {
    give(bytes.substr(0, bytes.size() / parts));
    give(bytes.substr(bytes.size() / parts));
  }
  if (bytes.size() > 20000) return;
  for (size_t cut = 1; cut < bytes.size(); cut += 1 + bytes.size() / 64) {
    std::string changed = bytes;
    changed[cut] = static_cast<char>(changed[cut] ^ 0xA5);
    give(changed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (int i = 1; i < argc; ++i) {
    if (!fs::is_directory(argv[i])) {
      files.emplace_back(argv[i]);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(argv[i])) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) replay(file);
  std::printf("%zu files replayed\n", files.size());
  return files.empty() ? 1 : 0;
}
