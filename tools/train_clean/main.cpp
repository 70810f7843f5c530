// Trains knowledge/clean/forest.txt: which lines of a flattened page belong to its article.
//
//   train_clean KNOWLEDGE/clean PAGES.jsonl OUT [--half]
//
// PAGES.jsonl: one page a line, {"id","lines":[text,...],"gold":"main text"}. With --half only pages whose id hashes to
// an even number train, and the others are scored (mean word-bag F1 over pages); without it all pages train. The
// shipped file was trained on the article pages of WCXB (Web Content Extraction Benchmark, development split, CC
// BY 4.0).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/file.h"
#include "base/hash.h"
#include "boost.h"
#include "clean/features.h"

using namespace demarche;

namespace {

struct Sheet {
  std::string id;
  std::vector<std::string> lines;
  std::vector<uint8_t> body;
  std::string gold;
};

uint64_t gram(const std::vector<PageWord>& words, size_t at, size_t size) {
  uint64_t key = size;
  for (size_t k = 0; k < size; ++k) key = (key ^ words[at + k].hash) * 0x100000001B3ull;
  return key;
}

/// A line is body when most of its runs of four words stand in the gold text; short lines count only between long ones.
void label(Sheet& sheet) {
  constexpr size_t kGram = 4;
  const Page gold = split_page(sheet.gold);
  std::unordered_set<uint64_t> grams;
  for (const size_t size : {size_t{1}, size_t{2}, size_t{3}}) {
    for (const PageLine& line : gold.lines) {
      if (line.words() == size) grams.insert(gram(gold.words, line.first_word, size));
    }
  }
  for (size_t i = 0; i + kGram <= gold.words.size(); ++i) grams.insert(gram(gold.words, i, kGram));
  sheet.body.assign(sheet.lines.size(), 0);
  size_t first = sheet.lines.size();
  size_t last = 0;
  std::vector<uint8_t> short_hit(sheet.lines.size(), 0);
  for (size_t l = 0; l < sheet.lines.size(); ++l) {
    const Page one = split_page(sheet.lines[l]);
    const size_t n = one.words.size();
    if (n < kGram) {
      short_hit[l] = n > 0 && grams.count(gram(one.words, 0, n));
      continue;
    }
    size_t hit = 0;
    for (size_t i = 0; i + kGram <= n; ++i) hit += grams.count(gram(one.words, i, kGram));
    const bool body = hit * 10 >= (n - kGram + 1) * 6;
    if (n < 10) {
      short_hit[l] = body;
    } else if (body) {
      sheet.body[l] = 1;
      first = std::min(first, l);
      last = l;
    }
  }
  for (size_t l = 0; l < sheet.lines.size(); ++l) {
    if (short_hit[l] && l + 3 >= first && l <= last + 3) sheet.body[l] = 1;
  }
}

/// Copies a part of a sheet: lines [first, last), only the body when asked.
Sheet part(const Sheet& sheet, size_t first, size_t last, bool body_only) {
  Sheet out;
  out.id = sheet.id;
  for (size_t l = first; l < last; ++l) {
    if (body_only && !sheet.body[l]) continue;
    out.lines.push_back(sheet.lines[l]);
    out.body.push_back(sheet.body[l]);
  }
  return out;
}

/// Headlines of other stories as they stand on the pages, one list a page.
std::vector<std::vector<std::string>> headline_lists(const std::vector<Sheet>& sheets, const Cues& cues) {
  std::vector<std::vector<std::string>> out;
  for (const Sheet& sheet : sheets) {
    std::vector<std::string> list;
    for (size_t l = 0; l < sheet.lines.size(); ++l) {
      const Page one = split_page(sheet.lines[l]);
      const LineFacts facts = line_facts(one, cues)[0];
      const bool repeated = !list.empty() && list.back() == sheet.lines[l];
      if (!sheet.body[l] && facts.headline_like && one.lines[0].words() >= 6 && one.lines[0].words() <= 20 &&
          !facts.cues.sure && !repeated) {
        list.push_back(sheet.lines[l]);
      }
    }
    if (list.size() < 4) continue;
    for (size_t l = 0; l < sheet.lines.size(); ++l) {
      const LineFacts facts = line_facts(split_page(sheet.lines[l]), cues)[0];
      if (!facts.cues.opens || facts.cues.reason != Reason::related_headlines) continue;
      list.insert(list.begin(), sheet.lines[l]);  // the words that announce the list
      break;
    }
    out.push_back(std::move(list));
  }
  return out;
}

void insert(Sheet& sheet, size_t at, const std::vector<std::string>& lines, size_t first, size_t count) {
  for (size_t k = 0; k < count && first + k < lines.size(); ++k, ++at) {
    sheet.lines.insert(sheet.lines.begin() + static_cast<std::ptrdiff_t>(at), lines[first + k]);
    sheet.body.insert(sheet.body.begin() + static_cast<std::ptrdiff_t>(at), 0);
  }
}

/// The page as it is; cut close around the article as other extractors leave it; the article alone; and the article
/// with headlines of another page put behind it or into it.
std::vector<std::pair<Sheet, float>> variants(const Sheet& sheet,
                                              const std::vector<std::vector<std::string>>& headlines) {
  std::vector<std::pair<Sheet, float>> out{{sheet, 1.0F}};
  const auto first = std::find(sheet.body.begin(), sheet.body.end(), 1);
  if (first == sheet.body.end()) return out;
  const auto from = static_cast<size_t>(first - sheet.body.begin());
  size_t to = sheet.body.size();
  while (!sheet.body[to - 1]) --to;
  const uint64_t dice = hash64(sheet.id, 7);
  const size_t before = dice % 7;
  const size_t after = dice / 7 % 31;
  out.emplace_back(part(sheet, from > before ? from - before : 0, std::min(to + after, sheet.lines.size()), false),
                   0.7F);
  const Sheet alone = part(sheet, from, to, true);
  out.emplace_back(alone, 0.4F);
  if (headlines.empty()) return out;
  const std::vector<std::string>& tail = headlines[hash64(sheet.id, 11) % headlines.size()];
  Sheet followed = alone;
  insert(followed, followed.lines.size(), tail, dice / 5 % 2, 2 + dice / 1000 % 20);
  out.emplace_back(std::move(followed), 0.4F);
  const std::vector<std::string>& middle = headlines[hash64(sheet.id, 13) % headlines.size()];
  Sheet mixed = alone;
  insert(mixed, 1 + dice / 31 % alone.lines.size(), middle, dice / 3 % 2, 1 + dice / 77 % 4);
  if (dice % 2) insert(mixed, mixed.lines.size(), tail, 1, 1 + dice / 100 % 6);
  out.emplace_back(std::move(mixed), 0.4F);
  return out;
}

struct Prepared {
  std::string text;
  FeatureMatrix matrix;
  std::vector<uint8_t> label;
  std::vector<float> weight;
};

Prepared prepare(const Sheet& sheet, float weight, const Cues& cues) {
  Prepared out;
  // A page's lines stand one by one; wrapped text is never joined here, or labels would not fit.
  Page page;
  for (const std::string& line : sheet.lines) out.text += line + "\n";
  page = split_page(out.text);
  if (page.lines.size() != sheet.lines.size()) return {};
  const std::vector<LineFacts> facts = line_facts(page, cues);
  out.matrix = feature_matrix(page, facts);
  out.label = sheet.body;
  float sum = 0;
  for (const PageLine& line : page.lines) {
    out.weight.push_back(1 + static_cast<float>(std::min<uint32_t>(line.words(), 60)) / 8);
    sum += out.weight.back();
  }
  for (float& one : out.weight) one *= 100 * weight / sum;
  return out;
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

std::vector<float> scores_of(const Forest& forest, const FeatureMatrix& matrix, size_t lines) {
  std::vector<float> out(lines);
  for (size_t i = 0; i < lines; ++i) out[i] = forest.score(matrix.row(i));
  return out;
}

double bag_f1(const std::string& ours, const std::string& gold) {
  std::unordered_map<uint32_t, int> bag;
  const Page a = split_page(ours);
  const Page b = split_page(gold);
  for (const PageWord& word : b.words) ++bag[word.hash];
  size_t common = 0;
  for (const PageWord& word : a.words) {
    if (bag[word.hash]-- > 0) ++common;
  }
  const double all = static_cast<double>(a.words.size() + b.words.size());
  return all == 0 ? 1 : 2.0 * static_cast<double>(common) / all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return fmt::print(stderr, "usage: train_clean KNOWLEDGE/clean PAGES.jsonl OUT [--half]\n"), 2;
  const bool half = argc > 4 && std::string(argv[4]) == "--half";
  const Result<Cues> cues = Cues::load(argv[1]);
  if (!cues) return fmt::print(stderr, "{}\n", cues.error().text()), 5;
  std::vector<Prepared> pages;
  std::vector<std::string> ids;
  std::vector<Sheet> held_out;
  std::vector<Sheet> training;
  std::ifstream in(argv[2]);
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json json = nlohmann::json::parse(line);
    Sheet sheet;
    sheet.id = json.at("id").get<std::string>();
    for (const auto& one : json.at("lines")) {
      std::string text = one.get<std::string>();
      std::replace(text.begin(), text.end(), '\r', ' ');
      if (!split_page(text).lines.empty()) sheet.lines.push_back(std::move(text));
    }
    sheet.gold = json.at("gold").get<std::string>();
    label(sheet);
    if (half && hash64(sheet.id) % 2) {
      held_out.push_back(std::move(sheet));
      continue;
    }
    training.push_back(std::move(sheet));
  }
  const std::vector<std::vector<std::string>> headlines = headline_lists(training, *cues);
  for (const Sheet& sheet : training) {
    for (const auto& [variant, weight] : variants(sheet, headlines)) {
      pages.push_back(prepare(variant, weight, *cues));
      ids.push_back(sheet.id);
    }
  }
  const size_t first_width = feature_names().size() - kSecondStageFeatures;
  BoostOptions first_options;
  first_options.trees = 140;
  first_options.rate = 0.08;
  BoostOptions second_options;
  second_options.trees = 100;
  second_options.rate = 0.08;
  // The second forest must see scores as they are on pages the first one never saw.
  for (uint64_t fold = 0; fold < 2; ++fold) {
    std::vector<size_t> train;
    for (size_t p = 0; p < pages.size(); ++p) {
      if (hash64(ids[p], 3) % 2 != fold) train.push_back(p);
    }
    const Forest forest = boost(gather(pages, train), first_width, first_options);
    for (size_t p = 0; p < pages.size(); ++p) {
      if (hash64(ids[p], 3) % 2 == fold)
        add_scores(pages[p].matrix, scores_of(forest, pages[p].matrix, pages[p].label.size()));
    }
    fmt::print(stderr, "fold {} done\n", fold);
  }
  std::vector<size_t> everything(pages.size());
  for (size_t p = 0; p < pages.size(); ++p) everything[p] = p;
  const Samples samples = gather(pages, everything);
  const std::vector<Forest> forests = {boost(samples, first_width, first_options),
                                       boost(samples, samples.width, second_options)};
  std::string head =
      "# Which lines of a flattened page belong to its article: two forests over the features of "
      "src/clean/features.cpp.\n"
      "# Format: docs/formats/clean.md. Made by tools/train_clean from the article pages of the development split of "
      "WCXB\n"
      "# (Web Content Extraction Benchmark), which is under CC BY 4.0; the numbers hold no text of it.\n";
  if (Result<void> done = write_file(argv[3], head + write_forests(forests, feature_names())); !done) {
    return fmt::print(stderr, "{}\n", done.error().text()), 4;
  }
  double sum = 0, oracle = 0, one = 0;
  for (const Sheet& sheet : held_out) {
    Prepared page = prepare(sheet, 1, *cues);
    const std::vector<float> s1 = scores_of(forests[0], page.matrix, page.label.size());
    add_scores(page.matrix, s1);
    const std::vector<float> s2 = scores_of(forests[1], page.matrix, page.label.size());
    std::string ours, best, stage1;
    for (size_t l = 0; l < sheet.lines.size(); ++l) {
      if (s1[l] > 0) stage1 += sheet.lines[l] + "\n";
      if (s2[l] > 0) ours += sheet.lines[l] + "\n";
      if (sheet.body[l]) best += sheet.lines[l] + "\n";
    }
    sum += bag_f1(ours, sheet.gold);
    one += bag_f1(stage1, sheet.gold);
    oracle += bag_f1(best, sheet.gold);
  }
  if (!held_out.empty()) {
    const auto n = static_cast<double>(held_out.size());
    fmt::print("{} held-out pages: word-bag F1 {:.4f}; first forest alone {:.4f}; with the labels themselves {:.4f}\n",
               held_out.size(), sum / n, one / n, oracle / n);
  }
  return 0;
}
