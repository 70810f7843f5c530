#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "capture/content.h"

namespace demarche {

/// What one input on disk or one stream came to, with all containers inside it.
struct Expansion {
  uint64_t in = 0;            ///< bytes of the outermost container
  uint64_t out = 0;           ///< bytes that came out of all of them
  uint64_t members = 0;       ///< of all archives
  bool over = false;          ///< a limit of the whole was passed: every container ends
  uint64_t corrupt_from = 0;  ///< bytes that the innermost compressed file gave last and that may be wrong: what holds
  uint64_t corrupt_to = 0;    ///< any of them is not to be read. The problem was reported.
};

/// Judges how far one compressed stream or archive may go (ReadLimits). A bomb passes `expansion` with one member,
/// which then ends alone, or one of the limits of the whole, which ends everything inside the outermost container.
class ExpansionMeter {
 public:
  /// Counts into `member.expansion`, or begins a new count when the member is the outermost container.
  ExpansionMeter(const Member& member, const ReadLimits& limits);

  const std::shared_ptr<Expansion>& total() const { return total_; }
  bool over() const { return total_->over; }
  void took(uint64_t bytes);                    ///< that came in
  std::optional<Error> gave(uint64_t bytes);    ///< that came out; too_large when that is too much
  void begin_member(uint64_t slack = 0);        ///< `slack`: bytes that may have come in for it before
  std::optional<Error> count_archive_member();  ///< too_large when there are too many

 private:
  ReadLimits limits_;
  std::shared_ptr<Expansion> total_;
  bool outermost_;
  uint64_t in_ = 0;
  uint64_t out_ = 0;
};

/// too_large when the member lies in too many containers.
std::optional<Error> nested_too_deep(const Member& member, const ReadLimits& limits);

}  // namespace demarche
