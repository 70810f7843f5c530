#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "clean/clean.h"
#include "clean/flat_gold.h"
#include "clean/page_score.h"
#include "eval.h"
#include "language/conllu.h"

namespace demarche::cli {
namespace {

namespace fs = std::filesystem;

constexpr size_t kErrorLines = 12;  ///< of each kind that --errors shows of a page

struct Options {
  fs::path file;
  fs::path predictions;
  size_t errors = 0;
};

void run(const Options& options, Session& session) {
  const auto input_error = [&](const Error& error) {
    const int code = Session::exit_for(error.code);
    session.fail(error, code == kData ? kInput : code);
  };
  const auto lines = read_plain_or_zst(options.file);
  if (!lines) return input_error(lines.error());
  const auto pages = gold::read_flat_pages(*lines, options.file.string());
  if (!pages) return input_error(pages.error());
  const auto cleaner = Cleaner::load(session.data / "knowledge" / "clean");
  if (!cleaner) return session.fail(cleaner.error(), kData);
  std::vector<gold::PageOverlap> overlaps;
  std::vector<std::string> ours;
  std::string predictions;
  for (const gold::FlatPage& page : *pages) {
    Capture capture;
    capture.id = page.id;
    capture.text = page.text;
    ours.push_back(gold::body_text(cleaner->clean(capture), capture.text));
    overlaps.push_back(gold::compare_texts(page.id, ours.back(), page.gold));
    if (options.predictions.empty()) continue;
    const nlohmann::ordered_json row = {{"id", page.id}, {"text", ours.back()}};
    predictions += row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  std::string out = gold::page_score_lines(gold::mean_of(overlaps));
  for (const size_t worst : gold::worst_pages(overlaps, options.errors)) {
    const gold::Overlap& words = overlaps[worst].words;
    out += fmt::format("\n{}  F1 {:.3f}  precision {:.3f}  recall {:.3f}  (- lost, + wrongly kept)\n",
                       overlaps[worst].id, words.f1(), words.precision, words.recall);
    out += gold::flat_error_lines((*pages)[worst], ours[worst], kErrorLines);
  }
  if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size() || std::fflush(stdout) != 0)
    return session.fail({ErrorCode::not_writable, "standard output cannot be written.", ""}, kOutput);
  if (options.predictions.empty()) return;
  if (const auto written = write_file(options.predictions, predictions); !written)
    session.fail(written.error(), kOutput);
}

}  // namespace

void add_eval_flat(CLI::App& eval, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* task = eval.add_subcommand("flat", "the article's own text out of flattened pages");
  task->add_option("file", options->file, R"(gold, one page a JSON line {"id","lines":[...],"gold"}, plain or .zst)")
      ->required();
  task->add_option("--errors", options->errors,
                   "list the N pages that agree least, with what was lost and wrongly kept")
      ->check(CLI::NonNegativeNumber);
  task->add_option("--predictions", options->predictions, R"(write our texts here, {"id","text"} a line)");
  task->footer(
      "Words are runs of letters, numbers and underscores in lower case, compared as bags page by page; each page "
      "counts\n"
      "alike. Titles are left out of our text, as they are of gold.\n"
      "Example:\n  demarche eval flat pages.jsonl.zst --errors 20");
  task->callback([options, &session] { run(*options, session); });
}

}  // namespace demarche::cli
