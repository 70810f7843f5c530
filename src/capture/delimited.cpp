#include <fmt/format.h>

#include "base/utf8.h"
#include "capture/container_item.h"
#include "capture/delimited_header.h"
#include "capture/delimited_rows.h"
#include "capture/utf8_stream.h"

namespace demarche {
namespace {

constexpr uint64_t kRowMargin = size_t{1} << 16;  ///< bytes that a row may have besides its text

/// Turns the rows of one table into captures.
class Table {
 public:
  Table(const TableColumns& columns, size_t width, const Member& member, const ReadOptions& options,
        const CaptureSink& sink)
      : columns_(columns), width_(width), member_(member), options_(options), sink_(sink) {}

  /// False when the sink wants no more.
  bool take(DelimitedRow& row) const {
    Member item = item_of(member_, fmt::format("{}:{}", member_.name, row.line));
    if (row.too_long) {
      return report(sink_, item,
                    {ErrorCode::too_large,
                     fmt::format("the row has more than {} bytes, which are read at most. Split it.",
                                 options_.max_capture_bytes + kRowMargin),
                     ""});
    }
    if (!row.fault.empty()) {
      return report(sink_, item,
                    {ErrorCode::bad_format,
                     row.fault + ". Expected fields as in RFC 4180, quotation marks in them doubled. The row was left "
                                 "out.",
                     ""});
    }
    while (row.fields.size() > width_ && trim(row.fields.back()).empty()) row.fields.pop_back();
    if (row.fields.size() != width_) {
      return report(
          sink_, item,
          {ErrorCode::bad_format,
           fmt::format("the row has {} fields, the header has {}. The row was left out.", row.fields.size(), width_),
           ""});
    }
    return pass_on(row, std::move(item));
  }

 private:
  std::string value(const DelimitedRow& row, ColumnField field) const {
    if (!columns_.has(field)) return "";
    return std::string(trim(row.fields[static_cast<size_t>(columns_.of(field))]));
  }

  bool pass_on(DelimitedRow& row, Member item) const {
    const auto take = [&](std::string& into, ColumnField field) {
      std::string found = value(row, field);
      if (!found.empty()) into = std::move(found);
    };
    take(item.id, ColumnField::id);
    take(item.title, ColumnField::title);
    take(item.byline, ColumnField::byline);
    take(item.url, ColumnField::url);
    take(item.outlet, ColumnField::outlet);
    take(item.published, ColumnField::published);
    take(item.modified, ColumnField::modified);
    take(item.captured, ColumnField::captured);
    take(item.language, ColumnField::language);
    for (const ColumnField field : {ColumnField::text, ColumnField::html}) {
      if (!columns_.has(field)) continue;
      std::string& content = row.fields[static_cast<size_t>(columns_.of(field))];
      if (trim(content).empty()) continue;
      const bool html = field == ColumnField::html || (field == ColumnField::text && looks_like_markup(content));
      return pass_item(std::move(content), html, item, options_, sink_);
    }
    return pass_item("", false, item, options_, sink_);
  }

  TableColumns columns_;
  size_t width_;
  const Member& member_;
  const ReadOptions& options_;
  const CaptureSink& sink_;
};

/// The separator that the beginning shows; `told` when it leaves that open.
char separator_of(std::string_view head, char told, const Member& member, const ReadOptions& options) {
  char found = options.columns.empty() ? '\0' : named_table_separator(head, options);
  if (found == '\0') found = table_separator(head, member.media_type);
  return found == '\0' ? told : found;
}

}  // namespace

bool read_delimited(std::istream& in, char separator, const Member& member, const ReadOptions& options,
                    const CaptureSink& sink) {
  std::string head;
  read_up_to(in, head, kContentHead);
  const Result<std::string> encoding = stream_encoding(head, member.charset);
  if (!encoding) return report(sink, member, {encoding.error().code, encoding.error().message, ""});
  JoinedBuffer joined(std::move(head), in);
  std::istream whole(&joined);
  Utf8Buffer utf8(whole, *encoding);
  std::istream text(&utf8);
  std::string beginning;
  read_up_to(text, beginning, kContentHead);
  separator = separator_of(beginning, separator, member, options);
  JoinedBuffer again(std::move(beginning), text);

  RowReader rows(again, separator, options.max_capture_bytes + kRowMargin);
  DelimitedRow row;
  if (!rows.next(row)) return report(sink, member, {ErrorCode::not_coded, "the table is empty.", ""});
  if (!row.fault.empty())
    return report(sink, member, {ErrorCode::bad_format, "the header cannot be read: " + row.fault + ".", ""});
  const Result<TableColumns> columns = table_columns(row.fields, options);
  if (!columns) return report(sink, member, columns.error());
  const Table table(*columns, row.fields.size(), member, options, sink);
  rows.expect(row.fields.size());
  bool any = false;
  while (rows.next(row)) {
    any = true;
    if (!table.take(row)) return false;
  }
  if (in.bad()) return report(sink, member, {ErrorCode::not_readable, "reading broke off. Check the disk.", ""});
  if (!any) return report(sink, member, {ErrorCode::not_coded, "the table has a header and no rows.", ""});
  if (utf8.broken() == 0) return true;
  return report(sink, member,
                {ErrorCode::bad_encoding,
                 fmt::format("{} bytes are no text in {}; each was read as a space.", utf8.broken(), *encoding), ""});
}

}  // namespace demarche
