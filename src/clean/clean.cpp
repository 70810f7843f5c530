#include "clean/clean.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "clean/features.h"
#include "clean/forest.h"
#include "clean/meta.h"
#include "clean/page_facts.h"
#include "clean/verdict.h"

namespace demarche {

struct Cleaner::State {
  Cues cues;
  std::vector<Forest> forests;
  PageFactNames names;
};

Cleaner::Cleaner(std::unique_ptr<const State> state) : state_(std::move(state)) {}
Cleaner::Cleaner(Cleaner&&) noexcept = default;
Cleaner& Cleaner::operator=(Cleaner&&) noexcept = default;
Cleaner::~Cleaner() = default;

namespace {

constexpr const char* kOverLimit = "over-limit";
constexpr size_t kLanguageSample = 1000;  ///< bytes of the body that the language is told from
constexpr size_t kTopLines = 12;          ///< lines around the title in which byline and date are looked for

std::vector<float> score_lines(const std::vector<Forest>& forests, const Page& page,
                               const std::vector<LineFacts>& facts) {
  FeatureMatrix matrix = feature_matrix(page, facts);
  std::vector<float> scores(page.lines.size());
  for (size_t i = 0; i < scores.size(); ++i) scores[i] = forests[0].score(matrix.row(i));
  add_scores(matrix, scores);
  for (size_t i = 0; i < scores.size(); ++i) scores[i] = forests[1].score(matrix.row(i));
  return scores;
}

/// Puts a kept line's text into body blocks and its glued furniture into dropped ones.
void place_line(const Page& page, const PageLine& line, BlockKind kind, const Cues& cues, Article& out) {
  uint32_t at = line.span.begin;
  const auto keep = [&](uint32_t end) {
    const std::string_view piece = trim(page.text.substr(at, end - at));
    if (piece.empty()) return;
    const auto begin = static_cast<uint32_t>(piece.data() - page.text.data());
    out.body.push_back({{begin, begin + static_cast<uint32_t>(piece.size())}, kind});
  };
  for (const Piece& piece : glued_furniture(page, line, cues)) {
    keep(piece.span.begin);
    const std::string_view cut = trim(piece.span.in(page.text));
    const auto begin = static_cast<uint32_t>(cut.data() - page.text.data());
    out.dropped.push_back({{begin, begin + static_cast<uint32_t>(cut.size())}, to_string(piece.reason)});
    at = piece.span.end;
  }
  if (at < line.span.end) keep(line.span.end);
}

/// Byline and date from the lines around the title, which are furniture once they are read.
void read_credits(const PageView& view, int32_t title, std::vector<Verdict>& verdicts, Article& out) {
  const auto& lines = view.page.lines;
  size_t from = title < 0 ? 0 : static_cast<size_t>(title);
  from = from > 3 ? from - 3 : 0;
  const size_t to = std::min(lines.size(), from + kTopLines);
  for (size_t i = from; i < to && lines.size() > 1; ++i) {
    if (static_cast<int32_t>(i) == title) continue;
    const std::string byline = byline_of(view.page, lines[i]);
    if (!byline.empty()) {
      if (out.byline.empty()) out.byline = byline;
      verdicts[i].keep = false;
      verdicts[i].reason = Reason::byline;
      continue;
    }
    const Date date = date_of_line(lines[i].span.in(view.page.text));
    if (!date.known()) continue;
    if (!out.published.known()) {
      out.published = date;
      out.published_how = "text";
    }
    verdicts[i].keep = false;
    verdicts[i].reason = Reason::date_line;
  }
}

std::string kept_sample(const Article& article, std::string_view text) {
  std::string out;
  for (const Block& block : article.body) {
    if (out.size() > kLanguageSample) break;
    out += block.span.in(text).substr(0, kLanguageSample);
    out += '\n';
  }
  return out;
}

void set_facts(const PageFacts& known, Article& out) {
  out.title = known.title;
  out.byline = known.byline;
  out.outlet = known.outlet;
  out.url = known.url;
  out.published = known.published;
  out.published_how = known.published_how;
  out.modified = known.modified;
  out.modified_how = known.modified_how;
}

/// Where no day of publication is known, or only that of the last change.
void read_dateline(const Capture& capture, Article& out) {
  constexpr size_t kFirstBlocks = 4;
  Date date;
  for (size_t i = 0; i < out.body.size() && i < kFirstBlocks && !date.known(); ++i)
    date = date_of_dateline(out.body[i].span.in(capture.text));
  if (!date.known() || (out.published.known() && date > out.published)) return;
  out.published = date;
  out.published_how = "text";
}

/// Nothing was published after it was captured.
void drop_later_date(const Capture& capture, Article& out) {
  const Date captured = parse_published(capture.captured);
  if (out.published_how != "text" || !captured.known() || out.published <= captured) return;
  out.published = {};
  out.published_how.clear();
}

}  // namespace

Result<Cleaner> Cleaner::load(const std::filesystem::path& folder) {
  Result<Cues> cues = Cues::load(folder);
  if (!cues) return cues.error();
  Result<std::vector<Forest>> forests = read_forests(folder / "forest.txt", feature_names());
  if (!forests) return forests.error();
  if (forests->size() != 2) {
    return Error{ErrorCode::bad_format, "two forests were expected. Train it anew.", (folder / "forest.txt").string()};
  }
  Result<PageFactNames> names = PageFactNames::load(folder / "facts.txt");
  if (!names) return names.error();
  return Cleaner(std::make_unique<const State>(State{std::move(*cues), std::move(*forests), std::move(*names)}));
}

Article Cleaner::clean(const Capture& capture) const {
  Article out;
  out.doc = capture.id;
  out.id = IdBuilder("article").add(capture.id).add(capture.digest).id();
  const PageFacts known = page_facts(capture, state_->names);
  set_facts(known, out);

  const Page page = split_page(capture.text);
  const std::vector<LineFacts> facts = line_facts(page, state_->cues);
  const std::vector<float> scores = score_lines(state_->forests, page, facts);
  const PageView view{page, facts, scores};
  std::vector<Verdict> verdicts = decide(view);
  const int32_t title = settle_title(view, known.title, verdicts);
  read_credits(view, title, verdicts, out);
  if (capture.markup && out.published != known.published) {  // lines by the title were judged with the page's shape
    out.published = {};
    out.published_how.clear();
  }
  name_reasons(view, verdicts);
  name_kinds(view, verdicts);

  for (size_t i = 0; i < page.lines.size(); ++i) {
    if (verdicts[i].keep) {
      place_line(page, page.lines[i], verdicts[i].kind, state_->cues, out);
      out.words += page.lines[i].words();
    } else {
      out.dropped.push_back({page.lines[i].span, to_string(verdicts[i].reason)});
    }
  }
  if (!out.published.known() || out.published_how == "modified") read_dateline(capture, out);
  drop_later_date(capture, out);
  if (page.looked_at < capture.text.size()) {
    out.dropped.push_back({{page.looked_at, static_cast<uint32_t>(capture.text.size())}, kOverLimit});
  }
  if (title >= 0) {
    out.title_span = page.lines[static_cast<size_t>(title)].span;
    if (out.title.empty()) out.title = std::string(out.title_span.in(capture.text));
  }
  // A page's word on its language is often its template's: what the text itself shows goes first.
  out.language = capture.language.empty() ? detect_language(kept_sample(out, capture.text)) : capture.language;
  if (out.language.empty()) out.language = known.language;
  return out;
}

}  // namespace demarche
