#include "knowledge/coding_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/file.h"
#include "base/utf8.h"

namespace demarche {
namespace {

struct Line {
  std::string where;
  std::vector<std::string> cells;
};

/// Non-empty lines of a file, cut at '|', without '#' comments.
Result<std::vector<Line>> read_lines(const std::filesystem::path& file) {
  const auto text = read_file(file);
  if (!text) return text.error();
  std::vector<Line> out;
  std::istringstream in{*text};
  size_t number = 0;
  for (std::string raw; std::getline(in, raw);) {
    ++number;
    if (const size_t comment = raw.find('#'); comment != std::string::npos) raw.resize(comment);
    if (trim(raw).empty()) continue;
    Line line{fmt::format("{}:{}", file.string(), number), {}};
    std::istringstream cells(raw);
    for (std::string cell; std::getline(cells, cell, '|');) line.cells.emplace_back(trim(cell));
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

const char* const kGroups[][2] = {{"cooperative", "AGREE CONSULT SUPPORT COOPERATE AID"},
                                  {"yielding", "CONCEDE RETREAT"},
                                  {"verbal-conflict", "REQUEST ACCUSE REJECT THREATEN"},
                                  {"conflict", "PROTEST SANCTION MOBILIZE COERCE ASSAULT"}};

Result<std::vector<EventType>> types_of(const std::string& cell, const std::string& where) {
  std::vector<EventType> out;
  for (const std::string& word : words_of(cell)) {
    std::string names = word;
    for (const auto& group : kGroups) {
      if (word == group[0]) names = group[1];
    }
    for (const std::string& name : words_of(names)) {
      const auto type = parse_event_type(name);
      if (!type)
        return Error{ErrorCode::bad_format, fmt::format("'{}' is neither a PLOVER type nor a group of types.", name),
                     where};
      out.push_back(*type);
    }
  }
  return out;
}

Result<CompositionRow::Inner> inner_of(const std::string& cell, const std::string& where) {
  static constexpr const char* kNames[] = {"keep", "drop", "denied", "hypothetical", "future", "claim"};
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (cell == kNames[i]) return static_cast<CompositionRow::Inner>(i);
  }
  return Error{ErrorCode::bad_format,
               fmt::format("found '{}', expected keep, drop, denied, hypothetical, future or claim.", cell), where};
}

}  // namespace

Result<CodingTables> CodingTables::load(const std::vector<std::filesystem::path>& folders,
                                        const LexicalClasses& classes) {
  CodingTables out;
  for (size_t i = folders.size(); i-- > 0;) {  // overlays first, so that their rows win
    std::error_code code;
    const auto wanted = [&](const char* name) { return i == 0 || std::filesystem::exists(folders[i] / name, code); };
    if (wanted("composition.txt")) {
      if (const auto read = out.read_composition(folders[i] / "composition.txt"); !read) return read.error();
    }
    if (wanted("modes.txt")) {
      if (const auto read = out.read_cues(folders[i] / "modes.txt", classes, true, out.modes_); !read)
        return read.error();
    }
    if (wanted("contexts.txt")) {
      if (const auto read = out.read_cues(folders[i] / "contexts.txt", classes, false, out.contexts_); !read)
        return read.error();
    }
  }
  for (uint32_t row = 0; row < out.contexts_.size(); ++row) {
    const WordSet& words = out.contexts_[row].words;
    for (const std::string& lemma : words.words) out.contexts_by_lemma_[lemma].push_back(row);
    for (const LexicalClasses::Set* set : words.classes) {
      for (const std::string& lemma : *set) out.contexts_by_lemma_[lemma].push_back(row);
    }
  }
  return out;
}

const std::vector<uint32_t>& CodingTables::contexts_of(std::string_view lemma) const {
  static const std::vector<uint32_t> none;
  const auto found = contexts_by_lemma_.find(lemma);
  return found == contexts_by_lemma_.end() ? none : found->second;
}

Result<void> CodingTables::read_composition(const std::filesystem::path& file) {
  const auto lines = read_lines(file);
  if (!lines) return lines.error();
  for (const Line& line : *lines) {
    if (line.cells.size() != 4) {
      return Error{ErrorCode::bad_format, "expected 'operation | inner types | becomes | inner act'.", line.where};
    }
    CompositionRow row;
    row.operation = line.cells[0];
    row.where = line.where;
    row.any_type = line.cells[1] == "any";
    row.none = line.cells[1] == "none";
    if (!row.any_type && !row.none) {
      auto types = types_of(line.cells[1], line.where);
      if (!types) return types.error();
      row.types = std::move(*types);
    }
    row.keeps_outer = line.cells[2] == "=";
    row.drops_outer = line.cells[2] == "-";
    if (!row.keeps_outer && !row.drops_outer) {
      const std::vector<std::string> words = words_of(line.cells[2]);
      const auto type = words.empty() ? std::nullopt : parse_event_type(words[0]);
      if (!type)
        return Error{ErrorCode::bad_format,
                     fmt::format("found '{}', expected '=', '-' or a PLOVER type.", line.cells[2]), line.where};
      row.outer = *type;
      row.outer_mode.assign(words.begin() + 1, words.end());
    }
    const auto inner = inner_of(line.cells[3], line.where);
    if (!inner) return inner.error();
    row.inner = *inner;
    rows_.push_back(std::move(row));
  }
  return {};
}

Result<void> CodingTables::read_cues(const std::filesystem::path& file, const LexicalClasses& classes, bool typed,
                                     std::vector<CueRow>& out) {
  const auto lines = read_lines(file);
  if (!lines) return lines.error();
  for (const Line& line : *lines) {
    if (line.cells.size() != 2) return Error{ErrorCode::bad_format, "expected 'name | words'.", line.where};
    CueRow row;
    std::vector<std::string> name = words_of(line.cells[0]);
    if (typed) {
      row.type = name.size() == 2 ? parse_event_type(name[0]) : std::nullopt;
      if (!row.type) return Error{ErrorCode::bad_format, "expected 'TYPE mode | words'.", line.where};
      row.value = name[1];
    } else {
      row.value = line.cells[0];
    }
    for (const std::string& word : words_of(line.cells[1])) {
      if (word[0] != '@') {
        row.words.words.push_back(word);
        continue;
      }
      const LexicalClasses::Set* set = classes.find(std::string_view(word).substr(1));
      if (!set) return Error{ErrorCode::bad_format, fmt::format("class {} is not in classes.txt.", word), line.where};
      row.words.classes.push_back(set);
    }
    out.push_back(std::move(row));
  }
  return {};
}

const CompositionRow* CodingTables::compose(std::string_view operation, std::optional<EventType> inner) const {
  for (const CompositionRow& row : rows_) {
    if (row.operation != operation) continue;
    if (!inner) {
      if (row.none) return &row;
      continue;
    }
    if (row.any_type || std::find(row.types.begin(), row.types.end(), *inner) != row.types.end()) return &row;
  }
  return nullptr;
}

}  // namespace demarche
