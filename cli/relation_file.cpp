#include "relation_file.h"

#include <algorithm>

#include "base/file.h"

namespace demarche::cli {
namespace {

constexpr char kFieldEnd = '\t';

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> out;
  while (true) {
    const size_t tab = line.find(kFieldEnd);
    std::string_view field = line.substr(0, tab);
    std::string value(field);
    if (field.size() >= 2 && field.front() == '"' && field.back() == '"') {
      value.clear();
      field = field.substr(1, field.size() - 2);
      for (size_t i = 0; i < field.size(); ++i) {
        if (field[i] == '"' && i + 1 < field.size() && field[i + 1] == '"') ++i;
        value += field[i];
      }
    }
    out.push_back(std::move(value));
    if (tab == std::string_view::npos) return out;
    line.remove_prefix(tab + 1);
  }
}

/// Columns by name; -1 = not there.
struct Columns {
  int id = -1, sentence = -1, marked = -1, source = -1, target = -1, root = -1, penta = -1;
  explicit Columns(const std::vector<std::string>& header) {
    const auto find = [&](const char* name) {
      const auto at = std::find(header.begin(), header.end(), name);
      return at == header.end() ? -1 : static_cast<int>(at - header.begin());
    };
    id = find("sentence_id");
    sentence = find("sentence");
    marked = find("marked_sentence");
    source = find("source");
    target = find("target");
    root = find("gold_root");
    penta = find("gold_penta");
  }
};

void find_words(const std::string& sentence, const std::string& words, std::vector<Span>& out) {
  if (!out.empty() || words.empty()) return;
  const size_t at = sentence.find(words);
  if (at != std::string::npos) out.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())});
}

}  // namespace

RelationRow read_marks(std::string_view marked) {
  RelationRow out;
  uint32_t open[2] = {0, 0};
  bool is_open[2] = {false, false};
  std::vector<Span>* spans[2] = {&out.pair.source, &out.pair.target};
  const auto close = [&](int which) {
    const auto end = static_cast<uint32_t>(out.sentence.size());
    if (is_open[which] && end > open[which]) spans[which]->push_back({open[which], end});
    is_open[which] = false;
  };
  for (size_t i = 0; i < marked.size();) {
    const std::string_view rest = marked.substr(i);
    bool mark = false;
    for (int which = 0; which < 2; ++which) {
      const char letter = which == 0 ? 's' : 't';
      if (rest.size() >= 3 && rest[0] == '<' && rest[1] == letter && rest[2] == '>') {
        open[which] = static_cast<uint32_t>(out.sentence.size());
        is_open[which] = true;
        i += 3;
        mark = true;
        break;
      }
      if (rest.size() >= 4 && rest[0] == '<' && rest[1] == '/' && rest[2] == letter && rest[3] == '>') {
        close(which);
        i += 4;
        mark = true;
        break;
      }
    }
    if (!mark) out.sentence += marked[i++];
  }
  close(0);
  close(1);
  return out;
}

Result<std::vector<RelationRow>> read_relations(const std::filesystem::path& file) {
  const Result<std::string> bytes = read_file(file);
  if (!bytes) return bytes.error();
  std::vector<RelationRow> out;
  std::string_view rest = *bytes;
  size_t number = 0;
  Columns columns({});
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const std::string where = file.string() + ":" + std::to_string(++number);
    if (line.empty()) continue;
    const std::vector<std::string> fields = fields_of(line);
    if (number == 1) {
      columns = Columns(fields);
      const bool spans = columns.marked >= 0 || (columns.sentence >= 0 && columns.source >= 0 && columns.target >= 0);
      if (columns.root < 0 || !spans)
        return Error{ErrorCode::bad_format,
                     "the header lacks " + std::string(columns.root < 0 ? "gold_root" : "marked_sentence") +
                         ". Expected tab-separated columns sentence, source, target, gold_root, gold_penta, "
                         "marked_sentence.",
                     where};
      continue;
    }
    const auto field = [&](int column) {
      return column >= 0 && static_cast<size_t>(column) < fields.size() ? fields[static_cast<size_t>(column)]
                                                                        : std::string();
    };
    RelationRow row = read_marks(field(columns.marked >= 0 ? columns.marked : columns.sentence));
    row.id = field(columns.id);
    row.root = field(columns.root);
    if (relation_quad(row.root) == 0)
      return Error{ErrorCode::bad_format,
                   "gold_root is '" + row.root + "', expected one of the 15 roots (ACCUSE, YIELD ...).", where};
    row.quad = relation_quad(row.root);
    if (const std::string penta = field(columns.penta); !penta.empty() && penta != "0") {
      if (penta.size() != 1 || penta[0] < '1' || penta[0] > '4')
        return Error{ErrorCode::bad_format, "gold_penta is '" + penta + "', expected 1, 2, 3 or 4.", where};
      row.quad = penta[0] - '0';
    }
    find_words(row.sentence, field(columns.source), row.pair.source);
    find_words(row.sentence, field(columns.target), row.pair.target);
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace demarche::cli
