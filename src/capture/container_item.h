#pragma once

#include <string>
#include <string_view>

#include "capture/content.h"

namespace demarche {

/// What an item of a container (a row of a table, an entry of a feed) takes over from it: outlet, dates, language and
/// file. `name` is its place, which names problems and stands for an id.
Member item_of(const Member& container, std::string name);

/// Does this text hold tags of HTML?
bool looks_like_markup(std::string_view text);

/// The same, or references to characters such as "&amp;".
bool looks_like_escaped_markup(std::string_view text);

/// Text with markup as one line of plain text, for titles; as it is when it cannot be read.
std::string plain_line(const std::string& markup, const ReadOptions& options);

/// Gives one item to the sink: `content` is valid UTF-8, through read_html when it is a page. Of an item without a text
/// the title is the text, a headline. False when the sink wants no more. Empty and overlong ones become a problem.
bool pass_item(std::string content, bool html, const Member& item, const ReadOptions& options, const CaptureSink& sink);

}  // namespace demarche
