//! Who can have tokens created from beside the token: a distributor, a minter with a cap.

use super::control::{Control, Controller, Holder};
use super::market::Seen;
use super::reads::Reads;
use super::stakes::address;
use crate::abi::{self, View};
use crate::code::{Capability, CodeFacts, Entry, Guard, Making};
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, U256};

/// Contracts one behind the other: token, minter, distributor.
const MAX_DEPTH: usize = 3;
/// So many ways are listed.
const MAX_MAKERS: usize = 12;

/// A function that has another contract create tokens, and not for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maker {
    /// The contract that it is in.
    pub address: Address,
    /// The function.
    pub entry: Entry,
    /// Where it asks for the tokens.
    pub offset: u32,
    /// Who may use it.
    pub controller: Controller,
    /// It creates what is left over once some moment has passed.
    pub sweeps: bool,
    /// How much it can still create, where the code says so.
    pub left: Option<U256>,
    /// All there is of the token, as it says itself; or why that is not known.
    pub supply: Result<Seen, Reason>,
}

impl Maker {
    /// The makers that `subject` is, or that may create its tokens.
    pub(super) fn around(
        reads: &mut Reads<'_>,
        subject: Address,
        code: &CodeFacts,
        control: &Control,
    ) -> Vec<Self> {
        let mut found = Vec::new();
        of_contract(reads, subject, code, None, &mut vec![subject], &mut found);
        let creates = |guard: Guard| {
            let mut powers = code.powers.iter();
            powers.any(|power| power.capability == Capability::Mint && power.guard == guard)
        };
        for (_, holder) in control.iter().filter(|(guard, _)| creates(*guard)) {
            behind(
                reads,
                subject,
                &holder.controller,
                &mut vec![subject],
                &mut found,
            );
        }
        found
    }
}

/// The makers among the contracts that stand behind a guard of `wanted`; whether that is everybody who does.
fn behind(
    reads: &mut Reads<'_>,
    wanted: Address,
    controller: &Controller,
    trail: &mut Vec<Address>,
    found: &mut Vec<Maker>,
) -> bool {
    let mut all = true;
    for each in controller.all() {
        let Controller::Contract { address, .. } = each else {
            all &= matches!(each, Controller::Members { .. });
            continue;
        };
        if trail.contains(address) || trail.len() > MAX_DEPTH {
            all = false;
            continue;
        }
        trail.push(*address);
        all &= match reads.analysis(*address) {
            Ok(code) => of_contract(reads, *address, &code, Some(wanted), trail, found),
            // What it can do is not known, and neither is who can make it do so.
            Err(reason) => {
                found.push(Maker {
                    address: *address,
                    entry: Entry::Fallback,
                    offset: 0,
                    controller: Controller::Unknown { reason },
                    sweeps: false,
                    left: None,
                    supply: Err(reason),
                });
                true
            }
        };
        trail.pop();
    }
    all
}

/// The makers in a contract's own code, or behind it; whether there are any.
fn of_contract(
    reads: &mut Reads<'_>,
    contract: Address,
    code: &CodeFacts,
    wanted: Option<Address>,
    trail: &mut Vec<Address>,
    found: &mut Vec<Maker>,
) -> bool {
    let before = found.len();
    for making in code
        .makings
        .iter()
        .filter(|making| making.guard != Guard::Open)
    {
        let asked = address(reads, contract, making.contract).ok();
        let other = wanted.is_some() && asked.is_some() && asked != wanted;
        if found.len() >= MAX_MAKERS || other {
            continue;
        }
        let controller = Holder::of(reads, contract, &[code], making.guard).controller;
        if behind(reads, contract, &controller, trail, found) {
            continue;
        }
        let supply = asked
            .ok_or(Reason::Unresolved)
            .and_then(|asked| supply(reads, asked, MAX_DEPTH));
        let left = left(reads, contract, making);
        found.push(Maker {
            address: contract,
            entry: making.entry,
            offset: making.offset,
            controller,
            sweeps: making.delayed && making.rest.is_some(),
            left,
            supply,
        });
    }
    found.len() > before
}

fn left(reads: &mut Reads<'_>, contract: Address, making: &Making) -> Option<U256> {
    let (most, made) = making.rest?;
    let word = *reads.word(contract, made.slot).known()?;
    Some(most.saturating_sub(made.extract(word)))
}

/// What the token says, or the one that the contract asks in turn.
fn supply(reads: &mut Reads<'_>, contract: Address, depth: usize) -> Result<Seen, Reason> {
    let word = match abi::number_view(reads, contract, View::SUPPLY, &[]) {
        Observed::Known(word) => word,
        Observed::Absent => {
            let code = reads.analysis(contract)?;
            let next = code.makings.first().map(|making| making.contract);
            let next = next.and_then(|next| address(reads, contract, next).ok());
            let next = next.zip(depth.checked_sub(1));
            let (next, depth) = next.ok_or(Reason::Unresolved)?;
            return supply(reads, next, depth);
        }
        Observed::Unavailable(reason) => return Err(reason),
    };
    Ok(Seen {
        address: contract,
        data: abi::calldata(View::SUPPLY, &[]),
        word,
    })
}
