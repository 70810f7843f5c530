#include <fmt/format.h>

#include <cstdio>

#include "base/file.h"
#include "base/utf8.h"
#include "coding/quote_score.h"
#include "eval.h"
#include "language/conllu.h"
#include "pipeline/engine.h"

namespace demarche::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  fs::path file;
  fs::path predictions;
  size_t errors = 0;
};

/// The text as gold gives it: every line is a paragraph, nothing is furniture.
Article whole_text(const gold::GoldQuotes& gold) {
  Article out;
  out.doc = gold.id;
  out.id = gold.id;
  for (uint32_t begin = 0; begin < gold.text.size();) {
    const auto end = static_cast<uint32_t>(std::min(gold.text.find('\n', begin), gold.text.size()));
    const std::string_view line = trim(std::string_view(gold.text).substr(begin, end - begin));
    if (!line.empty()) {
      const auto at = static_cast<uint32_t>(line.data() - gold.text.data());
      out.body.push_back({{at, at + static_cast<uint32_t>(line.size())}, BlockKind::paragraph});
    }
    begin = end + 1;
  }
  return out;
}

void run(const Options& options, Session& session) {
  const auto input_error = [&](const Error& error) {
    const int code = Session::exit_for(error.code);
    session.fail(error, code == kData ? kInput : code);
  };
  const auto lines = read_plain_or_zst(options.file);
  if (!lines) return input_error(lines.error());
  const auto articles = gold::read_gold_quotes(*lines, options.file.string());
  if (!articles) return input_error(articles.error());
  auto engine = Engine::load({session.data, session.overlays, false});
  if (!engine) return session.fail(engine.error(), kData);
  Worker worker = engine->worker();
  gold::QuoteScore score;
  std::string predictions;
  for (const gold::GoldQuotes& article : *articles) {
    Capture capture;
    capture.id = article.id;
    capture.text = article.text;
    const CodedArticle coded = worker.code(capture, whole_text(article));
    const std::vector<gold::QuotedTurn> turns = gold::turns_of(coded.quotes);
    if (!options.predictions.empty()) predictions += gold::quote_prediction_line(article.id, turns);
    gold::score_quotes(article, turns, score);
  }
  const std::string page = gold::quote_score_lines(score) + gold::quote_error_lines(score, options.errors);
  if (std::fwrite(page.data(), 1, page.size(), stdout) != page.size() || std::fflush(stdout) != 0)
    return session.fail({ErrorCode::not_writable, "standard output cannot be written.", ""}, kOutput);
  if (options.predictions.empty()) return;
  if (const auto written = write_file(options.predictions, predictions); !written)
    session.fail(written.error(), kOutput);
}

}  // namespace

void add_eval_quotes(CLI::App& eval, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* task = eval.add_subcommand("quotes", "quotes of every kind against gold attributions");
  task->add_option("file", options->file, "gold, one article a JSON line, plain or .zst")->required();
  task->add_option("--errors", options->errors, "list the N greatest missed and extra attributions")
      ->check(CLI::NonNegativeNumber);
  task->add_option("--predictions", options->predictions,
                   "write our attributions here in gold's format, one article a line (docs/formats/command.md)");
  task->footer("Example:\n  demarche eval quotes attributions.jsonl --errors 20");
  task->callback([options, &session] { run(*options, session); });
}

}  // namespace demarche::cli
