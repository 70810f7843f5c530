#include "recurring_file.h"

#include "base/file.h"

namespace demarche::cli {

Result<std::shared_ptr<const RecurringParagraphs>> read_recurring(const std::filesystem::path& file) {
  if (file.empty()) return std::shared_ptr<const RecurringParagraphs>();
  const auto text = read_file(file);
  if (!text) return text.error();
  auto parsed = RecurringParagraphs::parse(*text, file.string());
  if (!parsed) return parsed.error();
  return std::make_shared<const RecurringParagraphs>(std::move(*parsed));
}

RecurringParagraphs learn_recurring(const std::vector<std::string>& inputs, const ReadOptions& options,
                                    const Cleaner& cleaner, const std::function<bool()>& stopped) {
  RecurringCounter counter;
  CaptureSink sink;
  sink.capture = [&](Capture capture) {
    if (!capture.outlet.empty() || !capture.url.empty()) counter.add(cleaner.clean(capture), capture.text);
    return !stopped();
  };
  sink.problem = [&](Problem) { return !stopped(); };
  for (const std::string& input : inputs) {
    if (!stopped()) (void)read_path(input, options, sink);
  }
  return counter.found();
}

}  // namespace demarche::cli
