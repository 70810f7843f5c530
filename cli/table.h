#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace demarche::cli {

enum class Style : uint8_t { heading, strong, faint, good, bad, mark, actor, recipient };

/// Adds terminal colours, or none.
class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}
  bool on() const { return on_; }
  std::string operator()(Style style, std::string_view text) const;

 private:
  bool on_;
};

/// "auto" = only on a terminal that wants it (NO_COLOR, https://no-color.org, and TERM=dumb are heeded), "always",
/// "never".
bool wants_color(const std::string& choice);
bool is_terminal(int descriptor);
/// Columns of a page on standard output: the terminal's, between 80 and 160, or 100.
size_t page_width();

/// Text that cannot steer a terminal: control characters and direction overrides become blanks, broken UTF-8 "?".
std::string printable(std::string_view text);

/// Columns that the text takes on a terminal: combining marks none, wide East Asian characters two.
size_t columns(std::string_view text);
/// Cut to `width` columns, the cut shown as "…".
std::string fit(std::string_view text, size_t width);
/// Cut and filled with blanks on the right, or on the left, to exactly `width` columns.
std::string left(std::string_view text, size_t width);
std::string right(std::string_view text, size_t width);
/// 1234567 as "1,234,567".
std::string grouped(uint64_t number);
/// "1 act", "2 acts".
std::string counted(uint64_t number, std::string_view noun);

}  // namespace demarche::cli
