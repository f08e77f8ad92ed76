//! From JSON to [`Evidence`]: exactly what [`Evidence::to_json`] writes, members in any order.

use core::str::FromStr;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

use super::{Block, EVIDENCE_SCHEMA, Event, Evidence, EvidenceError, Hints, Observed, Target};
use crate::json::Json;
use crate::primitives::B256;
use crate::sorted::SortedMap;

/// The most entries that a map is read with. A session sends at most 300 requests.
const MAX_ENTRIES: usize = 4_096;

/// Members that every document has.
const MEMBERS: usize = 8;
/// Members that are left out where they would say nothing.
const OPTIONAL: [&str; 6] = ["past", "blocks", "balances", "hints", "depth", "unchecked"];

pub(super) fn read(text: &str) -> Result<Evidence, EvidenceError> {
    let document = Json::parse(text)?;
    let member = |name: &'static str| document.member(name).ok_or(EvidenceError::Member { name });
    let wrong = |name: &'static str| EvidenceError::Member { name };

    let schema = member("schema")?.text().ok_or(wrong("schema"))?;
    if schema != EVIDENCE_SCHEMA {
        return Err(EvidenceError::Schema {
            found: schema.to_owned(),
        });
    }
    let observed_text = |json: &Json<'_>| observed(json, parsed);
    let evidence = Evidence {
        schema: schema.to_owned(),
        target: target(member("target")?).ok_or(wrong("target"))?,
        block: observed(member("block")?, block).ok_or(wrong("block"))?,
        code: map(member("code")?, observed_text).ok_or(wrong("code"))?,
        storage: map(member("storage")?, words).ok_or(wrong("storage"))?,
        calls: map(member("calls")?, |calls| map(calls, observed_text)).ok_or(wrong("calls"))?,
        logs: map(member("logs")?, |filters| {
            map(filters, |events| observed(events, |list| list.list(event)))
        })
        .ok_or(wrong("logs"))?,
        past: optional(&document, "past", &|accounts| map(accounts, words))?,
        blocks: optional(&document, "blocks", &|blocks| {
            map(blocks, |each| observed(each, block))
        })?,
        balances: optional(&document, "balances", &words)?,
        hints: optional(&document, "hints", &hints)?,
        depth: optional(&document, "depth", &|depth| named(depth.text()?))?,
        unchecked: optional(&document, "unchecked", &|reason| {
            named(reason.text()?).map(Some)
        })?,
        requests: map(member("requests")?, count).ok_or(wrong("requests"))?,
    };
    // All the members are there: as many as that, and none is unheard of or there twice.
    let optional = OPTIONAL
        .iter()
        .filter(|name| document.member(name).is_some());
    if document.members().map(<[_]>::len) != Some(MEMBERS.saturating_add(optional.count())) {
        return Err(EvidenceError::Members);
    }
    Ok(evidence)
}

fn words<K: FromStr + Ord>(json: &Json<'_>) -> Option<SortedMap<K, Observed<B256>>> {
    map(json, |word| observed(word, parsed))
}

fn target(json: &Json<'_>) -> Option<Target> {
    Some(Target {
        chain_id: nullable(json.member("chainId"), |json| json.number())?,
        address: nullable(json.member("address"), parsed)?,
    })
}

fn block(json: &Json<'_>) -> Option<Block> {
    Some(Block {
        number: json.member("number")?.number()?,
        hash: parsed(json.member("hash")?)?,
        timestamp: json.member("timestamp")?.number()?,
    })
}

fn event(json: &Json<'_>) -> Option<Event> {
    Some(Event {
        block: json.member("block")?.number()?,
        topics: json.member("topics")?.list(parsed)?,
        data: parsed(json.member("data")?)?,
    })
}

fn observed<T>(json: &Json<'_>, known: impl Fn(&Json<'_>) -> Option<T>) -> Option<Observed<T>> {
    if json.text() == Some("absent") {
        return Some(Observed::Absent);
    }
    let [(name, value)] = json.members()? else {
        return None;
    };
    match name.as_ref() {
        "known" => known(value).map(Observed::Known),
        "unavailable" => named(value.text()?).map(Observed::Unavailable),
        _ => None,
    }
}

fn hints(json: &Json<'_>) -> Option<Hints> {
    let holders = json.member("holders")?.list(parsed)?;
    (holders.len() <= MAX_ENTRIES).then_some(())?;
    Some(Hints {
        deployer: nullable(json.member("deployer"), parsed)?,
        holders,
    })
}

/// One of a list of names.
fn named<T: for<'de> Deserialize<'de>>(name: &str) -> Option<T> {
    let name: serde::de::value::StrDeserializer<'_, Error> = name.into_deserializer();
    T::deserialize(name).ok()
}

/// What a member that may be missing says.
fn optional<T: Default>(
    document: &Json<'_>,
    name: &'static str,
    read: &dyn Fn(&Json<'_>) -> Option<T>,
) -> Result<T, EvidenceError> {
    match document.member(name) {
        None => Ok(T::default()),
        Some(member) => read(member).ok_or(EvidenceError::Member { name }),
    }
}

fn map<K: FromStr + Ord, V>(
    json: &Json<'_>,
    value: impl Fn(&Json<'_>) -> Option<V>,
) -> Option<SortedMap<K, V>> {
    let members = json.members()?;
    if members.len() > MAX_ENTRIES {
        return None;
    }
    let mut map = SortedMap::new();
    for (name, member) in members {
        let is_repeated = map.insert(name.parse().ok()?, value(member)?).is_some();
        if is_repeated {
            return None;
        }
    }
    Some(map)
}

fn count(json: &Json<'_>) -> Option<u32> {
    json.number()?.try_into().ok()
}

fn parsed<T: FromStr>(json: &Json<'_>) -> Option<T> {
    json.text()?.parse().ok()
}

/// `None` where there is a value that is not one.
fn nullable<T>(
    json: Option<&Json<'_>>,
    read: impl Fn(&Json<'_>) -> Option<T>,
) -> Option<Option<T>> {
    match json {
        None | Some(Json::Null) => Some(None),
        Some(value) => read(value).map(Some),
    }
}
