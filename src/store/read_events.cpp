#include <fmt/format.h>

#include "store/columns.h"
#include "store/state.h"

namespace demarche {
namespace {

constexpr std::string_view kEventColumns =
    "e.id, e.article, e.doc, e.sentence, e.sentence_begin, e.sentence_end, e.\"trigger\", e.trigger_begin, "
    "e.trigger_end, "
    "e.type, e.status, e.mode, e.context, e.date, e.date_precision, e.bracket_from, e.bracket_to, e.place, "
    "e.place_begin, "
    "e.place_end, e.place_country, e.latitude IS NOT NULL, e.latitude, e.longitude, e.dead, e.injured, e.arrested, "
    "e.crowd, "
    "e.frame, e.steps, e.confidence, e.version, e.evidence, e.marks";

DatePrecision parse_precision(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(DatePrecision::decade); ++i) {
    if (name == to_string(static_cast<DatePrecision>(i))) return static_cast<DatePrecision>(i);
  }
  return DatePrecision::unknown;
}

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
  event.date_precision = parse_precision(next.text());
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
  return out;
}

/// WHERE clause and its values in order.
struct Filter {
  std::string sql;
  std::vector<std::string> values;

  void add(std::string_view clause, std::initializer_list<std::string> texts) {
    sql += sql.empty() ? " WHERE " : " AND ";
    sql += clause;
    values.insert(values.end(), texts);
  }
  void actor(std::string_view role, const std::string& who) {
    if (who.empty()) return;
    add(fmt::format(
            "e.id IN (SELECT record FROM entities WHERE role='{}' AND (code=? COLLATE NOCASE OR entity=? COLLATE "
            "NOCASE OR party=? COLLATE NOCASE OR name=? COLLATE NOCASE OR substr(name, -1 - length(?)) = ' ' || ? "
            "COLLATE NOCASE))",
            role),
        {who, who, who, who, who, who});
  }
  void party(std::string_view role, const std::string& key) {
    if (key.empty()) return;
    add(fmt::format("e.id IN (SELECT record FROM entities WHERE party=? AND role='{}')", role), {key});
  }
};

Filter filter_for(const EventQuery& query) {
  Filter out;
  if (!query.id.empty()) out.add("e.id=?", {query.id});
  if (!query.article.empty()) out.add("e.article=?", {query.article});
  if (!query.doc.empty()) out.add("e.doc=?", {query.doc});
  if (query.type) out.add("e.type=?", {to_string(*query.type)});
  if (query.status) out.add("e.status=?", {to_string(*query.status)});
  out.actor("actor", query.actor);
  out.actor("recipient", query.recipient);
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
  const Filter filter = filter_for(query);
  const std::string sql =
      fmt::format("SELECT {} FROM events e{} ORDER BY e.doc, e.article, e.position LIMIT ?", kEventColumns, filter.sql);
  const Result<Statement*> prepared = state_->statement(sql);
  if (!prepared) return prepared.error();
  Statement& statement = **prepared;
  const StatementGuard guard(statement);
  for (const std::string& value : filter.values) statement.bind(value);
  statement.bind(query.limit);
  while (true) {
    const Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return {};
    StoredEvent one = read_event(statement);
    const auto add = [&](std::string_view role, Entity entity) {
      std::vector<Entity>& list = role == "actor"       ? one.event.actor
                                  : role == "recipient" ? one.event.recipient
                                                        : one.event.according_to;
      list.push_back(std::move(entity));
    };
    if (auto done = read_entities(*state_, one.event.id, add); !done) return done;
    if (!take(std::move(one))) return {};
  }
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
