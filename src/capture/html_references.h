#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace demarche {

/// Reads the character reference that `text` begins with ("&amp;", "&#8217;", "&nbsp") and appends what it stands for
/// to `out`. Gives the bytes it took; 0 when it is none, and nothing is appended. Names are those of HTML 4 and some of
/// HTML 5's; numbers 0x80 to 0x9F are read as windows-1252 (WHATWG HTML, section 13.2.5.80).
size_t read_reference(std::string_view text, std::string& out);

/// The text with all its references read.
std::string resolve_references(std::string_view text);

}  // namespace demarche
