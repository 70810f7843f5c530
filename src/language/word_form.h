#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace demarche {

/// The spelling the network sees: curly quotes, dashes, ellipses and no-break marks as their plain ASCII forms, so that
/// both spellings parse alike. Plain forms come back as they are; otherwise `buffer` holds the result.
std::string_view canonical_form(std::string_view form, std::string& buffer);

/// Lower case with every digit as '0'; a number without letters keeps at most six characters. `canonical` is a
/// canonical_form.
std::string normal_form(std::string_view canonical);

/// Which kinds of characters a form is made of, 0 to kShapes - 1.
unsigned word_shape(std::string_view canonical);

}  // namespace demarche
