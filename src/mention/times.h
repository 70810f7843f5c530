#pragma once

#include <vector>

#include "record/article.h"
#include "record/capture.h"
#include "record/parse.h"
#include "record/time.h"

namespace demarche {

/// Time expressions of an article in reading order, resolved against article.published when that is known; without it only
/// what the text itself fixes is resolved. Const, thread-safe.
std::vector<TimeExpression> find_times(const Article& article, const Parse& parse);

}  // namespace demarche
