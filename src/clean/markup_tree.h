#pragma once

#include <cstdint>
#include <vector>

#include "clean/features.h"
#include "clean/markup_names.h"
#include "record/markup.h"

namespace demarche {

/// Sums over the text inside each element, and which element holds the page's prose.
struct MarkupTree {
  struct Sums {
    float bytes = 0;
    float prose = 0;  ///< bytes of lines that read like running sentences, by how much they do
    float links = 0;  ///< bytes inside links
    float blocks = 0;
  };
  std::vector<Sums> before;          ///< of the blocks before each one, for differences; one more than there are blocks
  std::vector<uint32_t> categories;  ///< per node, of its own names
  std::vector<uint64_t> shape;       ///< per node: equal for elements of equal name, names and parent's shape
  uint32_t container = 0;            ///< deepest element with most of the page's prose
  uint32_t narrow = 0;               ///< element whose own blocks and near descendants hold most prose

  Sums of(const MarkupNode& node) const;
};

MarkupTree survey_markup(const PageMarkup& markup, const Page& page, const std::vector<LineFacts>& facts,
                         const MarkupNames& names);

}  // namespace demarche
