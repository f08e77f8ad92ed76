//! Calldata for a function of which only the signature is known.

use rugrisk::{Address, U256};

/// The type of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Address,
    Bool,
    Number { bits: usize },
    Signed,
    Word { bytes: usize },
    Bytes,
    Text,
    List(Box<Type>),
    Row(Box<Type>, usize),
    Struct(Vec<Type>),
}

/// An argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    Word(U256),
    Bytes(Vec<u8>),
    List(Vec<Argument>),
    Row(Vec<Argument>),
}

/// What arguments are made of.
#[derive(Clone, Debug)]
pub(crate) struct Palette {
    pub(crate) addresses: Vec<Address>,
    pub(crate) numbers: Vec<U256>,
    pub(crate) words: Vec<U256>,
    pub(crate) bytes: Vec<Vec<u8>>,
}

/// The types of a signature's arguments: `transfer(address,uint256)`.
pub(crate) fn types(signature: &str) -> Vec<Type> {
    let begin = signature.find('(').map_or(0, |at| at + 1);
    split(&signature[begin..signature.len() - 1])
        .into_iter()
        .map(parse)
        .collect()
}

/// A type by the name that signatures give it.
pub(crate) fn parse(name: &str) -> Type {
    if let Some((inner, length)) = name
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
    {
        let inner = Box::new(parse(inner));
        return match length.parse() {
            Ok(length) => Type::Row(inner, length),
            Err(_) => Type::List(inner),
        };
    }
    if let Some(members) = name
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return Type::Struct(split(members).into_iter().map(parse).collect());
    }
    let number = |text: &str| text.parse::<usize>().ok();
    match name {
        "address" => Type::Address,
        "bool" => Type::Bool,
        "string" => Type::Text,
        "bytes" => Type::Bytes,
        "function" => Type::Word { bytes: 24 },
        _ => {
            if let Some(bits) = name.strip_prefix("uint").and_then(number) {
                Type::Number { bits }
            } else if let Some(bytes) = name.strip_prefix("bytes").and_then(number) {
                Type::Word { bytes }
            } else if name.starts_with("int") || name.starts_with("decimal") {
                Type::Signed
            } else {
                panic!("an argument of the type {name}")
            }
        }
    }
}

/// A list's members; those of structs inside stay together.
fn split(list: &str) -> Vec<&str> {
    let (mut members, mut depth, mut begin) = (Vec::new(), 0_usize, 0);
    for (at, character) in list.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                members.push(&list[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    if begin < list.len() {
        members.push(&list[begin..]);
    }
    members
}

impl Palette {
    /// Combinations of arguments, the plainest first, at most so many.
    pub(crate) fn combinations(&self, types: &[Type], most: usize) -> Vec<Vec<Argument>> {
        let choices: Vec<Vec<Argument>> = types.iter().map(|kind| self.choices(kind)).collect();
        let furthest: usize = choices.iter().map(|choices| choices.len() - 1).sum();
        let mut found = Vec::new();
        for distance in 0..=furthest {
            walk(&choices, distance, &mut Vec::new(), &mut found, most);
            if found.len() >= most {
                break;
            }
        }
        found
    }

    fn choices(&self, kind: &Type) -> Vec<Argument> {
        match kind {
            Type::Address => self
                .addresses
                .iter()
                .map(|address| Argument::Word(address.into_word().into()))
                .collect(),
            Type::Bool => [1, 0].map(|flag| Argument::Word(U256::from(flag))).into(),
            Type::Number { bits } => self
                .numbers
                .iter()
                .filter(|number| number.bit_len() <= *bits)
                .map(|number| Argument::Word(*number))
                .collect(),
            Type::Signed => [1_u64, 100, 0]
                .map(|number| Argument::Word(U256::from(number)))
                .into(),
            Type::Word { bytes } => self
                .words
                .iter()
                .map(|word| {
                    Argument::Word(*word & !(U256::MAX.checked_shr(8 * bytes).unwrap_or_default()))
                })
                .collect(),
            Type::Bytes => self.bytes.iter().cloned().map(Argument::Bytes).collect(),
            Type::Text => vec![Argument::Bytes(b"T".to_vec())],
            Type::List(inner) => {
                let one = self.choices(inner).into_iter();
                let one = one.map(|only| Argument::List(vec![only]));
                one.chain([Argument::List(Vec::new())]).collect()
            }
            Type::Row(inner, length) => self
                .choices(inner)
                .into_iter()
                .map(|each| Argument::Row(vec![each; *length]))
                .collect(),
            Type::Struct(members) => self
                .combinations(members, 16)
                .into_iter()
                .map(Argument::Row)
                .collect(),
        }
    }
}

/// The combinations whose choices lie so far, added up, from the first ones.
fn walk(
    choices: &[Vec<Argument>],
    distance: usize,
    taken: &mut Vec<Argument>,
    found: &mut Vec<Vec<Argument>>,
    most: usize,
) {
    if found.len() >= most {
        return;
    }
    let Some((first, rest)) = choices.split_first() else {
        if distance == 0 {
            found.push(taken.clone());
        }
        return;
    };
    for (index, choice) in first.iter().enumerate().take(distance + 1) {
        taken.push(choice.clone());
        walk(rest, distance - index, taken, found, most);
        taken.pop();
    }
}

/// Arguments as the [contract ABI](https://docs.soliditylang.org/en/latest/abi-spec.html) lays them
/// out.
pub(crate) fn encode(arguments: &[Argument]) -> Vec<u8> {
    let head: usize = arguments.iter().map(head_bytes).sum();
    let (mut heads, mut tails) = (Vec::new(), Vec::new());
    for argument in arguments {
        if argument.is_dynamic() {
            heads.extend(word(head + tails.len()));
            tails.extend(argument.body());
        } else {
            heads.extend(argument.body());
        }
    }
    heads.extend(tails);
    heads
}

fn head_bytes(argument: &Argument) -> usize {
    if argument.is_dynamic() {
        32
    } else {
        argument.body().len()
    }
}

fn word(number: usize) -> [u8; 32] {
    U256::from(number).to_be_bytes()
}

impl Argument {
    fn is_dynamic(&self) -> bool {
        match self {
            Self::Word(_) => false,
            Self::Bytes(_) | Self::List(_) => true,
            Self::Row(members) => members.iter().any(Self::is_dynamic),
        }
    }

    fn body(&self) -> Vec<u8> {
        match self {
            Self::Word(word) => word.to_be_bytes::<32>().into(),
            Self::Bytes(bytes) => {
                let mut body = word(bytes.len()).to_vec();
                body.extend(bytes);
                body.resize(body.len().next_multiple_of(32), 0);
                body
            }
            Self::List(members) => [word(members.len()).to_vec(), encode(members)].concat(),
            Self::Row(members) => encode(members),
        }
    }
}

#[test]
fn arguments_are_laid_out_as_the_specification_shows() {
    // `f(uint256,uint32[],bytes10,bytes)` with (0x123, [0x456, 0x789], "1234567890", "Hello, world!").
    let number = |number: u64| Argument::Word(U256::from(number));
    let text = U256::from_be_slice(b"1234567890") << 176;
    let encoded = encode(&[
        number(0x123),
        Argument::List(vec![number(0x456), number(0x789)]),
        Argument::Word(text),
        Argument::Bytes(b"Hello, world!".to_vec()),
    ]);
    let words: Vec<U256> = encoded.chunks(32).map(U256::from_be_slice).collect();
    let small = |number: u64| U256::from(number);
    assert_eq!(words[..4], [small(0x123), small(0x80), text, small(0xe0)]);
    assert_eq!(
        words[4..8],
        [small(2), small(0x456), small(0x789), small(13)]
    );
    assert_eq!(encoded.len(), 9 * 32);
    assert_eq!(&encoded[8 * 32..8 * 32 + 13], b"Hello, world!");
}

#[test]
fn signatures_are_taken_apart() {
    assert_eq!(types("f()"), []);
    assert_eq!(
        types("f(address,(uint8,bytes)[],bytes4[2])"),
        [
            Type::Address,
            Type::List(Box::new(Type::Struct(vec![
                Type::Number { bits: 8 },
                Type::Bytes
            ]))),
            Type::Row(Box::new(Type::Word { bytes: 4 }), 2),
        ]
    );
}
