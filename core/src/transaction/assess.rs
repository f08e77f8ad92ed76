//! From intents and the reports on the contracts in them to what is at stake.

use serde::Serialize;

use super::intent::{Amount, Asset, Call, Intent, Leave, Power};
use super::{Request, RequestError, Signed, words};
use crate::evidence::Reason;
use crate::facts::{BELONGS_TO_A_KEY, Unknown};
use crate::finding::FindingId;
use crate::json::Json;
use crate::primitives::{Address, U256};
use crate::report::Report;
use crate::score::Level;
use crate::sorted::SortedMap;

/// The format of [`TransactionRisk`] documents that this version writes.
pub const TRANSACTION_SCHEMA: &str = "rugrisk/transaction/1";

/// What a transaction or a signature exposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TransactionRisk {
    /// [`TRANSACTION_SCHEMA`].
    pub schema: &'static str,
    /// The chain, where it was said.
    pub chain_id: Option<u64>,
    /// Who would sign.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub from: Option<Address>,
    /// What is called, or whose message it is.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub to: Option<Address>,
    /// Wei that are paid with it, in decimal digits.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(serialize_with = "in_digits")]
    pub value: U256,
    /// The worst of the exposures; `unknown` where one is unknown and none is worse than low.
    pub level: Level,
    /// Every call in it that was looked at.
    pub calls: Vec<Call>,
    /// Who gets what power over which asset.
    pub exposures: Vec<Exposure>,
    /// What is left or comes back, and rights that end. Never warned against.
    pub leaves: Vec<Leave>,
    /// What is not known.
    pub unknowns: Vec<Unknown>,
    /// The reports on the contracts that decide, by address.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "std::collections::BTreeMap<String, Report>")
    )]
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub reports: SortedMap<Address, Report>,
}

/// A power that somebody gets, and how bad that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Exposure {
    /// Which power.
    pub power: Power,
    /// Over what: `coin`, the address of a token, or `unknown`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub asset: Asset,
    /// How much: digits in the smallest unit, `unlimited`, or `unknown`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub amount: Amount,
    /// Who gets it.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub holder: Option<Address>,
    /// When it ends, in seconds of Unix time; left out where it does not by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<u64>,
    /// One sentence for a person.
    pub sentence: String,
    /// How bad it is.
    pub level: Level,
    /// The contract whose report says so; it is in `reports` unless it could not be had.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub contract: Option<Address>,
}

/// What a report says that decides about an exposure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The report's level.
    pub level: Level,
    /// Somebody's key: there is no code, or the key may replace it (EIP-7702).
    pub is_key: bool,
    /// Somebody can spend other people's approvals.
    pub abuses_approvals: bool,
}

impl From<&Report> for Verdict {
    fn from(report: &Report) -> Self {
        let is_key = |unknown: &Unknown| match unknown.what.as_str() {
            CODE => unknown.reason == Reason::NotDeployed && report.target.code_hash.is_none(),
            what => what == BELONGS_TO_A_KEY,
        };
        let abuses = |id: FindingId| report.findings.iter().any(|f| f.id == id && !f.inert);
        Self {
            level: report.level,
            is_key: report.unknowns.iter().any(is_key),
            abuses_approvals: abuses(FindingId::AllowanceAbuse),
        }
    }
}

/// What [`crate::facts`] calls the code of the account.
const CODE: &str = "runtime code";

/// The verdicts of reports in a JSON object by address, read as far as they are needed.
///
/// # Errors
/// Where it is none.
pub fn verdicts(reports: &str) -> Result<Vec<(Address, Verdict)>, RequestError> {
    let json = Json::parse(reports)?;
    let members = json.members().unwrap_or_default();
    let each = |(address, report): &(_, Json<'_>)| {
        let address: &std::borrow::Cow<'_, str> = address;
        Some((address.parse().ok()?, verdict(report)?))
    };
    let verdicts: Option<Vec<_>> = members.iter().map(each).collect();
    verdicts.ok_or(RequestError::Member { name: "reports" })
}

fn verdict(report: &Json<'_>) -> Option<Verdict> {
    let level = match report.member("level")?.text()? {
        "low" => Level::Low,
        "medium" => Level::Medium,
        "high" => Level::High,
        "critical" => Level::Critical,
        _ => Level::Unknown,
    };
    let is = |json: &Json<'_>, name: &str, text: &str| {
        json.member(name).and_then(Json::text) == Some(text)
    };
    let no_code = *report.member("target")?.member("codeHash")? == Json::Null;
    let is_key = |unknown: &Json<'_>| {
        is(unknown, "what", BELONGS_TO_A_KEY)
            || no_code && is(unknown, "what", CODE) && is(unknown, "reason", "NOT_DEPLOYED")
    };
    let abuses = |finding: &Json<'_>| {
        is(finding, "id", FindingId::AllowanceAbuse.as_str())
            && finding.member("inert") == Some(&Json::Bool(false))
    };
    let any = |name: &str, test: &dyn Fn(&Json<'_>) -> bool| match report.member(name) {
        Some(Json::List(list)) => list.iter().any(test),
        _ => false,
    };
    Some(Verdict {
        level,
        is_key: any("unknowns", &is_key),
        abuses_approvals: any("findings", &abuses),
    })
}

/// Says what a request exposes, by the verdicts on the contracts that [`super::Intents::contracts`]
/// names. One that is missing is unknown, and never low.
#[must_use]
pub fn assess(request: &Request, verdicts: &[(Address, Verdict)]) -> TransactionRisk {
    let intents = request.intents();
    let mut unknowns = intents.unknowns.clone();
    let asked = intents.contracts();
    let of = |contract: &Address| {
        let found = verdicts.iter().find(|(address, _)| address == contract);
        found.map(|(_, verdict)| *verdict)
    };
    let mut named = Vec::new();
    for contract in intents.exposures.iter().filter_map(|each| each.contract) {
        if of(&contract).is_some() || named.contains(&contract) {
            continue;
        }
        named.push(contract);
        let reason = if asked.contains(&contract) {
            Reason::NotAsked
        } else {
            // More than MAX_CONTRACTS.
            Reason::Budget
        };
        unknowns.push(Unknown {
            what: format!("the risk of {contract:#x}"),
            reason,
        });
    }
    let exposures: Vec<Exposure> = intents
        .exposures
        .iter()
        .map(|intent| exposure(intent, intent.contract.as_ref().and_then(of)))
        .collect();
    let (to, value) = match &request.asked {
        Signed::Transaction { to, value, .. } => (*to, *value),
        Signed::TypedData(typed) => (typed.contract, U256::ZERO),
    };
    TransactionRisk {
        schema: TRANSACTION_SCHEMA,
        chain_id: request.chain_id,
        from: request.from,
        to,
        value,
        level: worst(&exposures),
        calls: intents.calls,
        exposures,
        leaves: intents.leaves,
        unknowns,
        reports: SortedMap::new(),
    }
}

impl TransactionRisk {
    /// The document: one line, fields in a fixed order.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings, numbers and maps with string keys always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn exposure(intent: &Intent, verdict: Option<Verdict>) -> Exposure {
    Exposure {
        power: intent.power,
        asset: intent.asset,
        amount: intent.amount,
        holder: intent.holder,
        until: intent.until,
        sentence: words::sentence(intent),
        level: level(intent, verdict),
        contract: intent.contract,
    }
}

fn level(intent: &Intent, verdict: Option<Verdict>) -> Level {
    let known = verdict.map_or(Level::Unknown, |verdict| verdict.level);
    let is_key = verdict.is_some_and(|verdict| verdict.is_key);
    match intent.power {
        Power::Spend | Power::Operate => {
            let abused = verdict.is_some_and(|verdict| verdict.abuses_approvals);
            let floor = match (is_key || abused, intent.amount) {
                (false, _) => Level::Unknown,
                (true, Amount::Unlimited) => Level::Critical,
                (true, _) => Level::High,
            };
            known.max(floor)
        }
        // Who is paid is the payer's to know; a contract that is paid is scored.
        Power::Receive if intent.contract.is_none() || is_key => Level::Low,
        // Nobody swaps at an account without code.
        Power::Route if is_key => Level::High,
        Power::Receive | Power::Route | Power::Custody | Power::Issue => known,
        Power::Divert => Level::Medium,
        // A good contract does not make a call understood.
        Power::Unknown if known >= Level::Medium => known,
        Power::Unknown => Level::Unknown,
    }
}

/// Unknown is never low: it hides behind nothing but what is worse than low.
fn worst(exposures: &[Exposure]) -> Level {
    let levels = || exposures.iter().map(|exposure| exposure.level);
    let worst = levels().max().unwrap_or(Level::Low);
    if worst <= Level::Low && levels().any(|level| level == Level::Unknown) {
        return Level::Unknown;
    }
    worst
}

fn in_digits<S: serde::Serializer>(value: &U256, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}
