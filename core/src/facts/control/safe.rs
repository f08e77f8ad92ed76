//! Safes: many keys of which some must sign.
//!
//! What a contract says of itself proves nothing, so a Safe is known by code: a proxy that does
//! nothing but run the code in slot 0, and in slot 0 a published one.

use alloy_primitives::{address, b256, keccak256};

use super::Controller;
use super::resolve::word;
use crate::abi::{self, View};
use crate::code::{CodeFacts, CodeKind, ProxyPattern};
use crate::evidence::{Observed, Reason};
use crate::facts::Reads;
use crate::primitives::{Address, B256, Slot, U256};

/// keccak256 of the published runtime codes, by
/// [safe-deployments](https://github.com/safe-global/safe-deployments).
const SINGLETONS: [B256; 8] = [
    // 1.1.1
    b256!("56b8be58b5ad629a621593a2e5e5e8e9a28408dc06e95597497b303902772e45"),
    // 1.2.0
    b256!("2ae2d1231f0d754a7fa4f5e5d0e5554085e1b500d8e09f95aaaaa3f49c0db922"),
    // 1.3.0, and the one that logs more
    b256!("bba688fbdb21ad2bb58bc320638b43d94e7d100f6f3ebaab0a4e4de6304b1c2e"),
    b256!("21842597390c4c6e3c1239e434a682b054bd9548eee5e9b1d6a4482731023c0f"),
    // 1.4.1, likewise
    b256!("1fe2df852ba3299d6534ef416eefa406e56ced995bca886ab7a553e6d0c5e1c4"),
    b256!("b1f926978a0f44a2c0ec8fe822418ae969bd8c3f18d61e5103100339894f81ff"),
    // 1.5.0, likewise
    b256!("dda019cbd7c867a533a2a86e5c53434fdc50b13122b5a5ddb4a8df61b31c20f2"),
    b256!("180193227186ccb85316c94db1f0d156ed932b14712cfaac78901899178572dc"),
];
/// Where the list of modules begins.
const SENTINEL: Address = address!("0000000000000000000000000000000000000001");
/// Modules that are asked for. One is enough to act without a signature.
const MOST_MODULES: u64 = 10;

/// The Safe at an address with this code, if it is one.
pub(super) fn at(reads: &mut Reads<'_>, address: Address, code: &CodeFacts) -> Option<Controller> {
    if !is_proxy(code) {
        return None;
    }
    let singleton = match reads.word(address, Slot(U256::ZERO)) {
        Observed::Known(word) => Address::from_word(word),
        Observed::Absent => return None,
        Observed::Unavailable(reason) => return Some(Controller::Unknown { reason }),
    };
    // The published code answers, so its answers are the truth; they are asked for along with it.
    let code = reads.code(singleton);
    let threshold = abi::number_view(reads, address, View::THRESHOLD, &[]);
    let owners = abi::addresses_view(reads, address, View::OWNERS, &[]);
    let page = [word(SENTINEL), U256::from(MOST_MODULES).into()];
    let modules = abi::addresses_view(reads, address, View::MODULES, &page);
    match code {
        Observed::Known(code) if SINGLETONS.contains(&keccak256(code)) => {}
        Observed::Known(_) | Observed::Absent => return None,
        Observed::Unavailable(reason) => return Some(Controller::Unknown { reason }),
    }
    Some(match (threshold, owners) {
        (Observed::Known(threshold), Observed::Known(owners)) => Controller::Safe {
            address,
            threshold: threshold.saturating_to(),
            owners,
            modules: modules.known().cloned(),
        },
        (threshold, owners) => Controller::Unknown {
            reason: threshold
                .reason()
                .or(owners.reason())
                .unwrap_or(Reason::InvalidReply),
        },
    })
}

/// It runs the code in slot 0 whatever it is asked, and does nothing else.
fn is_proxy(code: &CodeFacts) -> bool {
    let in_slot_0 = |pattern| {
        matches!(pattern, Some(ProxyPattern::Stored(field))
            if field.slot == Slot(U256::ZERO) && field.bit == 0)
    };
    code.kind == CodeKind::Contract
        && code.coverage.is_complete()
        && code.powers.is_empty()
        && code.relays.is_empty()
        && !code.writes
        && matches!(code.delegations.as_slice(), [only] if only.is_proxy() && in_slot_0(only.pattern))
}
