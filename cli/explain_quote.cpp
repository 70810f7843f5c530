#include <fmt/format.h>

#include <algorithm>

#include "explainer.h"
#include "record/json.h"
#include "record_text.h"

namespace demarche::cli {
namespace {

constexpr uint32_t kMostBytes = 2000;  ///< of text that is shown; a cue further away is only named

/// Offsets into the input.
std::vector<TextMark> marks_of(const Quote& quote) {
  std::vector<TextMark> out = {{MarkRole::cue, quote.cue_span},
                               {MarkRole::speaker, quote.source_span},
                               {MarkRole::addressee, quote.addressee.span},
                               {MarkRole::occasion, quote.occasion.span}};
  for (const QuoteParty& one : quote.via) out.push_back({MarkRole::via, one.span});
  for (const Span& span : quote.content) out.push_back({MarkRole::content, span});
  if (quote.content.empty()) out.push_back({MarkRole::content, quote.span});
  return out;
}

/// From the first to the last byte that plays a part, as long as that is not too long.
Span range_of(const Quote& quote, const std::vector<TextMark>& marks) {
  Span out = quote.sentence_span.empty() ? quote.span : quote.sentence_span;
  for (const TextMark& mark : marks) {
    if (mark.span.empty()) continue;
    const Span wider{std::min(out.begin, mark.span.begin), std::max(out.end, mark.span.end)};
    if (wider.size() <= kMostBytes) out = wider;
  }
  return out;
}

}  // namespace

Result<void> Explainer::quote(const std::string& id) {
  auto stored = store_.quote(id);
  if (!stored) return stored.error();
  const Quote& quote = stored->quote;
  if (verb_.json) {
    out_ = to_json_line(quote, {}) + "\n";
    return {};
  }
  Replay replay;
  if (auto done = load(stored->article, replay); !done) return done;
  out_ = fmt::format("{} {}\n", paint_(Style::strong, "quote " + quote.id), to_string(quote.type));
  article_rows(replay);
  row("place",
      fmt::format("sentence {}, bytes {} to {} of the capture", quote.sentence, quote.span.begin, quote.span.end));
  row("cue", quote.cue.empty() ? "none" : fmt::format("{} ({})", printable(quote.cue), to_string(quote.cue_class)));
  row("holds", stored->events + stored->pledges == 0
                   ? ""
                   : fmt::format("{}, {}", counted(stored->events, "event"), counted(stored->pledges, "pledge")));
  row("confidence", fmt::format("{:.2f}", quote.confidence));
  row("version", printable(quote.version));
  const std::vector<TextMark> marks = marks_of(quote);
  text(range_of(quote, marks), marks, {stored->evidence, {}}, replay,
       "[speaker] {cue} «content» <addressee> (occasion: …) (via: …)");
  if (replay.source) {
    heading("Words", quote.type == QuoteType::indirect ? "as the article reports them" : "");
    out_ += wrapped(printable(stored->evidence), 2, width_);
  }
  heading("Speaker");
  entity_rows("speaker", quote.speaker);
  if (quote.speaker.empty()) out_ += "  not known\n";
  if (quote.source_span.empty()) row("", "no words beside this quotation name the speaker");
  heading("Circumstances");
  const auto party = [&](const char* role, const QuoteParty& one) {
    if (one.text.empty()) return;
    if (one.entities.empty()) row(role, fmt::format("“{}”", printable(one.text)));
    entity_rows(role, one.entities);
  };
  party("addressee", quote.addressee);
  party("occasion", quote.occasion);
  for (size_t i = 0; i < quote.via.size(); ++i) party(i == 0 ? "via" : "who has it from", quote.via[i]);
  if (quote.via.empty()) row("via", "the article alone");
  if (!quote.about.empty()) heading("About");
  entity_rows("about", quote.about);
  parse(quote.cue_span.empty() ? quote.span.begin : quote.cue_span.begin, marks, quote.version, replay);
  return {};
}

}  // namespace demarche::cli
