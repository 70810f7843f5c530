#include "base/sha256.h"

#include <gtest/gtest.h>

namespace demarche {

// Values of FIPS 180-4's examples.
TEST(Sha256, KnownValues) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, PiecesMakeNoDifference) {
  const std::string text(1000, 'x');
  Sha256 hash;
  for (size_t i = 0; i < text.size(); i += 7) hash.add(std::string_view(text).substr(i, 7));
  EXPECT_EQ(hash.finish(), sha256(text));
}

}  // namespace demarche
