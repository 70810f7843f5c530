#pragma once

#include <vector>

#include "record/article.h"
#include "record/event.h"
#include "record/pledge.h"
#include "record/problem.h"
#include "record/speech.h"

namespace demarche {

/// Everything that one article yields; the output of the pipeline and the input of the store.
struct CodedArticle {
  Article article;
  std::vector<Event> events;
  std::vector<Quote> quotes;
  std::vector<Pledge> pledges;
  std::vector<Problem> problems;
};

}  // namespace demarche
