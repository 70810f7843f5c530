#include "language/manifest.h"

#include <nlohmann/json.hpp>

namespace demarche {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const SelfTest& test) {
  return {{"text", test.text},     {"forms", test.forms},         {"tags", test.tags},
          {"lemmas", test.lemmas}, {"relations", test.relations}, {"heads", test.heads}};
}

SelfTest self_test_of(const Json& json) {
  SelfTest out;
  json.at("text").get_to(out.text);
  json.at("forms").get_to(out.forms);
  json.at("tags").get_to(out.tags);
  json.at("lemmas").get_to(out.lemmas);
  json.at("relations").get_to(out.relations);
  json.at("heads").get_to(out.heads);
  return out;
}

}  // namespace

Result<Manifest> parse_manifest(std::string_view text, const std::string& where) {
  try {
    const Json json = Json::parse(text);
    Manifest out;
    json.at("id").get_to(out.id);
    json.at("version").get_to(out.version);
    json.at("format").get_to(out.format);
    json.at("weights").at("file").get_to(out.weights);
    json.at("weights").at("sha256").get_to(out.weights_sha256);
    out.licence = json.value("licence", "");
    out.command = json.value("command", "");
    for (const Json& test : json.at("self_test")) out.self_test.push_back(self_test_of(test));
    return out;
  } catch (const Json::exception& problem) {
    return Error{ErrorCode::bad_format, std::string("no manifest of a language model: ") + problem.what() + ".", where};
  }
}

std::string manifest_json(const Manifest& manifest) {
  Json json;
  json["id"] = manifest.id;
  json["version"] = manifest.version;
  json["format"] = manifest.format;
  json["weights"] = {{"file", manifest.weights}, {"sha256", manifest.weights_sha256}};
  json["licence"] = manifest.licence;
  json["command"] = manifest.command;
  json["inputs"] = Json::array();
  for (const InputFile& input : manifest.inputs) {
    json["inputs"].push_back(
        {{"file", input.name}, {"sha256", input.sha256}, {"licence", input.licence}, {"source", input.source}});
  }
  json["figures"] = Json::object();
  for (const auto& [name, value] : manifest.figures) json["figures"][name] = value;
  json["self_test"] = Json::array();
  for (const SelfTest& test : manifest.self_test) json["self_test"].push_back(to_json(test));
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

SelfTest make_self_test(std::shared_ptr<const LoadedModel> model, const std::string& text) {
  SelfTest out;
  out.text = text;
  Capture capture;
  capture.text = text;
  Article article;
  article.body.push_back({{0, static_cast<uint32_t>(text.size())}, BlockKind::paragraph});
  Analyzer analyzer(std::move(model));
  const Parse parse = analyzer.parse(capture, article);
  for (const Sentence& sentence : parse.sentences) {
    for (const Token& token : sentence.tokens) {
      out.forms.emplace_back(token.form);
      out.tags.push_back(std::string(to_string(token.upos)) + "/" + std::string(token.xpos));
      out.lemmas.emplace_back(token.lemma);
      out.relations.push_back(relation_name(token.relation, token.subtype));
      out.heads.push_back(token.head + 1);
    }
  }
  return out;
}

}  // namespace demarche
