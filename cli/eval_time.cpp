#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/file.h"
#include "base/utf8.h"
#include "eval.h"
#include "language/analyzer.h"
#include "language/conllu.h"
#include "mention/time_score.h"
#include "mention/times.h"
#include "model_folder.h"

namespace demarche::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<fs::path> files;
  fs::path predictions;
  size_t errors = 0;
};

/// Every line of the text is a paragraph.
Article article_of(const gold::GoldTimes& gold) {
  Article out;
  out.doc = gold.id;
  out.id = gold.id;
  out.published = gold.published;
  for (size_t begin = 0; begin < gold.text.size();) {
    const size_t end = std::min(gold.text.find('\n', begin), gold.text.size());
    if (const std::string_view line = trim(std::string_view(gold.text).substr(begin, end - begin)); !line.empty()) {
      const auto at = static_cast<uint32_t>(line.data() - gold.text.data());
      out.body.push_back({{at, at + static_cast<uint32_t>(line.size())}, BlockKind::paragraph});
    }
    begin = end + 1;
  }
  return out;
}

/// The files themselves; of a folder its *.txt and *.jsonl by name.
std::vector<fs::path> files_of(const std::vector<fs::path>& given) {
  std::vector<fs::path> out;
  for (const fs::path& path : given) {
    std::error_code code;
    if (!fs::is_directory(path, code)) {
      out.push_back(path);
      continue;
    }
    std::vector<fs::path> inside;
    for (const auto& entry : fs::directory_iterator(path, code)) {
      if (entry.path().extension() == ".txt" || entry.path().extension() == ".jsonl") inside.push_back(entry.path());
    }
    std::sort(inside.begin(), inside.end());
    out.insert(out.end(), inside.begin(), inside.end());
  }
  return out;
}

Result<std::vector<gold::GoldTimes>> read_all(const std::vector<fs::path>& files) {
  std::vector<gold::GoldTimes> out;
  for (const fs::path& file : files) {
    const auto bytes = read_plain_or_zst(file);
    if (!bytes) return bytes.error();
    auto read = gold::read_gold_times(*bytes, file.string());
    if (!read) return read.error();
    out.insert(out.end(), std::make_move_iterator(read->begin()), std::make_move_iterator(read->end()));
  }
  return out;
}

void run(const Options& options, Session& session) {
  const auto model = LanguageModel::load(model_folder(session, ""));
  if (!model) return session.fail(model.error(), kData);
  const auto golds = read_all(files_of(options.files));
  if (!golds) {
    const int code = Session::exit_for(golds.error().code);
    return session.fail(golds.error(), code == kData ? kInput : code);
  }
  Analyzer analyzer(*model);
  gold::TimeScore score;
  std::string predictions;
  for (const gold::GoldTimes& one : *golds) {
    Capture capture;
    capture.id = one.id;
    capture.text = one.text;
    const Article article = article_of(one);
    const Parse parse = analyzer.parse(capture, article);
    const std::vector<TimeExpression> found = find_times(article, parse);
    if (!options.predictions.empty()) predictions += gold::time_prediction_line(one, found);
    gold::score_times(one, found, score);
  }
  std::string page = gold::time_score_lines(score);
  for (size_t i = 0; i < std::min(options.errors, score.errors.size()); ++i) page += score.errors[i] + "\n";
  if (std::fwrite(page.data(), 1, page.size(), stdout) != page.size() || std::fflush(stdout) != 0)
    return session.fail({ErrorCode::not_writable, "standard output cannot be written.", ""}, kOutput);
  if (options.predictions.empty()) return;
  if (const auto written = write_file(options.predictions, predictions); !written)
    session.fail(written.error(), kOutput);
}

}  // namespace

void add_eval_time(CLI::App& eval, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* task = eval.add_subcommand("time", "time expressions against gold: extent, TIMEX3 type and value, days");
  task->add_option("file", options->files, "gold: JSON Lines or golden blocks, plain or .zst, or a folder of them")
      ->required();
  task->add_option("--errors", options->errors, "list the first N expressions that are missed, extra or differ")
      ->check(CLI::NonNegativeNumber);
  task->add_option("--predictions", options->predictions,
                   "write our expressions here, one text a line (docs/formats/time.md)");
  task->footer("Example:\n  demarche eval time tests/golden/timex --errors 20");
  task->callback([options, &session] { run(*options, session); });
}

}  // namespace demarche::cli
