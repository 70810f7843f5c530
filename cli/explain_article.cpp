#include <fmt/format.h>

#include "base/utf8.h"
#include "explainer.h"
#include "ledger_view.h"
#include "record/json.h"
#include "record_text.h"

namespace demarche::cli {

void Explainer::blocks(const Article& article, const Replay& replay) {
  heading("Blocks", replay.source ? replay.source->how : replay.no_source);
  const auto show = [&](Span span, const std::string& label) {
    std::string text = fmt::format("bytes {} to {}", span.begin, span.end);
    if (replay.source) {
      const Capture& capture = replay.source->capture;
      const auto size = static_cast<uint32_t>(capture.text.size());
      const Span there{to_text(capture.map, span.begin, size), to_text(capture.map, span.end, size)};
      if (there.begin <= there.end) text = fit(printable(trim(there.in(capture.text))), width_ - 28);
    }
    out_ += fmt::format("  {} {}\n", left(label, 24), text);
  };
  for (const Block& block : article.body) show(block.span, to_string(block.kind));
  const auto because = [&](const DroppedBlock& stored) -> std::string {
    if (!replay.source) return "";
    for (const DroppedBlock& block : replay.cleaned.dropped) {
      const bool same = replay.source->capture.map.to_original(block.span) == stored.span;
      if (same && block.reason == stored.reason) return block.because;
    }
    return "";
  };
  for (const DroppedBlock& block : article.dropped) {
    show(block.span, "dropped: " + block.reason);
    if (const std::string why = because(block); !why.empty())
      out_ += paint_(Style::faint, "    because: " + printable(why)) + "\n";
  }
}

Result<void> Explainer::records_of(const std::string& article) {
  const auto line = [&](const std::string& id, std::string_view status, std::string_view what,
                        const std::string& words) {
    out_ += fmt::format("  {} {} {} {}\n", id.substr(0, 8), left(status, 12), left(what, 24), words);
  };
  const size_t room = width_ - 50;
  auto events = store_.events({.article = article});
  if (!events) return events.error();
  heading("Events");
  if (events->empty()) out_ += "  none\n";
  for (const StoredEvent& one : *events) {
    line(one.event.id, to_string(one.event.status), act_name(one.event), evidence_line(one.evidence, room, paint_));
  }
  auto pledges = store_.pledges({.article = article});
  if (!pledges) return pledges.error();
  heading("Pledges");
  if (pledges->empty()) out_ += "  none\n";
  for (const StoredPledge& one : *pledges) {
    line(one.pledge.id, to_string(one.pledge.status), pledge_name(one.pledge),
         evidence_line(one.evidence, room, paint_));
  }
  auto quotes = store_.quotes({.article = article});
  if (!quotes) return quotes.error();
  heading("Quotes");
  if (quotes->empty()) out_ += "  none\n";
  for (const StoredQuote& one : *quotes) {
    const std::string speaker = one.quote.speaker.empty() ? "–" : one.quote.speaker.front().name;
    line(one.quote.id, to_string(one.quote.type), printable(speaker), fit(printable(one.evidence), room));
  }
  return {};
}

Result<void> Explainer::article(const std::string& id) {
  auto article = store_.article(id);
  if (!article) return article.error();
  if (verb_.json) {
    out_ = to_json_line(*article, {}) + "\n";
    return {};
  }
  Replay replay;
  if (auto done = load(id, replay); !done) return done;
  out_ = paint_(Style::strong, "article " + id) + "\n";
  article_rows(replay);
  row("language", printable(article->language));
  row("size", fmt::format("{}, {}", counted(article->sentences, "sentence"), counted(article->words, "word")));
  row("version", printable(article->version));
  blocks(*article, replay);
  return records_of(id);
}

Result<void> Explainer::problem(const std::string& id) {
  auto stored = store_.problem(id);
  if (!stored) return stored.error();
  const Problem& problem = stored->problem;
  if (verb_.json) {
    out_ = to_json_line(problem, {}) + "\n";
    return {};
  }
  out_ = paint_(Style::strong, "problem " + stored->id) + "\n";
  row("input", printable(problem.doc));
  row("stage", printable(problem.stage));
  row("code", to_string(problem.code));
  row("message", printable(problem.message));
  if (!problem.span.empty()) row("place", fmt::format("bytes {} to {}", problem.span.begin, problem.span.end));
  return {};
}

}  // namespace demarche::cli
