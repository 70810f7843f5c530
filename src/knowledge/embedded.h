#pragma once

#include <string_view>

namespace demarche {

/// The text of one knowledge file that is compiled in (the list stands in CMakeLists.txt), by its path under
/// knowledge/, for example "speech/cues.txt"; empty for a file that is not. Lives as long as the program. Thread-safe.
std::string_view embedded_knowledge(std::string_view path);

}  // namespace demarche
