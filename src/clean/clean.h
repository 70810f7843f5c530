#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "record/article.h"
#include "record/capture.h"

namespace demarche {

struct Page;
struct Verdict;

/// Finds the article's own text in a capture's flattened text, or in a page with markup. Immutable after load; safe to
/// share between threads.
class Cleaner {
 public:
  /// Reads the word lists under `folder` (knowledge/clean). Errors: not_found, bad_format.
  static Result<Cleaner> load(const std::filesystem::path& folder);
  Cleaner(Cleaner&&) noexcept;
  Cleaner& operator=(Cleaner&&) noexcept;
  ~Cleaner();

  /// Splits the capture into body blocks and dropped blocks, each with its reason; fills title, byline, outlet,
  /// language, published, modified (only what the capture, its page or the text itself says). Spans are offsets into
  /// capture.text. Deterministic.
  Article clean(const Capture& capture) const;

 private:
  struct State;
  explicit Cleaner(std::unique_ptr<const State> state);
  void place(const Capture& capture, const Page& page, const std::vector<Verdict>& verdicts, Article& out) const;
  void clean_lines(const Capture& capture, Article& out) const;
  void clean_markup(const Capture& capture, Article& out) const;
  std::unique_ptr<const State> state_;
};

}  // namespace demarche
