#include <fmt/format.h>

#include "explainer.h"
#include "ledger_view.h"
#include "record/json.h"
#include "record_text.h"

namespace demarche::cli {
namespace {

/// Offsets into the input.
std::vector<TextMark> marks_of(const Pledge& pledge) {
  std::vector<TextMark> out = {{MarkRole::trigger, pledge.trigger_span},
                               {MarkRole::content, pledge.content.span},
                               {MarkRole::condition, pledge.condition.span},
                               {MarkRole::deadline, pledge.deadline.span}};
  for (const Entity& entity : pledge.issuer) out.push_back({MarkRole::issuer, entity.span});
  for (const Entity& entity : pledge.addressee) out.push_back({MarkRole::addressee, entity.span});
  for (const Entity& entity : pledge.according_to) out.push_back({MarkRole::according_to, entity.span});
  return out;
}

std::string part_text(const PledgePart& part) {
  if (part.text.empty()) return "";
  return fmt::format("“{}”{}", printable(part.text), part.event ? fmt::format(" ({})", to_string(*part.event)) : "");
}

}  // namespace

void Explainer::pledge_rows(const Pledge& pledge) {
  row("place", fmt::format("sentence {}, bytes {} to {} of the capture", pledge.sentence, pledge.sentence_span.begin,
                           pledge.sentence_span.end));
  row("kind", to_string(pledge.kind));
  row("strength", to_string(pledge.strength));
  row("status", fmt::format("{}{}", to_string(pledge.status), pledge.historical ? ", told as history" : ""));
  row("content", pledge.content.text.empty() ? "no words of it are told" : part_text(pledge.content));
  row("condition", pledge.condition.text.empty() ? "none" : part_text(pledge.condition));
  const PledgeDeadline& deadline = pledge.deadline;
  std::string due = printable(deadline_text(deadline));
  if (deadline.date.known()) due += fmt::format(", precision {}", to_string(deadline.precision));
  if (!deadline.text.empty() && !deadline.date.known()) due += " (not resolved)";
  row("deadline", due.empty() ? "none" : due);
  row("confidence", fmt::format("{:.2f}", pledge.confidence));
  row("version", printable(pledge.version));
}

void Explainer::pledge_evidence(const StoredPledge& stored, const Replay& replay) {
  const std::vector<PledgeEvidence>& all = stored.pledge.evidence;
  heading("Evidence", all.size() < 2 ? "told once" : fmt::format("told {} times in this article", all.size()));
  for (size_t i = 0; i < all.size(); ++i) {
    const PledgeEvidence& one = all[i];
    std::string words;
    if (replay.source) {
      words = marked_range(one.sentence_span,
                           {{MarkRole::trigger, one.trigger_span}, {MarkRole::content, one.content_span}},
                           replay.source->capture);
    } else if (i < stored.all_evidence.size()) {
      const Evidence& kept = stored.all_evidence[i];
      std::vector<TextMark> marks;
      for (const Mark& mark : kept.marks) marks.push_back({mark.role, mark.span});
      words = marked_text(kept.text, {0, static_cast<uint32_t>(kept.text.size())}, marks, paint_);
    }
    row(fmt::format("sentence {}", one.sentence), words.empty() ? fmt::format("“{}”", printable(one.trigger)) : words);
  }
}

Result<void> Explainer::pledge(const std::string& id) {
  auto stored = store_.pledge(id);
  if (!stored) return stored.error();
  const Pledge& pledge = stored->pledge;
  if (verb_.json) {
    out_ = to_json_line(pledge, {}) + "\n";
    return {};
  }
  Replay replay;
  if (auto done = load(stored->article, replay); !done) return done;
  const bool friendly = pledge.kind == PledgeKind::promise || pledge.kind == PledgeKind::offer;
  out_ = fmt::format("{} {}\n", paint_(Style::strong, "pledge " + pledge.id),
                     paint_(friendly ? Style::good : Style::bad, pledge_name(pledge)));
  article_rows(replay);
  pledge_rows(pledge);
  const std::vector<TextMark> marks = marks_of(pledge);
  text(pledge.sentence_span, marks, stored->evidence, replay,
       "[issuer] {trigger} <addressee> «content» (condition: …) (deadline: …) (according to)");
  heading("Parties");
  entity_rows("issuer", pledge.issuer);
  if (pledge.issuer.empty()) row("issuer", "not named");
  entity_rows("addressee", pledge.addressee);
  if (pledge.addressee.empty()) row("addressee", "not named");
  entity_rows("according to", pledge.according_to);
  if (pledge.according_to.empty()) row("according to", "the article itself");
  pledge_evidence(*stored, replay);
  steps(pledge.steps);
  frame(pledge.frame, replay);
  parse(pledge.trigger_span.begin, marks, pledge.version, replay);
  return {};
}

}  // namespace demarche::cli
