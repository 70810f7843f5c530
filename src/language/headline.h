#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "language/packed_model.h"

namespace demarche {

/// True for four or more words without a full stop of which four in five are capitalised; words under four letters do
/// not count.
bool looks_like_headline(const std::vector<std::string_view>& forms);

/// Replaces capitalised words of a headline by their small-letter forms, but for the first word and those that are
/// mostly written with a capital. New forms lie in `storage`, which is emptied first.
void calm_headline(const PackedModel& model, std::vector<std::string_view>& forms, std::deque<std::string>& storage);

}  // namespace demarche
