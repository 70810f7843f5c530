#include "clean/page_head.h"

#include <nlohmann/json.hpp>

namespace demarche {
namespace {

/// Takes the longest string under the key "articleBody", however deep, and walks over everything else.
class BodyHandler : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::string body;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool string(string_t& value) override {
    if (wanted_ && value.size() > body.size()) body = std::move(value);
    wanted_ = false;
    return true;
  }
  bool start_object(std::size_t) override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_object() override { return true; }
  bool end_array() override { return true; }
  bool key(string_t& name) override {
    wanted_ = name == "articleBody";
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override { return false; }

 private:
  bool wanted_ = false;
};

}  // namespace

PageHead page_head(const PageMarkup& markup) {
  PageHead out;
  for (const MarkupMeta& meta : markup.metas) {
    if (meta.kind == MarkupMeta::Kind::title && out.title.empty()) out.title = meta.value;
    const bool description =
        meta.kind == MarkupMeta::Kind::meta && (meta.name == "description" || meta.name == "og:description");
    if (description && meta.value.size() > out.description.size()) out.description = meta.value;
    if (meta.kind == MarkupMeta::Kind::json_ld && meta.value.find("articleBody") != std::string::npos) {
      BodyHandler handler;
      nlohmann::json::sax_parse(meta.value, &handler, nlohmann::json::input_format_t::json, false, true);
      if (handler.body.size() > out.article_body.size()) out.article_body = std::move(handler.body);
    }
  }
  return out;
}

}  // namespace demarche
