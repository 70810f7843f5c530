#include <fmt/format.h>

#include <charconv>

#include "language/conllu.h"

namespace demarche {
namespace {

constexpr size_t kColumns = 10;

std::string_view next_line(std::string_view bytes, size_t& at) {
  const size_t end = bytes.find('\n', at);
  std::string_view line = bytes.substr(at, end == std::string_view::npos ? end : end - at);
  at = end == std::string_view::npos ? bytes.size() : end + 1;
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

bool split_columns(std::string_view line, std::string_view (&columns)[kColumns]) {
  for (size_t i = 0; i < kColumns; ++i) {
    const size_t tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i + 1 == kColumns)) return false;
    columns[i] = line.substr(0, tab);
    if (tab != std::string_view::npos) line.remove_prefix(tab + 1);
  }
  return true;
}

bool parse_number(std::string_view text, int32_t& number) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc{} && end == text.data() + text.size() && number >= 0;
}

bool no_space_after(std::string_view misc) { return misc.find("SpaceAfter=No") != std::string_view::npos; }

/// Builds sentences line by line.
class Reader {
 public:
  /// False when the line breaks the format; `why` says how.
  bool add(std::string_view line, std::string& why) {
    if (line.empty()) return finish(why);
    if (line[0] == '#') {
      if (line.starts_with("# newpar") || line.starts_with("# newdoc")) sentence_.new_paragraph = true;
      return true;
    }
    std::string_view columns[kColumns];
    if (!split_columns(line, columns)) {
      why = fmt::format("a word line needs {} columns between tabs", kColumns);
      return false;
    }
    if (columns[0].find('.') != std::string_view::npos) return true;  // empty node of the enhanced graph
    if (columns[0].find('-') != std::string_view::npos) return add_surface_token(columns, why);
    return add_word(columns, why);
  }

  bool finish(std::string& why) {
    if (sentence_.words.empty()) return true;
    const auto count = static_cast<int32_t>(sentence_.words.size());
    for (const ConlluWord& word : sentence_.words) {
      if (word.head > count) {
        why = fmt::format("head {} in a sentence of {} words", word.head, count);
        return false;
      }
    }
    done.push_back(std::move(sentence_));
    sentence_ = {};
    last_of_surface_ = 0;
    return true;
  }

  std::vector<ConlluSentence> done;

 private:
  bool add_surface_token(const std::string_view (&columns)[kColumns], std::string& why) {
    const size_t dash = columns[0].find('-');
    int32_t first = 0;
    if (!parse_number(columns[0].substr(0, dash), first) ||
        !parse_number(columns[0].substr(dash + 1), last_of_surface_)) {
      why = "a range of words is written first-last";
      return false;
    }
    surface_space_after_ = !no_space_after(columns[9]);
    surface_.begin = static_cast<uint32_t>(sentence_.text.size());
    sentence_.text += columns[1];
    surface_.end = static_cast<uint32_t>(sentence_.text.size());
    surface_used_ = surface_.begin;
    if (surface_space_after_) sentence_.text += ' ';
    return true;
  }

  bool add_word(const std::string_view (&columns)[kColumns], std::string& why) {
    const auto number = static_cast<int32_t>(sentence_.words.size()) + 1;
    int32_t id = 0;
    ConlluWord word;
    if (!parse_number(columns[0], id) || id != number) {
      why = fmt::format("word number {} was expected", number);
      return false;
    }
    if (!parse_upos(columns[3], word.upos)) {
      why = fmt::format("'{}' is no universal part of speech", columns[3]);
      return false;
    }
    if (!parse_number(columns[6], word.head)) {
      why = fmt::format("'{}' is no head", columns[6]);
      return false;
    }
    if (!parse_relation(columns[7], word.relation, word.subtype)) {
      why = fmt::format("'{}' is no universal relation", columns[7]);
      return false;
    }
    word.form = columns[1];
    word.lemma = columns[2];
    word.xpos = columns[4];
    place(word, number, columns[9]);
    sentence_.words.push_back(std::move(word));
    return true;
  }

  /// Gives the word its place in the sentence's text.
  void place(ConlluWord& word, int32_t number, std::string_view misc) {
    if (number > last_of_surface_) {
      word.text_span.begin = static_cast<uint32_t>(sentence_.text.size());
      sentence_.text += word.form;
      word.text_span.end = static_cast<uint32_t>(sentence_.text.size());
      word.space_after = !no_space_after(misc);
      if (word.space_after) sentence_.text += ' ';
      return;
    }
    word.space_after = number == last_of_surface_ && surface_space_after_;
    const std::string_view rest = std::string_view(sentence_.text).substr(surface_used_, surface_.end - surface_used_);
    if (rest.starts_with(word.form)) {
      word.text_span = {surface_used_, surface_used_ + static_cast<uint32_t>(word.form.size())};
      surface_used_ = word.text_span.end;
    } else {
      word.text_span = surface_;
    }
  }

  ConlluSentence sentence_;
  int32_t last_of_surface_ = 0;
  bool surface_space_after_ = true;
  Span surface_;
  uint32_t surface_used_ = 0;
};

}  // namespace

bool parse_upos(std::string_view name, Upos& upos) {
  for (int i = 0; i <= static_cast<int>(Upos::X); ++i) {
    if (name == to_string(static_cast<Upos>(i))) {
      upos = static_cast<Upos>(i);
      return true;
    }
  }
  return false;
}

bool parse_relation(std::string_view name, Relation& relation, Subtype& subtype) {
  const size_t colon = name.find(':');
  const std::string_view base = name.substr(0, colon);
  bool found = false;
  for (int i = 0; i <= static_cast<int>(Relation::xcomp) && !found; ++i) {
    relation = static_cast<Relation>(i);
    found = relation_name(relation, Subtype::none) == base;
  }
  if (!found) return false;
  subtype = Subtype::none;
  if (colon == std::string_view::npos) return true;
  subtype = Subtype::other;
  for (int i = 1; i < static_cast<int>(Subtype::other); ++i) {
    if (relation_name(relation, static_cast<Subtype>(i)) == name) subtype = static_cast<Subtype>(i);
  }
  return true;
}

Result<std::vector<ConlluSentence>> read_conllu(std::string_view bytes, const std::string& where) {
  Reader reader;
  std::string why;
  size_t at = 0;
  size_t number = 0;
  while (at < bytes.size()) {
    ++number;
    if (!reader.add(next_line(bytes, at), why)) {
      return Error{ErrorCode::bad_format, why + ". See universaldependencies.org/format.html.",
                   fmt::format("{}:{}", where, number)};
    }
  }
  if (!reader.finish(why)) return Error{ErrorCode::bad_format, why + ".", fmt::format("{}:{}", where, number)};
  return std::move(reader.done);
}

Result<std::vector<ConlluSentence>> read_conllu_file(const std::filesystem::path& path) {
  Result<std::string> bytes = read_plain_or_zst(path);
  if (!bytes) return bytes.error();
  return read_conllu(*bytes, path.string());
}

}  // namespace demarche
