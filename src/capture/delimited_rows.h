#pragma once

#include <cstdint>
#include <streambuf>
#include <string>
#include <vector>

namespace demarche {

/// One row of a table.
struct DelimitedRow {
  std::vector<std::string> fields;
  uint64_t line = 0;  ///< where it begins, from 1
  std::string fault;  ///< "" = well formed; otherwise `fields` hold nothing
  bool too_long = false;
};

/// Reads rows as RFC 4180 has them: fields between separators, in quotation marks where they hold separators, line ends
/// or quotation marks, which are doubled then. Lines end in LF, CRLF or CR. Never holds more than `limit` bytes of a
/// row. After a row whose quotation marks do not match, reading goes on with the next line; altogether no byte is read
/// more than about three times, so that time is linear.
/// Tab-separated rows that make no sense with quotation marks are read without them (text/tab-separated-values has
/// none).
class RowReader {
 public:
  RowReader(std::streambuf& in, char separator, uint64_t limit) : in_(in), separator_(separator), limit_(limit) {}

  /// False at the end. Blank lines are passed over.
  bool next(DelimitedRow& row);

  /// How many fields a row of this table has, once that is known.
  void expect(size_t fields) { expected_ = fields; }

 private:
  enum class Ending { row, end, fault };

  int peek();
  Ending take_row(DelimitedRow& row, bool literal);
  Ending take_quoted(DelimitedRow& row);
  bool take_line_end();
  bool overlong() const { return at_ - begin_ > limit_; }
  Ending recover(DelimitedRow& row);
  void skip_line();
  void drop_read();

  std::streambuf& in_;
  char separator_;
  uint64_t limit_;
  size_t expected_ = 0;
  std::string window_;  ///< bytes of the current row and those behind it
  size_t begin_ = 0;    ///< of the current row, in the window
  size_t at_ = 0;
  uint64_t line_ = 1;
  uint64_t read_ = 0;  ///< bytes taken from the stream
  uint64_t read_again_ = 0;
};

}  // namespace demarche
