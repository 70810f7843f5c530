#include "record/json.h"

#include <nlohmann/json.hpp>

#include "record/json_writer.h"

namespace demarche {
namespace {

using Json = nlohmann::ordered_json;

void write(JsonWriter& json, const Entity& entity, const ByteMap& map) {
  json.open('{')("text", entity.text).key("span");
  if (entity.span.empty()) {
    json.value(nullptr);
  } else {
    json.value(map.to_original(entity.span));
  }
  json("code", entity.code)("sector", entity.sector)("id", entity.id)("name", entity.name)("office", entity.office);
  json("how", entity.how).close('}');
}

void write(JsonWriter& json, const std::vector<Entity>& entities, const ByteMap& map) {
  json.open('[');
  for (const Entity& entity : entities) write(json, entity, map);
  json.close(']');
}

void write(JsonWriter& json, const DateBracket& bracket) {
  if (!bracket.known()) return json.value(nullptr);
  json.open('[');
  json.value(bracket.from.text());
  json.value(bracket.to.text());
  json.close(']');
}

void write(JsonWriter& json, const Casualties& size) {
  json.open('{');
  if (size.dead >= 0) json("dead", size.dead);
  if (size.injured >= 0) json("injured", size.injured);
  if (size.arrested >= 0) json("arrested", size.arrested);
  if (size.crowd >= 0) json("crowd", size.crowd);
  json.close('}');
}

void write(JsonWriter& json, const Place& place, const ByteMap& map) {
  if (place.name.empty()) return json.value(nullptr);
  json.open('{')("name", place.name)("span", map.to_original(place.span))("country", place.country);
  if (place.located) json("latitude", place.latitude)("longitude", place.longitude);
  json.close('}');
}

/// The span, or null when it is empty.
void write_some(JsonWriter& json, Span span, const ByteMap& map) {
  if (span.empty()) return json.value(nullptr);
  json.value(map.to_original(span));
}

void write(JsonWriter& json, const QuoteParty& party, const ByteMap& map) {
  if (party.text.empty()) return json.value(nullptr);
  json.open('{')("text", party.text)("span", map.to_original(party.span));
  write(json.key("entities"), party.entities, map);
  json.close('}');
}

void write(JsonWriter& json, const PledgePart& part, const ByteMap& map) {
  if (part.text.empty()) return json.value(nullptr);
  json.open('{')("text", part.text)("span", map.to_original(part.span)).key("event");
  if (part.event) {
    json.value(to_string(*part.event));
  } else {
    json.value(nullptr);
  }
  json.close('}');
}

Span span_from(const Json& json) { return json.is_array() ? Span{json.at(0), json.at(1)} : Span{}; }

Entity entity_from(const Json& json) {
  Entity out;
  out.text = json.at("text");
  out.span = span_from(json.at("span"));
  out.code = json.at("code");
  out.sector = json.at("sector");
  out.id = json.at("id");
  out.name = json.at("name");
  out.office = json.at("office");
  out.how = json.at("how");
  return out;
}

std::vector<Entity> entities_from(const Json& json) {
  std::vector<Entity> out;
  for (const Json& item : json) out.push_back(entity_from(item));
  return out;
}

Date date_from(const Json& json) { return parse_iso_date(json.get<std::string>()).value_or(Date{}); }

}  // namespace

std::string to_json_line(const Article& article, const ByteMap& map) {
  std::string out;
  JsonWriter json(out);
  json.open('{')("kind", "article")("id", article.id)("doc", article.doc)("title", article.title);
  json("byline", article.byline)("outlet", article.outlet)("url", article.url)("language", article.language);
  json("published", article.published.text())("published_how", article.published_how);
  json("modified", article.modified.text())("modified_how", article.modified_how);
  write(json.key("bracket"), article.bracket);
  json("bracket_how", article.bracket_how).key("bracket_facts").open('[');
  for (const BracketFact& fact : article.bracket_facts) {
    json.open('{')("rule", fact.rule)("span", map.to_original(fact.span));
    write(json.key("bracket"), fact.bracket);
    json.close('}');
  }
  json.close(']').key("body").open('[');
  for (const Block& block : article.body) json.value(map.to_original(block.span));
  json.close(']').key("body_kind").open('[');
  for (const Block& block : article.body) json.value(to_string(block.kind));
  json.close(']').key("dropped").open('[');
  for (const DroppedBlock& block : article.dropped) {
    json.open('{')("span", map.to_original(block.span))("reason", block.reason);
    if (!block.because.empty()) json("because", block.because);
    json.close('}');
  }
  json.close(']')("sentences", article.sentences)("words", article.words)("version", article.version).close('}');
  return out;
}

std::string to_json_line(const Event& event, const ByteMap& map) {
  std::string out;
  JsonWriter json(out);
  json.open('{')("kind", "event")("id", event.id)("doc", event.doc)("sentence", event.sentence);
  json("sentence_span", map.to_original(event.sentence_span));
  json.key("trigger").open('{')("text", event.trigger)("span", map.to_original(event.trigger_span)).close('}');
  json("event", to_string(event.type))("mode", event.mode)("context", event.context);
  json("status", to_string(event.status));
  write(json.key("actor"), event.actor, map);
  write(json.key("recipient"), event.recipient, map);
  write(json.key("according_to"), event.according_to, map);
  json("date", event.date.text())("date_precision", to_string(event.date_precision))("date_how", event.date_how);
  write(json.key("bracket"), event.bracket);
  write(json.key("event_loc"), event.event_loc, map);
  json("quad_code", quad_code(event.type))("event_scale", event_scale(event.type, event.mode));
  json("cameo_root", cameo_root(event.type));
  write(json.key("size"), event.size);
  json("frame", event.frame)("steps", event.steps)("confidence", event.confidence)("version", event.version).close('}');
  return out;
}

std::string to_json_line(const Quote& quote, const ByteMap& map) {
  std::string out;
  JsonWriter json(out);
  json.open('{')("kind", "quote")("id", quote.id)("doc", quote.doc)("sentence", quote.sentence);
  json("sentence_span", map.to_original(quote.sentence_span))("span", map.to_original(quote.span));
  json("type", to_string(quote.type)).key("cue");
  if (quote.cue.empty()) {
    json.value(nullptr);
  } else {
    json.open('{')("lemma", quote.cue)("class", to_string(quote.cue_class)).key("span");
    write_some(json, quote.cue_span, map);
    json.close('}');
  }
  json.key("speaker");
  if (quote.speaker.empty()) {
    json.value(nullptr);
  } else {
    write(json, quote.speaker.front(), map);
  }
  write_some(json.key("source_span"), quote.source_span, map);
  json.key("content").open('[');
  for (const Span& span : quote.content) json.value(map.to_original(span));
  json.close(']');
  write(json.key("addressee"), quote.addressee, map);
  write(json.key("occasion"), quote.occasion, map);
  json.key("via").open('[');
  for (const QuoteParty& one : quote.via) write(json, one, map);
  json.close(']');
  write(json.key("about"), quote.about, map);
  json("confidence", quote.confidence)("version", quote.version).close('}');
  return out;
}

std::string to_json_line(const Pledge& pledge, const ByteMap& map) {
  std::string out;
  JsonWriter json(out);
  json.open('{')("kind", "pledge")("id", pledge.id)("doc", pledge.doc)("sentence", pledge.sentence);
  json("sentence_span", map.to_original(pledge.sentence_span));
  json.key("trigger").open('{')("text", pledge.trigger)("span", map.to_original(pledge.trigger_span)).close('}');
  json("pledge", to_string(pledge.kind));
  write(json.key("issuer"), pledge.issuer, map);
  write(json.key("addressee"), pledge.addressee, map);
  write(json.key("according_to"), pledge.according_to, map);
  write(json.key("content"), pledge.content, map);
  write(json.key("condition"), pledge.condition, map);
  json.key("deadline");
  if (pledge.deadline.text.empty()) {
    json.value(nullptr);
  } else {
    json.open('{')("text", pledge.deadline.text)("span", map.to_original(pledge.deadline.span));
    json("date", pledge.deadline.date.text())("precision", to_string(pledge.deadline.precision)).close('}');
  }
  json("strength", to_string(pledge.strength))("status", to_string(pledge.status))("historical", pledge.historical);
  json.key("evidence").open('[');
  for (const PledgeEvidence& one : pledge.evidence) {
    json.open('{')("sentence", one.sentence)("sentence_span", map.to_original(one.sentence_span));
    json.key("trigger").open('{')("text", one.trigger)("span", map.to_original(one.trigger_span)).close('}');
    write_some(json.key("content_span"), one.content_span, map);
    json.close('}');
  }
  json.close(']')("frame", pledge.frame)("steps", pledge.steps)("confidence", pledge.confidence);
  json("version", pledge.version).close('}');
  return out;
}

std::string to_json_line(const Problem& problem, const ByteMap& map) {
  std::string out;
  JsonWriter json(out);
  json.open('{')("kind", "problem")("doc", problem.doc)("stage", problem.stage)("code", to_string(problem.code));
  json("message", problem.message);
  write_some(json.key("span"), problem.span, map);
  json.close('}');
  return out;
}

std::string to_json_lines(const CodedArticle& coded, const ByteMap& map, JsonLinesOptions options) {
  std::string out = to_json_line(coded.article, map) + "\n";
  for (const Event& event : coded.events) out += to_json_line(event, map) + "\n";
  for (const Quote& quote : coded.quotes) {
    if (options.indirect || quote.type != QuoteType::indirect) out += to_json_line(quote, map) + "\n";
  }
  for (const Pledge& pledge : coded.pledges) out += to_json_line(pledge, map) + "\n";
  for (const Problem& problem : coded.problems) out += to_json_line(problem, map) + "\n";
  return out;
}

Result<Event> event_from_json(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    Event out;
    out.id = json.at("id");
    out.doc = json.at("doc");
    out.sentence = json.at("sentence");
    out.sentence_span = span_from(json.at("sentence_span"));
    out.trigger = json.at("trigger").at("text");
    out.trigger_span = span_from(json.at("trigger").at("span"));
    const auto type = parse_event_type(json.at("event").get<std::string>());
    const auto status = parse_status(json.at("status").get<std::string>());
    if (!type || !status) return Error{ErrorCode::bad_format, "unknown event type or status", "event record"};
    out.type = *type;
    out.status = *status;
    out.mode = json.at("mode").get<std::vector<std::string>>();
    out.context = json.at("context").get<std::vector<std::string>>();
    out.actor = entities_from(json.at("actor"));
    out.recipient = entities_from(json.at("recipient"));
    out.according_to = entities_from(json.at("according_to"));
    out.date = date_from(json.at("date"));
    for (int i = 0; i <= static_cast<int>(DatePrecision::decade); ++i) {
      if (json.at("date_precision") == to_string(static_cast<DatePrecision>(i))) {
        out.date_precision = static_cast<DatePrecision>(i);
      }
    }
    out.date_how = json.value("date_how", "");
    if (json.at("bracket").is_array()) out.bracket = {date_from(json["bracket"][0]), date_from(json["bracket"][1])};
    if (json.at("event_loc").is_object()) {
      const Json& place = json["event_loc"];
      out.event_loc = {place.at("name"),          span_from(place.at("span")), place.at("country"), 0, 0,
                       place.contains("latitude")};
      if (out.event_loc.located) {
        out.event_loc.latitude = place.at("latitude");
        out.event_loc.longitude = place.at("longitude");
      }
    }
    const Json& size = json.at("size");
    out.size = {size.value("dead", int64_t{-1}), size.value("injured", int64_t{-1}),
                size.value("arrested", int64_t{-1}), size.value("crowd", int64_t{-1})};
    out.frame = json.at("frame");
    out.steps = json.at("steps").get<std::vector<std::string>>();
    out.confidence = json.at("confidence");
    out.version = json.at("version");
    return out;
  } catch (const nlohmann::json::exception& problem) {
    return Error{ErrorCode::bad_format, std::string("not an event record: ") + problem.what(), "event record"};
  }
}

}  // namespace demarche
