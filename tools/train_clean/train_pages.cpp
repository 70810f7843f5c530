// Trains knowledge/clean/markup_forest.txt: which blocks of a page with markup belong to its article.
//
//   train_pages KNOWLEDGE/clean GOLD.jsonl OUT [--folds N] [--trees N] [--depth N] ...
//
// GOLD.jsonl: one page a line, {"id","html": path beside the file,"text": "main text"}. With --folds N nothing is
// written: pages are parted by the hash of their id, each part is scored by forests trained on the others, and the mean
// word F1 is printed for several thresholds. The shipped file was trained on the article pages of WCXB (Web Content
// Extraction Benchmark, development split, CC BY 4.0).
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "align.h"
#include "base/file.h"
#include "base/hash.h"
#include "boost.h"
#include "capture/html.h"
#include "clean/markup_features.h"
#include "clean/page_score.h"

using namespace demarche;

namespace {

struct Prepared {
  std::string id;
  std::string gold;
  Capture capture;
  Page page;
  std::vector<LineFacts> facts;
  FeatureMatrix matrix;
  std::vector<uint8_t> label;
  std::vector<float> weight;
  PageHead head;
  MarkupTree tree;

  MarkupView view(const MarkupNames& names) const { return {page, facts, *capture.markup, names, head, tree}; }
};

/// A block is the article's when most of its words take part in the alignment with gold.
void label(Prepared& out) {
  const Page gold = split_page(out.gold);
  std::vector<uint32_t> ours, theirs;
  for (const PageWord& word : out.page.words) ours.push_back(word.hash);
  for (const PageWord& word : gold.words) theirs.push_back(word.hash);
  const std::vector<uint8_t> aligned = aligned_words(ours, theirs);
  for (const PageLine& line : out.page.lines) {
    size_t hit = 0;
    for (uint32_t w = line.first_word; w < line.last_word; ++w) hit += aligned[w];
    out.label.push_back(line.words() > 0 && hit * 2 > line.words());
  }
}

bool prepare(const nlohmann::json& row, const std::filesystem::path& folder, const Cues& cues, const MarkupNames& names,
             Prepared& out) {
  out.id = row.at("id");
  out.gold = row.at("text");
  Result<std::string> bytes = read_file(folder / row.at("html").get<std::string>());
  if (!bytes) return false;
  Member member;
  member.name = out.id;
  Result<Capture> capture = read_html(std::move(*bytes), member, {});
  if (!capture) return false;
  out.capture = std::move(*capture);
  out.head = page_head(*out.capture.markup);
  std::vector<Span> spans;
  for (const MarkupBlock& block : out.capture.markup->blocks) spans.push_back(block.span);
  out.page = split_page(out.capture.text, spans);
  out.facts = line_facts(out.page, cues);
  out.tree = survey_markup(*out.capture.markup, out.page, out.facts, names);
  out.matrix = markup_matrix(out.view(names));
  label(out);
  float sum = 0;
  for (const PageLine& line : out.page.lines) {
    out.weight.push_back(0.5F + static_cast<float>(std::min<uint32_t>(line.words(), 80)) / 8);
    sum += out.weight.back();
  }
  for (float& one : out.weight) one *= 100 / sum;
  return true;
}

Samples gather(const std::vector<Prepared>& pages, const std::vector<size_t>& which) {
  Samples out;
  for (const size_t p : which) {
    out.width = pages[p].matrix.width;
    out.values.insert(out.values.end(), pages[p].matrix.values.begin(), pages[p].matrix.values.end());
    out.label.insert(out.label.end(), pages[p].label.begin(), pages[p].label.end());
    out.weight.insert(out.weight.end(), pages[p].weight.begin(), pages[p].weight.end());
  }
  return out;
}

std::vector<float> scores_of(const Forest& forest, const Prepared& page) {
  std::vector<float> out(page.label.size());
  for (size_t i = 0; i < out.size(); ++i) out[i] = forest.score(page.matrix.row(i));
  return out;
}

/// Both forests from some of the pages; the second one learns from scores that the first one gave to pages it was not
/// trained on.
std::vector<Forest> train(std::vector<Prepared>& pages, const std::vector<size_t>& which, const MarkupNames& names,
                          const BoostOptions& first, const BoostOptions& second) {
  const size_t width = first_markup_features(names);
  for (uint64_t half = 0; half < 2; ++half) {
    std::vector<size_t> seen;
    for (const size_t p : which) {
      if (hash64(pages[p].id, 3) % 2 != half) seen.push_back(p);
    }
    const Forest forest = boost(gather(pages, seen), width, first);
    for (const size_t p : which) {
      if (hash64(pages[p].id, 3) % 2 == half)
        add_markup_scores(pages[p].view(names), pages[p].matrix, scores_of(forest, pages[p]));
    }
  }
  const Samples samples = gather(pages, which);
  return {boost(samples, width, first), boost(samples, samples.width, second)};
}

std::string kept_text(const Prepared& page, const std::vector<float>& scores, float above) {
  std::string out;
  for (size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] > above) out += std::string(page.page.lines[i].span.in(page.capture.text)) + "\n";
  }
  return out;
}

double number(int argc, char** argv, const char* name, double otherwise) {
  for (int i = 4; i + 1 < argc; ++i) {
    if (std::strcmp(argv[i], name) == 0) return std::stod(argv[i + 1]);
  }
  return otherwise;
}

void cross_validate(std::vector<Prepared>& pages, uint64_t folds, const MarkupNames& names, const BoostOptions& first,
                    const BoostOptions& second, const char* out_path) {
  constexpr std::array kAbove = {-1.0F, -0.6F, -0.3F, 0.0F, 0.3F, 0.6F};
  std::array<std::vector<gold::PageOverlap>, kAbove.size()> results;
  std::vector<gold::PageOverlap> first_alone, labels;
  std::string predictions;
  for (uint64_t fold = 0; fold < folds; ++fold) {
    std::vector<size_t> seen, held;
    for (size_t p = 0; p < pages.size(); ++p) (hash64(pages[p].id, 5) % folds == fold ? held : seen).push_back(p);
    const std::vector<Forest> forests = train(pages, seen, names, first, second);
    for (const size_t p : held) {
      Prepared& page = pages[p];
      const std::vector<float> one = scores_of(forests[0], page);
      add_markup_scores(page.view(names), page.matrix, one);
      const std::vector<float> two = scores_of(forests[1], page);
      for (size_t k = 0; k < kAbove.size(); ++k)
        results[k].push_back(gold::compare_texts(page.id, kept_text(page, two, kAbove[k]), page.gold));
      first_alone.push_back(gold::compare_texts(page.id, kept_text(page, one, 0), page.gold));
      const std::vector<float> truth(page.label.begin(), page.label.end());
      labels.push_back(gold::compare_texts(page.id, kept_text(page, truth, 0.5F), page.gold));
      nlohmann::json row{{"id", page.id}, {"f1", results[3].back().words.f1()}, {"oracle", labels.back().words.f1()}};
      for (size_t i = 0; i < two.size(); ++i) {
        row["lines"].push_back({two[i], page.label[i], page.page.lines[i].span.in(page.capture.text)});
      }
      predictions += row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    }
    fmt::print("fold {}: {} held out\n", fold, held.size());
  }
  for (size_t k = 0; k < kAbove.size(); ++k) {
    const gold::PageMeans means = gold::mean_of(results[k]);
    fmt::print("above {:5.1f}: F1 {:.4f} P {:.4f} R {:.4f} shingles {:.4f}\n", kAbove[k], means.f1, means.precision,
               means.recall, means.shingle_f1);
  }
  fmt::print("first forest alone {:.4f}; with the labels themselves {:.4f}\n", gold::mean_of(first_alone).f1,
             gold::mean_of(labels).f1);
  if (std::strcmp(out_path, "-") != 0) (void)write_file(out_path, predictions);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: train_pages KNOWLEDGE/clean GOLD.jsonl OUT [--folds N]\n");
    return 2;
  }
  const std::filesystem::path knowledge = argv[1];
  const Result<Cues> cues = Cues::load(knowledge);
  const Result<MarkupNames> names = MarkupNames::load(knowledge / "names.txt");
  if (!cues || !names) return fmt::print(stderr, "{}\n", (!cues ? cues.error() : names.error()).text()), 3;
  std::ifstream in(argv[2]);
  std::vector<Prepared> pages;
  for (std::string line; std::getline(in, line);) {
    Prepared one;
    if (prepare(nlohmann::json::parse(line), std::filesystem::path(argv[2]).parent_path(), *cues, *names, one))
      pages.push_back(std::move(one));
  }
  for (Prepared& one : pages) one.page.text = one.capture.text;  // views moved with the pages
  BoostOptions first, second;
  first.trees = static_cast<int>(number(argc, argv, "--trees", 100));
  second.trees = static_cast<int>(number(argc, argv, "--trees2", first.trees));
  first.depth = second.depth = static_cast<uint32_t>(number(argc, argv, "--depth", 5));
  first.rate = second.rate = number(argc, argv, "--rate", 0.12);

  first.features = second.features = number(argc, argv, "--features", 0.4);
  first.lambda = second.lambda = number(argc, argv, "--lambda", 20);
  fmt::print(stderr, "{} pages\n", pages.size());
  if (const auto folds = static_cast<uint64_t>(number(argc, argv, "--folds", 0)); folds > 1) {
    cross_validate(pages, folds, *names, first, second, argv[3]);
    return 0;
  }
  std::vector<size_t> all(pages.size());
  for (size_t p = 0; p < pages.size(); ++p) all[p] = p;
  const std::vector<Forest> forests = train(pages, all, *names, first, second);
  const std::string head =
      "# Which blocks of a page with markup belong to its article: two forests over the features of\n"
      "# src/clean/markup_features.cpp. Format: docs/formats/clean.md. Made by tools/train_clean/train_pages from the\n"
      "# article pages of the development split of WCXB (Web Content Extraction Benchmark), which is under CC BY 4.0;\n"
      "# the numbers hold no text of it.\n";
  const Result<void> done = write_file(argv[3], head + write_forests(forests, markup_feature_names(*names)));
  return done ? 0 : (fmt::print(stderr, "{}\n", done.error().text()), 4);
}
