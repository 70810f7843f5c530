#include <fmt/format.h>

#include <cstdio>
#include <ctime>

#include "base/file.h"
#include "eval.h"
#include "language/analyzer.h"
#include "language/evaluate.h"
#include "model_folder.h"

namespace demarche::cli {
namespace {

struct Options {
  std::string file;
  std::string predictions;
  std::string model;
};

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double share(size_t part, size_t all) {
  return all == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(all);
}

std::vector<Span> spans_of(const ConlluSentence& sentence) {
  std::vector<Span> out;
  for (const ConlluWord& word : sentence.words) out.push_back(word.text_span);
  return out;
}

void print(const TreeScores& trees, const RawScores& raw, double words_a_second) {
  fmt::print("gold tokens: {} words\n", trees.words);
  fmt::print("  UPOS {:.2f}  XPOS {:.2f}  lemma {:.2f}  UAS {:.2f}  LAS {:.2f}\n", share(trees.upos, trees.words),
             share(trees.xpos, trees.words), share(trees.lemma, trees.words), share(trees.heads, trees.words),
             share(trees.relations, trees.words));
  fmt::print("raw text, F1: words {:.2f}  sentences {:.2f}\n", 100 * raw.words.f1(), 100 * raw.sentences.f1());
  fmt::print("  UPOS {:.2f}  UAS {:.2f}  LAS {:.2f}\n", 100 * raw.upos.f1(), 100 * raw.heads.f1(),
             100 * raw.relations.f1());
  fmt::print("speed, raw text to trees: {:.0f} words per CPU second\n", words_a_second);
}

void run(const Options& options, Session& session) {
  const auto model = LanguageModel::load(model_folder(session, options.model));
  if (!model) return session.fail(model.error(), kData);
  const auto gold = read_conllu_file(options.file);
  if (!gold)
    return session.fail(gold.error(),
                        Session::exit_for(gold.error().code) == kData ? kInput : Session::exit_for(gold.error().code));
  Analyzer analyzer(*model);
  Parse owner;
  std::string predictions;
  for (const ConlluSentence& sentence : *gold) {
    owner.sentences.push_back(analyzer.parse_tokens(sentence.text, spans_of(sentence), owner));
    if (!options.predictions.empty()) write_conllu(owner.sentences.back(), sentence.text, predictions);
  }
  const RunningText text = running_text(*gold);
  const double start = cpu_seconds();
  const Parse answer = analyzer.parse(text.capture, text.article);
  const double seconds = std::max(1e-6, cpu_seconds() - start);
  size_t words = 0;
  for (const Sentence& sentence : answer.sentences) words += sentence.tokens.size();
  print(score_trees(*gold, owner.sentences), score_raw(text, answer), static_cast<double>(words) / seconds);
  if (options.predictions.empty()) return;
  if (const Result<void> written = write_file(options.predictions, predictions); !written)
    session.fail(written.error(), kOutput);
}

}  // namespace

void add_eval_parse(CLI::App& eval, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* task = eval.add_subcommand("parse", "tags and trees against CoNLL-U, on gold tokens and from raw text");
  task->add_option("file", options->file, "CoNLL-U, plain or .zst")->required();
  task->add_option("--predictions", options->predictions, "write the trees on gold tokens here, as CoNLL-U");
  task->add_option("--model", options->model, "folder of the language model");
  task->callback([options, &session] { run(*options, session); });
}

}  // namespace demarche::cli
