#include "clean/page_fact_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/file.h"
#include "base/utf8.h"

namespace demarche {
namespace {

constexpr std::array<std::string_view, kPageFields> kFields = {"title",    "byline",    "outlet",  "url",
                                                               "language", "published", "modified"};
constexpr std::array<std::string_view, kFactPlaces> kPlaces = {"json", "meta", "link", "itemprop", "time", "class"};
constexpr std::array<std::string_view, 4> kTypes = {"other", "name", "page", "article"};
constexpr std::array<std::string_view, kFactWords> kLists = {"published", "modified", "other", "byline",
                                                             "nobody",    "beside",   "role"};
constexpr std::array<std::string_view, 8> kTrust = {"json-ld", "meta", "microdata", "time",
                                                    "given",   "url",  "text",      "modified"};

template <size_t N>
size_t place_in(const std::array<std::string_view, N>& names, std::string_view name) {
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

Error malformed(std::string message) { return {ErrorCode::bad_format, std::move(message), ""}; }

std::vector<std::string> split_phrases(std::string_view rest) {
  std::vector<std::string> out;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view phrase = trim(rest.substr(0, end));
    if (!phrase.empty()) out.push_back(to_lower(phrase));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

}  // namespace

Result<void> PageFactNames::read_line(const std::vector<std::string>& fields, std::string_view rest) {
  const std::string& first = fields[0];
  const std::string& second = fields[1];
  const std::vector<std::string> names(fields.begin() + 2, fields.end());
  if (first == "month") {
    const int month = second.size() <= 2 ? std::atoi(second.c_str()) : 0;
    if (month < 1 || month > 12) return malformed("month '" + second + "' is none of 1 to 12");
    for (const std::string& name : names) months_.try_emplace(name, month);
  } else if (first == "trust") {
    for (const std::string& how : names) {
      if (place_in(kTrust, how) == kTrust.size()) return malformed("'" + how + "' is no source of dates");
    }
    trust_ = names;
  } else if (first == "junk") {
    for (const std::string& day : names) {
      const auto date = parse_iso_date(day);
      if (!date) return malformed("'" + day + "' is no date YYYY-MM-DD");
      junk_.push_back(*date);
    }
  } else if (first == "type") {
    const size_t type = place_in(kTypes, second);
    if (type == 0 || type == kTypes.size()) return malformed("'" + second + "' is none of article, page, name");
    for (const std::string& name : names) types_.try_emplace(name, static_cast<LinkedType>(type));
  } else if (first == "outside" || (first == "beside" && second != "word")) {
    const PagePart part = first == "outside" ? PagePart::outside : PagePart::beside;
    for (const std::string& name : names) {
      if (second == "element") {
        part_elements_.try_emplace(name, part);
      } else if (name.ends_with('*')) {
        part_stems_.emplace_back(name.substr(0, name.size() - 1), part);
        stem_begins_[static_cast<unsigned char>(name[0]) % stem_begins_.size()] = true;
      } else {
        parts_.try_emplace(name, part);
      }
    }
  } else if (second == "words" || second == "word") {
    const size_t list = place_in(kLists, first);
    if (list == kLists.size()) return malformed("'" + first + "' has no list of words");
    for (std::string& phrase : second == "word" ? std::vector<std::string>(names) : split_phrases(rest)) {
      words_[list].insert(phrase);
      phrases_[list].push_back(std::move(phrase));
    }
  } else {
    const size_t field = place_in(kFields, first);
    const size_t place = place_in(kPlaces, second);
    if (field == kFields.size()) return malformed("unknown field '" + first + "'");
    if (place == kPlaces.size()) return malformed("unknown place '" + second + "'");
    for (const std::string& name : names) {
      uint16_t& rank = ranks_[field * kFactPlaces + place];
      uses_[place][name].push_back({static_cast<PageField>(field), rank++});
    }
  }
  return {};
}

Result<PageFactNames> PageFactNames::load(const std::filesystem::path& file) {
  Result<std::string> bytes = read_file(file);
  if (!bytes) return bytes.error();
  PageFactNames out;
  std::istringstream in(*bytes);
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (trim(line).empty() || line[0] == '#') continue;
    std::istringstream parts(to_lower(line));
    std::vector<std::string> fields;
    for (std::string field; parts >> field;) fields.push_back(field);
    const std::string where = fmt::format("{}:{}", file.string(), number);
    if (fields.size() < 3) return Error{ErrorCode::bad_format, "FIELD WHERE NAME... was expected", where};
    const size_t second = line.find(' ', line.find(' ') + 1);
    const std::string_view rest = std::string_view(line).substr(std::min(second, line.size()));
    if (Result<void> read = out.read_line(fields, rest); !read) {
      return Error{read.error().code, read.error().message, where};
    }
  }
  return out;
}

const std::vector<PageFactNames::Use>& PageFactNames::uses(FactPlace place, std::string_view name) const {
  static const std::vector<Use> kNone;
  const auto& table = uses_[static_cast<size_t>(place)];
  const auto found = table.find(name);
  return found == table.end() ? kNone : found->second;
}

LinkedType PageFactNames::linked_type(std::string_view lower) const {
  const auto found = types_.find(lower);
  return found == types_.end() ? LinkedType::other : found->second;
}

PagePart PageFactNames::part(std::string_view element, std::string_view names) const {
  PagePart out = PagePart::article;
  if (const auto found = part_elements_.find(element); found != part_elements_.end()) out = found->second;
  while (!names.empty()) {
    const size_t end = std::min(names.find(' '), names.size());
    const std::string_view name = names.substr(0, end);
    names.remove_prefix(std::min(end + 1, names.size()));
    if (name.empty()) continue;
    if (const auto found = parts_.find(name); found != parts_.end()) out = std::max(out, found->second);
    // "post-comments-list": each part of a name may say it.
    for (size_t at = 0; at < name.size();) {
      const auto first = static_cast<unsigned char>(name[at]);
      if (stem_begins_[first % stem_begins_.size()]) {
        for (const auto& [stem, part] : part_stems_) {
          if (name.substr(at).starts_with(stem)) out = std::max(out, part);
        }
      }
      at = name.find_first_of("-_", at);
      if (at == std::string_view::npos) break;
      ++at;
    }
  }
  return out;
}

int PageFactNames::month(std::string_view lower) const {
  const auto found = months_.find(lower);
  return found == months_.end() ? 0 : found->second;
}

bool PageFactNames::is_junk(Date date) const { return std::find(junk_.begin(), junk_.end(), date) != junk_.end(); }

bool PageFactNames::holds(FactWords list, std::string_view lower) const {
  return words_[static_cast<size_t>(list)].contains(lower);
}

}  // namespace demarche
