#include "read_options.h"

#include <algorithm>
#include <array>

#include "checks.h"

namespace demarche::cli {
namespace {

constexpr const char* kGroup = "Reading";
constexpr uint64_t kLongestText = uint64_t{1} << 31;  ///< spans hold 32 bits

/// "text=Body": a field of captures and a column's name.
std::string check_column(const std::string& text) {
  static constexpr std::array<std::string_view, 11> kFields = {
      "id", "text", "html", "title", "byline", "url", "outlet", "published", "modified", "captured", "language"};
  const size_t equals = text.find('=');
  if (equals == std::string::npos || equals + 1 == text.size())
    return "FIELD=COLUMN is expected, like text=Body, found '" + text + "'";
  const std::string field = text.substr(0, equals);
  if (std::find(kFields.begin(), kFields.end(), field) != kFields.end()) return "";
  std::string known;
  for (const std::string_view one : kFields) known += (known.empty() ? "" : ", ") + std::string(one);
  return "'" + field + "' is no field of captures; they are " + known;
}

/// A number of bytes that may end in K, M or G (powers of 1024).
void add_size(CLI::App& verb, const std::string& name, uint64_t& value, uint64_t most, const std::string& help) {
  verb.add_option(name, value, help)
      ->transform(CLI::AsSizeValue(false).description(""))
      ->check(CLI::Range(uint64_t{1}, most).description(""))
      ->type_name("BYTES")
      ->group(kGroup);
}

template <class Number>
void add_count(CLI::App& verb, const std::string& name, Number& value, Number most, const std::string& help) {
  verb.add_option(name, value, help)
      ->check(CLI::Range(Number{1}, most).description(""))
      ->capture_default_str()
      ->group(kGroup);
}

}  // namespace

void add_read_options(CLI::App& verb, ReadOptions& options) {
  verb.add_option("--published", options.defaults.published, "publication date of captures that name none, YYYY-MM-DD")
      ->check(check_date)
      ->group(kGroup);
  verb.add_option("--outlet", options.defaults.outlet, "outlet of captures that name none")->group(kGroup);
  verb.add_option("--language", options.defaults.language, "language of captures that name none, like en or pt-BR")
      ->group(kGroup);
  verb.add_option_function<std::vector<std::string>>(
          "--map",
          [&options](const std::vector<std::string>& all) {
            options.columns.clear();
            for (const std::string& one : all) {
              const size_t equals = one.find('=');
              options.columns.emplace_back(one.substr(0, equals), one.substr(equals + 1));
            }
          },
          "columns of CSV and TSV files: text=COLUMN,title=COLUMN,...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(check_column)
      ->type_name("FIELD=COLUMN")
      ->group(kGroup);
  add_size(verb, "--max-bytes", options.max_capture_bytes, kLongestText, "longest capture, 64M unless said");
  add_size(verb, "--max-expanded-bytes", options.limits.expanded_bytes, uint64_t{1} << 50,
           "most that one compressed file or archive may come to, 64G unless said");
  add_count(verb, "--max-expansion", options.limits.expansion, uint32_t{1000000},
            "most bytes out of one compressed byte");
  add_count(verb, "--max-nesting", options.limits.nesting, uint32_t{64}, "archives in archives");
  add_count(verb, "--max-members", options.limits.members, uint64_t{1} << 40, "members of one archive");
  add_count(verb, "--max-depth", options.limits.markup_depth, uint32_t{65535}, "elements inside each other, in pages");
  add_count(verb, "--max-blocks", options.limits.markup_blocks, uint32_t{100000000}, "blocks of one page");
}

}  // namespace demarche::cli
