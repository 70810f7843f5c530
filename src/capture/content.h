#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "capture/reader.h"

namespace demarche {

struct Expansion;  // expansion.h

/// What bytes are, told by their beginning.
enum class ContentKind : uint8_t {
  empty,
  text,
  json_lines,  ///< of captures
  json,        ///< of no shape that is read
  ninjs,       ///< IPTC News in JSON
  html,
  feed,     ///< RSS, Atom
  sitemap,  ///< sitemaps.org, with the news extension or without
  xml,      ///< of no shape that is read
  csv,
  tsv,
  warc,
  mhtml,
  gzip,
  zstd,
  zip,
  tar,
  annotation,  ///< hand-made gold beside captures
  database,    ///< SQLite
  binary       ///< anything else that is no text
};

constexpr size_t kContentHead = size_t{1} << 18;  ///< bytes that decide what a stream is

/// Tells the kind. `head`: the first kContentHead bytes, or all there are (`whole`). `media_type` breaks ties where the
/// bytes leave it open; it is never trusted against them.
ContentKind content_kind(std::string_view head, bool whole, std::string_view media_type = {});

/// ',' or tab when the text begins as a table with a header does that names a text column (delimited.cpp), else NUL.
char table_separator(std::string_view head, std::string_view media_type);

/// One input, or one member of a container, and what is known of it from outside.
struct Member {
  std::string name;        ///< path of the file, then the place in it: "a/b.zip/page.html"; names problems
  std::string id;          ///< of its capture; "" = the last part of `name`
  std::string media_type;  ///< as the container says, lower case without parameters
  std::string charset;     ///< as the container says
  std::string title;       ///< these go to the capture as they are; "" = not known
  std::string byline;
  std::string url;
  std::string outlet;
  std::string published;
  std::string modified;
  std::string captured;
  std::string language;
  std::string source;                    ///< file on disk
  uint32_t nesting = 0;                  ///< containers around it
  std::shared_ptr<Expansion> expansion;  ///< what the containers around it came to; null outside of all
};

/// Reads one stream of any kind whose first bytes are `head` (at most kContentHead of them; `in` goes on behind).
/// False when the sink wants no more. What cannot be read becomes a problem. Containers call it for their members.
bool read_content(std::istream& in, std::string head, const Member& member, const ReadOptions& options,
                  const CaptureSink& sink);

/// The same for a stream of which nothing has been read.
bool read_content(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink);

/// Puts what the member and the options say into a capture that does not say it itself.
void complete(Capture& capture, const Member& member, const ReadOptions& options);

/// Reports a problem of the stage "capture" with one input; "NAME: message" unless error.where says more.
bool report(const CaptureSink& sink, const Member& member, const Error& error);

/// Appends bytes of the stream until `bytes` has `limit` of them.
void read_up_to(std::istream& in, std::string& bytes, uint64_t limit);

/// Appends the whole stream, or reports too_large or not_readable and gives false.
bool read_whole(std::istream& in, std::string& bytes, const Member& member, const ReadOptions& options,
                const CaptureSink& sink, bool& go_on);

/// The bytes already looked at, then the rest of a stream.
class JoinedBuffer : public std::streambuf {
 public:
  JoinedBuffer(std::string head, std::istream& rest);

 protected:
  int_type underflow() override;

 private:
  std::string head_;
  std::istream& rest_;
};

// The readers. Each gets the whole stream, its beginning included, and gives false when the sink wants no more.
bool read_html_member(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink);
bool read_delimited(std::istream& in, char separator, const Member& member, const ReadOptions& options,
                    const CaptureSink& sink);
bool read_feed(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink);
bool read_sitemap(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink);
bool read_ninjs(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink);
bool read_warc(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink);
bool read_mhtml(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink);
/// gzip or zstd: of one stream, of many, or of the records of a WARC file.
bool read_compressed(std::istream& in, ContentKind kind, const Member& member, const ReadOptions& options,
                     const CaptureSink& sink);
bool read_archive(std::istream& in, ContentKind kind, const Member& member, const ReadOptions& options,
                  const CaptureSink& sink);

}  // namespace demarche
