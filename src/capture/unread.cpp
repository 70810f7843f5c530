// Kinds that are told but not read yet.
#include "capture/content.h"

namespace demarche {
namespace {
bool unread(const Member& member, const CaptureSink& sink) {
  return report(sink, member, {ErrorCode::bad_format, "this kind is not read by this version.", ""});
}
}  // namespace

char table_separator(std::string_view, std::string_view) { return '\0'; }
bool looks_like_html(std::string_view text) {
  for (const std::string_view tag : {"<!doctype html", "<!DOCTYPE html", "<html", "<head", "<body", "<div"})
    if (text.starts_with(tag)) return true;
  return false;
}
bool read_html_member(std::istream&, const Member& m, const ReadOptions&, const CaptureSink& s) { return unread(m, s); }
bool read_delimited(std::istream&, char, const Member& m, const ReadOptions&, const CaptureSink& s) {
  return unread(m, s);
}
bool read_feed(std::istream&, const Member& m, const ReadOptions&, const CaptureSink& s) { return unread(m, s); }
bool read_sitemap(std::istream&, const Member& m, const ReadOptions&, const CaptureSink& s) { return unread(m, s); }
bool read_ninjs(std::istream&, const Member& m, const ReadOptions&, const CaptureSink& s) { return unread(m, s); }
}  // namespace demarche
