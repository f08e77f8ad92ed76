//! Lines of bounded length.

use std::io::{self, BufRead, Read};

/// The longest line that is kept: a row carries 128 KiB of code and whatever else its maker put in.
pub(super) const MAX_LINE_BYTES: u64 = 4 * 1024 * 1024;

/// A line that is not empty.
pub(super) struct Line {
    /// Counted from 1, empty lines included.
    pub(super) number: u64,
    /// How many bytes of the input it took, with its end.
    pub(super) bytes: u64,
    /// `None` for a line of more than [`MAX_LINE_BYTES`], which is skipped.
    pub(super) content: Option<Vec<u8>>,
}

/// The lines of a source that are not empty.
pub(super) struct Lines<R> {
    source: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn new(source: R) -> Self {
        Self { source, number: 0 }
    }

    fn read_line(&mut self) -> io::Result<Option<Line>> {
        let mut content = Vec::new();
        let mut bytes = (&mut self.source)
            .take(MAX_LINE_BYTES + 1)
            .read_until(b'\n', &mut content)? as u64;
        if bytes == 0 {
            return Ok(None);
        }
        self.number += 1;
        let ended = content.last() == Some(&b'\n');
        if !ended && bytes > MAX_LINE_BYTES {
            bytes += self.source.skip_until(b'\n')? as u64;
        }
        // A line may be as long as the limit, with its end on top.
        let kept = ended || content.len() as u64 <= MAX_LINE_BYTES;
        Ok(Some(Line {
            number: self.number,
            bytes,
            content: kept.then_some(content),
        }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.read_line().transpose()? {
                Ok(Line {
                    content: Some(content),
                    ..
                }) if content.trim_ascii().is_empty() => {}
                line => return Some(line),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(input: Vec<u8>) -> Vec<(u64, Option<usize>)> {
        Lines::new(io::Cursor::new(input))
            .map(|line| line.expect("memory reads"))
            .map(|line| {
                (
                    line.number,
                    line.content.map(|content| content.trim_ascii().len()),
                )
            })
            .collect()
    }

    #[test]
    fn empty_lines_count_but_are_no_rows() {
        assert_eq!(
            lengths(b"\n a\r\n\r\n\nbb".to_vec()),
            [(2, Some(1)), (5, Some(2))]
        );
    }

    #[test]
    fn a_line_over_the_limit_is_skipped_and_the_next_is_read() {
        let limit = MAX_LINE_BYTES as usize;
        for (length, kept) in [(limit, Some(limit)), (limit + 1, None), (3 * limit, None)] {
            let mut input = vec![b'x'; length];
            assert_eq!(
                lengths(input.clone()),
                [(1, kept)],
                "{length} without an end"
            );
            input.extend(b"\nyy\n");
            assert_eq!(lengths(input), [(1, kept), (2, Some(2))], "{length}");
        }
    }
}
