// Trains knowledge/clean/forest.txt: which lines of a flattened page belong to its article.
//
//   train_clean KNOWLEDGE/clean PAGES.jsonl FOLDER [--folds K] [--trees N M] [--depth D] [--rate R] [--lambda L]
//
// PAGES.jsonl: one page a line, {"id","lines":[text,...],"gold":"main text"}. With --folds K every page is scored by
// forests that saw none of its fold (a page's id decides its fold), in the whole cleaner; FOLDER then
// gets answers.jsonl, {"id","text"} a line, and the last fold's files. Without it all pages train, and FOLDER gets
// forest.txt and word_weights.txt. The shipped file was trained
// on the article pages of WCXB (Web Content Extraction Benchmark, development split, CC BY 4.0).
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/hash.h"
#include "clean/clean.h"
#include "clean/page_score.h"
#include "forests.h"

using namespace demarche;

namespace {

constexpr const char* kHead =
    "# Which lines of a flattened page belong to its article: two forests over the features of "
    "src/clean/features.cpp.\n"
    "# Format: docs/formats/clean.md. Made by tools/train_clean from the article pages of the development split of "
    "WCXB\n"
    "# (Web Content Extraction Benchmark), which is under CC BY 4.0; the numbers hold no text of it.\n";

constexpr const char* kWordsHead =
    "# What the words of a line say of it, in hundredths, by hash; src/clean/word_weights.h. Made and licensed as\n"
    "# forest.txt beside it.\n";

struct Options {
  std::string knowledge, pages, out;
  uint64_t folds = 0;
  ForestOptions forests;
};

bool read_options(int argc, char** argv, Options& out) {
  if (argc < 4) return false;
  out.knowledge = argv[1];
  out.pages = argv[2];
  out.out = argv[3];
  for (int i = 4; i < argc; ++i) {
    const std::string name = argv[i];
    const auto number = [&] { return ++i < argc ? std::atof(argv[i]) : 0; };
    if (name == "--folds") {
      out.folds = static_cast<uint64_t>(number());
    } else if (name == "--trees") {
      out.forests.first.trees = static_cast<int>(number());
      out.forests.second.trees = static_cast<int>(number());
    } else if (name == "--depth") {
      out.forests.first.depth = out.forests.second.depth = static_cast<uint32_t>(number());
    } else if (name == "--rate") {
      out.forests.first.rate = out.forests.second.rate = number();
    } else if (name == "--lambda") {
      out.forests.first.lambda = out.forests.second.lambda = number();
    } else {
      return false;
    }
  }
  return true;
}

Result<void> write_model(const std::filesystem::path& folder, const LineModel& model) {
  if (auto done = write_file(folder / "word_weights.txt", kWordsHead + write_word_weights(model.words)); !done)
    return done;
  return write_file(folder / "forest.txt", kHead + write_forests(model.forests, feature_names()));
}

/// The text of a page that the whole cleaner keeps as body; the title only where gold begins with it.
std::string cleaned(const Cleaner& cleaner, const Sheet& sheet) {
  Capture capture;
  capture.id = sheet.id;
  for (const std::string& line : sheet.lines) capture.text += line + "\n";
  return gold::body_text(cleaner.clean(capture), capture.text);
}

int cross_validate(const Options& options, const std::vector<Sheet>& sheets, const Cues& cues) {
  std::vector<gold::PageOverlap> whole, alone, labels;
  std::string answers;
  for (uint64_t fold = 0; fold < options.folds; ++fold) {
    std::vector<const Sheet*> training;
    for (const Sheet& sheet : sheets) {
      if (hash64(sheet.id) % options.folds != fold) training.push_back(&sheet);
    }
    const LineModel model = train_lines(training, cues, options.forests);
    if (const auto done = write_model(options.out, model); !done)
      return fmt::print(stderr, "{}\n", done.error().text()), 4;
    const Result<Cleaner> cleaner = Cleaner::load(options.knowledge, options.out);
    if (!cleaner) return fmt::print(stderr, "{}\n", cleaner.error().text()), 5;
    for (const Sheet& sheet : sheets) {
      if (hash64(sheet.id) % options.folds != fold) continue;
      const std::string ours = cleaned(*cleaner, sheet);
      whole.push_back(gold::compare_texts(sheet.id, ours, sheet.gold));
      alone.push_back(gold::compare_texts(sheet.id, kept_by_score(model, sheet, cues), sheet.gold));
      std::string best;
      for (size_t l = 0; l < sheet.lines.size(); ++l) best += sheet.body[l] ? sheet.lines[l] + "\n" : "";
      labels.push_back(gold::compare_texts(sheet.id, best, sheet.gold));
      answers += nlohmann::json({{"id", sheet.id}, {"text", ours}}).dump() + "\n";
    }
    fmt::print(stderr, "fold {}: so far {:.4f} whole, {:.4f} forests alone, {:.4f} with the labels themselves\n", fold,
               gold::mean_of(whole).f1, gold::mean_of(alone).f1, gold::mean_of(labels).f1);
  }
  fmt::print("the whole cleaner: {}forests alone: {}the labels themselves: {}",
             gold::page_score_lines(gold::mean_of(whole)), gold::page_score_lines(gold::mean_of(alone)),
             gold::page_score_lines(gold::mean_of(labels)));
  return write_file(std::filesystem::path(options.out) / "answers.jsonl", answers) ? 0 : 4;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  options.forests.first.trees = 140;
  options.forests.second.trees = 100;
  options.forests.first.rate = options.forests.second.rate = 0.08;
  if (!read_options(argc, argv, options)) {
    fmt::print(stderr, "usage: train_clean KNOWLEDGE/clean PAGES.jsonl FOLDER [--folds K] [--trees N M] ...\n");
    return 2;
  }
  const Result<Cues> cues = Cues::load(options.knowledge);
  if (!cues) return fmt::print(stderr, "{}\n", cues.error().text()), 5;
  const std::vector<Sheet> sheets = read_sheets(options.pages);
  if (options.folds > 1) return cross_validate(options, sheets, *cues);
  std::vector<const Sheet*> all;
  for (const Sheet& sheet : sheets) all.push_back(&sheet);
  const auto done = write_model(options.out, train_lines(all, *cues, options.forests));
  return done ? 0 : (fmt::print(stderr, "{}\n", done.error().text()), 4);
}
