#include <fmt/format.h>
#include <time.h>

#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/utf8.h"
#include "capture/html.h"
#include "clean/clean.h"
#include "clean/page_gold.h"
#include "clean/page_score.h"
#include "eval.h"
#include "language/conllu.h"

namespace demarche::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  fs::path file;
  fs::path predictions;
  size_t errors = 0;
  bool no_url = false;
};

/// What came out of one page.
struct Answer {
  std::string text;
  Article article;
  std::string problem;  ///< why there is no text
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Result<std::string> page_bytes(const gold::GoldPage& page, const fs::path& gold) {
  if (trim(page.html).starts_with('<')) return page.html;
  return read_file(gold.parent_path() / page.html);
}

Answer extract(const gold::GoldPage& page, std::string bytes, bool no_url, const Cleaner& cleaner) {
  Member member;
  member.name = page.id;
  member.id = page.id;
  if (!no_url) member.url = page.url;
  Answer out;
  const Result<Capture> capture = read_html(std::move(bytes), member, {});
  if (!capture) {
    out.problem = capture.error().message;
    return out;
  }
  out.article = cleaner.clean(*capture);
  out.text = gold::body_text(out.article, capture->text);
  return out;
}

void count(gold::FieldScore& score, const std::string& ours, const std::string& gold, bool right) {
  score.answered += !ours.empty();
  if (gold.empty()) {
    score.unasked += !ours.empty();
  } else {
    ++score.gold;
    score.right += right;
  }
}

std::string field_line(const char* name, const gold::FieldScore& score) {
  const auto share = [](size_t a, size_t b) { return b == 0 ? 0 : static_cast<double>(a) / static_cast<double>(b); };
  return fmt::format("{:<6} right {:.3f} ({} of {} pages with gold); given on {} pages without gold\n", name,
                     share(score.right, score.gold), score.right, score.gold, score.unasked);
}

/// Everything counted over the pages of one run.
struct Tally {
  std::vector<gold::PageOverlap> overlaps;
  gold::FieldScore title, date;
  std::map<std::string, std::pair<size_t, size_t>> dates_by_source;  ///< right, answered where gold has one
  double seconds = 0;
  std::string predictions;
  std::string errors;
};

void take(const gold::GoldPage& page, const Answer& answer, const Options& options, Tally& tally) {
  tally.overlaps.push_back(gold::compare_texts(page.id, answer.text, page.text));
  const std::string date = answer.article.published.text();
  const bool title_right = gold::same_title(answer.article.title, page.title);
  count(tally.title, answer.article.title, page.title, title_right);
  count(tally.date, date, page.date, date == page.date);
  if (!page.date.empty() && !date.empty()) {
    auto& [right, all] = tally.dates_by_source[answer.article.published_how];
    right += date == page.date;
    ++all;
  }
  if (options.errors > 0) {
    if (!title_right && !page.title.empty())
      tally.errors += fmt::format("{}  title \"{}\", gold \"{}\"\n", page.id, answer.article.title, page.title);
    if (!page.date.empty() && date != page.date)
      tally.errors += fmt::format("{}  date {} ({}), gold {}\n", page.id, date.empty() ? "none" : date,
                                  answer.article.published_how, page.date);
    if (!answer.problem.empty()) tally.errors += fmt::format("{}  {}\n", page.id, answer.problem);
  }
  if (options.predictions.empty()) return;
  const nlohmann::ordered_json row = {
      {"id", page.id}, {"text", answer.text}, {"title", answer.article.title}, {"date", date}};
  tally.predictions += row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string table(const Tally& tally, size_t errors) {
  std::string out = gold::page_score_lines(gold::mean_of(tally.overlaps));
  out += field_line("title", tally.title) + field_line("date", tally.date);
  for (const auto& [how, counts] : tally.dates_by_source)
    out += fmt::format("       by {:<9} {:4} of {:4} right\n", how, counts.first, counts.second);
  out += fmt::format("{:.0f} pages a CPU second, from the page's bytes to the article\n",
                     static_cast<double>(tally.overlaps.size()) / std::max(tally.seconds, 1e-9));
  for (const size_t worst : gold::worst_pages(tally.overlaps, errors)) {
    const gold::Overlap& words = tally.overlaps[worst].words;
    out += fmt::format("{}  F1 {:.3f}  precision {:.3f}  recall {:.3f}\n", tally.overlaps[worst].id, words.f1(),
                       words.precision, words.recall);
  }
  return out + tally.errors;
}

void run(const Options& options, Session& session) {
  const auto input_error = [&](const Error& error) {
    const int code = Session::exit_for(error.code);
    session.fail(error, code == kData ? kInput : code);
  };
  const auto lines = read_plain_or_zst(options.file);
  if (!lines) return input_error(lines.error());
  const auto pages = gold::read_gold_pages(*lines, options.file.string());
  if (!pages) return input_error(pages.error());
  const auto cleaner = Cleaner::load(session.data / "knowledge" / "clean");
  if (!cleaner) return session.fail(cleaner.error(), kData);
  Tally tally;
  for (const gold::GoldPage& page : *pages) {
    Result<std::string> bytes = page_bytes(page, options.file);
    if (!bytes) return input_error(bytes.error());
    const double before = cpu_seconds();
    const Answer answer = extract(page, std::move(*bytes), options.no_url, *cleaner);
    tally.seconds += cpu_seconds() - before;
    take(page, answer, options, tally);
  }
  const std::string out = table(tally, options.errors);
  if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size() || std::fflush(stdout) != 0)
    return session.fail({ErrorCode::not_writable, "standard output cannot be written.", ""}, kOutput);
  if (options.predictions.empty()) return;
  if (const auto written = write_file(options.predictions, tally.predictions); !written)
    session.fail(written.error(), kOutput);
}

}  // namespace

void add_eval_pages(CLI::App& eval, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* task = eval.add_subcommand("pages", "the article, its title and its date out of pages of HTML");
  task->add_option("file", options->file,
                   R"(gold, one page a JSON line {"id","html","text","title"?,"date"?,"url"?}, plain or .zst; html is )"
                   "the path of the page beside the file")
      ->required();
  task->add_option("--errors", options->errors, "list the N pages that agree least, and every wrong title and date")
      ->check(CLI::NonNegativeNumber);
  task->add_flag("--no-url", options->no_url, "do not tell the engine the pages' addresses");
  task->add_option("--predictions", options->predictions,
                   R"(write our answers here, {"id","text","title","date"} a line)");
  task->footer(
      "Words are runs of letters, numbers and underscores in lower case, compared as bags page by page; each page "
      "counts\n"
      "alike. Titles are left out of our text, as they are of gold.\n"
      "Example:\n  demarche eval pages gold.jsonl --predictions ours.jsonl");
  task->callback([options, &session] { run(*options, session); });
}

}  // namespace demarche::cli
