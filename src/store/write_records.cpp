#include <algorithm>
#include <nlohmann/json.hpp>

#include "store/article_writer.h"
#include "store/party.h"

namespace demarche {
namespace {

using Json = nlohmann::json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// How many of the records have their trigger inside the span.
template <class Record>
int64_t held(const std::vector<Record>& records, Span span) {
  return std::count_if(records.begin(), records.end(), [&](const Record& record) {
    return !record.trigger_span.empty() && span.contains(record.trigger_span);
  });
}

}  // namespace

void ArticleWriter::bind(Statement& row, Span span) const {
  const Span place = original(span);
  row.bind(int64_t{place.begin}).bind(int64_t{place.end});
}

Evidence ArticleWriter::event_evidence(const Event& event) const {
  std::vector<Mark> marks = {{MarkRole::trigger, event.trigger_span}};
  const auto add = [&](MarkRole role, const std::vector<Entity>& entities) {
    for (const Entity& entity : entities) marks.push_back({role, entity.span});
  };
  add(MarkRole::actor, event.actor);
  add(MarkRole::recipient, event.recipient);
  add(MarkRole::according_to, event.according_to);
  return cut_evidence(capture_.text, event.sentence_span, event.trigger_span, marks);
}

Result<void> ArticleWriter::event_row(const Event& event, int64_t position) {
  const Result<Statement*> prepared = insert(
      "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
      "ON CONFLICT DO NOTHING");
  if (!prepared) return prepared.error();
  Statement& row = **prepared;
  const Evidence evidence = event_evidence(event);
  row.bind(event.id).bind(coded_.article.id).bind(position).bind(event.doc).bind(int64_t{event.sentence});
  bind(row, event.sentence_span);
  row.bind(event.trigger);
  bind(row, event.trigger_span);
  row.bind(to_string(event.type))
      .bind(to_string(event.status))
      .bind(int64_t{quad_code(event.type)})
      .bind(event_scale(event.type, event.mode));
  row.bind(dump(event.mode)).bind(dump(event.context)).bind(event.date.text()).bind(to_string(event.date_precision));
  row.bind(event.bracket.from.text()).bind(event.bracket.to.text()).bind(event.event_loc.name);
  bind(row, event.event_loc.span);
  row.bind(event.event_loc.country);
  if (event.event_loc.located) {
    row.bind(event.event_loc.latitude).bind(event.event_loc.longitude);
  } else {
    row.bind_null().bind_null();
  }
  row.bind(event.size.dead).bind(event.size.injured).bind(event.size.arrested).bind(event.size.crowd);
  row.bind(event.frame).bind(dump(event.steps)).bind(event.confidence).bind(event.version);
  row.bind(evidence.text).bind(marks_text(evidence.marks)).bind(event.date_how);
  if (auto done = row.run(); !done) return done;
  if (state_.connection->changes() == 0) return {};
  if (auto done = entity_rows(event.id, "actor", event.actor); !done) return done;
  if (auto done = entity_rows(event.id, "recipient", event.recipient); !done) return done;
  return entity_rows(event.id, "according_to", event.according_to);
}

Result<void> ArticleWriter::entity_rows(const std::string& record, std::string_view role,
                                        const std::vector<Entity>& entities) {
  int64_t position = 0;
  for (const Entity& entity : entities) {
    const Result<Statement*> prepared =
        insert("INSERT INTO entities VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    if (!prepared) return prepared.error();
    Statement& row = **prepared;
    row.bind(record).bind(role).bind(position++).bind(party_of(entity)).bind(entity.text);
    bind(row, entity.span);
    row.bind(entity.code).bind(entity.sector).bind(entity.id);
    row.bind(entity.name).bind(entity.office).bind(entity.how);
    if (auto done = row.run(); !done) return done;
  }
  return {};
}

Result<void> ArticleWriter::quote_row(const Quote& quote, int64_t position) {
  const Result<Statement*> prepared = insert(
      "INSERT INTO quotes (id, article, position, doc, sentence, sentence_begin, sentence_end, \"begin\", \"end\", "
      "type, "
      "cue, cue_begin, cue_end, source_begin, source_end, confidence, version, evidence, content, cue_class, "
      "addressee, "
      "addressee_begin, addressee_end, occasion, occasion_begin, occasion_end, via, events, pledges) VALUES "
      "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
  if (!prepared) return prepared.error();
  Statement& row = **prepared;
  Json content = Json::array(), via = Json::array();
  for (const Span& span : quote.content) content.push_back({original(span).begin, original(span).end});
  for (const QuoteParty& one : quote.via) {
    const Span span = original(one.span);
    via.push_back({{"text", one.text}, {"begin", span.begin}, {"end", span.end}, {"entities", one.entities.size()}});
  }
  row.bind(quote.id).bind(coded_.article.id).bind(position).bind(quote.doc).bind(int64_t{quote.sentence});
  bind(row, quote.sentence_span);
  bind(row, quote.span);
  row.bind(to_string(quote.type)).bind(quote.cue);
  bind(row, quote.cue_span);
  bind(row, quote.source_span);
  row.bind(quote.confidence).bind(quote.version);
  row.bind(cut_evidence(capture_.text, quote.span, {}, {}, kMaxQuoted).text).bind(dump(content));
  row.bind(to_string(quote.cue_class)).bind(quote.addressee.text);
  bind(row, quote.addressee.span);
  row.bind(quote.occasion.text);
  bind(row, quote.occasion.span);
  row.bind(dump(via)).bind(held(coded_.events, quote.span)).bind(held(coded_.pledges, quote.span));
  if (auto done = row.run(); !done) return done;
  return state_.connection->changes() == 0 ? Result<void>{} : quote_entities(quote);
}

Result<void> ArticleWriter::quote_entities(const Quote& quote) {
  std::vector<Entity> chain;
  for (const QuoteParty& one : quote.via) chain.insert(chain.end(), one.entities.begin(), one.entities.end());
  if (auto done = entity_rows(quote.id, "speaker", quote.speaker); !done) return done;
  if (auto done = entity_rows(quote.id, "addressee", quote.addressee.entities); !done) return done;
  if (auto done = entity_rows(quote.id, "about", quote.about); !done) return done;
  return entity_rows(quote.id, "via", chain);
}

Evidence ArticleWriter::pledge_evidence(const Pledge& pledge) const {
  std::vector<Mark> marks = {{MarkRole::trigger, pledge.trigger_span},
                             {MarkRole::content, pledge.content.span},
                             {MarkRole::condition, pledge.condition.span},
                             {MarkRole::deadline, pledge.deadline.span}};
  const auto add = [&](MarkRole role, const std::vector<Entity>& entities) {
    for (const Entity& entity : entities) marks.push_back({role, entity.span});
  };
  add(MarkRole::issuer, pledge.issuer);
  add(MarkRole::addressee, pledge.addressee);
  add(MarkRole::according_to, pledge.according_to);
  return cut_evidence(capture_.text, pledge.sentence_span, pledge.trigger_span, marks);
}

Result<void> ArticleWriter::pledge_row(const Pledge& pledge, int64_t position) {
  const Result<Statement*> prepared = insert(
      "INSERT INTO pledges VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
      "ON CONFLICT DO NOTHING");
  if (!prepared) return prepared.error();
  Statement& row = **prepared;
  const auto part = [&](const PledgePart& one) {
    row.bind(one.text);
    bind(row, one.span);
    row.bind(one.event ? to_string(*one.event) : "");
  };
  const Evidence evidence = pledge_evidence(pledge);
  row.bind(pledge.id).bind(coded_.article.id).bind(position).bind(pledge.doc).bind(int64_t{pledge.sentence});
  bind(row, pledge.sentence_span);
  row.bind(pledge.trigger);
  bind(row, pledge.trigger_span);
  row.bind(to_string(pledge.kind)).bind(to_string(pledge.strength)).bind(to_string(pledge.status));
  row.bind(int64_t{pledge.historical ? 1 : 0});
  part(pledge.content);
  part(pledge.condition);
  row.bind(pledge.deadline.text);
  bind(row, pledge.deadline.span);
  row.bind(pledge.deadline.date.text()).bind(to_string(pledge.deadline.precision));
  row.bind(pledge.frame).bind(dump(pledge.steps)).bind(pledge.confidence).bind(pledge.version);
  row.bind(evidence.text).bind(marks_text(evidence.marks));
  if (auto done = row.run(); !done) return done;
  if (state_.connection->changes() == 0) return {};
  for (size_t i = 0; i < pledge.evidence.size(); ++i) {
    if (auto done = pledge_evidence_row(pledge, pledge.evidence[i], static_cast<int64_t>(i)); !done) return done;
  }
  if (auto done = entity_rows(pledge.id, "issuer", pledge.issuer); !done) return done;
  if (auto done = entity_rows(pledge.id, "addressee", pledge.addressee); !done) return done;
  return entity_rows(pledge.id, "according_to", pledge.according_to);
}

Result<void> ArticleWriter::pledge_evidence_row(const Pledge& pledge, const PledgeEvidence& evidence,
                                                int64_t position) {
  const Result<Statement*> prepared =
      insert("INSERT INTO pledge_evidence VALUES (?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
  if (!prepared) return prepared.error();
  Statement& row = **prepared;
  const Evidence cut =
      cut_evidence(capture_.text, evidence.sentence_span, evidence.trigger_span,
                   {{MarkRole::trigger, evidence.trigger_span}, {MarkRole::content, evidence.content_span}});
  row.bind(pledge.id).bind(position).bind(int64_t{evidence.sentence});
  bind(row, evidence.sentence_span);
  row.bind(evidence.trigger);
  bind(row, evidence.trigger_span);
  bind(row, evidence.content_span);
  row.bind(cut.text).bind(marks_text(cut.marks));
  return row.run();
}

}  // namespace demarche
