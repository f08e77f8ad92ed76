//! The incident record: what happened elsewhere, and how much of it is here.
//!
//! One file is one incident, in literal data. Its traits are what could have been read before the
//! loss, as questions to facts and findings; an incident resembles a contract in which none of the
//! traits that it needs is missing.

mod anubis;
mod arbix;
mod chibi;
mod compounder;
mod gemswap;
mod hope;
mod kannagi;
mod kelpdao;
mod kokomo;
mod magnate;
mod meerkat;
mod merlin;
mod paid;
mod rave;
mod shibera;
mod skp;
mod snowdog;
mod squid;
mod stablemagnet;
mod swaprum;
mod syncdex;
mod traits;
mod uranium;
mod xbank;
mod zksync_distributors;

use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::finding::Finding;
use crate::primitives::Address;
use crate::sorted::by_key;

pub use traits::Trait;

/// What a loss was. Only [`Label::Rug`] says that the people behind the contract took the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// Whoever held the powers used them.
    Rug,
    /// Somebody else came to hold a key, and used its powers.
    KeyCompromise,
    /// Somebody used a mistake, and no privilege.
    Exploit,
    /// It is said of insiders, and not shown.
    Allegation,
}

/// One incident.
#[derive(Debug)]
pub struct Incident {
    /// A short name in kebab-case; never changed, never reused.
    pub id: &'static str,
    /// The name in a sentence.
    pub name: &'static str,
    /// What it was.
    pub label: Label,
    /// The [EIP-155](https://eips.ethereum.org/EIPS/eip-155) id of the chain; `None` where it is not known.
    pub chain: Option<u64>,
    /// The day of the loss, or the month where the day is not known.
    pub date: &'static str,
    /// What was lost.
    pub loss: &'static str,
    /// Addresses that took part.
    pub known: &'static [Known],
    /// What happened. This and the sources are for documentation, and empty without `docs`.
    pub mechanism: &'static str,
    /// What has to be there for a contract to resemble it.
    pub needs: &'static [Trait],
    /// What was there too.
    pub also: &'static [Trait],
    /// What stood open before the loss, as the end of a sentence.
    pub before: &'static str,
    /// Where this is from; a record with one source says so.
    pub sources: &'static [&'static str],
}

/// An address of an incident.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// The address.
    pub address: Address,
    /// What it did.
    pub role: Role,
    /// Which it is.
    pub name: &'static str,
}

/// What an address did in an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An account that took the money, or deployed what did.
    Actor,
    /// A contract by which it was taken.
    Part,
    /// A contract that it was taken from, by others.
    Victim,
}

/// A past incident and how much of it is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Resemblance {
    /// The incident's id.
    pub incident: String,
    /// What it was.
    pub label: Label,
    /// The likeness in a sentence.
    pub text: String,
    /// Its traits that are here.
    pub matched: Vec<String>,
    /// Its traits that are not.
    pub missing: Vec<String>,
    /// Its traits that could not be looked for.
    pub unknown: Vec<String>,
}

/// The record, the incidents that this project was founded on first.
pub const ALL: &[Incident] = &[
    syncdex::INCIDENT,
    shibera::INCIDENT,
    kannagi::INCIDENT,
    xbank::INCIDENT,
    zksync_distributors::INCIDENT,
    rave::INCIDENT,
    kelpdao::INCIDENT,
    merlin::INCIDENT,
    swaprum::INCIDENT,
    kokomo::INCIDENT,
    magnate::INCIDENT,
    chibi::INCIDENT,
    hope::INCIDENT,
    compounder::INCIDENT,
    stablemagnet::INCIDENT,
    meerkat::INCIDENT,
    arbix::INCIDENT,
    anubis::INCIDENT,
    squid::INCIDENT,
    snowdog::INCIDENT,
    paid::INCIDENT,
    skp::INCIDENT,
    gemswap::INCIDENT,
    uranium::INCIDENT,
];

/// An incident beside a contract.
#[derive(Debug)]
pub(crate) struct Likeness {
    pub(crate) incident: &'static Incident,
    pub(crate) matched: Vec<Trait>,
    missing: Vec<Trait>,
    unknown: Vec<Trait>,
}

/// The incidents that a contract resembles, the most alike first.
pub(crate) fn likenesses(facts: &Facts, findings: &[Finding]) -> Vec<Likeness> {
    let answers = traits::Answers::of(facts, findings);
    let found: Vec<Likeness> = ALL
        .iter()
        .filter_map(|incident| Likeness::of(incident, &answers))
        .collect();
    // Among equals the order of the record.
    by_key(found, |likeness| {
        let gaps = likeness
            .missing
            .len()
            .saturating_add(likeness.unknown.len());
        (
            !likeness.is_whole(),
            core::cmp::Reverse(likeness.matched.len()),
            gaps,
        )
    })
}

impl Incident {
    /// Drops the texts that no report shows.
    const fn for_this_build(self) -> Self {
        if cfg!(feature = "docs") {
            return self;
        }
        Self {
            mechanism: "",
            sources: &[],
            ..self
        }
    }
}

impl Known {
    const fn actor(address: Address, name: &'static str) -> Self {
        let role = Role::Actor;
        Self {
            address,
            role,
            name,
        }
    }

    const fn part(address: Address, name: &'static str) -> Self {
        let role = Role::Part;
        Self {
            address,
            role,
            name,
        }
    }

    const fn victim(address: Address, name: &'static str) -> Self {
        let role = Role::Victim;
        Self {
            address,
            role,
            name,
        }
    }
}

impl Label {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rug => "rug",
            Self::KeyCompromise => "key compromise",
            Self::Exploit => "exploit",
            Self::Allegation => "allegation",
        }
    }
}

impl Likeness {
    /// `None` where a trait that the incident needs is missing, or none of them was found.
    fn of(incident: &'static Incident, answers: &traits::Answers) -> Option<Self> {
        let mut likeness = Self {
            incident,
            matched: Vec::new(),
            missing: Vec::new(),
            unknown: Vec::new(),
        };
        for asked in incident.needs.iter().chain(incident.also) {
            match answers.of_trait(*asked) {
                Some(true) => likeness.matched.push(*asked),
                Some(false) => likeness.missing.push(*asked),
                None => likeness.unknown.push(*asked),
            }
        }
        let needed = |found: &[Trait]| incident.needs.iter().any(|need| found.contains(need));
        let says_something = incident
            .needs
            .iter()
            .any(|need| likeness.matched.contains(need) && !need.is_about_people());
        (says_something && !needed(&likeness.missing)).then_some(likeness)
    }

    /// Everything that the incident needs is here.
    pub(crate) fn is_whole(&self) -> bool {
        let needs = self.incident.needs;
        needs.iter().all(|need| self.matched.contains(need))
    }

    /// The likeness in a sentence.
    pub(crate) fn text(&self) -> String {
        let Incident {
            name,
            label,
            date,
            before,
            ..
        } = self.incident;
        let perhaps = if self.is_whole() {
            ""
        } else {
            ", as far as it could be read"
        };
        let label = label.as_str();
        format!("Like {name} before its {label} of {date}{perhaps}: {before}.")
    }

    /// As it stands in the report.
    pub(crate) fn to_resemblance(&self) -> Resemblance {
        let words = |traits: &[Trait]| traits.iter().map(|each| each.as_str().to_owned()).collect();
        Resemblance {
            incident: self.incident.id.to_owned(),
            label: self.incident.label,
            text: self.text(),
            matched: words(&self.matched),
            missing: words(&self.missing),
            unknown: words(&self.unknown),
        }
    }
}
