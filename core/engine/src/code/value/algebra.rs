//! The simplifier against the arithmetic that it claims to be: random expressions, built with every
//! rewriting and worked out without any.

use alloy_primitives::I256;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use super::{Env, Graph, Node, Op, Value, Visited, ones};
use crate::code::linear::Sum;
use crate::primitives::U256;
use crate::sorted::SortedMap;

/// An expression as code computes it.
#[derive(Clone, Debug)]
enum Tree {
    Const(U256),
    Symbol(Symbol),
    IsZero(Box<Tree>),
    Not(Box<Tree>),
    Binary(Op, Box<Tree>, Box<Tree>),
}

/// A word that comes from outside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Symbol {
    Caller,
    CallValue,
    Timestamp,
    /// The word with the selector in it.
    FirstCallData,
    CallData,
    Load,
}

const SYMBOLS: [Symbol; 6] = [
    Symbol::Caller,
    Symbol::CallValue,
    Symbol::Timestamp,
    Symbol::FirstCallData,
    Symbol::CallData,
    Symbol::Load,
];

const OPS: [Op; 19] = [
    Op::Add,
    Op::Sub,
    Op::Mul,
    Op::Div,
    Op::SDiv,
    Op::Mod,
    Op::SMod,
    Op::Exp,
    Op::SignExtend,
    Op::Lt,
    Op::SLt,
    Op::Eq,
    Op::And,
    Op::Or,
    Op::Xor,
    Op::Shl,
    Op::Shr,
    Op::Sar,
    Op::Byte,
];

/// What the symbols are.
type Assignment = [U256; SYMBOLS.len()];

proptest! {
    #![proptest_config(config(2_048))]

    #[test]
    fn a_simplified_expression_has_the_value_of_the_plain_one(
        tree in tree(OPS.to_vec()),
        assignments in proptest::array::uniform3(assignment()),
    ) {
        let mut graph = Graph::new();
        let value = tree.build(&mut graph);
        for assignment in &assignments {
            let expected = tree.work_out(assignment);
            let known = known(&graph, value, assignment);
            prop_assert_eq!(known.get(&value), Some(&expected));
        }
    }

    #[test]
    fn no_word_has_a_bit_where_none_is_said_to_be(
        tree in tree(OPS.to_vec()),
        assignments in proptest::array::uniform3(assignment()),
    ) {
        let mut graph = Graph::new();
        let value = tree.build(&mut graph);
        for assignment in &assignments {
            for (part, word) in known(&graph, value, assignment).iter() {
                let node = graph.node(*part);
                prop_assert_eq!(*word & !graph.window(*part), U256::ZERO, "window of {:?}", node);
                prop_assert!(*word <= ones(graph.bits(*part)), "bits of {:?}", node);
            }
        }
    }

    #[test]
    fn a_sum_has_the_value_of_the_word_it_was_taken_from(
        left in tree(vec![Op::Add, Op::Sub, Op::Mul, Op::Lt, Op::Xor]),
        right in tree(vec![Op::Add, Op::Sub]),
        assignment in assignment(),
    ) {
        let mut graph = Graph::new();
        let (left, right) = (left.build(&mut graph), right.build(&mut graph));
        let (a, b) = (Sum::of(&graph, left), Sum::of(&graph, right));
        let known = [left, right].map(|value| known(&graph, value, &assignment));
        let word = |value: Value| known.iter().find_map(|known| known.get(&value)).copied();
        let (x, y) = (word(left).expect("built"), word(right).expect("built"));
        prop_assert_eq!(total(&a, word), x);
        prop_assert_eq!(total(&b, word), y);
        prop_assert_eq!(total(&a.clone().plus(&b), word), x.wrapping_add(y));
        prop_assert_eq!(total(&a.minus(&b), word), x.wrapping_sub(y));
    }
}

/// More terms than a sum keeps apart.
#[test]
fn a_sum_of_too_many_terms_is_one_word() {
    let mut graph = Graph::new();
    let words: Vec<Value> = (0..100_u64)
        .map(|slot| {
            let slot = graph.number(slot);
            graph.load(slot)
        })
        .collect();
    let sum = words.into_iter().reduce(|a, b| graph.binary(Op::Add, a, b));
    let sum = sum.expect("there are words");
    let terms = Sum::of(&graph, sum).terms;
    assert_eq!(terms.iter().collect::<Vec<_>>(), [(&sum, &1)]);
}

/// The same cases on every machine; `PROPTEST_CASES` asks for more of them.
fn config(cases: u32) -> Config {
    let asked = Config::default().cases;
    Config {
        cases: if asked == 256 { cases } else { asked },
        rng_seed: RngSeed::Fixed(0x5eed),
        failure_persistence: None,
        ..Config::default()
    }
}

fn tree(ops: Vec<Op>) -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        1 => constant().prop_map(Tree::Const),
        3 => proptest::sample::select(&SYMBOLS[..]).prop_map(Tree::Symbol),
    ];
    let shifts = ops.contains(&Op::Shl);
    leaf.prop_recursive(7, 64, 2, move |inner| {
        let number = constant().prop_map(Tree::Const).boxed();
        let width = width().prop_map(Tree::Const).boxed();
        let op = proptest::sample::select(ops.clone());
        let binary = |op, a: Tree, b: Tree| Tree::Binary(op, Box::new(a), Box::new(b));
        let plain = prop_oneof![
            1 => inner.clone().prop_map(|a| Tree::IsZero(Box::new(a))),
            1 => inner.clone().prop_map(|a| Tree::Not(Box::new(a))),
            3 => (op.clone(), inner.clone(), inner.clone()).prop_map(move |(op, a, b)| binary(op, a, b)),
            // Most of what compilers write has a constant on one side.
            2 => (op.clone(), inner.clone(), number.clone()).prop_map(move |(op, a, b)| binary(op, a, b)),
            2 => (op.clone(), number.clone(), inner.clone()).prop_map(move |(op, a, b)| binary(op, a, b)),
            // The same word twice: what was added is taken away again.
            2 => (op.clone(), op, inner.clone(), inner.clone())
                .prop_map(move |(outer, op, a, b)| binary(outer, binary(op, a.clone(), b), a)),
        ];
        if !shifts {
            return plain.boxed();
        }
        let shift = proptest::sample::select(&[Op::Shl, Op::Shr, Op::Sar][..]);
        let shift = (shift, width, inner.clone()).prop_map(move |(op, by, a)| binary(op, by, a));
        let mask = (inner, number).prop_map(move |(a, mask)| binary(Op::And, a, mask));
        prop_oneof![3 => plain, 2 => shift, 1 => mask].boxed()
    })
}

/// Numbers of bits that come again and again, so that one shift meets another of its kind.
fn width() -> impl Strategy<Value = U256> {
    proptest::sample::select(&[0_u64, 1, 8, 96, 160, 224, 248, 255, 256][..]).prop_map(U256::from)
}

/// Words at which rewriting goes wrong: small ones, masks, single bits, the ends.
fn constant() -> impl Strategy<Value = U256> {
    let run = (0_u16..=256, 0_u16..=256);
    prop_oneof![
        4 => (0_u64..=34).prop_map(U256::from),
        2 => (0_u64..=264).prop_map(U256::from),
        2 => (0_u16..=32).prop_map(|bytes| ones(8 * bytes)),
        2 => (0_u16..=32).prop_map(|bytes| !ones(8 * bytes)),
        2 => run.prop_map(|(high, low)| ones(high) & !ones(low)),
        1 => (0_usize..256).prop_map(|bit| U256::ONE << bit),
        1 => (0_u64..=4).prop_map(|small| U256::MAX - U256::from(small)),
        2 => any::<[u64; 4]>().prop_map(U256::from_limbs),
    ]
}

fn assignment() -> impl Strategy<Value = Assignment> {
    proptest::array::uniform6(constant()).prop_map(|mut words| {
        for (word, symbol) in words.iter_mut().zip(SYMBOLS) {
            *word &= ones(symbol.bits());
        }
        words
    })
}

impl Symbol {
    /// How wide it can be.
    const fn bits(self) -> u16 {
        match self {
            Self::Caller => 160,
            Self::CallValue => 128,
            Self::Timestamp => 64,
            Self::FirstCallData | Self::CallData | Self::Load => 256,
        }
    }

    fn build(self, graph: &mut Graph) -> Value {
        let four = graph.number(4);
        match self {
            Self::Caller => graph.env(Env::Caller),
            Self::CallValue => graph.env(Env::CallValue),
            Self::Timestamp => graph.env(Env::Timestamp),
            Self::FirstCallData => graph.call_data(Value::ZERO),
            Self::CallData => graph.call_data(four),
            Self::Load => graph.load(four),
        }
    }

    fn of(graph: &Graph, node: Node) -> Option<Self> {
        Some(match node {
            Node::Env(Env::Caller) => Self::Caller,
            Node::Env(Env::CallValue) => Self::CallValue,
            Node::Env(Env::Timestamp) => Self::Timestamp,
            Node::CallData(at) if graph.as_offset(at) == Some(0) => Self::FirstCallData,
            Node::CallData(_) => Self::CallData,
            Node::Load(_) => Self::Load,
            _ => return None,
        })
    }

    fn word(self, assignment: &Assignment) -> U256 {
        let mut pairs = SYMBOLS.iter().zip(assignment);
        let word = pairs.find_map(|(symbol, word)| (*symbol == self).then_some(*word));
        word.expect("every symbol is assigned")
    }
}

impl Tree {
    fn build(&self, graph: &mut Graph) -> Value {
        match self {
            Self::Const(word) => graph.constant(*word),
            Self::Symbol(symbol) => symbol.build(graph),
            Self::IsZero(a) => {
                let a = a.build(graph);
                graph.is_zero(a)
            }
            Self::Not(a) => {
                let a = a.build(graph);
                graph.not(a)
            }
            Self::Binary(op, a, b) => {
                let (a, b) = (a.build(graph), b.build(graph));
                graph.binary(*op, a, b)
            }
        }
    }

    fn work_out(&self, assignment: &Assignment) -> U256 {
        match self {
            Self::Const(word) => *word,
            Self::Symbol(symbol) => symbol.word(assignment),
            Self::IsZero(a) => U256::from(a.work_out(assignment).is_zero()),
            Self::Not(a) => !a.work_out(assignment),
            Self::Binary(op, a, b) => compute(*op, a.work_out(assignment), b.work_out(assignment)),
        }
    }
}

/// The words of a value and of everything below it, under an assignment.
fn known(graph: &Graph, root: Value, assignment: &Assignment) -> SortedMap<Value, U256> {
    let mut words: SortedMap<Value, U256> = SortedMap::new();
    let mut waiting = vec![root];
    let mut opened = Visited::default();
    while let Some(value) = waiting.pop() {
        let node = graph.node(value);
        let below = match node {
            Node::IsZero(a) | Node::Not(a) => vec![a],
            Node::Binary(_, a, b) => vec![a, b],
            _ => Vec::new(),
        };
        if opened.insert(value) && !below.is_empty() {
            waiting.push(value);
            waiting.extend(below);
            continue;
        }
        let word = |value: Value| {
            words
                .get(&value)
                .copied()
                .expect("what is below comes first")
        };
        let found = match node {
            Node::Const(_) => graph.as_const(value).expect("it is a number"),
            Node::Selector => Symbol::FirstCallData.word(assignment) >> 224,
            Node::IsZero(a) => U256::from(word(a).is_zero()),
            Node::Not(a) => !word(a),
            Node::Binary(op, a, b) => compute(op, word(a), word(b)),
            other => Symbol::of(graph, other)
                .map(|symbol| symbol.word(assignment))
                .expect("an expression has no other words"),
        };
        words.insert(value, found);
    }
    words
}

fn total(sum: &Sum, word: impl Fn(Value) -> Option<U256>) -> U256 {
    sum.terms
        .iter()
        .fold(sum.constant, |total, (term, factor)| {
            let word = word(*term).expect("a term is part of the word");
            let product = word.wrapping_mul(U256::from(factor.unsigned_abs()));
            if *factor < 0 {
                total.wrapping_sub(product)
            } else {
                total.wrapping_add(product)
            }
        })
}

/// What the [yellow paper](https://ethereum.github.io/yellowpaper/paper.pdf), appendix H, says of an
/// instruction, by ruint's arithmetic and not by the engine's.
fn compute(op: Op, a: U256, b: U256) -> U256 {
    let signed = |word: U256| I256::from_raw(word);
    let small = |word: U256| usize::try_from(word).ok();
    match op {
        Op::Add => a.wrapping_add(b),
        Op::Sub => a.wrapping_sub(b),
        Op::Mul => a.wrapping_mul(b),
        Op::Div => a.checked_div(b).unwrap_or_default(),
        Op::Mod => a.checked_rem(b).unwrap_or_default(),
        Op::SDiv if b.is_zero() => U256::ZERO,
        Op::SDiv => signed(a).wrapping_div(signed(b)).into_raw(),
        Op::SMod if b.is_zero() => U256::ZERO,
        Op::SMod => signed(a).wrapping_rem(signed(b)).into_raw(),
        Op::Exp => a.wrapping_pow(b),
        Op::SignExtend => match small(a).filter(|byte| *byte < 31) {
            Some(byte) => {
                let unused = 248 - 8 * byte;
                signed(b << unused).asr(unused).into_raw()
            }
            None => b,
        },
        Op::Lt => U256::from(a < b),
        Op::SLt => U256::from(signed(a) < signed(b)),
        Op::Eq => U256::from(a == b),
        Op::And => a & b,
        Op::Or => a | b,
        Op::Xor => a ^ b,
        Op::Shl => small(a)
            .filter(|by| *by < 256)
            .map_or(U256::ZERO, |by| b << by),
        Op::Shr => small(a)
            .filter(|by| *by < 256)
            .map_or(U256::ZERO, |by| b >> by),
        Op::Sar => signed(b).asr(small(a).unwrap_or(256).min(256)).into_raw(),
        Op::Byte => small(a)
            .and_then(|index| b.to_be_bytes::<32>().get(index).copied())
            .map_or(U256::ZERO, U256::from),
    }
}
