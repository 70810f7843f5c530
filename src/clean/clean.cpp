#include "clean/clean.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "clean/features.h"
#include "clean/forest.h"
#include "clean/language.h"
#include "clean/markup_features.h"
#include "clean/markup_verdict.h"
#include "clean/meta.h"
#include "clean/page_bar.h"
#include "clean/page_facts.h"
#include "clean/verdict.h"

namespace demarche {

struct Cleaner::State {
  Cues cues;
  WordWeights words;
  std::vector<Forest> forests;  ///< of lines
  MarkupNames names;
  std::vector<Forest> markup_forests;  ///< of blocks of a page with markup
  PageFactNames fact_names;
};

Cleaner::Cleaner(std::unique_ptr<const State> state) : state_(std::move(state)) {}
Cleaner::Cleaner(Cleaner&&) noexcept = default;
Cleaner& Cleaner::operator=(Cleaner&&) noexcept = default;
Cleaner::~Cleaner() = default;

namespace {

constexpr const char* kOverLimit = "over-limit";
constexpr size_t kTopLines = 12;  ///< lines around the title in which byline and date are looked for

std::vector<float> score_lines(const std::vector<Forest>& forests, const WordWeights& words, const Page& page,
                               const std::vector<LineFacts>& facts) {
  FeatureMatrix matrix = feature_matrix(page, facts, &words);
  std::vector<float> scores(page.lines.size());
  for (size_t i = 0; i < scores.size(); ++i) scores[i] = forests[0].score(matrix.row(i));
  add_scores(matrix, scores);
  for (size_t i = 0; i < scores.size(); ++i) scores[i] = forests[1].score(matrix.row(i));
  return scores;
}

std::vector<float> score_blocks(const std::vector<Forest>& forests, const MarkupView& view) {
  FeatureMatrix matrix = markup_matrix(view);
  std::vector<float> scores(view.page.lines.size());
  for (size_t i = 0; i < scores.size(); ++i) scores[i] = forests[0].score(matrix.row(i));
  add_markup_scores(view, matrix, scores);
  for (size_t i = 0; i < scores.size(); ++i) scores[i] = forests[1].score(matrix.row(i));
  const float bar = best_bar(view.page, scores);
  for (float& score : scores) score -= bar;
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
    out.dropped.push_back({{begin, begin + static_cast<uint32_t>(cut.size())},
                           to_string(piece.reason),
                           fmt::format("says “{}” behind a sentence or in brackets", piece.phrase.in(page.text))});
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
      verdicts[i].drop(Reason::byline, Why::byline);
      continue;
    }
    const Date date = date_of_line(lines[i].span.in(view.page.text));
    if (!date.known()) continue;
    if (!out.published.known()) {
      out.published = date;
      out.published_how = "text";
    }
    verdicts[i].drop(Reason::date_line, Why::date);
  }
}

/// The same lines of a page with markup, whose facts are read already.
void drop_credits(const PageView& view, int32_t title, std::vector<Verdict>& verdicts) {
  Article read;
  if (title >= 0) read_credits(view, title, verdicts, read);
}

/// Two forests of a file, the second one over the first one's scores.
Result<std::vector<Forest>> load_forests(const std::filesystem::path& file, const std::vector<std::string>& names) {
  Result<std::vector<Forest>> forests = read_forests(file, names);
  if (forests && forests->size() != 2)
    return Error{ErrorCode::bad_format, "two forests were expected. Train it anew.", file.string()};
  return forests;
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

Result<Cleaner> Cleaner::load(const std::filesystem::path& folder, const std::filesystem::path& learnt) {
  const std::filesystem::path& from = learnt.empty() ? folder : learnt;
  Result<Cues> cues = Cues::load(folder);
  if (!cues) return cues.error();
  Result<WordWeights> words = read_word_weights(from / "word_weights.txt");
  if (!words) return words.error();
  Result<std::vector<Forest>> forests = load_forests(from / "forest.txt", feature_names());
  if (!forests) return forests.error();
  Result<MarkupNames> names = MarkupNames::load(folder / "names.txt");
  if (!names) return names.error();
  Result<std::vector<Forest>> markup = load_forests(folder / "markup_forest.txt", markup_feature_names(*names));
  if (!markup) return markup.error();
  Result<PageFactNames> facts = PageFactNames::load(folder / "facts.txt");
  if (!facts) return facts.error();
  return Cleaner(std::make_unique<const State>(State{std::move(*cues), std::move(*words), std::move(*forests),
                                                     std::move(*names), std::move(*markup), std::move(*facts)}));
}

/// Puts each line among the body's blocks or the dropped ones.
void Cleaner::place(const PageView& view, const std::vector<Verdict>& verdicts, Article& out) const {
  const Page& page = view.page;
  for (size_t i = 0; i < page.lines.size(); ++i) {
    if (verdicts[i].keep) {
      place_line(page, page.lines[i], verdicts[i].kind, state_->cues, out);
      out.words += page.lines[i].words();
    } else {
      out.dropped.push_back({page.lines[i].span, to_string(verdicts[i].reason), because_of(view, verdicts[i], i)});
    }
  }
  if (page.looked_at < page.text.size()) {
    out.dropped.push_back({{page.looked_at, static_cast<uint32_t>(page.text.size())},
                           kOverLimit,
                           fmt::format("beyond {} lines or {} words", kMaxPageLines, kMaxPageWords)});
  }
}

void Cleaner::clean_lines(const Capture& capture, Article& out) const {
  const Page page = split_page(capture.text);
  const std::vector<LineFacts> facts = line_facts(page, state_->cues);
  const std::vector<float> scores = score_lines(state_->forests, state_->words, page, facts);
  const PageView view{page, facts, scores};
  std::vector<Verdict> verdicts = decide(view);
  const int32_t title = settle_title(view, capture.title, verdicts);
  read_credits(view, title, verdicts, out);
  name_reasons(view, verdicts);
  name_kinds(view, verdicts);
  place(view, verdicts, out);
  if (!out.published.known() || out.published_how == "modified") read_dateline(capture, out);
  drop_later_date(capture, out);
  if (title >= 0) {
    out.title_span = page.lines[static_cast<size_t>(title)].span;
    if (out.title.empty()) out.title = std::string(out.title_span.in(capture.text));
  }
}

void Cleaner::clean_markup(const Capture& capture, int32_t title, Article& out) const {
  std::vector<Span> spans;
  spans.reserve(capture.markup->blocks.size());
  for (const MarkupBlock& block : capture.markup->blocks) spans.push_back(block.span);
  const Page page = split_page(capture.text, spans);
  const std::vector<LineFacts> facts = line_facts(page, state_->cues);
  const PageHead head = page_head(*capture.markup);
  const MarkupTree tree = survey_markup(*capture.markup, page, facts, state_->names);
  const MarkupView markup{page, facts, *capture.markup, state_->names, head, tree};
  const std::vector<float> scores = score_blocks(state_->markup_forests, markup);
  if (title >= static_cast<int32_t>(scores.size())) title = -1;
  const PageView view{page, facts, scores};
  std::vector<Verdict> verdicts = decide_markup(markup, scores, title);
  drop_credits(view, title, verdicts);
  place(view, verdicts, out);
  if (!out.published.known() || out.published_how == "modified") read_dateline(capture, out);
  drop_later_date(capture, out);
  if (title >= 0) out.title_span = page.lines[static_cast<size_t>(title)].span;
}

Article Cleaner::clean(const Capture& capture, const RecurringParagraphs* recurring) const {
  Article out;
  out.doc = capture.id;
  out.id = IdBuilder("article").add(capture.id).add(capture.digest).id();
  const PageFacts known = page_facts(capture, state_->fact_names);
  set_facts(known, out);
  if (capture.markup && !capture.markup->blocks.empty()) {
    clean_markup(capture, known.title_block, out);
  } else {
    clean_lines(capture, out);
  }
  if (recurring) drop_recurring(*recurring, capture.text, out);
  out.language = language_of(out, capture.text, capture.language);
  if (out.language.empty()) out.language = known.language;  // often only the template's word for it
  return out;
}

}  // namespace demarche
