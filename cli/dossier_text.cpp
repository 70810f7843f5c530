#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "dossier.h"
#include "dossier_speech.h"
#include "store/party.h"

namespace demarche::cli {
namespace {

constexpr size_t kParties = 20;
constexpr size_t kProblems = 12;

std::string member_text(const EntityCount& member, const std::string& party) {
  std::string name = member.name.empty() ? member.id : member.name;
  if (name.empty()) name = is_state_sector(member.sector) ? party : member.code;
  if (!member.sector.empty()) name += fmt::format("{}({})", name.empty() ? "" : " ", member.sector);
  return printable(name);
}

/// The members, most acts first, on at most two lines of `width` columns, and how many more there are.
std::vector<std::string> member_lines(const PartyView& party, size_t width) {
  std::vector<std::string> out(1);
  const std::vector<EntityCount>& members = party.members;
  for (size_t i = 0; i < members.size(); ++i) {
    const std::string next =
        fmt::format("{} {}", member_text(members[i], party.label), grouped(members[i].given + members[i].received));
    const std::string joined = out.back().empty() ? next : fmt::format("{}, {}", out.back(), next);
    const size_t spare = i + 1 == members.size() ? 0 : out.size() == 2 ? 10 : 1;
    if (i == 0 || columns(joined) + spare <= width) {
      out.back() = fit(joined, width - spare);
    } else if (out.size() == 1) {
      out.back() += ',';
      out.push_back(fit(next, width - 10));
    } else {
      out.back() += fmt::format(", {} more", members.size() - i);
      break;
    }
  }
  return out;
}

/// "12 acts: cooperation 3 verbal, 1 material; conflict 8 verbal; mean scale -2.1".
std::string deeds(const Dyad& dyad) {
  std::string out = counted(dyad.asserted(), "act");
  if (dyad.asserted() == 0) return out;
  const auto half = [&](const char* name, uint64_t verbal, uint64_t material) {
    if (verbal + material == 0) return;
    out += fmt::format("{} {}", out.find(':') != std::string::npos ? ';' : ':', name);
    if (verbal > 0) out += fmt::format(" {} verbal", grouped(verbal));
    if (material > 0) out += fmt::format("{} {} material", verbal > 0 ? "," : "", grouped(material));
  };
  half("cooperation", dyad.quads[0], dyad.quads[1]);
  half("conflict", dyad.quads[2], dyad.quads[3]);
  return out + fmt::format("; mean scale {:+.1f}", dyad.mean_scale);
}

/// Appends the parts of a page.
class Page {
 public:
  Page(const Dossier& dossier, const Paint& paint, size_t width)
      : dossier_(dossier), paint_(paint), width_(std::max<size_t>(width, 60)) {}

  std::string text() {
    head();
    what_was_read();
    parties();
    dyads();
    out_ += ledger_section(dossier_, paint_, width_);
    out_ += key_quotes_section(dossier_, paint_, width_);
    time_line();
    matrix();
    out_ += speakers_section(dossier_, paint_);
    problems();
    foot();
    return std::move(out_);
  }

 private:
  void line(std::string_view text = "") {
    out_ += text;
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    out_ += '\n';
  }
  void heading(std::string_view title, std::string_view note = "") {
    line();
    const std::string rest = note.empty() ? "" : "  " + paint_(Style::faint, note);
    line(paint_(Style::heading, title) + rest);
  }
  /// "  label   text", the text broken over lines at blanks.
  void row(std::string_view label, std::string text, size_t indent = 16) {
    std::string start = "  " + left(label, indent - 2);
    const size_t room = width_ - indent;
    while (columns(text) > room) {
      size_t cut = fit(text, room).size() - 3;  // without the ellipsis
      const size_t blank = text.rfind(' ', cut);
      if (blank != std::string::npos && blank > 0) cut = blank;
      line(start + text.substr(0, cut));
      text.erase(0, cut == blank ? cut + 1 : cut);
      start.assign(indent, ' ');
    }
    line(start + text);
  }

  void head() {
    const Totals& totals = dossier_.totals;
    line(paint_(Style::strong, dossier_.title.empty() ? "Dossier" : "Dossier: " + printable(dossier_.title)));
    std::string versions;
    for (const std::string& version : totals.versions) versions += (versions.empty() ? "" : ", ") + version;
    if (!versions.empty()) line(paint_(Style::faint, "coded by demarche " + printable(versions)));
  }

  void what_was_read() {
    const Totals& totals = dossier_.totals;
    heading("What was read");
    uint64_t captures = 0;
    std::string states;
    for (const auto& [state, number] : totals.captures) {
      captures += number;
      if (state != "coded")
        states += fmt::format(", {} {}", grouped(number), state == "failed" ? "failed" : "kept but not coded");
    }
    row("captures", fmt::format("{}{}", grouped(captures), states));
    row("articles", fmt::format("{} with {} and {}", grouped(totals.articles), counted(totals.sentences, "sentence"),
                                counted(totals.words, "word")));
    std::string languages;
    for (const auto& [language, number] : totals.languages) {
      languages += fmt::format("{}{} {}", languages.empty() ? "" : ", ", language.empty() ? "not known" : language,
                               grouped(number));
    }
    if (!languages.empty()) row("languages", languages);
    row("records",
        fmt::format("{}, {}, {} indirect, {}, {}", counted(totals.events, "event"), counted(totals.quotes, "quote"),
                    grouped(totals.indirect), counted(totals.pledges, "pledge"), counted(totals.problems, "problem")));
    row("kept", fmt::format("{} of the articles' own text, {} bytes", counted(totals.body_blocks, "block"),
                            grouped(totals.body_bytes)));
    std::vector<std::pair<std::string, DroppedCount>> dropped(totals.dropped.begin(), totals.dropped.end());
    std::stable_sort(dropped.begin(), dropped.end(),
                     [](const auto& a, const auto& b) { return a.second.blocks > b.second.blocks; });
    std::string reasons;
    uint64_t blocks = 0, bytes = 0;
    for (const auto& [reason, number] : dropped) {
      blocks += number.blocks;
      bytes += number.bytes;
      reasons += fmt::format("{}{} {}", reasons.empty() ? ": " : ", ", printable(reason), grouped(number.blocks));
    }
    row("dropped", fmt::format("{}, {} bytes{}", counted(blocks, "block"), grouped(bytes), reasons));
  }

  void parties() {
    heading("Parties", "asserted acts by and towards each; a government, its leader and forces are one party");
    if (dossier_.parties.empty()) return line("  none");
    line(paint_(Style::faint, fmt::format("  {}{}{}  {}", left("party", 26), right("by", 6), right("towards", 9),
                                          "members, with their acts")));
    for (size_t i = 0; i < std::min(kParties, dossier_.parties.size()); ++i) {
      const PartyView& party = dossier_.parties[i];
      const std::vector<std::string> members = member_lines(party, width_ - 45);
      const std::string label = printable(party.label);
      const bool coded = party.key != label && is_ascii_upper(party.key[0]);
      const std::string shown =
          coded ? fmt::format("{} [{}]", fit(label, 23 - std::min<size_t>(10, party.key.size())), printable(party.key))
                : fit(label, 26);
      line(fmt::format("  {}{}{}  {}", paint_(Style::strong, left(shown, 26)), right(grouped(party.given), 6),
                       right(grouped(party.received), 9), members[0]));
      if (members.size() > 1) line(std::string(45, ' ') + members[1]);
    }
    if (dossier_.parties.size() > kParties) line(fmt::format("  and {} more", dossier_.parties.size() - kParties));
  }

  std::string place(const Act& one) const {
    const Event& event = one.event.event;
    return capture_place(event.doc, one.docs.size(), event.id, paint_);
  }

  /// One act under its dyad: what and when, then its words.
  void act_of_dyad(const Act& one) {
    const Event& event = one.event.event;
    std::string kind = act_name(event);
    if (event.status != Status::asserted) kind += fmt::format(" ({})", to_string(event.status));
    std::string said;
    for (const Entity& entity : event.according_to) {
      said = "according to " + printable(entity.name.empty() ? fmt::format("“{}”", entity.text) : entity.name);
    }
    const size_t room = width_ - 4 - 12 - 24 - 1;
    line(fmt::format("    {} {} {} {}", left(date_text(event), 11), colored(event, left(kind, 32)),
                     left(said, room - 34), place(one)));
    line("        " + evidence_line(one.event.evidence, width_ - 8, paint_));
  }

  /// One act under its date: who to whom, what, its words.
  void act_of_day(const Act& one) {
    const Event& event = one.event.event;
    const std::string who = fmt::format("{} → {}", sides(event.actor), sides(event.recipient));
    const size_t room = width_ - 4 - 16 - 21 - 9;
    line(fmt::format("    {} {} {} {}", left(who, 15), colored(event, left(act_name(event), 20)),
                     evidence_line(one.event.evidence, room, paint_), paint_(Style::faint, event.id.substr(0, 8))));
  }
  std::string sides(const std::vector<Entity>& entities) const {
    std::set<std::string> keys;
    for (const Entity& entity : entities) keys.insert(party_of(entity));
    std::string out;
    for (const std::string& key : keys) {
      const auto label = key.empty() || is_ascii_upper(key[0]) ? dossier_.names.end() : dossier_.names.find(key);
      out += out.empty() ? "" : ",";
      out += key.empty() ? "?" : label == dossier_.names.end() ? key : label->second;
    }
    return entities.empty() ? "–" : printable(out);
  }
  std::string colored(const Event& event, const std::string& text) const {
    if (event.status != Status::asserted) return paint_(Style::faint, text);
    return paint_(quad_code(event.type) <= 2 ? Style::good : Style::bad, text);
  }

  void dyads() {
    heading("Strongest dyads", "who does what to whom: asserted acts only; others stand apart");
    if (dossier_.dyads.empty()) line("  none");
    for (const DyadView& view : dossier_.dyads) {
      const Dyad& dyad = view.dyad;
      line();
      const std::string pair = fmt::format("{} → {}", printable(view.actor), printable(view.recipient));
      const std::string counts = deeds(dyad);
      const bool fits = columns(pair) + columns(counts) + 4 <= width_;
      line(fmt::format("  {}  {}", paint_(Style::strong, pair), fits ? counts : ""));
      if (!fits) line("    " + counts);
      for (const Act& one : view.acts) act_of_dyad(one);
      std::string apart;
      for (const auto& [status, number] : dyad.others) {
        apart += fmt::format("{}{} {}", apart.empty() ? "" : ", ", grouped(number), to_string(status));
      }
      if (!apart.empty()) line(paint_(Style::faint, fmt::format("    not counted as deeds: {}", apart)));
      for (const Act& one : view.others) act_of_dyad(one);
    }
    const uint64_t more = dossier_.all_dyads - dossier_.dyads.size();
    if (more > 0) line(fmt::format("\n  and {}", more == 1 ? "1 more dyad" : grouped(more) + " more dyads"));
    if (dossier_.within.empty()) return;
    std::string within;
    for (const DyadView& view : dossier_.within) {
      within +=
          fmt::format("{}{} {}", within.empty() ? "" : ", ", printable(view.actor), grouped(view.dyad.asserted()));
    }
    line();
    row("inside", within);
  }

  void groups(const std::vector<TimeGroup>& groups) {
    for (const TimeGroup& group : groups) {
      line(fmt::format("  {}  {}", paint_(Style::strong, group.label),
                       paint_(Style::faint, counted(group.events, "act"))));
      for (const Act& one : group.acts) act_of_day(one);
    }
  }

  void time_line() {
    heading("Time line", "asserted acts by their own date");
    if (dossier_.days.empty() && dossier_.undated.empty()) line("  none");
    groups(dossier_.days);
    groups(dossier_.undated);
    if (dossier_.history.empty()) return;
    heading("Told as history", "before the story's own time; not counted as deeds");
    groups(dossier_.history);
  }

  void matrix() {
    heading("Events by status and type");
    constexpr std::array<Status, 5> kAll = {Status::asserted, Status::denied, Status::hypothetical, Status::future,
                                            Status::historical};
    std::string top = "  " + left("", 12);
    for (const Status status : kAll) top += right(to_string(status), 14);
    line(paint_(Style::faint, top + right("all", 10)));
    std::array<uint64_t, 5> sums{};
    const auto number = [](uint64_t value) { return value == 0 ? std::string("·") : grouped(value); };
    for (size_t type = 0; type < kEventTypes; ++type) {
      std::string text = "  " + left(to_string(static_cast<EventType>(type)), 12);
      uint64_t all = 0;
      for (size_t i = 0; i < kAll.size(); ++i) {
        const auto found = dossier_.totals.matrix.find(kAll[i]);
        const uint64_t value = found == dossier_.totals.matrix.end() ? 0 : found->second[type];
        sums[i] += value;
        all += value;
        text += right(number(value), 14);
      }
      if (all > 0) line(text + right(number(all), 10));
    }
    std::string text = "  " + left("all", 12);
    for (const uint64_t sum : sums) text += right(number(sum), 14);
    line(paint_(Style::strong, text + right(number(dossier_.totals.events), 10)));
  }

  void problems() {
    heading("Problems");
    if (dossier_.problems.empty()) return line("  none");
    for (size_t i = 0; i < std::min(kProblems, dossier_.problems.size()); ++i) {
      const Problem& problem = dossier_.problems[i].problem;
      const size_t slash = problem.doc.rfind('/');
      const std::string name = slash == std::string::npos ? problem.doc : problem.doc.substr(slash + 1);
      row("",
          fmt::format("{} [{}, {}] {}", printable(name), printable(problem.stage), to_string(problem.code),
                      printable(problem.message)),
          4);
    }
    if (dossier_.problems.size() > kProblems) {
      line(fmt::format("  and {} more; all are in the table `problems` of the store",
                       dossier_.problems.size() - kProblems));
    }
  }

  void foot() {
    line();
    line(paint_(Style::faint,
                "Why a record exists: demarche explain ID. All records: demarche events, quotes, ledger."));
    line(paint_(Style::faint,
                "Dates: ≥ not before, ≤ not after, w in that week. Acts: {trigger}, capture +others, id."));
  }

  const Dossier& dossier_;
  const Paint& paint_;
  size_t width_;
  std::string out_;
};

}  // namespace

std::string dossier_text(const Dossier& dossier, const Paint& paint, size_t width) {
  return Page(dossier, paint, width).text();
}

}  // namespace demarche::cli
