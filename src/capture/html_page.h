#pragma once

#include <string>
#include <string_view>

#include "capture/reader.h"
#include "record/capture.h"

namespace demarche {

/// The visible text of a page of HTML and its shape. `text`, `markup` and `map` (offsets into `page`) of the capture
/// are set. Never fails: broken markup is read as browsers do, near enough for text (end tags that are left out, wrong
/// nesting). Past limits.markup_blocks the text goes on without blocks; elements deeper than limits.markup_depth are
/// read as part of their parents.
void flatten_html(std::string_view page, const ReadLimits& limits, Capture& capture);

}  // namespace demarche
