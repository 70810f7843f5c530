// gzip and zstd: what is inside is read as if it lay there alone.
#include <fmt/format.h>

#include "base/utf8.h"
#include "capture/decompress.h"

namespace demarche {
namespace {

constexpr size_t kReported = 20;  ///< corrupt places of one file that are named one by one

/// Without the ending that the compressor added.
std::string inner_name(const std::string& name) {
  const std::string lower = to_lower(name);
  for (const std::string_view ending : {".gz", ".zst", ".zstd", ".gzip"}) {
    if (lower.ends_with(ending) && lower.size() == name.size() && name.size() > ending.size())
      return name.substr(0, name.size() - ending.size());
  }
  if (lower.ends_with(".tgz") && lower.size() == name.size()) return name.substr(0, name.size() - 3) + "tar";
  return name;
}

}  // namespace

bool read_compressed(std::istream& in, ContentKind kind, const Member& member, const ReadOptions& options,
                     const CaptureSink& sink) {
  if (const auto error = nested_too_deep(member, options.limits)) return report(sink, member, *error);
  ExpansionMeter meter(member, options.limits);
  size_t corrupt = 0;
  bool wanted = true;
  const auto tell = [&](const Error& error) {
    if (++corrupt <= kReported || error.code != ErrorCode::bad_format) wanted = report(sink, member, error) && wanted;
    return wanted;
  };
  DecompressBuffer buffer(in, kind, meter, tell);
  std::istream inside(&buffer);
  Member inner = member;
  inner.name = inner_name(member.name);
  inner.id = inner_name(member.id);
  inner.media_type.clear();
  inner.nesting = member.nesting + 1;
  inner.expansion = meter.total();
  const CaptureSink sink_inside{[&](Capture one) { return wanted = sink.capture(std::move(one)) && wanted; },
                                [&](Problem one) { return wanted = sink.problem(std::move(one)) && wanted; }};
  if (!read_content(inside, inner, options, sink_inside) || !wanted) return false;
  meter.total()->corrupt_from = meter.total()->corrupt_to = 0;  // said of this stream alone
  if (in.bad() &&
      !report(sink, member, {ErrorCode::not_readable, "reading broke off. Check the disk or the pipe.", ""}))
    return false;
  if (corrupt <= kReported) return true;
  return report(sink, member,
                {ErrorCode::bad_format,
                 fmt::format("{} more places of the compressed data are corrupt.", corrupt - kReported), ""});
}

}  // namespace demarche
