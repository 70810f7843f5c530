#include "language/packed_model.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>

#include "base/hash.h"

namespace demarche {
namespace {

constexpr char kMagic[8] = {'D', 'M', 'R', 'C', 'H', '-', 'L', 'M'};
constexpr size_t kAlignment = 64;

struct Header {
  char magic[8];
  uint32_t format;
  uint32_t parts;
  uint64_t checksum;  ///< hash64 of everything behind the header
};

struct PartEntry {
  char name[24];
  uint64_t offset;
  uint64_t size;
};

size_t aligned(size_t offset) { return (offset + kAlignment - 1) / kAlignment * kAlignment; }

/// Hands out views of parts and remembers what is wrong.
class PartReader {
 public:
  explicit PartReader(const ModelFile& file) : file_(file) {}

  /// `count` numbers; any count when it is 0.
  template <class T>
  const T* numbers(const std::string& name, size_t count, size_t* found = nullptr) {
    const std::string_view bytes = file_.part(name);
    const bool fits = count == 0 ? !bytes.empty() && bytes.size() % sizeof(T) == 0 : bytes.size() == count * sizeof(T);
    if (!fits && why.empty()) why = fmt::format("part '{}' has {} bytes, which does not fit", name, bytes.size());
    if (!fits) return nullptr;
    if (found) *found = bytes.size() / sizeof(T);
    return reinterpret_cast<const T*>(bytes.data());
  }

  PackedMatrix matrix(const std::string& name, size_t depth, size_t columns, int shift) {
    PackedMatrix out;
    out.depth = depth;
    out.columns = columns;
    out.weights = numbers<int8_t>(name + ".weights", depth * columns);
    out.bias = numbers<int32_t>(name + ".bias", columns);
    out.scale = numbers<int16_t>(name + ".scale", columns);
    out.shift = shift;
    if (shift < 0 || shift > 31) fail(fmt::format("matrix '{}' is shifted by {}", name, shift));
    return out;
  }

  RowTable rows(const std::string& name) {
    RowTable out;
    out.scales = numbers<int16_t>(name + ".scale", 0, &out.rows);
    out.values = numbers<int8_t>(name + ".rows", out.rows * kWidth);
    return out;
  }

  KeyTable keys(const std::string& name, size_t rows) {
    KeyTable out;
    size_t count = 0;
    out.slots = numbers<KeyTable::Slot>(name + ".keys", 0, &count);
    if (!out.slots) return out;
    size_t empty = 0;
    for (size_t i = 0; i < count; ++i) {
      if (out.slots[i].row == KeyTable::kEmpty) {
        ++empty;
      } else if (out.slots[i].row >= rows) {
        fail(fmt::format("table '{}' names row {} of {}", name, out.slots[i].row, rows));
      }
    }
    if (!std::has_single_bit(count) || empty == 0)
      fail(fmt::format("table '{}' has {} slots, {} of them empty", name, count, empty));
    out.mask = count - 1;
    return out;
  }

  void fail(std::string message) {
    if (why.empty()) why = std::move(message);
  }

  std::string why;

 private:
  const ModelFile& file_;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    out.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return out;
}

void read_names(const ModelFile& file, PackedModel& model, PartReader& reader) {
  for (const std::string_view line : lines_of(file.part("tags"))) {
    const size_t space = line.find(' ');
    TagName tag;
    if (space == std::string_view::npos || !parse_upos(line.substr(0, space), tag.upos)) {
      return reader.fail(fmt::format("tag '{}' is no \"UPOS XPOS\"", line));
    }
    tag.xpos = line.substr(space + 1);
    model.tags.push_back(std::move(tag));
  }
  bool has_root = false;
  for (const std::string_view line : lines_of(file.part("relations"))) {
    std::pair<Relation, Subtype> one;
    if (!parse_relation(line, one.first, one.second)) return reader.fail(fmt::format("'{}' is no relation", line));
    if (one.first == Relation::root) {
      model.root_relation = static_cast<int>(model.relations.size());
      has_root = true;
    }
    model.relations.push_back(one);
  }
  const bool fits =
      !model.tags.empty() && model.tags.size() <= kMaxTags && has_root && model.relations.size() < kMaxRelations;
  if (!fits) reader.fail("the lists of tags and relations do not fit the network");
}

}  // namespace

std::string ModelFile::pack(const std::vector<Part>& parts) {
  size_t offset = aligned(sizeof(Header) + parts.size() * sizeof(PartEntry));
  std::string out(sizeof(Header), '\0');
  for (const Part& part : parts) {
    PartEntry entry{};
    std::memcpy(entry.name, part.name.data(), std::min(part.name.size(), sizeof entry.name - 1));
    entry.offset = offset;
    entry.size = part.bytes.size();
    out.append(reinterpret_cast<const char*>(&entry), sizeof entry);
    offset = aligned(offset + part.bytes.size());
  }
  for (const Part& part : parts) {
    out.resize(aligned(out.size()), '\0');
    out += part.bytes;
  }
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.format = kModelFormat;
  header.parts = static_cast<uint32_t>(parts.size());
  header.checksum = hash64(std::string_view(out).substr(sizeof header));
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

Result<ModelFile> ModelFile::open(std::string_view bytes, const std::string& where) {
  const auto bad = [&](std::string message) { return Error{ErrorCode::bad_format, std::move(message), where}; };
  Header header{};
  if (bytes.size() < sizeof header) return bad("too short for a language model. Copy the file again.");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0) return bad("no language model of demarche.");
  if (header.format != kModelFormat) {
    return Error{ErrorCode::wrong_version,
                 fmt::format("a model of format {}, this program reads format {}. Rebuild it with demarche train.",
                             header.format, kModelFormat),
                 where};
  }
  if (header.checksum != hash64(bytes.substr(sizeof header))) return bad("the file is damaged. Copy it again.");
  if (header.parts > (bytes.size() - sizeof header) / sizeof(PartEntry)) return bad("the list of parts is cut.");
  ModelFile out;
  for (size_t i = 0; i < header.parts; ++i) {
    const char* at = bytes.data() + sizeof header + i * sizeof(PartEntry);
    PartEntry entry{};
    std::memcpy(&entry, at, sizeof entry);
    if (entry.offset > bytes.size() || entry.size > bytes.size() - entry.offset || entry.offset % kAlignment != 0) {
      return bad("a part lies outside the file.");
    }
    const std::string_view name(at, sizeof entry.name);
    out.parts_.push_back({name.substr(0, name.find('\0')), bytes.substr(entry.offset, entry.size)});
  }
  return out;
}

std::string_view ModelFile::part(std::string_view name) const {
  for (const Entry& entry : parts_) {
    if (entry.name == name) return entry.bytes;
  }
  return {};
}

Result<PackedModel> read_packed_model(const ModelFile& file, const std::string& where) {
  PackedModel model;
  PartReader reader(file);
  constexpr size_t kNumbers = 3 + kLayers + kLayers + 3;
  const auto* numbers = reader.numbers<int32_t>("numbers", kNumbers);
  if (!numbers) return Error{ErrorCode::bad_format, reader.why + ".", where};
  model.embedding_shift = *numbers++;
  for (int16_t& one : model.activation) one = static_cast<int16_t>(*numbers++);
  model.hidden_activation = static_cast<int16_t>(*numbers++);
  for (size_t i = 0; i < kLayers; ++i)
    model.layer[i] = reader.matrix(fmt::format("layer{}", i), kWindow, kWidth, *numbers++);
  model.tag = reader.matrix("tag", kWidth, kMaxTags, *numbers++);
  model.position = reader.matrix("position", kWidth, kPositions * kHidden, *numbers++);
  model.action = reader.matrix("action", kHidden, kActions, *numbers++);
  if (model.embedding_shift < 1 || model.embedding_shift > 30) reader.fail("the embeddings are shifted out of range");
  model.words = reader.rows("words");
  model.subwords = reader.rows("subwords");
  model.vectors = reader.rows("vectors");
  if (model.words.rows < kShapes || model.subwords.rows != kSubwordRows)
    reader.fail("the tables of rows have wrong sizes");
  model.capitalised = reader.numbers<uint8_t>("words.capitalised", model.words.rows);
  model.word_keys = reader.keys("words", model.words.rows);
  model.vector_keys = reader.keys("vectors", model.vectors.rows);
  model.edge = reader.numbers<int16_t>("edge", 2 * kPositions * kHidden);
  model.label = reader.numbers<int16_t>("label", kLabelRows * kHidden);
  model.distance = reader.numbers<int16_t>("distance", kDistances * kDistanceBuckets * kHidden);
  model.hidden_bias = reader.numbers<int16_t>("hidden_bias", kHidden);
  model.confidence = reader.numbers<uint8_t>("confidence", 256);
  model.lemma_bytes = file.part("lemmas");
  read_names(file, model, reader);
  if (!reader.why.empty()) return Error{ErrorCode::bad_format, reader.why + ".", where};
  return model;
}

}  // namespace demarche
