#include "knowledge/pledge_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "base/file.h"
#include "base/utf8.h"

namespace demarche {
namespace {

std::vector<std::string> cells_of(const std::string& line, char separator) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, separator);) {
    const std::string_view word = trim(cell);
    if (!word.empty() || separator == '|') out.emplace_back(word);
  }
  return out;
}

Result<PledgeRow> row_from(const std::vector<std::string>& cells, const std::string& where) {
  const auto bad = [&](const std::string& message) { return Error{ErrorCode::bad_format, message, where}; };
  if (cells.size() < 3 || cells.size() > 4)
    return bad("expected 'frame ID | TYPE or any | KIND [STRENGTH] or - [| content roles]'.");
  PledgeRow row;
  row.where = where;
  const std::vector<std::string> key = cells_of(cells[0], ' ');
  const std::string kind = key.empty() ? "" : key[0];
  if (kind == "frame") {
    row.key = PledgeRow::Key::frame;
  } else if (kind == "operation") {
    row.key = PledgeRow::Key::operation;
  } else if (kind == "composed") {
    row.key = PledgeRow::Key::composed;
  } else if (kind == "conditional") {
    row.key = PledgeRow::Key::conditional;
  } else if (kind == "type") {
    row.key = PledgeRow::Key::type;
  } else {
    return bad(fmt::format("found '{}', expected frame, operation, composed, conditional or type.", cells[0]));
  }
  const bool named = row.key == PledgeRow::Key::frame || row.key == PledgeRow::Key::operation;
  if (key.size() != (named ? 2u : 1u)) return bad("a frame or operation row names one; the others name none.");
  if (named) row.name = key[1];
  if (row.name.ends_with('*')) {
    row.prefix = true;
    row.name.pop_back();
  }
  if (cells[1] != "any") {
    row.type = parse_event_type(cells[1]);
    if (!row.type) return bad(fmt::format("found '{}', expected a PLOVER type or any.", cells[1]));
  }
  if (cells[2] != "-") {
    const std::vector<std::string> words = cells_of(cells[2], ' ');
    const auto pledge = words.empty() ? std::nullopt : parse_pledge_kind(words[0]);
    const auto strength = words.size() > 1 ? parse_pledge_strength(words[1]) : PledgeStrength::firm;
    if (!pledge || !strength) return bad(fmt::format("found '{}', expected a kind of pledge or '-'.", cells[2]));
    row.reading = PledgeReading{*pledge, *strength, PledgeStatus::open};
  }
  if (cells.size() == 4) row.content = cells_of(cells[3], ' ');
  return row;
}

}  // namespace

Result<PledgeRules> PledgeRules::load(const std::vector<std::filesystem::path>& folders,
                                      const LexicalClasses& classes) {
  PledgeRules out;
  auto frames = FrameSet::load(folders, classes);
  if (!frames) return frames.error();
  out.frames_ = std::move(*frames);
  for (const Frame& frame : out.frames_.all()) {
    if (!frame.pledge) {
      return Error{ErrorCode::bad_format,
                   fmt::format("frame {} has no pledge line; frames of events stand in the folder frames.", frame.id),
                   frame.where};
    }
  }
  for (size_t i = folders.size(); i-- > 0;) {
    std::error_code code;
    const std::filesystem::path file = folders[i] / "kinds.txt";
    if (i > 0 && !std::filesystem::exists(file, code)) continue;
    const auto text = read_file(file);
    if (!text) return text.error();
    auto rows = parse_kinds(*text, file.string());
    if (!rows) return rows.error();
    out.rows_.insert(out.rows_.end(), std::make_move_iterator(rows->begin()), std::make_move_iterator(rows->end()));
  }
  return out;
}

Result<std::vector<PledgeRow>> PledgeRules::parse_kinds(std::string_view text, std::string_view where) {
  std::vector<PledgeRow> out;
  std::istringstream in{std::string(text)};
  size_t number = 0;
  for (std::string raw; std::getline(in, raw);) {
    ++number;
    if (const size_t comment = raw.find('#'); comment != std::string::npos) raw.resize(comment);
    if (trim(raw).empty()) continue;
    auto row = row_from(cells_of(raw, '|'), fmt::format("{}:{}", where, number));
    if (!row) return row.error();
    out.push_back(std::move(*row));
  }
  return out;
}

const PledgeRow* PledgeRules::row_of(const Frame& frame, EventType type) const {
  const auto fits = [&](const PledgeRow& row) {
    if (row.type && *row.type != type) return false;
    switch (row.key) {
      case PledgeRow::Key::frame:
        return row.prefix ? frame.id.starts_with(row.name) : frame.id == row.name;
      case PledgeRow::Key::operation:
        return frame.operation == row.name;
      case PledgeRow::Key::composed:
        return frame.operation.empty() && frame.type != type;
      case PledgeRow::Key::type:
        return true;
      case PledgeRow::Key::conditional:
        return false;
    }
    return false;
  };
  const auto found = std::find_if(rows_.begin(), rows_.end(), fits);
  return found == rows_.end() ? nullptr : &*found;
}

const PledgeRow* PledgeRules::conditional_row(EventType type) const {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const PledgeRow& row) {
    return row.key == PledgeRow::Key::conditional && (!row.type || *row.type == type);
  });
  return found == rows_.end() ? nullptr : &*found;
}

}  // namespace demarche
