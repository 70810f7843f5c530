#pragma once

#include <functional>
#include <optional>
#include <stop_token>

#include "pipeline/engine.h"
#include "record/capture.h"
#include "record/coded_article.h"

namespace demarche {

struct RunOptions {
  unsigned threads = 0;       ///< workers; 0 = one per core
  std::stop_token cancelled;  ///< when asked to stop: what is under way is finished and delivered, nothing new is begun
  size_t queue = 64;          ///< captures in flight at most; bounds memory
};

/// Pulls captures from `next` until it returns nothing, codes them on `threads` workers and hands results to `done` in
/// input order, one at a time, so that the output is independent of the number of threads. `next` and `done` are called
/// from the calling thread only. `done` returns false to stop early. Adds to `times` when given.
void run(const Engine& engine, const RunOptions& options, const std::function<std::optional<Capture>()>& next,
         const std::function<bool(const Capture&, CodedArticle)>& done, StageTimes* times = nullptr);

}  // namespace demarche
