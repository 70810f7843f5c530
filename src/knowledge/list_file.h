#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace demarche {

/// Reads the small word-list files (docs/formats/speech.md, time.md, places.md): "[list]" headers, entries in the lines
/// below,
/// '#' starts a comment. Calls `add(list, line, place)` for each line that is not empty, without its comment; `list` is
/// "" before the first header, `place` is "where:line". Views live as long as `text`. Errors: bad_format for a header
/// without its bracket, and whatever `add` returns first.
Result<void> read_list_file(
    std::string_view text, std::string_view where,
    const std::function<Result<void>(std::string_view list, std::string_view line, const std::string& place)>& add);

}  // namespace demarche
