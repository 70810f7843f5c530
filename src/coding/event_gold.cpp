#include "coding/event_gold.h"

#include <fmt/format.h>

#include <functional>

#include "coding/gold_text.h"

namespace demarche::gold {
namespace {

constexpr int kDepth = 64;  ///< nesting that a gold or record line may have

/// The last part of a path, as PurePath.name gives it.
std::string file_name(std::string_view path) {
  while (!path.empty()) {
    if (path.ends_with('/')) {
      path.remove_suffix(1);
    } else if (path == "." || path.ends_with("/.")) {
      path.remove_suffix(1);
    } else {
      break;
    }
  }
  return std::string(path.substr(path.rfind('/') + 1));
}

/// A string field that may be missing or null.
std::string optional_text(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() || found->is_null() ? std::string() : found->get<std::string>();
}

const Json& list(const Json& json, const char* key) {
  static const Json kNone = Json::array();
  const auto found = json.find(key);
  return found == json.end() ? kNone : *found;
}

bool must_be_found(const Json& json) {
  const auto found = json.find("need");
  return found == json.end() || *found == "must";
}

std::vector<Party> parties(const Json& json) {
  std::vector<Party> out;
  for (const Json& one : json) out.push_back({optional_text(one, "code"), lower(optional_text(one, "text"))});
  return out;
}

Range range(const Json& json) { return {json.at(0).get<int64_t>(), json.at(1).get<int64_t>()}; }

GoldEvent gold_event(const Json& json) {
  GoldEvent out;
  out.sentence = json.at("sent").get<int64_t>();
  out.type = json.at("type").get<std::string>();
  out.also = list(json, "also").get<std::vector<std::string>>();
  out.trigger = printed(json.at("trigger"));
  out.actor = parties(json.at("actor"));
  out.recipient = parties(json.at("recipient"));
  out.status = json.at("status").get<std::string>();
  out.status_also = list(json, "status_also").get<std::vector<std::string>>();
  out.must = json.at("need") == "must";
  return out;
}

GoldArticle gold_article(const Json& json) {
  GoldArticle out;
  out.doc = file_name(json.at("file").get_ref<const std::string&>());
  for (const Json& one : json.at("sentences"))
    out.sentences.emplace_back(one.at("i").get<int64_t>(), one.at("text").get<std::string>());
  for (const Json& line : list(json, "body_lines")) out.body_lines.insert(line.get<int64_t>());
  for (const Json& line : list(json, "drop_lines")) out.drop_lines.insert(line.get<int64_t>());
  for (const Json& one : json.at("events")) out.events.push_back(gold_event(one));
  for (const Json& one : json.at("quotes")) {
    if (!must_be_found(one)) continue;
    std::string speaker = optional_text(one, "speaker_id");
    if (speaker.empty()) speaker = one.at("speaker").get<std::string>();
    out.quotes.push_back(
        {one.at("sent").get<int64_t>(), one.at("text").get<std::string>(), std::string(last_word(lower(speaker)))});
  }
  for (const Json& one : json.at("ledger")) {
    if (must_be_found(one)) out.ledger.push_back({one.at("sent").get<int64_t>(), one.at("kind").get<std::string>()});
  }
  return out;
}

CodedEvent coded_event(const Json& json) {
  CodedEvent out;
  out.id = optional_text(json, "id");
  out.type = json.at("event").get<std::string>();
  out.status = optional_text(json, "status");
  out.frame = optional_text(json, "frame");
  out.trigger = printed(json.contains("trigger") ? json["trigger"] : Json(nullptr));
  out.sentence = range(json.at("sentence_span"));
  out.actor = parties(list(json, "actor"));
  out.recipient = parties(list(json, "recipient"));
  return out;
}

void add_record(const Json& json, std::map<std::string, CodedDoc>& docs) {
  CodedDoc& doc = docs[file_name(optional_text(json, "doc"))];
  const std::string kind = json.at("kind").get<std::string>();
  if (kind == "event") {
    doc.events.push_back(coded_event(json));
  } else if (kind == "article") {
    for (const Json& block : list(json, "body")) doc.body.push_back(range(block));
  } else if (kind == "quote") {
    const Json speaker = json.contains("speaker") ? json["speaker"] : Json("");
    doc.quotes.push_back({range(json.at("span")), lower(ascii_json(speaker))});
  } else if (kind == "pledge") {
    doc.pledges.push_back({range(json.at("sentence_span")), optional_text(json, "pledge")});
  }
}

/// Gives each line that is not blank to `take` as JSON.
Result<void> each_line(std::string_view lines, const std::string& name, const std::function<void(const Json&)>& take) {
  const std::string text = with_plain_newlines(lines);
  std::string_view rest = text;
  for (size_t number = 1; !rest.empty(); ++number) {
    const size_t end = rest.find('\n');
    const std::string_view line = strip(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.empty()) continue;
    try {
      const Json json = Json::parse(line, [](int depth, Json::parse_event_t, const Json&) {
        if (depth > kDepth) throw std::length_error("nested too deeply");
        return true;
      });
      take(json);
    } catch (const std::exception& problem) {
      return Error{ErrorCode::bad_format, std::string("not a line of this format: ") + problem.what(),
                   fmt::format("{}:{}", name, number)};
    }
  }
  return {};
}

}  // namespace

Result<std::vector<GoldArticle>> read_gold(std::string_view lines, const std::string& name) {
  std::vector<GoldArticle> out;
  const auto read = each_line(lines, name, [&](const Json& json) { out.push_back(gold_article(json)); });
  if (!read) return read.error();
  return out;
}

Result<std::map<std::string, CodedDoc>> read_records(std::string_view lines, const std::string& name) {
  std::map<std::string, CodedDoc> out;
  const auto read = each_line(lines, name, [&](const Json& json) { add_record(json, out); });
  if (!read) return read.error();
  return out;
}

}  // namespace demarche::gold
