#include "language/tree_parser.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr size_t kProjected = kPositions * kHidden;

size_t index(int i) { return static_cast<size_t>(i); }

/// Relations of words that might have been the root themselves. The root is what is left over, so it is as sure as
/// these are.
bool could_be_root(Relation relation) {
  switch (relation) {
    case Relation::ccomp:
    case Relation::conj:
    case Relation::parataxis:
    case Relation::advcl:
    case Relation::csubj:
    case Relation::appos:
    case Relation::list:
    case Relation::dep:
      return true;
    default:
      return false;
  }
}

}  // namespace

TreeParser::TreeParser(const PackedModel& model, InstructionSet set)
    : model_(model),
      kernels_(integer_kernels(set)),
      cache_(model, kernels_),
      state_(kMaxSentence * kWidth),
      active_((kMaxSentence + 2) * kWidth),
      change_(kMaxSentence * kWidth),
      projected_(kMaxSentence * kProjected),
      scores_(std::max(kMaxSentence * kMaxTags, kActions)) {}

void TreeParser::encode(const std::vector<std::string_view>& forms) {
  const size_t words = forms.size();
  for (size_t i = 0; i < words; ++i) std::copy_n(cache_.row(forms[i]), kWidth, &state_[i * kWidth]);
  std::fill_n(active_.begin(), kWidth, static_cast<uint8_t>(kActivationZero));
  std::fill_n(active_.begin() + static_cast<long>((words + 1) * kWidth), kWidth, static_cast<uint8_t>(kActivationZero));
  for (size_t l = 0; l < kLayers; ++l) {
    kernels_.quantise(state_.data(), model_.activation[l], &active_[kWidth], words * kWidth);
    // The window of word i begins at the row before it and is three rows long.
    kernels_.multiply(model_.layer[l], active_.data(), kWidth, words, change_.data());
    kernels_.add_rectified(state_.data(), change_.data(), words * kWidth);
  }
  kernels_.quantise(state_.data(), model_.activation[kLayers], &active_[kWidth], words * kWidth);
}

void TreeParser::tag(size_t words) {
  kernels_.multiply(model_.tag, &active_[kWidth], kWidth, words, scores_.data());
  for (size_t i = 0; i < words; ++i) {
    const size_t best = kernels_.top_two(&scores_[i * kMaxTags], kMaxTags).best;
    result_[i].tag = static_cast<uint8_t>(std::min(best, model_.tags.size() - 1));
  }
}

TopTwo TreeParser::best_action(const TransitionState& state) {
  const ParserView view = state.view();
  constexpr size_t kRows = 1 + kPositions + kChildren + kDistances;
  const int16_t* rows[kRows];
  size_t count = 0;
  rows[count++] = model_.hidden_bias;
  for (size_t k = 0; k < kPositions; ++k) {
    const int node = view.nodes[k];
    rows[count++] = node == 0              ? model_.edge + k * kHidden
                    : node == state.root() ? model_.edge + (kPositions + k) * kHidden
                                           : &projected_[index(node - 1) * kProjected + k * kHidden];
  }
  for (const int row : view.label_rows) rows[count++] = model_.label + index(row) * kHidden;
  for (const int row : view.distance_rows) rows[count++] = model_.distance + index(row) * kHidden;
  uint8_t hidden[kHidden];
  kernels_.hidden(rows, count, model_.hidden_activation, hidden);
  int16_t* scores = scores_.data();
  kernels_.multiply(model_.action, hidden, kHidden, 1, scores);
  constexpr int16_t kForbidden = -32768;
  if (!state.can_shift()) scores[kShiftColumn] = kForbidden;
  if (state.next() == state.root()) std::fill_n(scores + kLeftColumn, kMaxRelations, kForbidden);
  if (!state.can_right()) std::fill_n(scores + kRightColumn, kMaxRelations, kForbidden);
  TopTwo choice = kernels_.top_two(scores, kActions);
  const bool shift = choice.best == kShiftColumn, right = choice.best >= kRightColumn;
  const size_t relation = choice.best - (right ? kRightColumn : kLeftColumn);
  const bool allowed = shift   ? state.can_shift()
                       : right ? state.can_right() && relation < model_.relations.size()
                               : state.next() != state.root() && relation < model_.relations.size();
  // Only weights made to mislead get here; the tree must still be one.
  if (!allowed) choice = {state.can_right() ? kRightColumn : kShiftColumn, 0};
  return choice;
}

void TreeParser::attach(int node, int relation, int margin) {
  WordAnalysis& word = result_[index(node - 1)];
  word.relation = static_cast<uint8_t>(relation);
  word.margin = margin;
  word.confidence = model_.confidence[std::min(margin >> kMarginShift, 255)];
}

void TreeParser::build_tree(size_t words) {
  TransitionState& state = transitions_;
  state.start(static_cast<int>(words));
  while (!state.done()) {
    const int top = state.stack(0);
    if (state.stack_size() == 0) {
      state.shift();
      continue;
    }
    if (state.must_attach_root()) {
      attach(top, model_.root_relation, kSure);
      state.left(model_.root_relation);
      continue;
    }
    const TopTwo choice = best_action(state);
    if (choice.best == kShiftColumn) {
      state.shift();
      continue;
    }
    const bool left = choice.best < kRightColumn;
    const int relation = static_cast<int>(choice.best - (left ? kLeftColumn : kRightColumn));
    attach(top, relation, choice.margin);
    if (left) {
      state.left(relation);
    } else {
      state.right(relation);
    }
  }
  size_t root = 0;
  for (size_t i = 0; i < words; ++i) {
    const int head = state.head(static_cast<int>(i) + 1);
    result_[i].head = static_cast<int16_t>(head == state.root() ? -1 : head - 1);
    if (head == state.root()) root = i;
  }
  for (const WordAnalysis& word : result_) {
    if (word.head != static_cast<int16_t>(root) || !could_be_root(model_.relations[word.relation].first)) continue;
    result_[root].confidence = std::min(result_[root].confidence, word.confidence);
  }
}

const std::vector<WordAnalysis>& TreeParser::parse(const std::vector<std::string_view>& forms) {
  result_.assign(forms.size(), WordAnalysis{});
  encode(forms);
  kernels_.multiply(model_.position, &active_[kWidth], kWidth, forms.size(), projected_.data());
  tag(forms.size());
  build_tree(forms.size());
  return result_;
}

}  // namespace demarche
