#include "capture/archive_stream.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

/// libarchive loses names that the thread's locale cannot spell, so names are read in one that can spell all.
class NamesInUtf8 {
 public:
  explicit NamesInUtf8(locale_t utf8) : before_(utf8 ? uselocale(utf8) : nullptr) {}
  ~NamesInUtf8() {
    if (before_) uselocale(before_);
  }
  NamesInUtf8(const NamesInUtf8&) = delete;
  NamesInUtf8& operator=(const NamesInUtf8&) = delete;

 private:
  locale_t before_;
};

/// The name as UTF-8; one in another encoding as Latin-1, as it is only a name.
std::string path_of(archive_entry* entry) {
  const char* path = archive_entry_pathname_utf8(entry);
  if (!path) path = archive_entry_pathname(entry);
  const std::string_view bytes = path ? path : "";
  if (is_valid_utf8(bytes)) return std::string(bytes);
  std::string out;
  for (const char c : bytes) append_utf8(static_cast<unsigned char>(c), out);
  return out;
}

}  // namespace

ArchiveStream::ArchiveStream(std::istream& in, ContentKind kind, const Member& member, const ReadLimits& limits)
    : in_(in),
      meter_(member, limits),
      archive_(archive_read_new()),
      utf8_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)),
      chunk_(kChunk, '\0'),
      buffer_(*this),
      content_(&buffer_) {
  if (!archive_) return;
  if (kind == ContentKind::zip) {
    archive_read_support_format_zip_streamable(archive_);
  } else {
    archive_read_support_format_tar(archive_);
  }
  opened_ = archive_read_open(archive_, this, nullptr, give, nullptr) == ARCHIVE_OK;
}

ArchiveStream::~ArchiveStream() {
  if (archive_) archive_read_free(archive_);
  if (utf8_) freelocale(utf8_);
}

long ArchiveStream::give(archive*, void* self, const void** bytes) {
  auto& stream = *static_cast<ArchiveStream*>(self);
  *bytes = stream.chunk_.data();
  if (!stream.in_) return 0;
  stream.in_.read(stream.chunk_.data(), static_cast<std::streamsize>(stream.chunk_.size()));
  return static_cast<long>(stream.in_.gcount());
}

Error ArchiveStream::broken(const char* what) const {
  const char* reason = archive_ ? archive_error_string(archive_) : "no memory";
  return {
      ErrorCode::bad_format,
      fmt::format("{}: {}. Fetch or pack it again.", what, reason && is_valid_utf8(reason) ? reason : "it is corrupt"),
      ""};
}

ArchiveStream::Next ArchiveStream::next(ArchiveEntry& entry) {
  error_.reset();
  ended_ = false;
  if (!opened_) {
    error_ = broken("the archive cannot be read");
    return Next::broken;
  }
  const NamesInUtf8 names(utf8_);
  const int code = archive_read_next_header(archive_, &entry_);
  if (code == ARCHIVE_EOF) return Next::end;
  if (code != ARCHIVE_OK && code != ARCHIVE_WARN) {
    error_ = broken("the archive is corrupt from here on");
    return Next::broken;
  }
  if (auto error = meter_.count_archive_member()) {
    error_ = std::move(error);
    return Next::broken;
  }
  entry.path = path_of(entry_);
  if (entry.path.empty()) entry.path = fmt::format("member-{}", archive_file_count(archive_));
  entry.regular = archive_entry_filetype(entry_) == AE_IFREG && !archive_entry_hardlink(entry_);
  entry.encrypted = archive_entry_is_encrypted(entry_) != 0;
  count_bytes();
  meter_.begin_member();
  buffer_.begin();
  content_.clear();
  return Next::entry;
}

/// Counts what was taken from the archive since the last time.
void ArchiveStream::count_bytes() {
  const int64_t position = archive_filter_bytes(archive_, 0);
  if (position > position_) meter_.took(static_cast<uint64_t>(position - position_));
  position_ = std::max(position_, position);
}

/// Bytes of the entry; 0 at its end or when it is broken.
size_t ArchiveStream::read(char* to, size_t room) {
  if (ended_) return 0;
  const la_ssize_t got = archive_read_data(archive_, to, room);
  if (got <= 0) {
    ended_ = true;
    if (got < 0) error_ = broken("it cannot be read to its end");
    return 0;
  }
  count_bytes();
  if (auto error = meter_.gave(static_cast<uint64_t>(got))) {
    ended_ = true;
    error_ = std::move(error);
    return 0;
  }
  return static_cast<size_t>(got);
}

bool ArchiveStream::leave() {
  if (over()) return false;
  if (archive_entry_size_is_set(entry_)) return true;  // passed over without being expanded
  if (error_ && error_->code == ErrorCode::too_large) return false;
  while (content_.ignore(kChunk)) continue;
  return !(error_ && error_->code == ErrorCode::too_large);
}

ArchiveStream::Content::int_type ArchiveStream::Content::underflow() {
  if (gptr() < egptr()) return traits_type::to_int_type(*gptr());
  const size_t got = owner_.read(bytes_.data(), bytes_.size());
  if (got == 0) return traits_type::eof();
  setg(bytes_.data(), bytes_.data(), bytes_.data() + got);
  return traits_type::to_int_type(*gptr());
}

}  // namespace demarche
