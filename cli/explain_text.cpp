#include "explain_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "capture/reader.h"

namespace demarche::cli {
namespace fs = std::filesystem;
namespace {

/// How a part stands out, in the order of MarkRole.
struct Look {
  const char* open;
  const char* close;
  const char* name;
  Style style;
};
constexpr Look kLooks[] = {{"{", "}", "trigger", Style::mark},
                           {"[", "]", "actor", Style::actor},
                           {"<", ">", "recipient", Style::recipient},
                           {"(", ")", "according to", Style::faint},
                           {"[", "]", "issuer", Style::actor},
                           {"<", ">", "addressee", Style::recipient},
                           {"«", "»", "content", Style::strong},
                           {"(condition: ", ")", "condition", Style::good},
                           {"(deadline: ", ")", "deadline", Style::bad},
                           {"(occasion: ", ")", "occasion", Style::faint},
                           {"(via: ", ")", "via", Style::faint},
                           {"[", "]", "speaker", Style::actor},
                           {"{", "}", "cue", Style::mark}};

const Look& look(MarkRole role) { return kLooks[static_cast<size_t>(role)]; }

/// Columns of `text`, not counting terminal escapes.
size_t visible(std::string_view text) {
  std::string plain;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1b') {
      at = std::min(text.find('m', at), text.size() - 1);
    } else {
      plain += text[at];
    }
  }
  return columns(plain);
}

/// Reads `path` again until the capture with this id and digest comes.
std::optional<Capture> read_again(const fs::path& path, const StoredCapture& wanted) {
  std::optional<Capture> found;
  ReadOptions options;
  options.defaults.outlet = wanted.outlet;
  options.defaults.published = wanted.published;
  options.defaults.language = wanted.language;
  const CaptureSink sink{[&](Capture capture) {
                           if (capture.id == wanted.doc && capture.digest == wanted.digest) found = std::move(capture);
                           return !found;
                         },
                         [](const Problem&) { return true; }};
  const auto done = read_path(path, options, sink);
  return done ? std::move(found) : std::nullopt;
}

}  // namespace

std::string marked_text(std::string_view text, Span range, std::vector<TextMark> marks, const Paint& paint) {
  range.end = std::min(range.end, static_cast<uint32_t>(text.size()));
  std::erase_if(marks, [&](const TextMark& mark) { return mark.span.empty() || !range.contains(mark.span); });
  // At one place: what ends closes first, inner before outer; then what begins opens, outer before inner.
  struct Edge {
    uint32_t at;
    bool opens;
    uint32_t other;
    MarkRole role;
  };
  std::vector<Edge> edges;
  for (const TextMark& mark : marks) {
    edges.push_back({mark.span.begin, true, mark.span.end, mark.role});
    edges.push_back({mark.span.end, false, mark.span.begin, mark.role});
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
    if (a.at != b.at) return a.at < b.at;
    if (a.opens != b.opens) return !a.opens;
    if (a.other != b.other) return a.other > b.other;
    return a.opens ? a.role < b.role : a.role > b.role;
  });
  std::vector<MarkRole> open;
  std::string out;
  uint32_t at = range.begin;
  const auto copy = [&](uint32_t end) {
    if (end <= at) return;
    const std::string part = printable(text.substr(at, end - at));
    out += open.empty() ? part : paint(look(open.back()).style, part);
    at = end;
  };
  for (const Edge& edge : edges) {
    copy(edge.at);
    const Look& shown = look(edge.role);
    out += paint(shown.style, edge.opens ? shown.open : shown.close);
    if (edge.opens) {
      open.push_back(edge.role);
    } else if (const auto last = std::find(open.rbegin(), open.rend(), edge.role); last != open.rend()) {
      open.erase(std::next(last).base());
    }
  }
  copy(range.end);
  return out;
}

uint32_t to_text(const ByteMap& map, uint32_t original, uint32_t text_size) {
  if (map.identity()) return std::min(original, text_size);
  uint32_t low = 0, high = text_size;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (map.to_original(middle) < original) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

Result<SourceText> find_source(Store& store, const fs::path& store_path, const StoredCapture& capture) {
  std::string reason = "the capture came from a stream";
  if (!capture.source.empty()) {
    const fs::path source = fs::path(capture.source);
    std::error_code code;
    const fs::path folder = fs::weakly_canonical(fs::absolute(store_path, code), code).parent_path();
    const fs::path place = source.is_absolute() ? source : folder / source;
    if (!fs::exists(place, code)) {
      reason = fmt::format("{} is not there any more", place.string());
    } else if (auto found = read_again(place, capture)) {
      return SourceText{std::move(*found), fmt::format("read again from {}", place.lexically_normal().string())};
    } else {
      reason = fmt::format("{} does not hold the same bytes any more", place.string());
    }
  }
  Result<Capture> kept = store.kept_text(capture.id);
  if (kept) return SourceText{std::move(*kept), "kept in the store"};
  return Error{ErrorCode::not_found, reason, ""};
}

std::string parse_table(const Sentence& sentence, const std::vector<TextMark>& marks, const Paint& paint) {
  size_t widest = 4;
  for (const Token& token : sentence.tokens) widest = std::max(widest, columns(token.form));
  widest = std::min<size_t>(widest, 24);
  std::string out =
      paint(Style::faint, fmt::format("  {} {} {} {} {} {}", right("", 3), left("word", widest), left("lemma", widest),
                                      left("tag", 6), left("relation", 12), "to")) +
      "\n";
  for (size_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token& token = sentence.tokens[i];
    std::string note;
    Style style = Style::faint;
    for (const TextMark& mark : marks) {
      if (!mark.span.overlaps(token.span)) continue;
      note += fmt::format("{}{}", note.empty() ? "  " : ", ", look(mark.role).name);
      style = look(mark.role).style;
    }
    const auto head = static_cast<size_t>(token.head);
    const std::string to = token.head < 0 || head >= sentence.tokens.size()
                               ? std::string("–")
                               : fmt::format("{} {}", head + 1, fit(printable(sentence.tokens[head].form), widest));
    std::string line =
        fmt::format("  {} {} {} {} {} {}", right(std::to_string(i + 1), 3), left(printable(token.form), widest),
                    left(printable(token.lemma), widest), left(to_string(token.upos), 6),
                    left(relation_name(token.relation, token.subtype), 12), note.empty() ? to : left(to, widest + 4));
    out += line + paint(style, note) + "\n";
  }
  return out;
}

std::string wrapped(const std::string& text, size_t indent, size_t width) {
  std::string out;
  std::string line(indent, ' ');
  size_t used = indent;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    at = end + 1;
    const size_t wide = visible(word);
    if (used > indent && used + 1 + wide > width) {
      out += line + "\n";
      line.assign(indent, ' ');
      used = indent;
    }
    if (used > indent) {
      line += ' ';
      ++used;
    }
    line += word;
    used += wide;
  }
  return out + line + "\n";
}

}  // namespace demarche::cli
