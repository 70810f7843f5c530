#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "clean/recurring.h"
#include "record/article.h"
#include "record/capture.h"

namespace demarche {

struct PageView;
struct Verdict;

/// Finds the article's own text in a capture's flattened text, or in a page with markup. Immutable after load; safe to
/// share between threads.
class Cleaner {
 public:
  /// Reads the word lists under `folder` (knowledge/clean), and what was learnt (forest.txt, word_weights.txt)
  /// there or under `learnt` when it is named. Errors: not_found, bad_format.
  static Result<Cleaner> load(const std::filesystem::path& folder, const std::filesystem::path& learnt = {});
  Cleaner(Cleaner&&) noexcept;
  Cleaner& operator=(Cleaner&&) noexcept;
  ~Cleaner();

  /// Splits the capture into body blocks and dropped blocks, each with its reason; fills title, byline, outlet,
  /// language, published (only what the capture or the text itself says). Spans are offsets into capture.text.
  /// Paragraphs that `recurring` knows are dropped as well. Deterministic.
  Article clean(const Capture& capture, const RecurringParagraphs* recurring = nullptr) const;

 private:
  struct State;
  explicit Cleaner(std::unique_ptr<const State> state);
  void place(const PageView& view, const std::vector<Verdict>& verdicts, Article& out) const;
  void clean_lines(const Capture& capture, Article& out) const;
  void clean_markup(const Capture& capture, int32_t title, Article& out) const;
  std::unique_ptr<const State> state_;
};

}  // namespace demarche
