#include <fmt/format.h>

#include "base/utf8.h"
#include "explain_text.h"
#include "ledger_view.h"
#include "party_label.h"
#include "record_text.h"

namespace demarche::cli {
namespace {

/// "if ..." as it stands, or with the word before it.
std::string condition_text(const PledgePart& condition) {
  if (condition.text.empty()) return "";
  const std::string words = printable(condition.text), lower = to_lower(words);
  for (const char* start : {"if ", "unless ", "until ", "once ", "when ", "provided ", "as long ", "in return ", "or ",
                            "should ", "only if ", "in case ", "otherwise "}) {
    if (lower.starts_with(start)) return words;
  }
  if (lower.ends_with(" or")) return words + " …";  // "leave or face arrest"
  return "if: " + words;
}

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!part.empty()) out += (out.empty() ? "" : "; ") + part;
  }
  return out;
}

std::string circumstances(const Pledge& pledge) {
  std::string told;
  for (const Entity& entity : pledge.according_to) {
    told += (told.empty() ? "according to " : ", ") + printable(entity_name(entity));
  }
  return join({pledge.status == PledgeStatus::open ? "" : to_string(pledge.status),
               pledge.historical ? "told as history" : "", condition_text(pledge.condition),
               printable(deadline_text(pledge.deadline)), told});
}

bool friendly(PledgeKind kind) { return kind == PledgeKind::promise || kind == PledgeKind::offer; }

std::string entry_text(const LedgerEntry& entry, const Paint& paint, size_t width) {
  const Pledge& pledge = entry.pledge.pledge;
  const Style style = friendly(pledge.kind) ? Style::good : Style::bad;
  const std::string type = pledge.content.event ? to_string(*pledge.content.event) : "";
  const size_t room = width - 4 - 18 - 10 - 24 - 3;
  std::string out = fmt::format("    {} {} {} {}\n", paint(style, left(pledge_name(pledge), 18)), left(type, 10),
                                left(printable(pledge.content.text), room),
                                capture_place(pledge.doc, entry.docs.size(), pledge.id, paint));
  const std::string more = circumstances(pledge);
  if (!more.empty()) out += wrapped(more, 8, width);
  std::string line = "        " + evidence_line(entry.pledge.evidence, width - 8, paint);
  while (line.ends_with(' ')) line.pop_back();
  return out + line + "\n";
}

}  // namespace

std::string pledge_name(const Pledge& pledge) {
  std::string out = to_string(pledge.kind);
  if (pledge.strength != PledgeStrength::firm) out += fmt::format(", {}", to_string(pledge.strength));
  return out;
}

std::string deadline_text(const PledgeDeadline& deadline) {
  if (!deadline.date.known()) return deadline.text;
  const std::string day = date_text(deadline.date, deadline.precision);
  return deadline.text.empty() ? "by " + day : fmt::format("{} ({})", deadline.text, day);
}

std::string ledger_text(const std::vector<LedgerGroup>& groups, const Paint& paint, size_t width) {
  std::string out;
  for (const LedgerGroup& group : groups) {
    const std::string pair = fmt::format("{} → {}", printable(group.issuer_label), printable(group.addressee_label));
    out += fmt::format("\n  {}\n", paint(Style::strong, fit(pair, width - 2)));
    for (const LedgerEntry& entry : group.entries) out += entry_text(entry, paint, width);
  }
  return out;
}

}  // namespace demarche::cli
