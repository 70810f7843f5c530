#include "forests.h"

#include <algorithm>

#include "base/hash.h"
#include "words.h"

namespace demarche {
namespace {

struct Prepared {
  std::string id;
  std::string text;
  FeatureMatrix matrix;
  std::vector<uint8_t> label;
  std::vector<float> weight;
};

Prepared prepare(const Sheet& sheet, float weight, const Cues& cues, const WordWeights& words) {
  Prepared out;
  out.id = sheet.id;
  // A page's lines stand one by one; wrapped text is never joined here, or labels would not fit.
  for (const std::string& line : sheet.lines) out.text += line + "\n";
  const Page page = split_page(out.text);
  if (page.lines.size() != sheet.lines.size()) return {};
  out.matrix = feature_matrix(page, line_facts(page, cues), &words);
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
  size_t rows = 0;
  for (const size_t p : which) rows += pages[p].label.size();
  out.values.reserve(rows * feature_names().size());
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

}  // namespace

LineModel train_lines(const std::vector<const Sheet*>& sheets, const Cues& cues, const ForestOptions& options) {
  std::vector<std::vector<std::string>> headlines;
  {
    std::vector<Sheet> copies;
    for (const Sheet* sheet : sheets) copies.push_back(*sheet);
    headlines = headline_lists(copies, cues);
  }
  // Each stage must see what the one before says of pages that it never saw.
  constexpr uint64_t kWordFolds = 4;
  std::vector<WordWeights> words;
  for (uint64_t fold = 0; fold < kWordFolds; ++fold) {
    std::vector<const Sheet*> others;
    for (const Sheet* sheet : sheets) {
      if (hash64(sheet->id, 5) % kWordFolds != fold) others.push_back(sheet);
    }
    words.push_back(train_words(others));
  }
  std::vector<Prepared> pages;
  for (const Sheet* sheet : sheets) {
    const WordWeights& unseen = words[hash64(sheet->id, 5) % kWordFolds];
    for (const auto& [variant, weight] : variants(*sheet, headlines))
      pages.push_back(prepare(variant, weight, cues, unseen));
  }
  const size_t first_width = feature_names().size() - kSecondStageFeatures;
  for (uint64_t fold = 0; fold < 2; ++fold) {
    std::vector<size_t> train;
    for (size_t p = 0; p < pages.size(); ++p) {
      if (hash64(pages[p].id, 3) % 2 != fold) train.push_back(p);
    }
    const Forest forest = boost(gather(pages, train), first_width, options.first);
    for (Prepared& page : pages) {
      if (hash64(page.id, 3) % 2 == fold) add_scores(page.matrix, scores_of(forest, page.matrix, page.label.size()));
    }
  }
  std::vector<size_t> everything(pages.size());
  for (size_t p = 0; p < pages.size(); ++p) everything[p] = p;
  const Samples samples = gather(pages, everything);
  return {train_words(sheets),
          {boost(samples, first_width, options.first), boost(samples, samples.width, options.second)}};
}

std::string kept_by_score(const LineModel& model, const Sheet& sheet, const Cues& cues) {
  Prepared page = prepare(sheet, 1, cues, model.words);
  if (page.label.empty()) return "";
  add_scores(page.matrix, scores_of(model.forests[0], page.matrix, page.label.size()));
  const std::vector<float> scores = scores_of(model.forests[1], page.matrix, page.label.size());
  std::string out;
  for (size_t l = 0; l < sheet.lines.size(); ++l) {
    if (scores[l] > 0) out += sheet.lines[l] + "\n";
  }
  return out;
}

}  // namespace demarche
