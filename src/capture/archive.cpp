// zip and tar archives: each member is read as if it lay in a folder, in the order of the archive.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "capture/archive_stream.h"
#include "capture/encoding.h"

namespace demarche {
namespace {

/// A name that is only a name: without "./", "../" or "/" in front.
std::string plain_path(std::string path) {
  std::replace(path.begin(), path.end(), '\\', '/');
  std::string out;
  for (size_t at = 0; at < path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == "." || part == "..") continue;
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

/// ".x", and what the archiver of macOS adds.
bool is_hidden(std::string_view path) {
  return path.starts_with('.') || path.find("/.") != std::string_view::npos || path.starts_with("__MACOSX/");
}

/// What a text is that is written for a browser; "" for others. Only bytes that are text get here.
std::string_view page_part(std::string_view path) {
  const std::string lower = to_lower(path);
  if (lower.ends_with(".css")) return "a style sheet";
  if (lower.ends_with(".js") || lower.ends_with(".mjs")) return "a script";
  if (lower.ends_with(".svg")) return "an SVG image";
  return "";
}

/// The kind of document that is a zip archive by its first member (ISO/IEC 29500-2; ODF 1.3, part 2; EPUB 3.3; JAR).
std::string_view office_kind(std::string_view path, std::string_view head) {
  if (path == "[Content_Types].xml" || path.starts_with("_rels/") || path.starts_with("docProps/"))
    return "an Office document (docx, xlsx, pptx)";
  if (path == "mimetype" && head.starts_with("application/epub")) return "an EPUB book";
  if (path == "mimetype" && head.starts_with("application/")) return "an OpenDocument file (odt, ods, odp)";
  if (path == "META-INF" || path.starts_with("META-INF/")) return "a Java archive";
  return "";
}

class Archive {
 public:
  Archive(ArchiveStream& stream, const Member& member, const ReadOptions& options, const CaptureSink& sink)
      : stream_(stream), member_(member), options_(options), sink_(sink) {}

  bool read();

 private:
  bool member(const ArchiveEntry& entry, bool& end);
  bool leave(const std::string& path, bool& end);
  bool tell(const Error& error) const { return report(sink_, member_, error); }
  bool finish(bool broken);

  ArchiveStream& stream_;
  const Member& member_;
  const ReadOptions& options_;
  const CaptureSink& sink_;
  size_t members_ = 0;
  size_t encrypted_ = 0;
  std::string first_encrypted_;
  bool last_encrypted_ = false;
  std::map<std::string, size_t> no_text_;
};

bool Archive::read() {
  bool broken = false;
  for (bool end = false; !end && !stream_.over();) {
    ArchiveEntry entry;
    const auto next = stream_.next(entry);
    if (next == ArchiveStream::Next::end) break;
    if (next == ArchiveStream::Next::broken) {
      broken = true;
      // What is encrypted and does not say its length cannot be passed over.
      if (!last_encrypted_ && !tell(stream_.error())) return false;
      break;
    }
    if (!member(entry, end)) return false;
  }
  return finish(broken);
}

/// False when the sink wants no more; `end`: nothing more can be read from the archive.
bool Archive::member(const ArchiveEntry& entry, bool& end) {
  const std::string path = plain_path(entry.path);
  const bool first = members_++ == 0;
  std::string head;
  if (entry.regular && !entry.encrypted && (first || !is_hidden(path)))
    read_up_to(stream_.content(), head, kContentHead);
  if (first) {
    if (const std::string_view kind = office_kind(path, head); !kind.empty()) {
      end = true;
      return tell({ErrorCode::bad_format, fmt::format("this is {}. Save its text as HTML or plain text.", kind), ""});
    }
  }
  last_encrypted_ = entry.encrypted;
  if (!entry.encrypted && (!entry.regular || path.empty() || is_hidden(path))) return leave(path, end);
  if (entry.encrypted) {
    if (++encrypted_ == 1) first_encrypted_ = path;
    return true;
  }
  Member inner;
  inner.name = member_.name + "/" + path;
  inner.id = member_.id.empty() ? path : member_.id + "/" + path;
  inner.source = member_.source;
  inner.outlet = member_.outlet;
  inner.captured = member_.captured;
  inner.nesting = member_.nesting + 1;
  inner.expansion = stream_.total();
  const ContentKind kind = content_kind(head, head.size() < kContentHead);
  const std::string_view part = kind == ContentKind::text ? page_part(path) : "";
  bool wanted = true;
  if (kind == ContentKind::empty && !stream_.failed()) {
    ++no_text_["an empty file"];
  } else if (kind == ContentKind::binary) {
    ++no_text_[binary_kind(head)];
  } else if (!part.empty()) {
    ++no_text_[std::string(part)];
  } else if (kind != ContentKind::empty) {
    wanted = read_content(stream_.content(), std::move(head), inner, options_, sink_);
  }
  return wanted && leave(path, end);
}

/// Passes over what is left of a member and says what was wrong with it.
bool Archive::leave(const std::string& path, bool& end) {
  end = !stream_.leave();
  if (!stream_.failed()) return true;
  Member inner;
  inner.name = member_.name + "/" + path;
  return report(sink_, inner, stream_.error());
}

/// What was counted, each in one problem.
bool Archive::finish(bool broken) {
  if (encrypted_ > 0 &&
      !tell({ErrorCode::not_readable,
             fmt::format("{} members are encrypted (the first is \"{}\") and were passed over{}. Unpack it "
                         "with its password first.",
                         encrypted_, first_encrypted_,
                         broken && last_encrypted_ ? " with all that follows the last of them" : ""),
             ""}))
    return false;
  size_t all = 0;
  std::string list;
  for (const auto& [kind, count] : no_text_) {
    all += count;
    list += fmt::format("{}{} times {}", list.empty() ? "" : ", ", count, kind);
  }
  if (all > 0 &&
      !tell({ErrorCode::bad_encoding, fmt::format("{} members are no text and were passed over: {}.", all, list), ""}))
    return false;
  if (members_ > 0 || broken) return true;
  return tell({ErrorCode::not_coded, "the archive is empty.", ""});
}

}  // namespace

bool read_archive(std::istream& in, ContentKind kind, const Member& member, const ReadOptions& options,
                  const CaptureSink& sink) {
  if (const auto error = nested_too_deep(member, options.limits)) return report(sink, member, *error);
  ArchiveStream stream(in, kind, member, options.limits);
  return Archive(stream, member, options, sink).read();
}

}  // namespace demarche
