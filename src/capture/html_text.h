#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "record/capture.h"

namespace demarche {

/// Collects the visible text of a page, white space collapsed and references read, with the way back to the page.
/// Breaks become line ends. U+00A0 becomes a blank; soft hyphens and zero-width spaces are left out.
class HtmlText {
 public:
  /// `page` is the whole page; text that is appended must lie in it.
  explicit HtmlText(std::string_view page) : page_(page) {}

  /// Appends a run of page text.
  void append(std::string_view run);
  /// Ends the line that is being written. Gives its span, without white space at either end; empty when it is empty.
  Span end_line();
  /// Is there any text on the line yet?
  bool line_begun() const { return text_.size() > line_; }
  uint32_t size() const { return static_cast<uint32_t>(text_.size()); }
  const std::string& text() const { return text_; }

  /// Where the text's own end leads to.
  void finish() { step(last_end_); }
  std::string take_text() { return std::move(text_); }
  std::vector<ByteMap::Step> take_steps() { return std::move(steps_); }

 private:
  void flush_blank();
  void copy(size_t from, size_t to);
  void step(size_t original);

  std::string_view page_;
  std::string text_;
  std::vector<ByteMap::Step> steps_;
  size_t line_ = 0;        ///< offset of the line's beginning in text_
  size_t blank_ = npos;    ///< offset of pending white space in the page
  size_t last_end_ = 0;    ///< page offset behind the last character that was copied
  int64_t shift_ = 0;      ///< page offset minus text offset of the last step
  std::string reference_;  ///< scratch
  static constexpr size_t npos = static_cast<size_t>(-1);
};

}  // namespace demarche
