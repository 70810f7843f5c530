#include "sheets.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "base/hash.h"

namespace demarche {
namespace {

uint64_t gram(const std::vector<PageWord>& words, size_t at, size_t size) {
  uint64_t key = size;
  for (size_t k = 0; k < size; ++k) key = (key ^ words[at + k].hash) * 0x100000001B3ull;
  return key;
}

/// A line is body when most of its runs of four words stand in the gold text; short lines count only between long ones.
void label(Sheet& sheet) {
  constexpr size_t kGram = 4;
  const Page gold = split_page(sheet.gold);
  std::unordered_set<uint64_t> grams;
  for (const size_t size : {size_t{1}, size_t{2}, size_t{3}}) {
    for (const PageLine& line : gold.lines) {
      if (line.words() == size) grams.insert(gram(gold.words, line.first_word, size));
    }
  }
  for (size_t i = 0; i + kGram <= gold.words.size(); ++i) grams.insert(gram(gold.words, i, kGram));
  sheet.body.assign(sheet.lines.size(), 0);
  size_t first = sheet.lines.size();
  size_t last = 0;
  std::vector<uint8_t> short_hit(sheet.lines.size(), 0);
  for (size_t l = 0; l < sheet.lines.size(); ++l) {
    const Page one = split_page(sheet.lines[l]);
    const size_t n = one.words.size();
    if (n < kGram) {
      short_hit[l] = n > 0 && grams.count(gram(one.words, 0, n));
      continue;
    }
    size_t hit = 0;
    for (size_t i = 0; i + kGram <= n; ++i) hit += grams.count(gram(one.words, i, kGram));
    const bool body = hit * 10 >= (n - kGram + 1) * 6;
    if (n < 10) {
      short_hit[l] = body;
    } else if (body) {
      sheet.body[l] = 1;
      first = std::min(first, l);
      last = l;
    }
  }
  for (size_t l = 0; l < sheet.lines.size(); ++l) {
    if (short_hit[l] && l + 3 >= first && l <= last + 3) sheet.body[l] = 1;
  }
}

/// Copies a part of a sheet: lines [first, last), only the body when asked.
Sheet part(const Sheet& sheet, size_t first, size_t last, bool body_only) {
  Sheet out;
  out.id = sheet.id;
  for (size_t l = first; l < last; ++l) {
    if (body_only && !sheet.body[l]) continue;
    out.lines.push_back(sheet.lines[l]);
    out.body.push_back(sheet.body[l]);
  }
  return out;
}

void insert(Sheet& sheet, size_t at, const std::vector<std::string>& lines, size_t first, size_t count) {
  for (size_t k = 0; k < count && first + k < lines.size(); ++k, ++at) {
    sheet.lines.insert(sheet.lines.begin() + static_cast<std::ptrdiff_t>(at), lines[first + k]);
    sheet.body.insert(sheet.body.begin() + static_cast<std::ptrdiff_t>(at), 0);
  }
}

}  // namespace

std::vector<std::vector<std::string>> headline_lists(const std::vector<Sheet>& sheets, const Cues& cues) {
  std::vector<std::vector<std::string>> out;
  for (const Sheet& sheet : sheets) {
    std::vector<std::string> list;
    for (size_t l = 0; l < sheet.lines.size(); ++l) {
      const Page one = split_page(sheet.lines[l]);
      const LineFacts facts = line_facts(one, cues)[0];
      const bool repeated = !list.empty() && list.back() == sheet.lines[l];
      if (!sheet.body[l] && facts.headline_like && one.lines[0].words() >= 6 && one.lines[0].words() <= 20 &&
          !facts.cues.sure && !repeated) {
        list.push_back(sheet.lines[l]);
      }
    }
    if (list.size() < 4) continue;
    for (size_t l = 0; l < sheet.lines.size(); ++l) {
      const LineFacts facts = line_facts(split_page(sheet.lines[l]), cues)[0];
      if (!facts.cues.opens || facts.cues.reason != Reason::related_headlines) continue;
      list.insert(list.begin(), sheet.lines[l]);  // the words that announce the list
      break;
    }
    out.push_back(std::move(list));
  }
  return out;
}

std::vector<std::pair<Sheet, float>> variants(const Sheet& sheet,
                                              const std::vector<std::vector<std::string>>& headlines) {
  std::vector<std::pair<Sheet, float>> out{{sheet, 1.0F}};
  const auto first = std::find(sheet.body.begin(), sheet.body.end(), 1);
  if (first == sheet.body.end()) return out;
  const auto from = static_cast<size_t>(first - sheet.body.begin());
  size_t to = sheet.body.size();
  while (!sheet.body[to - 1]) --to;
  const uint64_t dice = hash64(sheet.id, 7);
  const size_t before = dice % 7;
  const size_t after = dice / 7 % 31;
  out.emplace_back(part(sheet, from > before ? from - before : 0, std::min(to + after, sheet.lines.size()), false),
                   0.7F);
  const Sheet alone = part(sheet, from, to, true);
  out.emplace_back(alone, 0.4F);
  if (headlines.empty()) return out;
  const std::vector<std::string>& tail = headlines[hash64(sheet.id, 11) % headlines.size()];
  Sheet followed = alone;
  insert(followed, followed.lines.size(), tail, dice / 5 % 2, 2 + dice / 1000 % 20);
  out.emplace_back(std::move(followed), 0.4F);
  const std::vector<std::string>& middle = headlines[hash64(sheet.id, 13) % headlines.size()];
  Sheet mixed = alone;
  insert(mixed, 1 + dice / 31 % alone.lines.size(), middle, dice / 3 % 2, 1 + dice / 77 % 4);
  if (dice % 2) insert(mixed, mixed.lines.size(), tail, 1, 1 + dice / 100 % 6);
  out.emplace_back(std::move(mixed), 0.4F);
  return out;
}

std::vector<Sheet> read_sheets(const std::string& file) {
  std::vector<Sheet> out;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json json = nlohmann::json::parse(line);
    Sheet sheet;
    sheet.id = json.at("id").get<std::string>();
    for (const auto& one : json.at("lines")) {
      std::string text = one.get<std::string>();
      std::replace(text.begin(), text.end(), '\r', ' ');
      if (!split_page(text).lines.empty()) sheet.lines.push_back(std::move(text));
    }
    sheet.gold = json.at("gold").get<std::string>();
    label(sheet);
    out.push_back(std::move(sheet));
  }
  return out;
}

}  // namespace demarche
