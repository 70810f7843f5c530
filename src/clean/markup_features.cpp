#include "clean/markup_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace demarche {
namespace {

constexpr float kFar = 40;  ///< levels; there is no such element around
constexpr size_t kSecond = 6;

/// Elements whose distance from a block is a feature.
constexpr std::array kAround = {
    Element::main,   Element::article, Element::section, Element::header,     Element::footer, Element::nav,
    Element::aside,  Element::form,    Element::dialog,  Element::details,    Element::ul,     Element::ol,
    Element::li,     Element::dl,      Element::table,   Element::blockquote, Element::figure, Element::figcaption,
    Element::button, Element::label,   Element::address, Element::pre,        Element::p};
constexpr std::array<const char*, 33> kPlain = {
    "heading_level",   "after_break",    "link_share",       "bold_share",    "links",          "depth",
    "siblings",        "parent_prose",   "parent_links",     "parent_blocks", "grand_prose",    "grand_links",
    "grand_blocks",    "great_prose",    "great_links",      "in_container",  "to_container",   "in_narrow",
    "to_narrow",       "from_container", "container_end",    "shape_count",   "shape_prose",    "shape_words",
    "shape_links",     "title_share",    "from_title",       "hidden_around", "headings_since", "body_share",
    "in_article_body", "in_description", "says_article_body"};
constexpr std::array<const char*, kSecond> kSecondNames = {"shape_score",     "parent_score", "grand_score",
                                                           "container_score", "shape_others", "same_text_score"};

/// What is known once of a page.
struct Survey {
  struct Shape {
    float blocks = 0;
    float prose = 0;
    float words = 0;
    float links = 0;
  };
  std::unordered_map<uint64_t, Shape> shapes;  ///< by block_shape
  std::unordered_set<uint32_t> title_words;
  std::unordered_set<uint64_t> body_runs;         ///< of kRun words of the linked data's article
  std::unordered_set<uint64_t> description_runs;  ///< the same of the page's description
  int32_t title_line = -1;
};

constexpr size_t kRun = 3;  ///< words

uint64_t run_at(const Page& page, size_t word) {
  uint64_t out = 0;
  for (size_t k = 0; k < kRun; ++k) out = (out ^ page.words[word + k].hash) * 0x100000001B3ull;
  return out;
}

std::unordered_set<uint64_t> runs_of(std::string_view text) {
  std::unordered_set<uint64_t> out;
  const Page page = split_page(text);
  for (size_t i = 0; i + kRun <= page.words.size(); ++i) out.insert(run_at(page, i));
  return out;
}

/// Share of the line's runs that stand in the set; 0 for lines that are too short.
float run_share(const Page& page, const PageLine& line, const std::unordered_set<uint64_t>& runs) {
  if (runs.empty() || line.words() < kRun) return 0;
  size_t known = 0;
  for (uint32_t w = line.first_word; w + kRun <= line.last_word; ++w) known += runs.count(run_at(page, w));
  return static_cast<float>(known) / static_cast<float>(line.words() - kRun + 1);
}

int heading_level(Element element) {
  return element >= Element::h1 && element <= Element::h6
             ? static_cast<int>(element) - static_cast<int>(Element::h1) + 1
             : 0;
}

float title_share(const MarkupView& view, const Survey& survey, size_t i) {
  const PageLine& line = view.page.lines[i];
  if (survey.title_words.empty() || line.words() == 0) return 0;
  size_t known = 0;
  for (uint32_t w = line.first_word; w < line.last_word; ++w)
    known += survey.title_words.count(view.page.words[w].hash);
  return static_cast<float>(known) / static_cast<float>(line.words());
}

/// The heading of level 1 or 2 that shares most words with the title; the last one wins.
void find_title(const MarkupView& view, Survey& survey) {
  const Page title = split_page(view.head.title);
  for (const PageWord& word : title.words) survey.title_words.insert(word.hash);
  float best = 0.5F;
  for (size_t i = 0; i < view.page.lines.size(); ++i) {
    const int level = heading_level(view.markup.nodes[view.markup.blocks[i].node].element);
    if (level == 0 || level > 2) continue;
    const auto words = static_cast<float>(std::min<uint32_t>(view.page.lines[i].words(), 12));
    const float value = title_share(view, survey, i) * (level == 1 ? 1.2F : 1.0F) + words / 30;
    if (value < best) continue;
    best = value;
    survey.title_line = static_cast<int32_t>(i);
  }
}

Survey survey_of(const MarkupView& view) {
  Survey out;
  for (size_t i = 0; i < view.page.lines.size(); ++i) {
    const MarkupBlock& block = view.markup.blocks[i];
    Survey::Shape& shape = out.shapes[view.tree.shape[block.node]];
    shape.blocks += 1;
    shape.prose += view.facts[i].prose;
    shape.words += static_cast<float>(std::min<uint32_t>(view.page.lines[i].words(), 200));
    shape.links += static_cast<float>(block.link_bytes) / static_cast<float>(block.span.size());
  }
  find_title(view, out);
  out.body_runs = runs_of(view.head.article_body);
  out.description_runs = runs_of(view.head.description);
  return out;
}

/// Levels from a block's element up to the first one that also holds `other`.
float levels_to(const PageMarkup& markup, uint32_t node, uint32_t other) {
  const MarkupNode& wanted = markup.nodes[other];
  float out = 0;
  while (
      node != other && node != 0 &&
      !(markup.nodes[node].first_block <= wanted.first_block && wanted.last_block <= markup.nodes[node].last_block)) {
    node = markup.nodes[node].parent;
    ++out;
  }
  return std::min(out, kFar);
}

class Writer {
 public:
  Writer(const MarkupView& view, const Survey& survey) : view_(view), survey_(survey) {
    const MarkupTree::Sums& all = view.tree.before.back();
    all_prose_ = std::max(1.0F, all.prose);
  }

  void row(size_t i, float* out) {
    out_ = out;
    plain(i);
    around(i);
  }

 private:
  void put(float value) { *out_++ = value; }
  void plain(size_t i);
  void around(size_t i);
  void sums(uint32_t node, bool blocks) {
    const MarkupTree::Sums sums = view_.tree.of(view_.markup.nodes[node]);
    put(sums.prose / all_prose_);
    put(sums.links / std::max(1.0F, sums.bytes));
    if (blocks) put(std::min(sums.blocks, 300.0F));
  }

  const MarkupView& view_;
  const Survey& survey_;
  float all_prose_ = 1;
  float* out_ = nullptr;
  size_t headings_ = 0;
};

void Writer::plain(size_t i) {
  const PageMarkup& markup = view_.markup;
  const MarkupBlock& block = markup.blocks[i];
  const MarkupNode& node = markup.nodes[block.node];
  const auto size = static_cast<float>(block.span.size());
  const MarkupTree& tree = view_.tree;
  put(static_cast<float>(heading_level(node.element)));
  put(block.after_break ? 1.0F : 0.0F);
  put(static_cast<float>(block.link_bytes) / size);
  put(static_cast<float>(block.bold_bytes) / size);
  put(static_cast<float>(std::min<uint32_t>(block.links, 20)));
  put(static_cast<float>(std::min<uint32_t>(node.depth, 60)));
  put(static_cast<float>(std::min<uint32_t>(markup.nodes[node.parent].children, 100)));
  const uint32_t grand = markup.nodes[node.parent].parent;
  sums(node.parent, true);
  sums(grand, true);
  sums(markup.nodes[grand].parent, false);
  for (const uint32_t wanted : {tree.container, tree.narrow}) {
    const MarkupNode& other = markup.nodes[wanted];
    put(other.first_block <= i && i < other.last_block ? 1.0F : 0.0F);
    put(levels_to(markup, block.node, wanted));
  }
  const MarkupNode& container = markup.nodes[tree.narrow];
  put(std::clamp(static_cast<float>(i) - static_cast<float>(container.first_block), -100.0F, 100.0F));
  put(std::clamp(static_cast<float>(container.last_block) - static_cast<float>(i), -100.0F, 100.0F));
  const Survey::Shape& shape = survey_.shapes.at(tree.shape[block.node]);
  put(std::min(shape.blocks, 100.0F));
  put(shape.prose / shape.blocks);
  put(shape.words / shape.blocks);
  put(shape.links / shape.blocks);
  put(title_share(view_, survey_, i));
  put(survey_.title_line < 0
          ? -200.0F
          : std::clamp(static_cast<float>(i) - static_cast<float>(survey_.title_line), -100.0F, 200.0F));
  float hidden = kFar;
  uint32_t at = block.node;
  for (float level = 0; at != 0 && level < kFar; ++level, at = markup.nodes[at].parent) {
    if (markup.nodes[at].hidden) hidden = std::min(hidden, level);
  }
  put(hidden);
  put(static_cast<float>(std::min<size_t>(headings_, 30)));
  if (heading_level(node.element) > 0 && node.first_block == i) ++headings_;
  put(tree.before[i].prose / all_prose_);
  put(run_share(view_.page, view_.page.lines[i], survey_.body_runs));
  put(run_share(view_.page, view_.page.lines[i], survey_.description_runs));
  put(survey_.body_runs.empty() ? 0.0F : 1.0F);
}

void Writer::around(size_t i) {
  const PageMarkup& markup = view_.markup;
  std::array<float, kAround.size()> elements;
  elements.fill(kFar);
  std::array<float, MarkupNames::kMostCategories> categories;
  categories.fill(kFar);
  const size_t count = view_.names.category_names().size();
  const std::string_view inner = markup.blocks[i].names.in(markup.names);
  uint32_t bits = inner.empty() ? 0 : view_.names.categories(inner);
  for (size_t c = 0; c < count; ++c) {
    if (bits >> c & 1) categories[c] = 0;
  }
  uint32_t at = markup.blocks[i].node;
  for (float level = 1; at != 0 && level < kFar; ++level, at = markup.nodes[at].parent) {
    const MarkupNode& node = markup.nodes[at];
    for (size_t e = 0; e < kAround.size(); ++e) {
      if (node.element == kAround[e]) elements[e] = std::min(elements[e], level);
    }
    bits = view_.tree.categories[at];
    for (size_t c = 0; bits != 0; ++c, bits >>= 1) {
      if (bits & 1) categories[c] = std::min(categories[c], level);
    }
  }
  for (const float one : elements) put(one);
  for (size_t c = 0; c < count; ++c) put(categories[c]);
}

size_t line_features() { return feature_names().size() - kSecondStageFeatures; }

/// From any log-odds to (-1, 1); no exponential, whose last bit differs between machines.
float squash(float score) { return score / (1 + std::fabs(score)); }

}  // namespace

std::vector<std::string> markup_feature_names(const MarkupNames& names) {
  const std::vector<std::string>& lines = feature_names();
  std::vector<std::string> out(lines.begin(), lines.end() - kSecondStageFeatures);
  out.insert(out.end(), kPlain.begin(), kPlain.end());
  for (const Element element : kAround) out.push_back(std::string("in_") + to_string(element));
  for (const std::string& category : names.category_names()) out.push_back("named_" + category);
  out.insert(out.end(), kSecondNames.begin(), kSecondNames.end());
  out.insert(out.end(), lines.end() - kSecondStageFeatures, lines.end());
  return out;
}

size_t first_markup_features(const MarkupNames& names) {
  return line_features() + kPlain.size() + kAround.size() + names.category_names().size();
}

FeatureMatrix markup_matrix(const MarkupView& view) {
  FeatureMatrix lines = feature_matrix(view.page, view.facts);
  FeatureMatrix out;
  out.stems = std::move(lines.stems);
  out.first_stem = std::move(lines.first_stem);
  out.width = first_markup_features(view.names) + kSecond + kSecondStageFeatures;
  out.values.assign(out.width * view.page.lines.size(), 0);
  const Survey survey = survey_of(view);
  Writer writer(view, survey);
  for (size_t i = 0; i < view.page.lines.size(); ++i) {
    const std::span<const float> line = lines.row(i);
    std::copy_n(line.begin(), line_features(), out.row(i).begin());
    writer.row(i, out.row(i).data() + line_features());
  }
  return out;
}

void add_markup_scores(const MarkupView& view, FeatureMatrix& matrix, std::span<const float> scores) {
  const MarkupTree& tree = view.tree;
  const size_t n = scores.size();
  std::vector<float> sum(n + 1, 0);
  struct Mean {
    float sum = 0;
    float count = 0;
    float value() const { return count > 0 ? sum / count : -1.5F; }
  };
  std::unordered_map<uint64_t, Mean> shapes;
  std::unordered_map<uint64_t, Mean> texts;
  for (size_t i = 0; i < n; ++i) {
    const float score = squash(scores[i]);
    sum[i + 1] = sum[i] + score;
    Mean& shape = shapes[tree.shape[view.markup.blocks[i].node]];
    shape.sum += score;
    ++shape.count;
    Mean& text = texts[view.facts[i].key];
    text.sum += score;
    ++text.count;
  }
  const auto mean_of = [&](const MarkupNode& node) {
    const size_t first = std::min<size_t>(node.first_block, n);
    const size_t last = std::min<size_t>(node.last_block, n);
    return last > first ? (sum[last] - sum[first]) / static_cast<float>(last - first) : -1.5F;
  };
  for (size_t i = 0; i < n; ++i) {
    const float score = squash(scores[i]);
    const auto& nodes = view.markup.nodes;
    const MarkupNode& node = nodes[view.markup.blocks[i].node];
    const auto others = [&](Mean mean) { return Mean{mean.sum - score, mean.count - 1}.value(); };
    const Mean& shape = shapes[tree.shape[view.markup.blocks[i].node]];
    float* out = matrix.row(i).data() + matrix.width - kSecondStageFeatures - kSecond;
    *out++ = shape.value();
    *out++ = mean_of(nodes[node.parent]);
    *out++ = mean_of(nodes[nodes[node.parent].parent]);
    *out++ = mean_of(nodes[tree.narrow]);
    *out++ = others(shape);
    *out++ = others(texts[view.facts[i].key]);
  }
  add_scores(matrix, scores);
}

}  // namespace demarche
