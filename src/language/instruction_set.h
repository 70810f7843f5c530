#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace demarche {

/// Builds of the inner loops. All give the same results.
enum class InstructionSet : uint8_t { portable, avx2, avx_vnni, avx512_vnni };
const char* to_string(InstructionSet set);

/// True when this processor and operating system run `set`.
bool can_run(InstructionSet set);

/// The fastest set this machine runs.
InstructionSet best_instruction_set();

/// All sets this machine runs, slowest first.
std::vector<InstructionSet> available_instruction_sets();

}  // namespace demarche
