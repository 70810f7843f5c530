#pragma once

#include <span>
#include <vector>

#include "clean/markup_features.h"
#include "clean/verdict.h"

namespace demarche {

/// Keeps or drops each block of a page with markup by its score (log-odds that it is the article's); names the kinds of
/// kept blocks by their elements and the reasons of dropped ones by the names around them. `title` is the block that is
/// the article's title, or -1.
std::vector<Verdict> decide_markup(const MarkupView& view, std::span<const float> scores, int32_t title);

}  // namespace demarche
