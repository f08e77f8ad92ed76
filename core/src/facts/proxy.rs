//! How a target delegates to other code, and who can change which.

use std::rc::Rc;

use alloy_primitives::b256;
use serde::{Deserialize, Serialize};

use super::Unknown;
use super::control::{Controller, Holder};
use super::diamond::{self, Facet};
use super::reads::Reads;
use crate::abi::{self, View};
use crate::code::{
    Capability, CodeFacts, CodeKind, Entry, Field, Getter, Guard, Power, ProxyPattern,
};
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, B256, Slot};
use crate::sorted::SortedSet;

/// `keccak256("eip1967.proxy.implementation") - 1`, [EIP-1967](https://eips.ethereum.org/EIPS/eip-1967).
const IMPLEMENTATION_SLOT: B256 =
    b256!("360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc");
/// `keccak256("eip1967.proxy.admin") - 1`, [EIP-1967](https://eips.ethereum.org/EIPS/eip-1967).
pub(super) const ADMIN_SLOT: B256 =
    b256!("b53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103");
/// Where published proxies show who may replace their code: EIP-1967, and before it
/// `keccak256("org.zeppelinos.proxy.admin")` of
/// [ZeppelinOS](https://docs.openzeppelin.com/cli/2.5/).
pub const PROXY_ADMIN_SLOTS: [B256; 2] = [
    ADMIN_SLOT,
    b256!("10d6a54a4754c8869d6886b5f5d7fbfa5b4522237ea5c60d11bc4e7a1ff9390b"),
];

/// The way in which a proxy finds its implementation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ProxyKind {
    /// A constant in the code: it can never change.
    Fixed,
    /// The implementation slot of EIP-1967.
    Eip1967,
    /// The beacon slot of EIP-1967.
    Beacon,
    /// Another storage field.
    Stored(Field),
    /// By selector: a diamond.
    Diamond,
}

/// A target that runs another account's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// How it finds the implementation.
    pub kind: ProxyKind,
    /// The account whose code it runs.
    pub implementation: Observed<Address>,
    /// The slot that names it, with its word.
    pub read: Option<(Slot, Observed<B256>)>,
    /// Where the code delegates, as an offset in the proxy's own code.
    pub offset: Option<u32>,
    /// Who can replace the implementation through the proxy itself.
    pub admin: Option<Holder>,
    /// The contract that names the implementation, where it is not the proxy itself.
    pub beacon: Option<Address>,
    /// The codes that a diamond runs, as far as they were found.
    pub facets: Vec<Facet>,
}

impl Proxy {
    /// Whether and how `subject` is a proxy.
    #[must_use]
    pub fn resolve(
        reads: &mut Reads<'_>,
        subject: Address,
        code: Option<&CodeFacts>,
    ) -> Option<Self> {
        let code = code?;
        if let CodeKind::MinimalProxy { implementation } = code.kind {
            return Some(Self::fixed(implementation));
        }
        // Where the code is looked up by selector, there may be another for what is not found.
        let (pattern, offset) = code
            .delegations
            .iter()
            .filter(|delegation| delegation.is_proxy())
            .filter_map(|delegation| Some((delegation.pattern?, delegation.offset)))
            .max_by_key(|(pattern, _)| matches!(pattern, ProxyPattern::BySelector(_)))?;
        let proxy = match pattern {
            ProxyPattern::Fixed(implementation) => Self::fixed(implementation),
            ProxyPattern::Stored(field) => Self::stored(reads, subject, field),
            ProxyPattern::Beacon(field) => {
                let word = reads.word(subject, field.slot);
                let beacon = address_in(field, word);
                Self {
                    read: Some((field.slot, word)),
                    ..Self::beacon(reads, beacon)
                }
            }
            ProxyPattern::FixedBeacon(beacon) => Self::beacon(reads, Observed::Known(beacon)),
            ProxyPattern::BySelector(routes) => Self {
                facets: diamond::facets(reads, subject, routes),
                ..Self::of(
                    ProxyKind::Diamond,
                    Observed::Unavailable(Reason::NotEnumerable),
                )
            },
        };
        Some(Self {
            offset: Some(offset),
            ..proxy
        })
    }

    /// The implementation can be replaced.
    #[must_use]
    pub fn is_upgradeable(&self) -> bool {
        self.kind != ProxyKind::Fixed
    }

    const fn fixed(implementation: Address) -> Self {
        Self::of(ProxyKind::Fixed, Observed::Known(implementation))
    }

    const fn of(kind: ProxyKind, implementation: Observed<Address>) -> Self {
        Self {
            kind,
            implementation,
            read: None,
            offset: None,
            admin: None,
            beacon: None,
            facets: Vec::new(),
        }
    }

    /// The code that decides, as it runs in this proxy's place.
    pub(super) fn code(
        &self,
        reads: &mut Reads<'_>,
        subject: Address,
    ) -> Result<Rc<CodeFacts>, Reason> {
        if self.kind == ProxyKind::Diamond {
            return reads.diamond(subject, &self.facets);
        }
        let code = match self.implementation {
            Observed::Known(implementation) => reads.analysis(implementation)?,
            Observed::Absent => return Err(Reason::NotDeployed),
            Observed::Unavailable(reason) => return Err(reason),
        };
        Ok(match self.read {
            Some((slot, _)) => replacing(code, slot),
            None => code,
        })
    }

    fn stored(reads: &mut Reads<'_>, subject: Address, field: Field) -> Self {
        let word = reads.word(subject, field.slot);
        let kind = if field.slot == Slot(IMPLEMENTATION_SLOT.into()) {
            ProxyKind::Eip1967
        } else {
            ProxyKind::Stored(field)
        };
        Self {
            read: Some((field.slot, word)),
            admin: Self::admin(reads, subject),
            ..Self::of(kind, address_in(field, word))
        }
    }

    fn beacon(reads: &mut Reads<'_>, beacon: Observed<Address>) -> Self {
        let (implementation, admin) = match beacon {
            Observed::Known(beacon) => (
                abi::address_view(reads, beacon, View::IMPLEMENTATION, &[]),
                Self::beacon_admin(reads, beacon),
            ),
            Observed::Absent => (Observed::Absent, None),
            Observed::Unavailable(reason) => (Observed::Unavailable(reason), None),
        };
        Self {
            admin,
            beacon: beacon.known().copied(),
            ..Self::of(ProxyKind::Beacon, implementation)
        }
    }

    /// Who can change what a beacon names: whoever may write the field that its view shows.
    fn beacon_admin(reads: &mut Reads<'_>, beacon: Address) -> Option<Holder> {
        let unknown = |reason| Holder {
            controller: Controller::Unknown { reason },
            read: None,
        };
        let code = match reads.analysis(beacon) {
            Ok(code) => code,
            Err(reason) => return Some(unknown(reason)),
        };
        let shown = code.functions.iter().find_map(|function| match function {
            function if function.entry != Entry::Selector(View::IMPLEMENTATION.selector()) => None,
            function => match function.returns {
                Some(Getter::Field(field)) => Some(field),
                _ => None,
            },
        });
        let writes = |power: &&Power| {
            let shown = shown.zip(power.writes);
            shown.is_some_and(|(shown, written)| written.overlaps(shown))
        };
        let powers = code.powers.iter().filter(writes);
        let guards: SortedSet<Guard> = powers.map(|power| power.guard).collect();
        let holder = if guards.contains(&Guard::Open) {
            None
        } else {
            Holder::of_any(reads, beacon, &[&code], &guards)
        };
        holder.or(Some(unknown(Reason::Unresolved)))
    }

    /// The holder of the EIP-1967 admin slot.
    fn admin(reads: &mut Reads<'_>, subject: Address) -> Option<Holder> {
        let slot = Slot(ADMIN_SLOT.into());
        let word = reads.word(subject, slot);
        let controller = match word {
            Observed::Known(word) if word == B256::ZERO => return None,
            Observed::Known(word) => Controller::of_address(reads, Address::from_word(word)),
            Observed::Absent => return None,
            Observed::Unavailable(reason) => Controller::Unknown { reason },
        };
        Some(Holder {
            controller,
            read: Some((slot, word)),
        })
    }

    pub(super) fn unknowns(&self) -> Vec<Unknown> {
        let implementation = self.implementation.reason().map(|reason| Unknown {
            what: "which code the proxy runs".to_owned(),
            reason,
        });
        let admin = self.admin.iter();
        let admin = admin.flat_map(|admin| {
            admin
                .controller
                .unknowns(&"the power to replace the proxy's code")
        });
        implementation.into_iter().chain(admin).collect()
    }
}

/// Behind a proxy, whoever writes the slot that names the code replaces the code.
fn replacing(code: Rc<CodeFacts>, slot: Slot) -> Rc<CodeFacts> {
    let replaces = |power: &Power| {
        let is_setting = matches!(
            power.capability,
            Capability::Configure | Capability::SetOwner
        );
        is_setting && power.writes.is_some_and(|field| field.slot == slot)
    };
    if !code.powers.iter().any(replaces) {
        return code;
    }
    let mut code = CodeFacts::clone(&code);
    for power in &mut code.powers {
        if replaces(power) {
            power.capability = Capability::Upgrade;
        }
    }
    Rc::new(code)
}

fn address_in(field: Field, word: Observed<B256>) -> Observed<Address> {
    match word {
        Observed::Known(word) => match Address::from_word(field.extract(word).into()) {
            Address::ZERO => Observed::Absent,
            address => Observed::Known(address),
        },
        Observed::Absent => Observed::Absent,
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}
