#include "capture/delimited_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/utf8.h"
#include "capture/content.h"
#include "capture/delimited_rows.h"

namespace demarche {
namespace {

constexpr size_t kRows = 30;       ///< rows that are looked at
constexpr size_t kNameBytes = 64;  ///< longest name of a column
constexpr size_t kHeaderBytes = size_t{1} << 14;

struct ColumnName {
  std::string_view name;  ///< as plain_name gives it
  ColumnField field;
};

using enum ColumnField;

/// Usual names of columns. Where several columns of a table are known by the same field, the name that stands first
/// here wins.
constexpr std::array kNames = {
    ColumnName{"text", text},
    ColumnName{"body", text},
    ColumnName{"bodytext", text},
    ColumnName{"articlebody", text},
    ColumnName{"articletext", text},
    ColumnName{"fulltext", text},
    ColumnName{"maintext", text},
    ColumnName{"storytext", text},
    ColumnName{"newstext", text},
    ColumnName{"cleantext", text},
    ColumnName{"plaintext", text},
    ColumnName{"articlecontent", text},
    ColumnName{"content", text},
    ColumnName{"contents", text},
    ColumnName{"article", text},
    ColumnName{"story", text},
    ColumnName{"transcript", text},
    ColumnName{"passage", text},
    ColumnName{"paragraph", text},
    ColumnName{"description", text},
    ColumnName{"summary", text},
    ColumnName{"abstract", text},
    ColumnName{"snippet", text},
    ColumnName{"html", html},
    ColumnName{"rawhtml", html},
    ColumnName{"bodyhtml", html},
    ColumnName{"htmlbody", html},
    ColumnName{"contenthtml", html},
    ColumnName{"articlehtml", html},
    ColumnName{"pagehtml", html},
    ColumnName{"id", id},
    ColumnName{"articleid", id},
    ColumnName{"docid", id},
    ColumnName{"documentid", id},
    ColumnName{"newsid", id},
    ColumnName{"storyid", id},
    ColumnName{"identifier", id},
    ColumnName{"guid", id},
    ColumnName{"uuid", id},
    ColumnName{"uid", id},
    ColumnName{"docno", id},
    ColumnName{"title", title},
    ColumnName{"headline", title},
    ColumnName{"articletitle", title},
    ColumnName{"newstitle", title},
    ColumnName{"headlinetext", title},
    ColumnName{"heading", title},
    ColumnName{"byline", byline},
    ColumnName{"author", byline},
    ColumnName{"authors", byline},
    ColumnName{"articleauthor", byline},
    ColumnName{"writer", byline},
    ColumnName{"reporter", byline},
    ColumnName{"journalist", byline},
    ColumnName{"creator", byline},
    ColumnName{"url", url},
    ColumnName{"link", url},
    ColumnName{"articleurl", url},
    ColumnName{"pageurl", url},
    ColumnName{"sourceurl", url},
    ColumnName{"weburl", url},
    ColumnName{"permalink", url},
    ColumnName{"canonicalurl", url},
    ColumnName{"href", url},
    ColumnName{"uri", url},
    ColumnName{"outlet", outlet},
    ColumnName{"publication", outlet},
    ColumnName{"publisher", outlet},
    ColumnName{"newspaper", outlet},
    ColumnName{"sourcename", outlet},
    ColumnName{"source", outlet},
    ColumnName{"sitename", outlet},
    ColumnName{"site", outlet},
    ColumnName{"website", outlet},
    ColumnName{"domain", outlet},
    ColumnName{"sourcedomain", outlet},
    ColumnName{"provider", outlet},
    ColumnName{"published", published},
    ColumnName{"publishedat", published},
    ColumnName{"publishedon", published},
    ColumnName{"publisheddate", published},
    ColumnName{"publicationdate", published},
    ColumnName{"publishdate", published},
    ColumnName{"pubdate", published},
    ColumnName{"datepublished", published},
    ColumnName{"datepublish", published},
    ColumnName{"firstpublished", published},
    ColumnName{"articledate", published},
    ColumnName{"postdate", published},
    ColumnName{"dateposted", published},
    ColumnName{"posted", published},
    ColumnName{"date", published},
    ColumnName{"datetime", published},
    ColumnName{"createdat", published},
    ColumnName{"modified", modified},
    ColumnName{"modifiedat", modified},
    ColumnName{"datemodified", modified},
    ColumnName{"datemodify", modified},
    ColumnName{"lastmodified", modified},
    ColumnName{"updated", modified},
    ColumnName{"updatedat", modified},
    ColumnName{"dateupdated", modified},
    ColumnName{"captured", captured},
    ColumnName{"capturedat", captured},
    ColumnName{"crawled", captured},
    ColumnName{"crawledat", captured},
    ColumnName{"crawldate", captured},
    ColumnName{"fetchedat", captured},
    ColumnName{"retrievedat", captured},
    ColumnName{"scrapedat", captured},
    ColumnName{"downloadedat", captured},
    ColumnName{"datedownload", captured},
    ColumnName{"language", language},
    ColumnName{"lang", language},
    ColumnName{"articlelanguage", language},
    ColumnName{"languagecode", language},
};

/// A header's name without what writers of headers differ in.
std::string plain_name(std::string_view name) {
  std::string out = to_lower(trim(name));
  std::erase_if(out, [](char c) { return c == ' ' || c == '_' || c == '-' || c == '.' || c == '"'; });
  return out;
}

/// May this be the name of a column, and no piece of a sentence?
bool is_column_name(std::string_view name) {
  name = trim(name);
  if (name.empty()) return true;  // the unnamed column of row numbers
  if (name.size() > kNameBytes || name.find('\n') != std::string_view::npos) return false;
  if (std::string_view(".!?:").find(name.back()) != std::string_view::npos) return false;
  return std::count(name.begin(), name.end(), ' ') < 4;
}

struct Sample {
  std::vector<std::string> header;
  size_t good = 0;  ///< rows with as many fields as the header
  size_t bad = 0;
};

Sample sample_of(std::string_view head, char separator) {
  std::istringstream in{std::string(head)};
  RowReader rows(*in.rdbuf(), separator, head.size() + 1);
  Sample out;
  DelimitedRow row;
  if (!rows.next(row) || !row.fault.empty()) return out;
  out.header = std::move(row.fields);
  rows.expect(out.header.size());
  const bool ended = head.ends_with('\n') || head.ends_with('\r');
  bool last_bad = false;
  for (size_t seen = 0; seen < kRows && rows.next(row); ++seen) {
    while (row.fields.size() > out.header.size() && trim(row.fields.back()).empty()) row.fields.pop_back();
    last_bad = !row.fault.empty() || row.fields.size() != out.header.size();
    ++(last_bad ? out.bad : out.good);
    if (!row.fault.empty() && !ended && row.fault.find("never closed") != std::string::npos) {
      --out.bad;  // the beginning ends inside this row
      return out;
    }
  }
  if (last_bad && !ended && out.good + out.bad < kRows) --out.bad;
  return out;
}

bool is_table(const Sample& sample, bool declared) {
  if (sample.header.size() < 2 && !declared) return false;
  if (!std::all_of(sample.header.begin(), sample.header.end(), is_column_name)) return false;
  const TableColumns columns = known_columns(sample.header);
  const bool content = columns.has(text) || columns.has(html);
  if (!content && !(columns.has(title) && columns.known() > 1 && sample.good > 4 * sample.bad)) return false;
  if (columns.known() > 2) return sample.good > 0 || sample.bad == 0;
  if (declared || columns.known() > 1) return sample.good >= sample.bad;
  return sample.good > 1 && sample.bad == 0;
}

/// A first look at the first line, since most texts are no tables.
bool may_begin_table(std::string_view head, char separator) {
  const std::string_view line = head.substr(0, std::min(head.find('\n'), kHeaderBytes));
  return line.find(separator) != std::string_view::npos;
}

std::string listed(const std::vector<std::string>& header) {
  constexpr size_t kListed = 40;
  std::string out;
  for (size_t i = 0; i < header.size() && i < kListed; ++i) {
    std::string name(trim(header[i]).substr(0, kNameBytes));
    name.resize(valid_utf8_prefix(name));
    out += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", name);
  }
  return header.size() > kListed ? out + ", ..." : out;
}

int column_named(const std::vector<std::string>& header, std::string_view name) {
  for (size_t i = 0; i < header.size(); ++i)
    if (trim(header[i]) == trim(name)) return static_cast<int>(i);
  for (size_t i = 0; i < header.size(); ++i)
    if (!plain_name(name).empty() && plain_name(header[i]) == plain_name(name)) return static_cast<int>(i);
  return -1;
}

constexpr std::array kSeparators = {',', '\t', ';'};

}  // namespace

const char* to_string(ColumnField field) {
  static constexpr std::array<const char*, kColumnFields> kFields = {
      "id", "text", "html", "title", "byline", "url", "outlet", "published", "modified", "captured", "language"};
  return kFields[static_cast<size_t>(field)];
}

size_t TableColumns::known() const {
  return static_cast<size_t>(std::count_if(at_.begin(), at_.end(), [](int column) { return column >= 0; }));
}

TableColumns known_columns(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  names.reserve(header.size());
  for (const std::string& one : header) names.push_back(one.size() > kNameBytes ? "" : plain_name(one));
  TableColumns out;
  for (const ColumnName& known : kNames) {
    if (out.has(known.field)) continue;
    const auto found = std::find(names.begin(), names.end(), known.name);
    if (found != names.end()) out.set(known.field, static_cast<int>(found - names.begin()));
  }
  return out;
}

Result<TableColumns> table_columns(const std::vector<std::string>& header, const ReadOptions& options) {
  TableColumns out = known_columns(header);
  for (const auto& [name, column] : options.columns) {
    const int at = column_named(header, column);
    if (at < 0) {
      return Error{ErrorCode::bad_format,
                   fmt::format("no column is named \"{}\", from which \"{}\" was to be read. The columns are {}.",
                               column, name, listed(header)),
                   ""};
    }
    bool known = false;
    for (size_t i = 0; i < kColumnFields; ++i) {
      if (name != to_string(static_cast<ColumnField>(i))) continue;
      out.set(static_cast<ColumnField>(i), at);
      known = true;
    }
    if (!known) {
      return Error{ErrorCode::bad_format,
                   fmt::format("captures have no field \"{}\". Expected id, text, html, title, byline, url, outlet, "
                               "published, modified, captured or language.",
                               name),
                   ""};
    }
  }
  if (!out.has(text) && !out.has(html) && !out.has(title)) {
    return Error{ErrorCode::bad_format,
                 fmt::format("this is a table, but no column is known to hold the text. Say which one: --map "
                             "text=COLUMN. The columns are {}.",
                             listed(header)),
                 ""};
  }
  return out;
}

char table_separator(std::string_view head, std::string_view media_type) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const bool tabs = media_type == "text/tab-separated-values";
  const bool commas = media_type == "text/csv" || media_type == "application/csv";
  char best = '\0';
  size_t most = 0;
  for (const char separator : kSeparators) {
    const bool declared = separator == '\t' ? tabs : commas;
    if (!declared && !may_begin_table(head, separator)) continue;
    const Sample sample = sample_of(head, separator);
    if (!is_table(sample, declared) || sample.header.size() <= most) continue;
    most = sample.header.size();
    best = separator;
  }
  return best;
}

char named_table_separator(std::string_view head, const ReadOptions& options) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  char best = '\0';
  size_t most = 0;
  for (const char separator : kSeparators) {
    const Sample sample = sample_of(head, separator);
    const bool named = std::any_of(options.columns.begin(), options.columns.end(),
                                   [&](const auto& one) { return column_named(sample.header, one.second) >= 0; });
    const bool regular = sample.header.size() > 1 && sample.good > 1 && sample.bad == 0 &&
                         std::all_of(sample.header.begin(), sample.header.end(), is_column_name);
    const size_t score = sample.header.size() + (named ? kHeaderBytes : 0);
    if ((!named && !regular) || score <= most) continue;
    most = score;
    best = separator;
  }
  return best;
}

}  // namespace demarche
