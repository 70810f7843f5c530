#pragma once

#include <string>

#include "record/markup.h"

namespace demarche {

/// What a page says in its head of its own text.
struct PageHead {
  std::string title;         ///< <title>
  std::string description;   ///< meta description, og:description
  std::string article_body;  ///< longest "articleBody" of its linked data (schema.org/articleBody)
};

/// Broken linked data is passed over. Time is linear in the page's size.
PageHead page_head(const PageMarkup& markup);

}  // namespace demarche
