#pragma once

#include <vector>

#include "record/event.h"

namespace demarche {

/// A word that the article dates to the past, with the states named beside it: "the annexation of the islands in 1987".
struct DatedWord {
  std::string word;                ///< lower case
  std::vector<std::string> codes;  ///< of the actors and places below it
  uint32_t sentence = 0;
  Date from;
  Date to;
  DatePrecision precision = DatePrecision::unknown;
};

/// An act that the article once dates to the past stays past where it is told again without a date: an asserted event
/// becomes historical when another one of the article with the same type, parties and trigger word is historical, or
/// when the article dates the same word beside the same state. Deeds of one sentence by the same actor on the same
/// recipient share their time.
void carry_history(const std::vector<DatedWord>& dated, std::vector<Event>& events);

/// "Rejected the demands": a refusal of something definite that nobody owns is addressed to the party whose request,
/// threat or proposal the article told last. Fills empty recipients of REJECT events marked by `definite` (same length
/// as events).
void address_refusals(std::vector<Event>& events, const std::vector<bool>& definite);

}  // namespace demarche
