#pragma once

#include <vector>

#include "record/article.h"
#include "record/capture.h"
#include "record/parse.h"
#include "record/time.h"

namespace demarche {

/// Time expressions of an article in reading order, resolved against article.published when that is known; without it
/// only what the text itself fixes (full dates, years, decades) is resolved, and the rest keeps from and to empty.
///
/// `past` is set only where it is certain that the time lies before the story's own period: with a publication date,
/// when it ended more than 180 days before it; without, when its year is smaller than the latest year that the article
/// shows itself to be at or after (named years, article.bracket.from), or the words say so ("decades ago", "in the
/// 1930s" ...). `future` is set only where it is certain that it lies after the time of writing. Const, thread-safe.
std::vector<TimeExpression> find_times(const Article& article, const Parse& parse);

}  // namespace demarche
