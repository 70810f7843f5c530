#pragma once

#include <string>
#include <string_view>

#include "record/article.h"

namespace demarche {

/// The language of a BCP 47 tag or an ISO 639-2 code, in two letters where there are two: "en" of "EN_us", "ru" of
/// "rus", "he" of "iw". "" when `tag` is none.
std::string primary_language(std::string_view tag);

/// Do two tags name one language, or two that a detector does not tell apart (Serbian and Croatian)? An empty or
/// unreadable one agrees with all.
bool languages_agree(std::string_view a, std::string_view b);

/// BCP 47 code of the text's language by CLD2 (https://github.com/CLD2Owners/cld2), or "" when it cannot be told.
/// Names decide in a short Latin line ("Uganda shelled Rwanda"): no guess then.
std::string detect_language(std::string_view text);

/// The language of a cleaned capture: of its kept paragraphs, or of its long lines in another script where these weigh
/// more than what was kept. `claimed` is what the capture says; it stays unless the text reliably speaks another
/// language. "" = cannot be told.
std::string language_of(const Article& article, std::string_view text, std::string_view claimed);

}  // namespace demarche
