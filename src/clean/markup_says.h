#pragma once

#include <string>

#include "record/markup.h"

namespace demarche {

/// What a page says in its head of its own text.
struct PageSays {
  std::string title;         ///< <title>
  std::string description;   ///< meta description, og:description
  std::string article_body;  ///< longest "articleBody" of its linked data (schema.org/articleBody)
};

/// Broken linked data is passed over. Time is linear in the page's size.
PageSays page_says(const PageMarkup& markup);

}  // namespace demarche
