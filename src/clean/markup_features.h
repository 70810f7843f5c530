#pragma once

#include <span>
#include <string>
#include <vector>

#include "clean/features.h"
#include "clean/markup_names.h"
#include "clean/markup_tree.h"
#include "clean/page_head.h"
#include "record/markup.h"

namespace demarche {

/// What is known of the elements of a page, besides its lines. Blocks of the markup and lines of the page go together,
/// one to one, as far as there are lines.
struct MarkupView {
  const Page& page;
  const std::vector<LineFacts>& facts;
  const PageMarkup& markup;
  const MarkupNames& names;
  const PageHead& head;
  const MarkupTree& tree;
};

/// The features of each block: those of its line (features.h), then those of its place in the markup, then room for
/// what the second forest adds.
FeatureMatrix markup_matrix(const MarkupView& view);
/// Their names in order, for a file of forests over them.
std::vector<std::string> markup_feature_names(const MarkupNames& names);
/// How many features the first forest may ask.
size_t first_markup_features(const MarkupNames& names);
/// Fills the second forest's own features from the first one's scores.
void add_markup_scores(const MarkupView& view, FeatureMatrix& matrix, std::span<const float> scores);

}  // namespace demarche
