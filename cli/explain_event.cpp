#include <fmt/format.h>

#include "explainer.h"
#include "record/json.h"
#include "record_text.h"

namespace demarche::cli {
namespace {

/// Offsets into the input.
std::vector<TextMark> marks_of(const Event& event) {
  std::vector<TextMark> out = {{MarkRole::trigger, event.trigger_span}};
  for (const Entity& entity : event.actor) out.push_back({MarkRole::actor, entity.span});
  for (const Entity& entity : event.recipient) out.push_back({MarkRole::recipient, entity.span});
  for (const Entity& entity : event.according_to) out.push_back({MarkRole::according_to, entity.span});
  return out;
}

}  // namespace

Result<void> Explainer::event(const std::string& id) {
  auto found = store_.events({.id = id});
  if (!found) return found.error();
  if (found->empty()) return Error{ErrorCode::not_found, "the event has gone.", id};
  const StoredEvent& stored = found->front();
  const Event& event = stored.event;
  if (verb_.json) {
    out_ = to_json_line(event, {}) + "\n";
    return {};
  }
  Replay replay;
  if (auto done = load(stored.article, replay); !done) return done;
  out_ = fmt::format("{} {}\n", paint_(Style::strong, "event " + event.id),
                     paint_(quad_code(event.type) <= 2 ? Style::good : Style::bad, act_name(event)));
  article_rows(replay);
  row("place", fmt::format("sentence {}, bytes {} to {} of the capture", event.sentence, event.sentence_span.begin,
                           event.sentence_span.end));
  row("status", to_string(event.status));
  const std::string day = event.date.known() ? fmt::format("{} ({})", date_text(event), to_string(event.date_precision))
                                             : bracket_text(event.bracket);
  row("date", event.date_how.empty() ? day : fmt::format("{}, by {}", day, printable(event.date_how)));
  row("where",
      printable(event.event_loc.name + (event.event_loc.country.empty() ? "" : " " + event.event_loc.country)));
  std::string context;
  for (const std::string& one : event.context) context += (context.empty() ? "" : ", ") + one;
  row("context", printable(context));
  row("score", fmt::format("{:+.1f} of -10 to 10, CAMEO root {}, confidence {:.2f}",
                           event_scale(event.type, event.mode), cameo_root(event.type), event.confidence));
  row("version", printable(event.version));
  const std::vector<TextMark> marks = marks_of(event);
  text(event.sentence_span, marks, stored.evidence, replay, "[actor] {trigger} <recipient> (according to)");
  heading("Actors");
  entity_rows("actor", event.actor);
  entity_rows("recipient", event.recipient);
  entity_rows("according to", event.according_to);
  if (event.according_to.empty()) row("according to", "the article itself");
  steps(event.steps);
  frame(event.frame, replay);
  parse(event.trigger_span.begin, marks, event.version, replay);
  return {};
}

}  // namespace demarche::cli
