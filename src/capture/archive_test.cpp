// zip and tar: names, order, what is passed over, bombs.
#include <gtest/gtest.h>

#include "capture/container_testing.h"

namespace demarche {
namespace {
using namespace testing;

/// Sets the flag that a zip's names are UTF-8, which the packer leaves out.
void mark_utf8_names(std::string& bytes) {
  for (size_t at = 0; (at = bytes.find("PK\x03\x04", at)) != std::string::npos; ++at)
    bytes[at + 7] = static_cast<char>(bytes[at + 7] | 8);
}

TEST(Archive, MembersAreReadInTheirOrderUnderTheirPaths) {
  for (const char* format : {"zip", "ustar", "pax"}) {
    Packer packer(format);
    packer.add("wire", "", AE_IFDIR).add("wire/b.txt", kNote).add("./wire/a/b.txt", kNote);
    packer.add("../../etc/evil.txt", kNote).add("/abs.txt", kNote).add("déjà/été.txt", kNote);
    packer.add(".hidden.txt", kNote).add("wire/.git/config", kNote).add("__MACOSX/wire/b.txt", kNote);
    if (format != std::string("zip")) packer.add("link.txt", "", AE_IFLNK);  // a zip says it only at its end
    packer.add("lines.jsonl", "{\"id\":\"j1\",\"text\":\"A text.\"}\n{\"text\":\"Another text.\"}\n");
    std::string bytes = packer.bytes();
    if (format == std::string("zip")) mark_utf8_names(bytes);
    const Taken out = take(bytes, "box/press.arc");
    EXPECT_EQ(out.ids(), "wire/b.txt wire/a/b.txt etc/evil.txt abs.txt déjà/été.txt j1 box/press.arc/lines.jsonl:2")
        << format << out.messages();
    EXPECT_TRUE(out.problems.empty()) << format << out.messages();
    EXPECT_EQ(take(gzip(bytes), "box/press.arc.gz", {}, 1).ids(), out.ids()) << format;
  }
}

TEST(Archive, WhatIsNoTextIsCounted) {
  const std::string picture("\x89PNG\r\n\x1A\n\0\0\0\0", 12);
  Packer packer("zip");
  packer.add("a.png", picture).add("b.html", picture).add("page.css", "p { color: red }").add("x.js", "go();");
  packer.add("empty.txt", "").add("note.txt", kNote);
  const Taken out = take(packer.bytes(), "page.zip");
  EXPECT_EQ(out.ids(), "note.txt");
  ASSERT_EQ(out.problems.size(), 1U) << out.messages();
  EXPECT_NE(out.messages().find("5 members are no text"), std::string::npos) << out.messages();
  EXPECT_NE(out.messages().find("2 times a PNG image"), std::string::npos) << out.messages();
}

TEST(Archive, OfficeDocumentsAreNamedAsWhatTheyAre) {
  const Taken word = take(Packer("zip")
                              .add("[Content_Types].xml", "<?xml version=\"1.0\"?><Types/>")
                              .add("word/document.xml", "<?xml version=\"1.0\"?><w/>")
                              .bytes(),
                          "a.docx");
  const Taken open =
      take(Packer("zip").add("mimetype", "application/vnd.oasis.opendocument.text").add("content.xml", "<x/>").bytes(),
           "a.odt");
  const Taken book = take(Packer("zip").add("mimetype", "application/epub+zip").bytes(), "a.epub");
  for (const Taken* out : {&word, &open, &book}) {
    EXPECT_TRUE(out->captures.empty());
    EXPECT_EQ(out->problems.size(), 1U) << out->messages();
  }
  EXPECT_NE(word.messages().find("Office document"), std::string::npos);
  EXPECT_NE(open.messages().find("OpenDocument"), std::string::npos);
  EXPECT_NE(book.messages().find("EPUB"), std::string::npos);
  const Taken text =
      take(Packer("zip").add("mimetype", "a note about types\n").add("note.txt", kNote).bytes(), "a.zip");
  EXPECT_EQ(text.ids(), "mimetype note.txt") << text.messages();
}

/// The local header and the bytes of a stored member whose length is known (PKWARE's APPNOTE, section 4.3.7).
std::string stored(const std::string& name, const std::string& bytes, int flags) {
  std::string out("PK\x03\x04\x14\0", 6);
  const auto number = [&](uint64_t value, int size) {
    for (; size > 0; --size, value >>= 8) out += static_cast<char>(value & 0xFF);
  };
  number(static_cast<uint64_t>(flags), 2);
  number(0, 6);
  number(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())), 4);
  number(bytes.size(), 4);
  number(bytes.size(), 4);
  number(name.size(), 2);
  number(0, 2);
  return out + name + bytes;
}

TEST(Archive, EncryptedMembersAreOneProblem) {
  const std::string end = std::string("PK\x05\x06", 4) + std::string(18, '\0');
  const Taken good =
      take(stored("a.txt", kNote, 1) + stored("b.txt", kNote, 1) + stored("note.txt", kNote, 0) + end, "a.zip");
  EXPECT_EQ(good.ids(), "note.txt") << good.messages();
  ASSERT_EQ(good.problems.size(), 1U) << good.messages();
  EXPECT_NE(good.messages().find("2 members are encrypted"), std::string::npos) << good.messages();

  // Those that say their length only behind themselves end the archive.
  std::string bytes = Packer("zip").add("first.txt", kNote).add("secret.txt", kNote).add("note.txt", kNote).bytes();
  const size_t at = bytes.find("PK\x03\x04", 10);
  bytes[at + 6] = static_cast<char>(bytes[at + 6] | 1);
  const Taken out = take(bytes, "a.zip");
  EXPECT_EQ(out.ids(), "first.txt") << out.messages();
  ASSERT_EQ(out.problems.size(), 1U) << out.messages();
  EXPECT_NE(out.messages().find("all that follows"), std::string::npos) << out.messages();
}

TEST(Archive, ACutArchiveKeepsItsFirstMembers) {
  std::string long_text;
  for (int i = 0; i < 9000; ++i) long_text += "Line " + std::to_string(i * 7919 % 10007) + ".\n";
  for (const char* format : {"zip", "ustar"}) {
    const std::string bytes = Packer(format).add("a.txt", kNote).add("b.txt", long_text).add("c.txt", kNote).bytes();
    const Taken out = take(bytes.substr(0, bytes.size() / 2), "a.arc");
    ASSERT_FALSE(out.captures.empty()) << out.messages();
    EXPECT_EQ(out.captures[0].id, "a.txt");
    EXPECT_FALSE(out.problems.empty()) << format;
  }
}

TEST(Archive, EmptyOnesAreAProblem) {
  const Taken out = take(std::string("PK\x05\x06", 4) + std::string(18, '\0'), "a.zip");
  EXPECT_EQ(out.problems.size(), 1U) << out.messages();
}

TEST(Archive, AMemberThatIsABombEndsAlone) {
  std::string bomb = "It begins as a text does. ";
  bomb.resize(size_t{40} << 20, 'a');
  ReadOptions options;
  options.limits.expansion = 100;
  options.max_capture_bytes = uint64_t{1} << 30;
  const std::string bytes = Packer("zip").add("a.txt", kNote).add("bomb.txt", bomb).add("z.txt", kNote).bytes();
  const Taken out = take(bytes, "a.zip", options);
  EXPECT_NE(out.ids().find("a.txt"), std::string::npos);
  EXPECT_NE(out.messages().find("a.zip/bomb.txt: "), std::string::npos) << out.messages();
  for (const Capture& one : out.captures) EXPECT_LT(one.text.size(), bomb.size() / 2);
  // As a capture that is too large, with the default limits: the next member is read.
  const Taken large = take(bytes, "a.zip", [] {
    ReadOptions one;
    one.max_capture_bytes = uint64_t{1} << 20;
    return one;
  }());
  EXPECT_EQ(large.ids(), "a.txt z.txt") << large.messages();
  EXPECT_EQ(large.problems.size(), 1U) << large.messages();
}

TEST(Archive, NestedBombsEndTogether) {
  std::string bytes(size_t{8} << 20, 'a');
  for (int level = 0; level < 3; ++level) {
    Packer packer("zip");
    for (int i = 0; i < 16; ++i) packer.add(std::to_string(i) + ".zip", bytes);
    bytes = packer.bytes();
  }
  const Taken out = take(bytes, "bomb.zip");  // 16 * 16 * 16 * 8 MiB
  uint64_t sum = 0;
  for (const Capture& one : out.captures) sum += one.text.size();
  EXPECT_LT(sum, uint64_t{1} << 30);
  EXPECT_LT(out.problems.size(), 100U) << out.messages();
  EXPECT_NE(out.messages().find("--max-expansion"), std::string::npos) << out.messages();
}

TEST(Archive, ManyMembersEndAtTheLimit) {
  Packer packer("zip");
  for (int i = 0; i < 3000; ++i) packer.add("f" + std::to_string(i), "");
  ReadOptions options;
  const std::string bytes = packer.bytes();
  EXPECT_EQ(take(bytes, "a.zip", options).problems.size(), 1U);
  options.limits.members = 1000;
  const Taken out = take(bytes, "a.zip", options);
  EXPECT_NE(out.messages().find("more than 1000 members"), std::string::npos) << out.messages();
  EXPECT_LE(out.problems.size(), 2U);
}

TEST(Archive, ArchivesInArchivesKeepTheirPaths) {
  const std::string inner = Packer("zip").add("note.txt", kNote).bytes();
  const Taken out = take(Packer("ustar")
                             .add("in/one.zip", inner)
                             .add("in/two.txt.gz", gzip(kNote))
                             .add("crawl.warc.gz", gzip(conversion("rec", kNote)))
                             .bytes(),
                         "a.tar");
  EXPECT_EQ(out.ids(), "in/one.zip/note.txt in/two.txt rec") << out.messages();
}

}  // namespace
}  // namespace demarche
