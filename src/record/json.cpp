#include "record/json.h"

#include <nlohmann/json.hpp>

namespace demarche {
namespace {

using Json = nlohmann::ordered_json;

Json span_json(Span span, const ByteMap& map) {
  const Span original = map.to_original(span);
  return Json::array({original.begin, original.end});
}

Json entity_json(const Entity& entity, const ByteMap& map) {
  Json out = {{"text", entity.text}, {"span", nullptr},     {"code", entity.code},     {"sector", entity.sector},
              {"id", entity.id},     {"name", entity.name}, {"office", entity.office}, {"how", entity.how}};
  if (!entity.span.empty()) out["span"] = span_json(entity.span, map);
  return out;
}

Json entities_json(const std::vector<Entity>& entities, const ByteMap& map) {
  Json out = Json::array();
  for (const Entity& entity : entities) out.push_back(entity_json(entity, map));
  return out;
}

Json bracket_json(const DateBracket& bracket) {
  if (!bracket.known()) return nullptr;
  return Json::array({bracket.from.text(), bracket.to.text()});
}

Json size_json(const Casualties& size) {
  Json out = Json::object();
  if (size.dead >= 0) out["dead"] = size.dead;
  if (size.injured >= 0) out["injured"] = size.injured;
  if (size.arrested >= 0) out["arrested"] = size.arrested;
  if (size.crowd >= 0) out["crowd"] = size.crowd;
  return out;
}

Json place_json(const Place& place, const ByteMap& map) {
  if (place.name.empty()) return nullptr;
  Json out = {{"name", place.name}, {"span", span_json(place.span, map)}, {"country", place.country}};
  if (place.located) {
    out["latitude"] = place.latitude;
    out["longitude"] = place.longitude;
  }
  return out;
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

std::string line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string to_json_line(const Article& article, const ByteMap& map) {
  Json body = Json::array(), kinds = Json::array(), dropped = Json::array();
  for (const Block& block : article.body) {
    body.push_back(span_json(block.span, map));
    kinds.push_back(to_string(block.kind));
  }
  for (const DroppedBlock& block : article.dropped) {
    dropped.push_back({{"span", span_json(block.span, map)}, {"reason", block.reason}});
  }
  return line({{"kind", "article"},
               {"id", article.id},
               {"doc", article.doc},
               {"title", article.title},
               {"byline", article.byline},
               {"outlet", article.outlet},
               {"url", article.url},
               {"language", article.language},
               {"published", article.published.text()},
               {"published_how", article.published_how},
               {"bracket", bracket_json(article.bracket)},
               {"body", body},
               {"body_kind", kinds},
               {"dropped", dropped},
               {"sentences", article.sentences},
               {"words", article.words},
               {"version", article.version}});
}

std::string to_json_line(const Event& event, const ByteMap& map) {
  return line({{"kind", "event"},
               {"id", event.id},
               {"doc", event.doc},
               {"sentence", event.sentence},
               {"sentence_span", span_json(event.sentence_span, map)},
               {"trigger", {{"text", event.trigger}, {"span", span_json(event.trigger_span, map)}}},
               {"event", to_string(event.type)},
               {"mode", event.mode},
               {"context", event.context},
               {"status", to_string(event.status)},
               {"actor", entities_json(event.actor, map)},
               {"recipient", entities_json(event.recipient, map)},
               {"according_to", entities_json(event.according_to, map)},
               {"date", event.date.text()},
               {"date_precision", to_string(event.date_precision)},
               {"bracket", bracket_json(event.bracket)},
               {"event_loc", place_json(event.event_loc, map)},
               {"quad_code", quad_code(event.type)},
               {"event_scale", event_scale(event.type, event.mode)},
               {"cameo_root", cameo_root(event.type)},
               {"size", size_json(event.size)},
               {"frame", event.frame},
               {"steps", event.steps},
               {"confidence", event.confidence},
               {"version", event.version}});
}

std::string to_json_line(const Quote& quote, const ByteMap& map) {
  Json cue = nullptr;
  if (!quote.cue.empty()) cue = {{"lemma", quote.cue}, {"span", span_json(quote.cue_span, map)}};
  return line({{"kind", "quote"},
               {"id", quote.id},
               {"doc", quote.doc},
               {"sentence", quote.sentence},
               {"sentence_span", span_json(quote.sentence_span, map)},
               {"span", span_json(quote.span, map)},
               {"type", to_string(quote.type)},
               {"cue", cue},
               {"speaker", quote.speaker.empty() ? Json(nullptr) : entity_json(quote.speaker.front(), map)},
               {"source_span", quote.source_span.empty() ? Json(nullptr) : span_json(quote.source_span, map)},
               {"confidence", quote.confidence},
               {"version", quote.version}});
}

std::string to_json_line(const Problem& problem, const ByteMap& map) {
  return line({{"kind", "problem"},
               {"doc", problem.doc},
               {"stage", problem.stage},
               {"code", to_string(problem.code)},
               {"message", problem.message},
               {"span", problem.span.empty() ? Json(nullptr) : span_json(problem.span, map)}});
}

std::string to_json_lines(const CodedArticle& coded, const ByteMap& map) {
  std::string out = to_json_line(coded.article, map) + "\n";
  for (const Event& event : coded.events) out += to_json_line(event, map) + "\n";
  for (const Quote& quote : coded.quotes) out += to_json_line(quote, map) + "\n";
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
