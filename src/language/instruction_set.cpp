#include "language/instruction_set.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace demarche {

const char* to_string(InstructionSet set) {
  static constexpr const char* kNames[] = {"portable", "avx2", "avx-vnni", "avx512-vnni"};
  return kNames[static_cast<size_t>(set)];
}

#if defined(__x86_64__)
namespace {
/// CPUID.7.1:EAX bit 4, Intel SDM volume 2A; gcc 12 and clang 14 do not both know its name.
bool has_avx_vnni() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  return __get_cpuid_count(7, 1, &a, &b, &c, &d) != 0 && (a & (1u << 4)) != 0;
}
}  // namespace

bool can_run(InstructionSet set) {
  switch (set) {
    case InstructionSet::portable:
      return true;
    case InstructionSet::avx2:
      return __builtin_cpu_supports("avx2");
    case InstructionSet::avx_vnni:
      return __builtin_cpu_supports("avx2") && has_avx_vnni();
    case InstructionSet::avx512_vnni:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512vnni");
  }
  return false;
}
#else
bool can_run(InstructionSet set) { return set == InstructionSet::portable; }
#endif

std::vector<InstructionSet> available_instruction_sets() {
  std::vector<InstructionSet> out;
  for (const InstructionSet set :
       {InstructionSet::portable, InstructionSet::avx2, InstructionSet::avx_vnni, InstructionSet::avx512_vnni}) {
    if (can_run(set)) out.push_back(set);
  }
  return out;
}

InstructionSet best_instruction_set() { return available_instruction_sets().back(); }

}  // namespace demarche
