//! What the `result` of an answer says.

use alloy_primitives::keccak256;

use crate::evidence::{Block, Event, Observed, Reason};
use crate::json::Json;
use crate::primitives::{B256, Bytes, MAX_CODE_BYTES, U256};
use crate::request::{Failure, Outcome};

/// Longer texts are no answer to any question: the largest code is an eighth of it.
const MAX_TEXT: usize = 1_000_000;
/// More events than this are no answer: nobody who may use a power is found among so many.
const MAX_EVENTS: usize = 2_000;

pub(super) fn observe<T>(
    outcome: Outcome,
    parse: fn(&Json<'_>) -> Option<Observed<T>>,
) -> Observed<T> {
    match outcome {
        Outcome::Result(text) => {
            let result = Json::parse(&text).ok();
            result
                .as_ref()
                .and_then(parse)
                .unwrap_or(Observed::Unavailable(Reason::InvalidReply))
        }
        Outcome::Failure(Failure::Reverted) => Observed::Absent,
        Outcome::Failure(Failure::RpcError) => Observed::Unavailable(Reason::RpcError),
        Outcome::Failure(Failure::Timeout) => Observed::Unavailable(Reason::Timeout),
        Outcome::Failure(Failure::LogRange { .. } | Failure::LogSize { .. }) => {
            Observed::Unavailable(Reason::LogRange)
        }
        Outcome::Failure(Failure::Archive) => Observed::Unavailable(Reason::Archive),
        Outcome::Failure(Failure::Unsupported) => Observed::Unavailable(Reason::Unsupported),
    }
}

pub(super) fn quantity(value: &Json<'_>) -> Option<Observed<u64>> {
    parse_quantity(value).map(Observed::Known)
}

/// A number that JavaScript keeps exactly: no chain id, block number or time is larger.
fn parse_quantity(value: &Json<'_>) -> Option<u64> {
    const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;
    let number = u64::from_str_radix(value.text()?.strip_prefix("0x")?, 16).ok()?;
    (number <= MAX_SAFE_INTEGER).then_some(number)
}

/// Runtime code; none is absent.
pub(super) fn code(value: &Json<'_>) -> Option<Observed<Bytes>> {
    Some(match bytes(value)? {
        Observed::Known(code) if code.is_empty() => Observed::Absent,
        Observed::Known(code) if code.len() > MAX_CODE_BYTES => {
            Observed::Unavailable(Reason::InvalidReply)
        }
        other => other,
    })
}

/// keccak256 of runtime code.
pub(super) fn code_hash(value: &Json<'_>) -> Option<Observed<B256>> {
    Some(match code(value)? {
        Observed::Known(code) => Observed::Known(keccak256(code)),
        Observed::Absent => Observed::Absent,
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    })
}

pub(super) fn bytes(value: &Json<'_>) -> Option<Observed<Bytes>> {
    let text = value.text()?;
    let is_hex = text.starts_with("0x") && text.len() <= MAX_TEXT;
    let bytes = is_hex.then(|| text.parse().ok()).flatten();
    bytes.map(Observed::Known)
}

/// Nodes differ in whether they pad a word.
pub(super) fn word(value: &Json<'_>) -> Option<Observed<B256>> {
    let digits = value.text()?.strip_prefix("0x")?;
    if digits.is_empty() || digits.len() > 64 {
        return None;
    }
    U256::from_str_radix(digits, 16)
        .ok()
        .map(|word| Observed::Known(word.into()))
}

pub(super) fn block(value: &Json<'_>) -> Option<Observed<Block>> {
    if *value == Json::Null {
        return Some(Observed::Absent);
    }
    Some(Observed::Known(Block {
        number: parse_quantity(value.member("number")?)?,
        hash: value.member("hash")?.text()?.parse().ok()?,
        timestamp: parse_quantity(value.member("timestamp")?)?,
    }))
}

pub(super) fn events(value: &Json<'_>) -> Option<Observed<Vec<Event>>> {
    let events = value.list(event)?;
    Some(if events.len() > MAX_EVENTS {
        Observed::Unavailable(Reason::LogRange)
    } else {
        Observed::Known(events)
    })
}

fn event(value: &Json<'_>) -> Option<Event> {
    Some(Event {
        block: parse_quantity(value.member("blockNumber")?)?,
        topics: value
            .member("topics")?
            .list(|topic| topic.text()?.parse().ok())?,
        data: value.member("data")?.text()?.parse().ok()?,
    })
}
