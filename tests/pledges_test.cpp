// The ledger through the whole engine: every pledge frame's own examples and negatives (docs/formats/pledges.md), and
// the cases of tests/golden/pledges.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "golden.h"
#include "pipeline/engine.h"
#include "pipeline/knowledge.h"

namespace demarche {
namespace {

const Engine& engine() {
  static const Engine loaded = [] {
    auto result = Engine::load({DEMARCHE_SOURCE_DIR, {}});
    EXPECT_TRUE(result) << result.error().text();
    return std::move(*result);
  }();
  return loaded;
}

CodedArticle code(const std::string& text, const std::string& published = "") {
  static Worker worker = engine().worker();
  Capture capture;
  capture.id = "case";
  capture.text = text;
  capture.published = published;
  return worker.code(capture);
}

std::string codes(const std::vector<Entity>& entities) {
  std::set<std::string> parts;
  for (const Entity& entity : entities) {
    const std::string& name = entity.code.empty() ? entity.id : entity.code;
    if (!name.empty()) parts.insert(name);
  }
  return parts.empty() ? "-" : fmt::format("{}", fmt::join(parts, "+"));
}

bool named(const std::vector<Entity>& entities, const std::string& expected) {
  if (codes(entities) == expected) return true;
  return entities.size() == 1 && entities.front().id == expected;
}

bool meets(const Pledge& pledge, const ExpectedPledge& expected) {
  return pledge.kind == expected.kind && pledge.strength == expected.strength && pledge.status == expected.status &&
         named(pledge.issuer, expected.issuer) && named(pledge.addressee, expected.addressee);
}

/// Who is meant: an organisation's or group's id, else a state's code, else the words.
std::string parties(const std::vector<Entity>& entities) {
  std::vector<std::string> out;
  for (const Entity& entity : entities) {
    const bool body = !entity.id.empty() && !entity.how.starts_with("person");
    static const std::set<std::string> kState = {"", "GOV", "MIL", "LEG", "JUD", "SPY", "COP"};
    const bool stateless = entity.code.empty() || kState.count(entity.sector) == 0;
    std::string name = body ? entity.id : stateless ? "\"" + entity.text + "\"" : entity.code;
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  return out.empty() ? "-" : fmt::format("{}", fmt::join(out, "+"));
}

std::string part(const PledgePart& part) {
  std::string out = "[" + part.text + "]";
  if (part.event) out += fmt::format(" {{{}}}", to_string(*part.event));
  return out;
}

std::string line(const Pledge& pledge) {
  std::string out =
      fmt::format("{} {} -> {}:", to_string(pledge.kind), parties(pledge.issuer), parties(pledge.addressee));
  if (!pledge.content.text.empty()) out += " " + part(pledge.content);
  if (!pledge.condition.text.empty()) out += " / if " + part(pledge.condition);
  if (!pledge.deadline.text.empty()) {
    out += " / by [" + pledge.deadline.text + "]";
    if (pledge.deadline.date.known()) out += " " + pledge.deadline.date.text();
  }
  out += fmt::format(" / {}", to_string(pledge.strength));
  if (pledge.status != PledgeStatus::open) out += fmt::format(" / {}", to_string(pledge.status));
  return out + "\n";
}

/// The input as a page: each line a paragraph, "# " before a heading.
std::string page(const std::string& input) {
  std::string out;
  for (size_t begin = 0; begin < input.size();) {
    const size_t end = std::min(input.find('\n', begin), input.size());
    const size_t from = input.compare(begin, 2, "# ") == 0 ? begin + 2 : begin;
    out += (out.empty() ? "" : "\n\n") + input.substr(from, end - from);
    begin = end + 1;
  }
  return out;
}

TEST(Pledges, EveryFrameYieldsItsExample) {
  auto knowledge = Knowledge::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge", {});
  ASSERT_TRUE(knowledge) << knowledge.error().text();
  size_t run = 0;
  for (const Frame& frame : knowledge->pledges.frames().all()) {
    for (size_t i = 0; i < frame.examples.size(); ++i) {
      ++run;
      const auto pledges = code(frame.examples[i]).pledges;
      const bool found = std::any_of(pledges.begin(), pledges.end(), [&](const Pledge& pledge) {
        return meets(pledge, frame.expected_pledges[i]) && (frame.fallback || pledge.frame == frame.id);
      });
      std::string got;
      for (const Pledge& pledge : pledges) got += "    got " + pledge.frame + ": " + line(pledge);
      EXPECT_TRUE(found) << frame.id << "  " << frame.where << "\n    " << frame.examples[i] << "\n" << got;
    }
    for (const std::string& sentence : frame.never) {
      for (const Pledge& pledge : code(sentence).pledges)
        EXPECT_NE(pledge.frame, frame.id) << frame.where << "\n    " << sentence << "\n    got " << line(pledge);
    }
  }
  EXPECT_GE(run, 80u);
}

TEST(Pledges, Golden) {
  testing::run_golden("tests/golden/pledges", [](const testing::GoldenCase& one) {
    std::string out;
    const auto date = one.options.find("date");
    const std::string published = date == one.options.end() ? "" : date->second;
    for (const Pledge& pledge : code(page(one.input), published).pledges) out += line(pledge);
    return out;
  });
}

/// Whatever comes in: spans inside their sentence and the text, parts apart from each other, evidence in text order.
TEST(Pledges, SpansAreSound) {
  const std::string text =
      "“Leave the island by Friday or face our fleet,” the Omani general told the rebels.\n\n"
      "If the rebels stay, Oman will bomb the port unless the Yemeni mediator returns. Oman threatened to bomb the "
      "port.";
  const CodedArticle coded = code(text, "2020-03-04");
  EXPECT_GE(coded.pledges.size(), 2u);
  for (const Pledge& pledge : coded.pledges) {
    ASSERT_LE(pledge.sentence_span.end, text.size());
    EXPECT_TRUE(pledge.sentence_span.contains(pledge.trigger_span));
    EXPECT_EQ(pledge.trigger_span.in(text), pledge.trigger);
    for (const PledgePart* one : {&pledge.content, &pledge.condition}) {
      if (one->text.empty()) continue;
      EXPECT_EQ(one->span.in(text), one->text);
      EXPECT_TRUE(pledge.sentence_span.contains(one->span));
    }
    EXPECT_FALSE(!pledge.content.text.empty() && !pledge.condition.text.empty() &&
                 pledge.content.span.overlaps(pledge.condition.span))
        << line(pledge);
    ASSERT_FALSE(pledge.evidence.empty());
    EXPECT_TRUE(std::is_sorted(pledge.evidence.begin(), pledge.evidence.end(), [](const auto& a, const auto& b) {
      return a.trigger_span.begin < b.trigger_span.begin;
    }));
    EXPECT_FALSE(pledge.id.empty());
    EXPECT_GT(pledge.confidence, 0);
    EXPECT_LE(pledge.confidence, 1);
  }
}

TEST(Pledges, OnePledgeToldTwiceIsOneEntry) {
  const auto pledges = code(
                           "Oman threatened to close the strait. The sultan was in Muscat. Oman threatened to close "
                           "the strait again on Friday.")
                           .pledges;
  ASSERT_EQ(pledges.size(), 1u);
  EXPECT_EQ(pledges[0].evidence.size(), 2u);
  EXPECT_EQ(pledges[0].status, PledgeStatus::repeated);
}

/// Two states exchanged in a text exchange their codes and change nothing else.
TEST(Pledges, SwappingStatesSwapsCodesOnly) {
  const std::vector<std::string> patterns = {"A threatened to close its border with B unless the prisoners are freed.",
                                             "A demanded that B withdraw its soldiers by Friday.",
                                             "“We will never sell the port to B,” the prime minister of A said.",
                                             "A offered to mediate between B and the rebels.",
                                             "A promised B two million dollars.",
                                             "A denied that its soldiers had crossed into B.",
                                             "A warned B against closing the strait.",
                                             "“B must leave the island,” the foreign minister of A said."};
  const auto filled = [](std::string text, const std::string& a, const std::string& b) {
    for (size_t at = 0; at < text.size(); ++at) {
      const bool alone = (at == 0 || text[at - 1] == ' ' || static_cast<unsigned char>(text[at - 1]) >= 0x80) &&
                         (at + 1 >= text.size() || !std::isalnum(static_cast<unsigned char>(text[at + 1])));
      if (!alone || (text[at] != 'A' && text[at] != 'B')) continue;
      const std::string& name = text[at] == 'A' ? a : b;
      text.replace(at, 1, name);
      at += name.size() - 1;
    }
    return text;
  };
  const auto lines = [](const std::string& text, const std::string& first, const std::string& second) {
    std::string out;
    for (const Pledge& pledge : code(text).pledges)
      out += fmt::format("{} {} {} {} {}\n", to_string(pledge.kind), codes(pledge.issuer), codes(pledge.addressee),
                         to_string(pledge.strength), pledge.frame);
    for (size_t at = 0; at + 2 < out.size(); ++at) {
      if (out.compare(at, 3, first) == 0) out.replace(at, 3, "1st");
      if (out.compare(at, 3, second) == 0) out.replace(at, 3, "2nd");
    }
    return out;
  };
  for (const std::string& pattern : patterns) {
    const std::string there = lines(filled(pattern, "Kenya", "Peru"), "KEN", "PER");
    const std::string back = lines(filled(pattern, "Peru", "Kenya"), "PER", "KEN");
    EXPECT_FALSE(there.empty()) << pattern;
    EXPECT_EQ(there, back) << pattern;
  }
}

}  // namespace
}  // namespace demarche
