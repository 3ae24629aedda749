//! A CSV file, read a piece at a time, so that its size costs no memory.

use csv::{ByteRecord, ReaderBuilder};

/// Bytes of a piece. A line longer than that is none.
pub(super) const PIECE: u64 = 256 * 1024;

/// A line of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileLine {
    /// Its number, from 1.
    pub number: i64,
    /// Its fields; none if it is not UTF-8.
    pub fields: Option<Vec<String>>,
}

/// What a piece of a file holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its whole lines.
    pub lines: Vec<FileLine>,
    /// Bytes that they take.
    pub bytes: i64,
    /// The number of the line behind them.
    pub next_line: i64,
}

/// The whole lines in a piece, at most `most`. A line that does not end in it belongs to
/// the next piece, unless the file ends here.
pub(super) fn read_piece(
    piece: &[u8],
    delimiter: u8,
    (first_line, most): (i64, usize),
    is_end: bool,
) -> Piece {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(piece);
    let mut read = Piece {
        next_line: first_line,
        ..Piece::default()
    };
    let mut record = ByteRecord::new();
    let mut start = 0;
    while read.lines.len() < most {
        // Reading from memory does not fail, and no number of fields is wrong.
        let Ok(true) = reader.read_byte_record(&mut record) else {
            break;
        };
        let end = behind_line_end(piece, reader.position().byte());
        // What the piece ends in may go on in the next.
        if !is_end && end >= piece.len() {
            break;
        }
        let taken = piece.get(start..end).unwrap_or_default();
        read.lines.push(FileLine {
            number: read.next_line + blank_lines_before(taken),
            fields: texts(&record),
        });
        read.next_line += line_ends(taken);
        read.bytes = i64::try_from(end).unwrap_or(i64::MAX);
        start = end;
    }
    read
}

/// Where the next line begins: the reader stops between the two bytes of a line's end.
fn behind_line_end(piece: &[u8], position: u64) -> usize {
    let position = usize::try_from(position).unwrap_or(usize::MAX);
    let before = position.checked_sub(1).and_then(|at| piece.get(at));
    match (before, piece.get(position)) {
        (Some(b'\r'), Some(b'\n')) => position + 1,
        _ => position,
    }
}

fn line_ends(bytes: &[u8]) -> i64 {
    let ends = bytes.iter().filter(|byte| **byte == b'\n').count();
    i64::try_from(ends).unwrap_or(i64::MAX)
}

/// How many empty lines the reader has passed over.
fn blank_lines_before(taken: &[u8]) -> i64 {
    let blank = taken.iter().take_while(|byte| b"\r\n".contains(byte));
    line_ends(&blank.copied().collect::<Vec<_>>())
}

fn texts(record: &ByteRecord) -> Option<Vec<String>> {
    let fields = record.iter();
    fields
        .map(|field| std::str::from_utf8(field).ok().map(ToOwned::to_owned))
        .collect()
}

/// Whether a line is empty: nobody means it as a declaration.
pub(super) fn is_blank(line: &FileLine) -> bool {
    let fields = line.fields.as_deref().unwrap_or_default();
    line.fields.is_some() && fields.iter().all(|field| field.trim().is_empty())
}

/// What separates the fields: whichever of comma, semicolon and tab the first line has
/// most of.
pub(super) fn find_delimiter(start: &[u8]) -> u8 {
    let line = start
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    *b",;\t"
        .iter()
        .max_by_key(|delimiter| count(**delimiter))
        .unwrap_or(&b',')
}

/// The bytes that say "UTF-8" before the first line.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(piece: &Piece) -> Vec<Vec<&str>> {
        let lines = piece.lines.iter();
        lines
            .map(|line| line.fields.iter().flatten().map(String::as_str).collect())
            .collect()
    }

    #[test]
    fn a_line_that_is_cut_off_waits_for_its_rest() {
        let text = "a;b\nc;\"d\ne\"\nf;g";
        let first = read_piece(&text.as_bytes()[..8], b';', (1, 10), false);
        assert_eq!(fields(&first), [["a", "b"]]);
        let rest = &text.as_bytes()[usize::try_from(first.bytes).unwrap()..];
        let second = read_piece(rest, b';', (first.next_line, 10), true);
        assert_eq!(fields(&second), [["c", "d\ne"], ["f", "g"]]);
        let numbers: Vec<_> = second.lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [2, 4]);
    }

    #[test]
    fn every_cut_gives_the_same_lines() {
        let text = "a,b\r\n\"x, y\",\"1\n2\"\r\n\r\nlast,\n";
        let whole = read_piece(text.as_bytes(), b',', (1, 100), true);
        for size in 16..text.len() {
            let (mut at, mut line, mut lines) = (0, 1, Vec::new());
            while at < text.len() {
                let end = (at + size).min(text.len());
                let piece = &text.as_bytes()[at..end];
                let read = read_piece(piece, b',', (line, 100), end == text.len());
                assert!(read.bytes > 0, "at {at} of {size}");
                at += usize::try_from(read.bytes).unwrap();
                line = read.next_line;
                lines.extend(read.lines);
            }
            assert_eq!(lines, whole.lines, "{size}");
        }
    }

    #[test]
    fn what_is_not_utf_8_is_a_line_without_fields() {
        let read = read_piece(b"caf\xe9,1\nok,2\n", b',', (1, 10), true);
        assert_eq!(read.lines[0].fields, None);
        assert!(read.lines[1].fields.is_some());
        assert_eq!(find_delimiter(b"a;b;c,d\n"), b';');
    }
}
