//! The report: what a host shows and keeps, the same bytes everywhere.

use serde::{Deserialize, Serialize};

use crate::code::Vm;
use crate::decimal::Decimal;
use crate::detectors;
use crate::evidence::{Block, Evidence};
use crate::facts::{
    Analyses, ContractKind, Facts, Identity, Liquidity, Lock, Reads, Tenant, Token, Unknown,
};
use crate::finding::{Finding, FindingId};
use crate::incidents::{self, Resemblance};
use crate::primitives::{Address, B256, RuntimeCode};
use crate::score::{self, Contribution, Level, Models, Probabilities};
use crate::sorted::SortedMap;

/// The format of [`Report`] documents that this version writes.
pub const REPORT_SCHEMA: &str = "rugrisk/report/1";

/// What the scorer says about a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// [`REPORT_SCHEMA`].
    pub schema: String,
    /// What made the report.
    pub engine: Engine,
    /// What it is about.
    pub target: ReportTarget,
    /// Risk from 0 to 100; `None` where too little is known for a number.
    pub score: Option<u8>,
    /// The lowest and the highest score that the unknowns leave open.
    pub interval: [u8; 2],
    /// The score in a word.
    pub level: Level,
    /// What the models say.
    pub probability: Probabilities,
    /// How much of what can be known is known, from 0 to 1.
    pub coverage: Decimal,
    /// The conclusions, the worst first.
    pub findings: Vec<Finding>,
    /// What moved the code probability, in log-odds, the largest first.
    pub contributions: Vec<Contribution>,
    /// What moved the exit probability, likewise.
    pub exit_contributions: Vec<Contribution>,
    /// Past incidents that look like this.
    pub resembles: Vec<Resemblance>,
    /// Everything that was looked for and is not known.
    pub unknowns: Vec<Unknown>,
    /// How many requests of each JSON-RPC method the evidence took.
    pub requests: SortedMap<String, u32>,
}

/// What made a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Engine {
    /// The version of the library.
    pub version: String,
    /// The version of the model.
    pub model: String,
    /// How many detectors were asked.
    pub registry: u32,
}

/// What a report is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReportTarget {
    /// The chain; `None` where code was analysed alone.
    pub chain_id: Option<u64>,
    /// The account; `None` where code was analysed alone.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub address: Option<Address>,
    /// The machine that runs its code.
    pub vm: Vm,
    /// Where the chain stood; `None` where code was analysed alone.
    pub block: Option<Block>,
    /// What kind of contract it is, by what it does: several at once, or none that is known.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub kinds: Vec<ContractKind>,
    /// keccak256 of the target's own runtime code; `None` where there is none.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub code_hash: Option<B256>,
    /// What it calls itself; left out for what is no token, and where code was analysed alone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub token: Option<Token>,
    /// When it came to be, and who made it; left out where code was analysed alone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub origin: Option<ReportOrigin>,
    /// Who can take out what is in its deepest pool; left out where none was read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub liquidity: Option<ReportLiquidity>,
}

/// Who was found to hold the liquidity of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportLiquidity {
    /// The pool.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub pool: Address,
    /// The largest part first.
    pub shares: Vec<ReportShare>,
}

/// One account's part of the liquidity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportShare {
    /// The account.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub holder: Address,
    /// How much, in hundredths of a percent of the pool.
    pub bps: u16,
    /// What stands behind the account.
    pub kind: ShareKind,
    /// What a known locker keeps, and until when.
    pub locks: Vec<ReportLock>,
}

/// What stands behind an account that holds liquidity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ShareKind {
    /// Nobody: it is given up.
    Burnt,
    /// A known locker.
    Locker,
    /// Somebody who also has power over the token.
    Privileged,
    /// A contract that is no known locker.
    Contract,
    /// One key, a Safe, a timelock, or somebody not known.
    Other,
}

/// Liquidity in a known locker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReportLock {
    /// How much, in hundredths of a percent of the pool.
    pub bps: u16,
    /// When it ends, or begins to end, in seconds since 1970; at most what JavaScript counts exactly.
    pub until_secs: u64,
}

/// The largest whole number that JavaScript reads and writes as it is.
const MAX_SAFE: u64 = 9_007_199_254_740_991;

impl ReportLiquidity {
    fn of(liquidity: &Liquidity) -> Self {
        let mut shares = Vec::new();
        for share in &liquidity.shares {
            let mut kept: &[Lock] = &[];
            let kind = match &share.tenant {
                Tenant::Burnt => ShareKind::Burnt,
                Tenant::Locker { locks, .. } => {
                    kept = locks;
                    ShareKind::Locker
                }
                Tenant::Privileged(_) => ShareKind::Privileged,
                Tenant::Contract { .. } => ShareKind::Contract,
                Tenant::Other(_) => ShareKind::Other,
            };
            let mut locks = Vec::new();
            for lock in kept {
                locks.push(ReportLock {
                    bps: liquidity.bps(lock.amount),
                    until_secs: lock.until_secs.min(MAX_SAFE),
                });
            }
            shares.push(ReportShare {
                holder: share.holder,
                bps: liquidity.bps(share.amount),
                kind,
                locks,
            });
        }
        Self {
            pool: liquidity.pool,
            shares,
        }
    }
}

/// When a contract came to be, and who made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportOrigin {
    /// The last block that is known to be without its code.
    pub after: Option<Block>,
    /// The first block that is known to have it.
    pub by: Option<Block>,
    /// The account that created it, as the contract's address proves.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub deployer: Option<Address>,
}

impl Report {
    /// The document: one line, fields in a fixed order, and the very text that
    /// `JSON.stringify(JSON.parse(text))` gives in JavaScript.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings, numbers and maps with string keys always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The finding with this id, the worst first, if there is one.
    #[must_use]
    pub fn finding(&self, id: FindingId) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == id)
    }
}

/// Scores evidence. Pure: the same evidence gives the same report everywhere.
#[must_use]
pub fn score_evidence(evidence: &Evidence) -> Report {
    score_with(evidence, &mut Analyses::default(), &Models::shipped())
}

/// The same with analyses that were made before, or that know other functions than the shipped index,
/// and with models of the caller's own.
#[must_use]
pub fn score_with(evidence: &Evidence, analyses: &mut Analyses, models: &Models) -> Report {
    let facts = Facts::derive(&mut Reads::new(evidence, analyses));
    of(evidence, &facts, models)
}

/// Analyses runtime code alone. The controllers are unknown then, and the interval says so.
#[must_use]
pub fn analyze_bytecode(code: RuntimeCode) -> Report {
    score_evidence(&Evidence::of_code(code))
}

/// The report of facts that follow from the evidence.
pub(crate) fn of(evidence: &Evidence, facts: &Facts, models: &Models) -> Report {
    let findings = detectors::detect(facts);
    let resembles = incidents::likenesses(facts, &findings)
        .iter()
        .map(incidents::Likeness::to_resemblance)
        .collect();
    let verdict = score::assess(facts, &findings, models);
    let mut unknowns = facts.unknowns.clone();
    if verdict.probability.exit.is_none() {
        unknowns.push(Unknown {
            what: "exit probability".to_owned(),
            reason: facts.market.gap(),
        });
    }
    Report {
        schema: REPORT_SCHEMA.to_owned(),
        engine: Engine {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: verdict.model,
            registry: u32::try_from(detectors::ALL.len()).unwrap_or(u32::MAX),
        },
        target: ReportTarget {
            chain_id: evidence.target.chain_id,
            address: evidence.target.address,
            vm: facts.vm(),
            block: evidence.block.known().copied(),
            kinds: facts.kinds.clone(),
            code_hash: facts.code_hash,
            token: facts.identity.as_ref().map(Identity::token),
            origin: facts.origin.as_ref().map(|origin| ReportOrigin {
                after: origin.after,
                by: origin.by,
                deployer: origin.deployer.map(|made| made.address),
            }),
            liquidity: facts.market.liquidity.as_ref().map(ReportLiquidity::of),
        },
        score: verdict.score,
        interval: verdict.interval,
        level: verdict.level,
        probability: verdict.probability,
        coverage: verdict.coverage,
        findings,
        contributions: verdict.contributions,
        exit_contributions: verdict.exit_contributions,
        resembles,
        unknowns,
        requests: evidence.requests.clone(),
    }
}
