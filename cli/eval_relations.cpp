#include <fmt/format.h>

#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "eval.h"
#include "pipeline/engine.h"
#include "relation_file.h"

namespace demarche::cli {
namespace {

struct Options {
  std::string file;
  std::string predictions;
  std::string ids = "all";
  bool frames_only = false;
  bool errors = false;
};

/// Counts of one class.
struct Counts {
  size_t gold = 0, answered = 0, right = 0;
  double precision() const { return answered ? static_cast<double>(right) / static_cast<double>(answered) : 0; }
  double recall() const { return gold ? static_cast<double>(right) / static_cast<double>(gold) : 0; }
  double f1() const {
    return gold + answered ? 2.0 * static_cast<double>(right) / static_cast<double>(gold + answered) : 0;
  }
};

/// A table of gold against answers.
class Score {
 public:
  void add(const std::string& gold, const std::string& answer) {
    classes_[gold].gold += 1;
    if (!answer.empty()) classes_[answer].answered += 1;
    if (gold == answer) classes_[gold].right += 1;
    pairs_[{gold, answer}] += 1;
  }
  /// Mean F1 of the classes that occur in the gold.
  double macro_f1() const {
    double sum = 0;
    size_t count = 0;
    for (const auto& [name, counts] : classes_) {
      if (counts.gold == 0) continue;
      sum += counts.f1();
      ++count;
    }
    return count ? sum / static_cast<double>(count) : 0;
  }
  void print_classes() const {
    fmt::print("{:<11} {:>5} {:>9} {:>7} {:>6}\n", "class", "rows", "precision", "recall", "F1");
    for (const auto& [name, counts] : classes_)
      fmt::print("{:<11} {:>5} {:>9.3f} {:>7.3f} {:>6.3f}\n", name, counts.gold, counts.precision(), counts.recall(),
                 counts.f1());
  }
  void print_confusions(size_t fewest) const {
    std::vector<std::pair<size_t, std::string>> rows;
    for (const auto& [pair, count] : pairs_) {
      if (pair.first != pair.second && count >= fewest)
        rows.emplace_back(count, pair.first + " taken for " + (pair.second.empty() ? "nothing" : pair.second));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [count, text] : rows) fmt::print("{:>5} {}\n", count, text);
  }

 private:
  std::map<std::string, Counts> classes_;
  std::map<std::pair<std::string, std::string>, size_t> pairs_;
};

std::string quad_name(int quad) {
  static constexpr const char* kNames[] = {"", "verbal-cooperation", "material-cooperation", "verbal-conflict",
                                           "material-conflict"};
  return kNames[quad];
}

std::string pole_name(int quad) { return quad == 0 ? "" : quad <= 2 ? "cooperation" : "conflict"; }

bool wanted(const Options& options, const RelationRow& row) {
  if (options.ids == "all") return true;
  if (row.id.empty()) return false;
  return ((row.id.back() - '0') % 2 == 1) == (options.ids == "odd");
}

void run(const Options& options, Session& session) {
  auto rows = read_relations(options.file);
  if (!rows) return session.fail(rows.error(), kInput);
  auto engine = Engine::load({session.data, session.overlays, options.frames_only});
  if (!engine) return session.fail(engine.error(), kData);
  Worker worker = engine->worker();
  Score roots, quads, poles;
  std::string predictions;
  size_t count = 0, silent = 0;
  for (const RelationRow& row : *rows) {
    if (!wanted(options, row)) continue;
    const RelationAnswer answer = worker.relate(row.sentence, row.pair, {options.errors});
    const std::string root(answer.type ? relation_root(*answer.type) : std::string_view());
    ++count;
    silent += root.empty();
    roots.add(row.root, root);
    quads.add(quad_name(row.quad), quad_name(relation_quad(root)));
    poles.add(pole_name(row.quad), pole_name(relation_quad(root)));
    if (options.errors && root != row.root)
      fmt::print("{}: gold {}, answered {} by {}\n{}\n", row.id, row.root, root.empty() ? "nothing" : root,
                 answer.frame.empty() ? "no frame" : answer.frame, answer.trace);
    if (!options.predictions.empty()) {
      const nlohmann::ordered_json line{{"sentence_id", row.id},
                                        {"gold_root", row.root},
                                        {"root", root},
                                        {"frame", answer.frame},
                                        {"confidence", answer.confidence}};
      predictions += line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    }
  }
  fmt::print("{} relations{}, {} without an answer\n", count, options.frames_only ? ", frames only" : "", silent);
  fmt::print("macro F1: root {:.3f}  quad {:.3f}  binary {:.3f}\n\n", roots.macro_f1(), quads.macro_f1(),
             poles.macro_f1());
  roots.print_classes();
  fmt::print("\n");
  quads.print_classes();
  fmt::print("\nconfusions, two rows or more:\n");
  roots.print_confusions(2);
  if (options.predictions.empty()) return;
  if (const Result<void> written = write_file(options.predictions, predictions); !written)
    session.fail(written.error(), kOutput);
}

}  // namespace

void add_eval_relations(CLI::App& eval, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* task = eval.add_subcommand(
      "relations", "what the marked source did to the marked target: macro F1 over 15 roots, 4 quads, 2 poles");
  task->add_option("file", options->file,
                   "tab-separated, with a header: sentence, source, target, gold_root, gold_penta, marked_sentence")
      ->required();
  task->add_flag("--frames-only", options->frames_only, "leave the trained second opinion out");
  task->add_flag("--errors", options->errors, "print every wrong row with its tree and the acts that were read");
  task->add_option("--ids", options->ids, "rows with this kind of sentence_id only")
      ->check(CLI::IsMember({"all", "odd", "even"}));
  task->add_option("--predictions", options->predictions, "write the answers here, one JSON object a row");
  task->footer("Example:\n  demarche eval relations --errors relations.tsv | less");
  task->callback([options, &session] { run(*options, session); });
}

}  // namespace demarche::cli
