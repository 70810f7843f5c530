#include <fmt/format.h>

#include "store/columns.h"
#include "store/filter.h"

namespace demarche {
namespace {

constexpr std::string_view kEventColumns =
    "e.id, e.article, e.doc, e.sentence, e.sentence_begin, e.sentence_end, e.\"trigger\", e.trigger_begin, "
    "e.trigger_end, "
    "e.type, e.status, e.mode, e.context, e.date, e.date_precision, e.bracket_from, e.bracket_to, e.place, "
    "e.place_begin, "
    "e.place_end, e.place_country, e.latitude IS NOT NULL, e.latitude, e.longitude, e.dead, e.injured, e.arrested, "
    "e.crowd, "
    "e.frame, e.steps, e.confidence, e.version, e.evidence, e.marks, e.date_how";

StoredEvent read_event(const Statement& row) {
  StoredEvent out;
  Event& event = out.event;
  Columns next(row);
  event.id = next.text();
  out.article = next.text();
  event.doc = next.text();
  event.sentence = next.small();
  event.sentence_span = next.span();
  event.trigger = next.text();
  event.trigger_span = next.span();
  event.type = parse_event_type(next.text()).value_or(EventType::consult);
  event.status = parse_status(next.text()).value_or(Status::asserted);
  event.mode = next.list();
  event.context = next.list();
  event.date = next.date();
  event.date_precision = next.precision();
  event.bracket.from = next.date();
  event.bracket.to = next.date();
  event.event_loc.name = next.text();
  event.event_loc.span = next.span();
  event.event_loc.country = next.text();
  event.event_loc.located = next.number() != 0;
  event.event_loc.latitude = next.real();
  event.event_loc.longitude = next.real();
  event.size.dead = next.number();
  event.size.injured = next.number();
  event.size.arrested = next.number();
  event.size.crowd = next.number();
  event.frame = next.text();
  event.steps = next.list();
  event.confidence = next.real();
  event.version = next.text();
  out.evidence.text = next.text();
  out.evidence.marks = parse_marks(next.text(), out.evidence.text.size());
  event.date_how = next.text();
  return out;
}

Filter filter_for(const EventQuery& query) {
  Filter out("e");
  out.equal("id", query.id);
  out.equal("article", query.article);
  out.equal("doc", query.doc);
  if (query.type) out.equal("type", to_string(*query.type));
  if (query.status) out.equal("status", to_string(*query.status));
  out.who("'actor'", query.actor);
  out.who("'recipient'", query.recipient);
  out.party("actor", query.actor_party);
  out.party("recipient", query.recipient_party);
  if (query.since.known()) {
    const std::string day = query.since.text();
    out.add("(e.date>=? OR (e.date='' AND e.bracket_from>=?))", {day, day});
  }
  if (query.until.known()) {
    const std::string day = query.until.text();
    out.add("((e.date<>'' AND e.date<=?) OR (e.date='' AND e.bracket_to<>'' AND e.bracket_to<=?))", {day, day});
  }
  if (!query.text.empty()) {
    out.add("(instr(lower(e.evidence), lower(?))>0 OR instr(lower(e.\"trigger\"), lower(?))>0)",
            {query.text, query.text});
  }
  return out;
}

}  // namespace

Result<void> read_entities(Store::State& state, const std::string& record,
                           const std::function<void(std::string_view, Entity)>& take) {
  return each_row(state,
                  "SELECT role, text, \"begin\", \"end\", code, sector, entity, name, office, how FROM entities "
                  "WHERE record=? ORDER BY role, position",
                  {record}, [&](const Statement& row) {
                    Entity entity;
                    Columns next(row, 1);
                    entity.text = next.text();
                    entity.span = next.span();
                    entity.code = next.text();
                    entity.sector = next.text();
                    entity.id = next.text();
                    entity.name = next.text();
                    entity.office = next.text();
                    entity.how = next.text();
                    take(row.text(0), std::move(entity));
                  });
}

Result<void> Store::each_event(const EventQuery& query, const std::function<bool(StoredEvent)>& take) {
  const std::lock_guard lock(state_->mutex);
  const auto step = [&](const Statement& row) -> Result<bool> {
    StoredEvent one = read_event(row);
    const auto add = [&](std::string_view role, Entity entity) {
      std::vector<Entity>& list = role == "actor"       ? one.event.actor
                                  : role == "recipient" ? one.event.recipient
                                                        : one.event.according_to;
      list.push_back(std::move(entity));
    };
    if (auto done = read_entities(*state_, one.event.id, add); !done) return done.error();
    return take(std::move(one));
  };
  return each_match(*state_, fmt::format("SELECT {} FROM events e", kEventColumns), filter_for(query),
                    "e.doc, e.article, e.position", query.limit, step);
}

Result<std::vector<StoredEvent>> Store::events(const EventQuery& query) {
  std::vector<StoredEvent> out;
  const auto done = each_event(query, [&](StoredEvent one) {
    out.push_back(std::move(one));
    return true;
  });
  if (!done) return done.error();
  return out;
}

}  // namespace demarche
