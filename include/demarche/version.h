#pragma once

namespace demarche {
/// Version of the program. The only place that names it: CMake, the command, the records and the docs read it here.
inline constexpr const char* kVersion = "0.1.0";
}  // namespace demarche
