#pragma once

#include <locale.h>

#include <istream>
#include <memory>
#include <optional>
#include <streambuf>
#include <string>

#include "base/result.h"
#include "capture/content.h"
#include "capture/expansion.h"

struct archive;
struct archive_entry;

namespace demarche {

struct ArchiveEntry {
  std::string path;  ///< as the archive has it, UTF-8
  bool regular = false;
  bool encrypted = false;
};

/// The members of a zip or tar archive one after another, each as a stream, in memory that does not grow with the
/// archive. Nothing is ever written to disk.
class ArchiveStream {
 public:
  enum class Next : uint8_t { entry, end, broken };

  ArchiveStream(std::istream& in, ContentKind kind, const Member& member, const ReadLimits& limits);
  ~ArchiveStream();
  ArchiveStream(const ArchiveStream&) = delete;
  ArchiveStream& operator=(const ArchiveStream&) = delete;

  /// After `broken` nothing follows; error() says why.
  Next next(ArchiveEntry& entry);
  /// Of the entry given last.
  std::istream& content() { return content_; }
  /// Did the content end before its end? error() says why: bad_format or too_large.
  bool failed() const { return error_.has_value(); }
  const Error& error() const { return *error_; }
  /// Passes over what is left of the entry. False when what follows cannot be found any more.
  bool leave();
  bool over() const { return meter_.over(); }
  const std::shared_ptr<Expansion>& total() const { return meter_.total(); }

 private:
  class Content : public std::streambuf {
   public:
    explicit Content(ArchiveStream& owner) : owner_(owner), bytes_(kChunk, '\0') {}
    void begin() { setg(bytes_.data(), bytes_.data(), bytes_.data()); }

   protected:
    int_type underflow() override;

   private:
    ArchiveStream& owner_;
    std::string bytes_;
  };

  static constexpr size_t kChunk = size_t{1} << 16;
  static long give(archive* handle, void* self, const void** bytes);
  size_t read(char* to, size_t room);
  void count_bytes();
  Error broken(const char* what) const;

  std::istream& in_;
  ExpansionMeter meter_;
  archive* archive_;
  locale_t utf8_;
  archive_entry* entry_ = nullptr;
  std::string chunk_;
  std::optional<Error> error_;
  bool ended_ = false;  ///< the entry's content
  bool opened_ = false;
  int64_t position_ = 0;  ///< in the archive, as far as it was counted
  Content buffer_;
  std::istream content_;
};

}  // namespace demarche
