//! Whether a call had the effect that a power says.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use revm::bytecode::opcode;
use rugrisk::code::{Capability, Mapping, Power};
use rugrisk::{Address, U256};

use crate::evm::{Call, Outcome, World};
use crate::scene::{AGREEABLE, FRIEND, HOLDER, STRANGER, Scene, TRANSFER, calldata};

/// The world before a call, and what is seen in it, looked up once.
pub(crate) struct Before<'a> {
    scene: &'a Scene,
    world: &'a World,
    accounts: BTreeSet<Address>,
    balances: OnceCell<Vec<U256>>,
    transfers: OnceCell<Vec<Transfer>>,
}

/// Whether a transfer passes, and what the two have then.
type Transfer = (bool, U256, U256);

impl<'a> Before<'a> {
    pub(crate) fn new(scene: &'a Scene, world: &'a World, callers: &[Address]) -> Self {
        let others = callers.iter().chain([&STRANGER]);
        Self {
            scene,
            world,
            accounts: scene
                .palette
                .addresses
                .iter()
                .chain(others)
                .copied()
                .collect(),
            balances: OnceCell::new(),
            transfers: OnceCell::new(),
        }
    }

    /// Makes a call, and says what is missing of a power's effect.
    pub(crate) fn shows(&self, power: &Power, call: &Call) -> Result<(), &'static str> {
        let mut after = self.world.clone();
        let outcome = after.call(call);
        if !outcome.success {
            return Err("it reverts");
        }
        let cited = outcome.trace.steps.iter().any(|step| {
            let here = u32::try_from(step.offset) == Ok(power.offsets.effect);
            step.code == self.scene.contract && here
        });
        if !cited {
            return Err("the cited instruction is not executed");
        }
        let change = Change {
            before: self,
            after: &after,
            outcome: &outcome,
        };
        change.has(power)
    }

    fn balances(&self, world: &World) -> Vec<U256> {
        let accounts = self.accounts.iter();
        accounts
            .map(|account| self.scene.balance(world, *account))
            .collect()
    }

    /// Transfers of a small and of a large amount between those who are not in charge.
    fn transfers(&self, world: &World) -> Vec<Transfer> {
        let accounts = [HOLDER, FRIEND, STRANGER];
        let mut transfers = Vec::new();
        for from in accounts {
            let half = self.scene.balance(world, from) / U256::from(2);
            for to in accounts.into_iter().filter(|to| *to != from) {
                for amount in [U256::from(1000), half] {
                    let mut world = world.clone();
                    let data = calldata(TRANSFER, &[to.into_word().into(), amount]);
                    let outcome = world.call(&self.scene.call(from, data));
                    let balance = |account| self.scene.balance(&world, account);
                    transfers.push((outcome.success, balance(from), balance(to)));
                }
            }
        }
        transfers
    }
}

/// The world before and after a call.
struct Change<'a> {
    before: &'a Before<'a>,
    after: &'a World,
    outcome: &'a Outcome,
}

impl Change<'_> {
    fn has(&self, power: &Power) -> Result<(), &'static str> {
        let happened = |happened: bool, otherwise| happened.then_some(()).ok_or(otherwise);
        match power.capability {
            Capability::Mint => happened(self.creates(), "nothing is created"),
            Capability::BurnFrom | Capability::MoveFrom => {
                happened(self.takes(), "nothing is taken from a holder")
            }
            Capability::SetBalance => happened(self.changes_balance(), "no balance changes"),
            Capability::Pause
            | Capability::Blacklist
            | Capability::Whitelist
            | Capability::SetFee
            | Capability::SetLimit => {
                happened(self.writes(power), "what is cited is not written")?;
                happened(self.changes_transfers(), "transfers go on as before")
            }
            Capability::Upgrade
            | Capability::SetOwner
            | Capability::Configure
            | Capability::SetHook
            | Capability::SetStrategy
            | Capability::SetSpender
            | Capability::SetPrice
            | Capability::SetExitFee
            | Capability::SetRoot
            | Capability::BlockExit => happened(self.writes(power), "what is cited is not written"),
            Capability::Delegate => happened(
                self.executes(&[opcode::DELEGATECALL, opcode::CALLCODE], AGREEABLE),
                "no code that the caller chose is run",
            ),
            Capability::SweepAsset
            | Capability::RescueForeign
            | Capability::Approve
            | Capability::Execute
            | Capability::PullFrom
            | Capability::WithdrawFor
            | Capability::ForceExit
            | Capability::MintElsewhere => happened(self.moves(), "nothing is moved"),
            // The cited instruction is it.
            Capability::SelfDestruct => Ok(()),
        }
    }

    fn creates(&self) -> bool {
        let total = |balances: &[U256]| {
            let balances = balances.iter().copied();
            balances.fold(U256::ZERO, U256::saturating_add)
        };
        total(&self.before.balances(self.after)) > total(self.balances_before())
    }

    fn takes(&self) -> bool {
        let Before { scene, world, .. } = self.before;
        [HOLDER, FRIEND]
            .into_iter()
            .any(|account| scene.balance(self.after, account) < scene.balance(world, account))
    }

    fn changes_balance(&self) -> bool {
        self.before.balances(self.after) != *self.balances_before()
    }

    fn balances_before(&self) -> &Vec<U256> {
        let Before {
            balances, world, ..
        } = self.before;
        balances.get_or_init(|| self.before.balances(world))
    }

    /// Coin or tokens move, in the contract's own books or in another contract's name.
    fn moves(&self) -> bool {
        let Before { scene, world, .. } = self.before;
        let contract = scene.contract;
        let asks_another = self.outcome.trace.steps.iter().any(|step| {
            let target = Address::from_word(step.top[1].into());
            step.code == contract && step.op == opcode::CALL && target != contract
        });
        asks_another || self.after.coin(contract) < world.coin(contract) || self.changes_balance()
    }

    fn executes(&self, ops: &[u8], target: Address) -> bool {
        let target = U256::from_be_bytes(target.into_word().0);
        self.outcome.trace.steps.iter().any(|step| {
            step.account == self.before.scene.contract
                && ops.contains(&step.op)
                && step.top[1] == target
        })
    }

    /// What the power names was written, and holds something else now.
    fn writes(&self, power: &Power) -> bool {
        let Before { scene, world, .. } = self.before;
        let contract = scene.contract;
        let changed =
            |slot: U256| world.storage(contract, slot) ^ self.after.storage(contract, slot);
        match (power.writes, power.writes_mapping) {
            (Some(field), _) => !field.extract(changed(field.slot.0).into()).is_zero(),
            (None, Some(mapping)) => self
                .outcome
                .written(contract)
                .into_iter()
                .any(|slot| !changed(slot).is_zero() && is_entry(self.outcome, slot, mapping)),
            (None, None) => !self.outcome.written(contract).is_empty(),
        }
    }

    /// Some transfer between those who are not in charge goes another way than before.
    fn changes_transfers(&self) -> bool {
        let Before {
            transfers, world, ..
        } = self.before;
        let before = transfers.get_or_init(|| self.before.transfers(world));
        self.before.transfers(self.after) != *before
    }
}

/// Whether a slot is an entry of a mapping, by what was hashed on the way.
pub(crate) fn is_entry(outcome: &Outcome, slot: U256, mapping: Mapping) -> bool {
    let mut level = vec![slot.wrapping_sub(U256::from(mapping.member & 0xffff))];
    for depth in (0..mapping.keys).rev() {
        let inner = if depth == 0 { 0 } else { mapping.member >> 16 };
        level = level
            .iter()
            .filter_map(|hash| outcome.trace.preimages.get(hash))
            .flat_map(|input| slots(input))
            .map(|slot| slot.wrapping_sub(U256::from(inner)))
            .collect();
    }
    level.contains(&mapping.base.0)
}

/// The words that may be a mapping's slot in what was hashed: Solidity puts it behind the key,
/// Vyper before it, Solady the last four bytes of it behind an address.
fn slots(input: &[u8]) -> Vec<U256> {
    match input.len() {
        64 => vec![
            U256::from_be_slice(&input[32..]),
            U256::from_be_slice(&input[..32]),
        ],
        32 | 52 => vec![U256::from_be_slice(&input[20..32])],
        _ => Vec::new(),
    }
}
