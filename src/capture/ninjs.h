#pragma once

#include <string_view>

namespace demarche {

/// Does this JSON, which may break off anywhere, begin with a news item of IPTC ninjs, alone or in an array: an object
/// with "uri" and a property that only ninjs has?
bool looks_like_ninjs(std::string_view json);

}  // namespace demarche
