#include "dossier_speech.h"

#include <fmt/format.h>

#include <algorithm>

#include "explain_text.h"
#include "party_label.h"
#include "store/party.h"

namespace demarche::cli {
namespace {

constexpr size_t kSpeakers = 12;

std::string heading(std::string_view title, std::string_view note, const Paint& paint) {
  return fmt::format("\n{}  {}\n", paint(Style::heading, title), paint(Style::faint, note));
}

std::string party_name(const Dossier& dossier, const std::string& party) {
  const auto label = dossier.names.find(party);
  return printable(label == dossier.names.end() ? party : label->second);
}

std::string key_quote(const Dossier& dossier, const KeyQuote& one, const Paint& paint, size_t width) {
  const Quote& quote = one.quote.quote;
  const Entity& speaker = quote.speaker.front();
  const std::string name = printable(entity_name(speaker)), party = party_name(dossier, party_of(speaker));
  std::string line = name == party ? name : fmt::format("{} ({})", name, party);
  const std::string day = date_text(one.quote.published, DatePrecision::day, one.quote.bracket);
  if (!day.empty()) line += ", " + day;
  const std::string more = circumstances_text(quote);
  const size_t room = width - 2 - 24 - 1;
  const bool fits = columns(line) + 2 + columns(more) <= room;
  const std::string head = left(line + (fits && !more.empty() ? ", " + more : ""), room);
  const std::string shown = head.starts_with(name) ? paint(Style::strong, name) + head.substr(name.size()) : head;
  return fmt::format("  {} {}\n{}{}", shown, capture_place(quote.doc, one.docs.size(), quote.id, paint),
                     fits ? "" : wrapped(more, 8, width), wrapped("“" + printable(one.quote.evidence) + "”", 8, width));
}

}  // namespace

std::string ledger_section(const Dossier& dossier, const Paint& paint, size_t width) {
  if (dossier.ledger.empty()) return "";
  std::string out = heading("Ledger", "who demands, threatens and promises what: the weightiest open entries", paint);
  out += ledger_text(dossier.ledger, paint, width);
  if (dossier.more_ledger > 0) {
    out += fmt::format("\n  … {} more: demarche ledger --store {}\n", grouped(dossier.more_ledger),
                       printable(dossier.store));
  }
  return out;
}

std::string key_quotes_section(const Dossier& dossier, const Paint& paint, size_t width) {
  if (dossier.key_quotes.empty()) return "";
  std::string out = heading("Key quotes", "words of the most active parties; a claim stays its speaker's claim", paint);
  for (const KeyQuote& one : dossier.key_quotes) out += key_quote(dossier, one, paint, width);
  return out;
}

std::string speakers_section(const Dossier& dossier, const Paint& paint) {
  if (dossier.speakers.empty()) return "";
  std::string out = fmt::format("\n{}\n", paint(Style::heading, "Most quoted"));
  out += paint(Style::faint, fmt::format("  {} {} {} {} {}", left("speaker", 32), left("party", 28), right("direct", 7),
                                         right("partial", 8), right("indirect", 9))) +
         "\n";
  const auto number = [](uint64_t value) { return value == 0 ? std::string("·") : grouped(value); };
  for (size_t i = 0; i < std::min(kSpeakers, dossier.speakers.size()); ++i) {
    const SpeakerCount& one = dossier.speakers[i];
    const std::string party = party_name(dossier, one.party);
    std::string name = printable(one.name.empty() ? one.id : one.name);
    if (name.empty()) name = party;
    const std::string sector = one.sector.empty() ? "" : fmt::format(" {}", printable(one.sector));
    const std::string side = party == name ? printable(one.sector) : party + sector;
    out += fmt::format("  {} {} {} {} {}\n", paint(Style::strong, left(name, 32)), left(side, 28),
                       right(number(one.direct), 7), right(number(one.mixed), 8), right(number(one.indirect), 9));
  }
  if (dossier.speakers.size() > kSpeakers) out += fmt::format("  and {} more\n", dossier.speakers.size() - kSpeakers);
  return out;
}

}  // namespace demarche::cli
