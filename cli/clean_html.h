#pragma once

#include <string>
#include <string_view>

#include "record/article.h"
#include "record/capture.h"

namespace demarche::cli {

/// Text made safe to stand in HTML, in elements and in quoted attributes: markup characters as references, control
/// characters as blanks.
std::string html_text(std::string_view text);

/// A page that shows cleaned captures: html_head(), any number of html_article(), html_foot(). One self-contained
/// document without scripts; what was dropped is grey, with its reason and what decided it.
std::string html_head();
std::string html_article(const Article& article, const Capture& capture);
std::string html_foot();

}  // namespace demarche::cli
