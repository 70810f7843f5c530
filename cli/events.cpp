#include <fmt/format.h>

#include "base/utf8.h"
#include "dossier.h"
#include "listing.h"
#include "party_label.h"
#include "record/json.h"
#include "store/store.h"
#include "verb.h"

namespace demarche::cli {
namespace {

struct EventsVerb {
  ListingOptions options;
  EventQuery query;
  std::string type, status;
};

/// "USA,nato → RUS"; "–" = nobody named, "?" = not resolved.
std::string who(const Event& event) { return side_keys(event.actor) + " → " + side_keys(event.recipient); }

std::string table_head(const Paint& paint) {
  return paint(Style::faint, fmt::format("{} {} {} {} {} {}", left("id", 8), left("date", 11), left("status", 12),
                                         left("type, mode", 21), left("who → whom", 17), "evidence")) +
         "\n";
}

std::string table_row(const StoredEvent& stored, const Paint& paint, size_t width) {
  const Event& event = stored.event;
  const Style style = event.status != Status::asserted ? Style::faint
                      : quad_code(event.type) <= 2     ? Style::good
                                                       : Style::bad;
  const size_t room = width - std::min(width - 30, size_t{8 + 11 + 12 + 21 + 17 + 5});
  std::string out =
      fmt::format("{} {} {} {} {} {}", paint(Style::faint, event.id.substr(0, 8)), left(date_text(event), 11),
                  left(to_string(event.status), 12), paint(style, left(act_name(event), 21)), left(who(event), 17),
                  evidence_line(stored.evidence, room, paint));
  while (out.ends_with(' ')) out.pop_back();
  return out + "\n";
}

/// Empty = fine; else the error to show.
std::string complete(EventsVerb& verb) {
  if (!verb.type.empty()) {
    std::string upper = verb.type;
    for (char& byte : upper) byte = is_ascii_lower(byte) ? static_cast<char>(byte - 'a' + 'A') : byte;
    verb.query.type = parse_event_type(upper);
    if (!verb.query.type) {
      std::string names;
      for (size_t i = 0; i < kEventTypes; ++i)
        names += fmt::format("{}{}", i == 0 ? "" : " ", to_string(static_cast<EventType>(i)));
      return fmt::format("there is no event type '{}'. The types are: {}.", verb.type, names);
    }
  }
  if (!verb.status.empty()) {
    verb.query.status = parse_status(to_lower(verb.status));
    if (!verb.query.status) {
      return fmt::format("there is no status '{}'. They are: asserted denied hypothetical future historical.",
                         verb.status);
    }
  }
  verb.options.fill(verb.query);
  return "";
}

void run_events(EventsVerb& verb, Session& session) {
  if (const std::string wrong = complete(verb); !wrong.empty())
    return session.fail({ErrorCode::not_found, wrong, ""}, kUsage);
  const Paint paint(wants_color(verb.options.color));
  const size_t width = page_width();
  run_listing(verb.options, session, fmt::format("no such events in {}.", verb.options.store),
              [&](Store& store, Printer& printer) -> Result<uint64_t> {
                uint64_t found = 0;
                const auto read = store.each_event(verb.query, [&](const StoredEvent& stored) {
                  if (verb.options.json) return ++found, printer.put(to_json_line(stored.event, {}) + "\n");
                  return printer.put((found++ == 0 ? table_head(paint) : "") + table_row(stored, paint, width));
                });
                if (!read) return read.error();
                return found;
              });
}

}  // namespace

void add_events(CLI::App& app, Session& session) {
  auto verb = std::make_shared<EventsVerb>();
  CLI::App* events = app.add_subcommand("events", "list the events of a store, as a table or as JSON Lines");
  verb->options.add_store(*events);
  events->add_option("--actor", verb->query.actor,
                     "country code (RUS), canonical id (nato), party (SYR REB) or name (Khrushchev)");
  events->add_option("--recipient", verb->query.recipient, "the same for those acted upon");
  events->add_option("--type", verb->type, "PLOVER type, for example THREATEN");
  events->add_option("--status", verb->status, "asserted, denied, hypothetical, future or historical");
  events->add_option("--doc", verb->query.doc, "only of this capture");
  events->add_option("--text", verb->query.text, "only with these words in the evidence");
  verb->options.add_rest(*events,
                         {"only acts that certainly happened on or after this day, YYYY-MM-DD", "at most so many"});
  events->footer(
      "Examples:\n"
      "  demarche events --actor USA --recipient CUB --status asserted\n"
      "  demarche events --type THREATEN --since 1962-10-22 --until 1962-10-28\n"
      "  demarche events --actor Khrushchev --json | jq -r .trigger.text");
  events->callback([verb, &session] { run_events(*verb, session); });
}

}  // namespace demarche::cli
