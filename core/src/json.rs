//! Reading JSON into a small tree.
//!
//! Evidence and what nodes answer are all that is read, and both come from strangers. serde's
//! derived readers are a copy of the parser for every type, and bring the printing of floats
//! along: together a sixth of what a wallet would load. `serde_json` still writes every document.

use std::borrow::Cow;

/// Deeper lists and objects are refused: the reader calls itself for each level.
const MAX_DEPTH: u32 = 64;

/// A JSON value; text without escapes is borrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    /// The digits, sign, point and exponent as they stand.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    /// The members as they stand, repeated names too.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not JSON from byte {offset}: expected {expected}")]
pub struct JsonError {
    /// Where it stops being JSON.
    pub offset: usize,
    /// What would have been.
    pub expected: &'static str,
}

impl<'a> Json<'a> {
    pub(crate) fn parse(text: &'a str) -> Result<Self, JsonError> {
        let mut reader = Reader { text, offset: 0 };
        let value = reader.value(MAX_DEPTH)?;
        match reader.peek() {
            None => Ok(value),
            Some(_) => reader.expected("the end"),
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn number(&self) -> Option<u64> {
        match self {
            Self::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// The values of a list, each as `read` reads it; nothing where one cannot be read.
    pub(crate) fn list<T>(&self, read: impl Fn(&Self) -> Option<T>) -> Option<Vec<T>> {
        match self {
            Self::List(list) => list.iter().map(read).collect(),
            _ => None,
        }
    }

    pub(crate) fn members(&self) -> Option<&[(Cow<'a, str>, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The first member of a name.
    pub(crate) fn member(&self, name: &str) -> Option<&Self> {
        let members = self.members()?;
        let (_, value) = members.iter().find(|(other, _)| other == name)?;
        Some(value)
    }
}

struct Reader<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: u32) -> Result<Json<'a>, JsonError> {
        let Some(depth) = depth.checked_sub(1) else {
            return self.expected("fewer levels");
        };
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => Ok(Json::Number(self.run(is_of_number))),
            Some(_) => match self.run(|byte| byte.is_ascii_alphabetic()) {
                "null" => Ok(Json::Null),
                "true" => Ok(Json::Bool(true)),
                "false" => Ok(Json::Bool(false)),
                _ => self.expected("a value"),
            },
            None => self.expected("a value"),
        }
    }

    fn list(&mut self, depth: u32) -> Result<Json<'a>, JsonError> {
        let mut list = Vec::new();
        self.skip();
        if self.takes(b']') {
            return Ok(Json::List(list));
        }
        loop {
            list.push(self.value(depth)?);
            if self.takes(b']') {
                return Ok(Json::List(list));
            }
            self.take(b',', "a comma or the end of the list")?;
        }
    }

    fn object(&mut self, depth: u32) -> Result<Json<'a>, JsonError> {
        let mut members = Vec::new();
        self.skip();
        if self.takes(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            let name = self.string()?;
            self.take(b':', "a colon")?;
            members.push((name, self.value(depth)?));
            if self.takes(b'}') {
                return Ok(Json::Object(members));
            }
            self.take(b',', "a comma or the end of the object")?;
        }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        self.take(b'"', "a string")?;
        let mut text = Cow::Borrowed(self.run(is_plain));
        loop {
            match self.byte() {
                Some(b'"') => {
                    self.skip();
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.skip();
                    let character = self.escaped()?;
                    text.to_mut().push(character);
                    let more = self.run(is_plain);
                    text.to_mut().push_str(more);
                }
                _ => return self.expected("the end of the string"),
            }
        }
    }

    /// What stands after a backslash.
    fn escaped(&mut self) -> Result<char, JsonError> {
        let byte = self.byte();
        self.skip();
        Ok(match byte {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return self.expected("an escape"),
        })
    }

    /// Four hex digits, or two times four with `\u` between them for what UTF-16 writes as a pair.
    fn unicode(&mut self) -> Result<char, JsonError> {
        let first = self.unit()?;
        let mut units = [first, 0];
        let mut used = 1;
        if (0xd800..0xdc00).contains(&first) {
            if self.run(|byte| matches!(byte, b'\\' | b'u')) != "\\u" {
                return self.expected("the second half of a character");
            }
            units = [first, self.unit()?];
            used = 2;
        }
        match char::decode_utf16(units.into_iter().take(used)).next() {
            Some(Ok(character)) => Ok(character),
            _ => self.expected("a character"),
        }
    }

    fn unit(&mut self) -> Result<u16, JsonError> {
        let end = self.offset.saturating_add(4);
        let digits = self.text.get(self.offset..end).unwrap_or_default();
        match u16::from_str_radix(digits, 16) {
            Ok(unit) if !digits.starts_with('+') => {
                self.offset = end;
                Ok(unit)
            }
            _ => self.expected("four hex digits"),
        }
    }

    /// The bytes that belong together, from here.
    fn run(&mut self, belongs: fn(u8) -> bool) -> &'a str {
        let start = self.offset;
        while self.byte().is_some_and(belongs) {
            self.skip();
        }
        // Both ends are at ASCII bytes or at an end of the text.
        self.text.get(start..self.offset).unwrap_or_default()
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        self.run(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
        self.byte()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        if is_next {
            self.skip();
        }
        is_next
    }

    fn take(&mut self, byte: u8, name: &'static str) -> Result<(), JsonError> {
        if self.takes(byte) {
            return Ok(());
        }
        self.expected(name)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    fn skip(&mut self) {
        self.offset = self.offset.saturating_add(1);
    }

    fn expected<T>(&self, expected: &'static str) -> Result<T, JsonError> {
        Err(JsonError {
            offset: self.offset,
            expected,
        })
    }
}

const fn is_plain(byte: u8) -> bool {
    !matches!(byte, b'"' | b'\\' | 0..0x20)
}

/// A number that is used is a count and is parsed again; any other may be as odd as it likes.
const fn is_of_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn reads_what_serde_json_reads() {
        for text in [
            r#" {"a" : [1, -2.5e3, true, false, null], "b\n\u0041\ud83d\ude00é" : {} } "#,
            r#""\"\\\/\b\f\n\r\t""#,
            "[]",
            "[[],[{}]]",
            "0",
        ] {
            assert!(Json::parse(text).is_ok(), "{text}");
            assert!(
                serde_json::from_str::<serde_json::Value>(text).is_ok(),
                "{text}"
            );
        }
        let text = Json::parse(r#""b\n\u0041\ud83d\ude00é""#);
        assert_eq!(text.unwrap().text(), Some("b\nA😀é"));
    }

    #[test]
    fn refuses_what_serde_json_refuses() {
        for text in [
            "",
            "[",
            "{",
            "[1,]",
            "{\"a\"}",
            "{\"a\":1,}",
            "{1:2}",
            "[1 2]",
            "nul",
            "nulls",
            "\"",
            "\"\n\"",
            r#""\x""#,
            r#""\u12""#,
            r#""\u+123""#,
            r#""\ud83d""#,
            r#""\ud83dé""#,
            r#""\udc00""#,
            "1 2",
            "é",
        ] {
            assert!(Json::parse(text).is_err(), "{text}");
            assert!(
                serde_json::from_str::<serde_json::Value>(text).is_err(),
                "{text}"
            );
        }
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
    }
}
