#include "language/loaded_model.h"

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <new>

#include "language/word_features.h"

namespace demarche {
namespace {
constexpr std::align_val_t kAlignment{64};
}  // namespace

void LoadedModel::Free::operator()(char* block) const { ::operator delete(block, kAlignment); }

std::unique_ptr<char, LoadedModel::Free> LoadedModel::allocate(size_t size) {
  return std::unique_ptr<char, Free>(static_cast<char*>(::operator new(size + 64, kAlignment)));
}

Result<std::shared_ptr<LoadedModel>> LoadedModel::open(std::unique_ptr<char, Free> block, size_t size,
                                                       const std::string& where) {
  auto out = std::make_shared<LoadedModel>();
  out->block_ = std::move(block);
  const Result<ModelFile> file = ModelFile::open({out->block_.get(), size}, where);
  if (!file) return file.error();
  Result<PackedModel> packed = read_packed_model(*file, where);
  if (!packed) return packed.error();
  Result<LemmaTable> lemmas = LemmaTable::read(packed->lemma_bytes, where);
  if (!lemmas) return lemmas.error();
  out->packed_ = std::move(*packed);
  out->lemmas_ = std::move(*lemmas);
  return out;
}

Result<std::shared_ptr<const LoadedModel>> LoadedModel::from_bytes(std::string_view bytes, const std::string& where) {
  std::unique_ptr<char, Free> block = allocate(bytes.size());
  std::memcpy(block.get(), bytes.data(), bytes.size());
  Result<std::shared_ptr<LoadedModel>> out = open(std::move(block), bytes.size(), where);
  if (!out) return out.error();
  return std::shared_ptr<const LoadedModel>(std::move(*out));
}

Result<std::shared_ptr<LoadedModel>> LoadedModel::from_file(const std::filesystem::path& path) {
  std::error_code code;
  const uintmax_t size = std::filesystem::file_size(path, code);
  constexpr uintmax_t kLimit = uintmax_t{1} << 30;
  if (code) return Error{ErrorCode::not_found, "no weights there. Give the folder of a model.", path.string()};
  if (size > kLimit) return Error{ErrorCode::too_large, "no model is larger than 1 GiB.", path.string()};
  std::unique_ptr<char, Free> block = allocate(size);
  errno = 0;
  std::ifstream in;
  in.rdbuf()->pubsetbuf(nullptr, 0);
  in.open(path, std::ios::binary);
  in.read(block.get(), static_cast<std::streamsize>(size));
  if (!in) {
    return Error{ErrorCode::not_readable, std::string("cannot be read: ") + std::strerror(errno) + ".", path.string()};
  }
  return open(std::move(block), size, path.string());
}

bool LoadedModel::add_vector(std::string_view lower, float* sum) const {
  static_assert(kVectorSize == kWidth);
  const uint32_t row = packed_.vector_keys.find(word_table_key(lower));
  if (row == KeyTable::kEmpty) return false;
  const int8_t* values = packed_.vectors.values + static_cast<size_t>(row) * kWidth;
  int32_t squares = 0;
  for (size_t i = 0; i < kWidth; ++i) squares += values[i] * values[i];
  if (squares == 0) return false;
  const float scale = 1.0f / std::sqrt(static_cast<float>(squares));
  for (size_t i = 0; i < kWidth; ++i) sum[i] += scale * static_cast<float>(values[i]);
  return true;
}

}  // namespace demarche
