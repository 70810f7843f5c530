#pragma once

#include <vector>

#include "clean/page.h"

namespace demarche {

/// The score (log-odds) over which lines must be kept for the greatest expected F1 of words on this page: the less sure
/// the page, the lower (Jansche, "A maximum expected utility framework for binary sequence labeling", 2007, simplified
/// to a ratio of expectations). Never over 0. The same on every machine.
float best_bar(const Page& page, const std::vector<float>& scores);

}  // namespace demarche
