#include "capture/expansion.h"

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr uint64_t kFree = uint64_t{1} << 20;        ///< bytes of a member that are not judged
constexpr uint64_t kFreeInAll = uint64_t{64} << 20;  ///< the same of everything in one input

/// Is `out` more than `rate` times `in`? Does not overflow.
bool exceeds(uint64_t out, uint64_t in, uint64_t rate) { return out / rate > in; }

Error expands_too_much(uint64_t out, uint64_t in, uint32_t rate) {
  return {ErrorCode::too_large,
          fmt::format("{} bytes came out of {}, more than {} for one: it looks like a bomb and was left there. "
                      "--max-expansion allows more.",
                      out, in, rate),
          ""};
}

}  // namespace

ExpansionMeter::ExpansionMeter(const Member& member, const ReadLimits& limits)
    : limits_(limits),
      total_(member.expansion ? member.expansion : std::make_shared<Expansion>()),
      outermost_(!member.expansion) {
  if (limits_.expansion == 0) limits_.expansion = 1;
}

void ExpansionMeter::took(uint64_t bytes) {
  in_ += bytes;
  if (outermost_) total_->in += bytes;
}

std::optional<Error> ExpansionMeter::gave(uint64_t bytes) {
  out_ += bytes;
  total_->out += bytes;
  if (total_->out > limits_.expanded_bytes) {
    total_->over = true;
    return Error{ErrorCode::too_large,
                 fmt::format("more than {} bytes came out of it, which is the limit. --max-expanded-bytes allows more.",
                             limits_.expanded_bytes),
                 ""};
  }
  if (total_->out > kFreeInAll && exceeds(total_->out, total_->in, limits_.expansion)) {
    total_->over = true;
    return expands_too_much(total_->out, total_->in, limits_.expansion);
  }
  if (out_ > kFree && exceeds(out_, in_, limits_.expansion)) return expands_too_much(out_, in_, limits_.expansion);
  return std::nullopt;
}

void ExpansionMeter::begin_member(uint64_t slack) {
  in_ = slack;
  out_ = 0;
}

std::optional<Error> ExpansionMeter::count_archive_member() {
  if (++total_->members <= limits_.members) return std::nullopt;
  total_->over = true;
  return Error{ErrorCode::too_large,
               fmt::format("it holds more than {} members, which is the limit; the rest was left there. Split it.",
                           limits_.members),
               ""};
}

std::optional<Error> nested_too_deep(const Member& member, const ReadLimits& limits) {
  if (member.nesting < limits.nesting) return std::nullopt;
  return Error{
      ErrorCode::too_large,
      fmt::format("this lies in {} containers, which is the limit. Unpack the outer ones first.", member.nesting), ""};
}

}  // namespace demarche
