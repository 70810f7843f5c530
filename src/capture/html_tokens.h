#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

/// Name and value as they stand in the page, character references not resolved.
struct HtmlAttribute {
  std::string_view name;
  std::string_view value;
};

struct HtmlToken {
  enum class Kind : uint8_t {
    text,      ///< characters with references
    raw_text,  ///< what stands inside script, style, textarea and their like
    start_tag,
    end_tag,
    end
  };
  Kind kind = Kind::end;
  std::string_view text;  ///< of text
  std::string_view name;  ///< of tags, as written
  std::vector<HtmlAttribute> attributes;

  /// Value of the attribute with this lower-case name; a null view when there is none.
  std::string_view attribute(std::string_view lower_name) const;
  bool has(std::string_view lower_name) const { return attribute(lower_name).data() != nullptr; }
};

/// Cuts a page into tags and text as WHATWG HTML, section 13.2.5, does: quotes in tags, comments, CDATA, raw text.
/// Comments, doctypes and processing instructions are passed over. Never fails; linear in the page's size. Views point
/// into the page. At most kMostAttributes of a tag are kept.
class HtmlTokens {
 public:
  static constexpr size_t kMostAttributes = 64;
  explicit HtmlTokens(std::string_view page) : page_(page) {}
  /// Reads the next token into `token`; false at the end.
  bool next(HtmlToken& token);
  /// Passes over everything up to the end tag `</name`, which comes next. Where there is none ahead: over nothing, or,
  /// of scripts and styles, over the rest of the page.
  void skip_to_end_tag(std::string_view lower_name);

 private:
  bool tag(HtmlToken& token, bool end);
  void attribute(HtmlToken& token);
  void markup_declaration();
  size_t find_end_tag(std::string_view lower_name, size_t from);
  void skip_blanks();

  std::string_view page_;
  size_t at_ = 0;
  std::string raw_;                   ///< lower-case name of the element whose raw text comes next
  std::vector<std::string> missing_;  ///< names that have no end tag ahead
};

/// Equal but for the case of ASCII letters; `lower` is lower case.
bool equals_lower(std::string_view text, std::string_view lower);

}  // namespace demarche
