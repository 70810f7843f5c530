#include <fmt/format.h>

#include "base/utf8.h"
#include "ledger_view.h"
#include "listing.h"
#include "record/json.h"
#include "store/store.h"
#include "verb.h"

namespace demarche::cli {
namespace {

struct LedgerVerb {
  ListingOptions options;
  PledgeQuery query;
  std::string kind, strength, status;
  bool all = false;
};

/// The names of an enum's values, and the one that `text` is; empty = fine.
template <class Enum, class Parse>
std::string choose(const char* what, const std::string& text, Parse parse, Enum last, std::optional<Enum>& out) {
  if (text.empty()) return "";
  out = parse(to_lower(text));
  if (out) return "";
  std::string names;
  for (int i = 0; i <= static_cast<int>(last); ++i)
    names += fmt::format("{}{}", i == 0 ? "" : " ", to_string(static_cast<Enum>(i)));
  return fmt::format("there is no {} '{}'. They are: {}.", what, text, names);
}

/// Empty = fine; else the error to show.
std::string complete(LedgerVerb& verb) {
  PledgeQuery& query = verb.query;
  std::string wrong = choose("kind of pledge", verb.kind, parse_pledge_kind, PledgeKind::denial, query.kind);
  if (wrong.empty())
    wrong = choose("strength", verb.strength, parse_pledge_strength, PledgeStrength::hedged, query.strength);
  if (wrong.empty()) wrong = choose("status", verb.status, parse_pledge_status, PledgeStatus::withdrawn, query.status);
  query.open_only = !verb.all && !query.status;
  verb.options.fill(query);
  if (!verb.options.json) query.limit = -1;  // the page counts all, then cuts
  return wrong;
}

Result<uint64_t> print_json(Store& store, const LedgerVerb& verb, Printer& printer) {
  uint64_t found = 0;
  const auto read = store.each_pledge(verb.query, [&](const StoredPledge& stored) {
    ++found;
    return printer.put(to_json_line(stored.pledge, {}) + "\n");
  });
  if (!read) return read.error();
  return found;
}

/// Leaves `limit` entries, from the first group on; how many went.
uint64_t cut(std::vector<LedgerGroup>& groups, uint64_t limit) {
  uint64_t kept = 0, gone = 0;
  for (LedgerGroup& group : groups) {
    const uint64_t room = std::min<uint64_t>(limit - kept, group.entries.size());
    gone += group.entries.size() - room;
    group.entries.erase(group.entries.begin() + static_cast<std::ptrdiff_t>(room), group.entries.end());
    kept += room;
  }
  std::erase_if(groups, [](const LedgerGroup& group) { return group.entries.empty(); });
  return gone;
}

Result<uint64_t> print_page(Store& store, const LedgerVerb& verb, Printer& printer) {
  LedgerCollector collector;
  uint64_t found = 0;
  const auto read = store.each_pledge(verb.query, [&](StoredPledge pledge) {
    ++found;
    collector.add(std::move(pledge));
    return true;
  });
  if (!read) return read.error();
  if (found == 0) return found;
  const auto names = store.party_names();
  if (!names) return names.error();
  const Paint paint(wants_color(verb.options.color));
  std::vector<LedgerGroup> groups = collector.groups(*names);
  const uint64_t more = verb.options.limit > 0 ? cut(groups, static_cast<uint64_t>(verb.options.limit)) : 0;
  const std::string sum =
      fmt::format("{} in {}{}", collector.entries() == 1 ? "1 entry" : grouped(collector.entries()) + " entries",
                  counted(found, "record"), verb.query.open_only ? ", open or repeated; --all takes every status" : "");
  std::string page = fmt::format("{}  {}\n", paint(Style::heading, "Ledger"), paint(Style::faint, sum));
  page += ledger_text(groups, paint, page_width());
  if (more > 0) page += fmt::format("\n  … {} more\n", grouped(more));
  page +=
      "\n" +
      paint(Style::faint, "{trigger}, capture +others, id; – nobody named, ? not resolved. Why: demarche explain ID.") +
      "\n";
  printer.put(page);
  return found;
}

void run_ledger(LedgerVerb& verb, Session& session) {
  if (const std::string wrong = complete(verb); !wrong.empty())
    return session.fail({ErrorCode::not_found, wrong, ""}, kUsage);
  const char* hint = verb.query.open_only ? " Only open ones were asked for; --all takes every status." : "";
  run_listing(verb.options, session, fmt::format("no such pledges in {}.{}", verb.options.store, hint),
              [&](Store& store, Printer& printer) {
                return verb.options.json ? print_json(store, verb, printer) : print_page(store, verb, printer);
              });
}

}  // namespace

void add_ledger(CLI::App& app, Session& session) {
  auto verb = std::make_shared<LedgerVerb>();
  CLI::App* ledger =
      app.add_subcommand("ledger", "who demands, threatens, promises and refuses what, on which condition, until when");
  verb->options.add_store(*ledger);
  ledger->add_option("--kind", verb->kind, "demand, threat, warning, promise, offer, refusal or denial");
  ledger->add_option(
      "--actor", verb->query.actor,
      "issuer or addressee: country code (RUS), canonical id (nato), party (SYR REB) or name (Khrushchev)");
  ledger->add_option("--issuer", verb->query.issuer, "the same for those who demand, threaten, promise");
  ledger->add_option("--addressee", verb->query.addressee, "the same for those to whom it is said");
  ledger->add_option("--strength", verb->strength, "ultimatum, firm or hedged");
  CLI::Option* status =
      ledger->add_option("--status", verb->status, "open, repeated, met, broken or withdrawn; default: the first two");
  ledger->add_flag("--all", verb->all, "every status")->excludes(status);
  ledger->add_option("--doc", verb->query.doc, "only of this capture");
  ledger->add_option("--text", verb->query.text, "only with these words in the evidence, the content or the condition");
  ListingOptions::Words words;
  words.limit = "at most so many entries, or records with --json";
  verb->options.add_rest(*ledger, words);
  ledger->footer(
      "Examples:\n"
      "  demarche ledger --issuer USA --addressee RUS\n"
      "  demarche ledger --strength ultimatum --since 2021-12-01\n"
      "  demarche ledger --kind threat --json | jq -r '[.issuer[0].name, .content.text] | @tsv'\n"
      "The same pledge told by several captures stands once; +n counts the others.");
  ledger->callback([verb, &session] { run_ledger(*verb, session); });
}

}  // namespace demarche::cli
