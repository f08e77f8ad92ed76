//! Whether a call had the effect that a power says.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use revm::bytecode::opcode;
use rugrisk::code::{Capability, Mapping, Power};
use rugrisk::{Address, U256};

use crate::evm::{Call, Outcome, World};
use crate::scene::{
    AGREEABLE, APPROVE, FRIEND, HOLDER, STRANGER, Scene, TRANSFER, TRANSFER_FROM, calldata,
};

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
        after.fund(call.from, after.coin(call.from).max(call.value));
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
            caller: call.from,
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
                    let mut sent = world.clone();
                    let data = calldata(TRANSFER, &[to.into_word().into(), amount]);
                    let outcome = sent.call(&self.scene.call(from, data));
                    transfers.push(self.seen(&sent, outcome.success, from, to));
                }
                let mut pulled = world.clone();
                let amount = U256::from(1000);
                let data = calldata(APPROVE, &[to.into_word().into(), amount]);
                pulled.call(&self.scene.call(from, data));
                let success = self.pull(&mut pulled, from, to, amount);
                transfers.push(self.seen(&pulled, success, from, to));
            }
        }
        transfers
    }

    fn seen(&self, world: &World, success: bool, from: Address, to: Address) -> Transfer {
        let balance = |account| self.scene.balance(world, account);
        (success, balance(from), balance(to))
    }

    /// Who receives has it sent.
    fn pull(&self, world: &mut World, from: Address, to: Address, amount: U256) -> bool {
        let words = [from, to].map(|account| account.into_word().into());
        let data = calldata(TRANSFER_FROM, &[&words[..], &[amount]].concat());
        world.call(&self.scene.call(to, data)).success
    }
}

/// The world before and after a call.
struct Change<'a> {
    before: &'a Before<'a>,
    after: &'a World,
    outcome: &'a Outcome,
    caller: Address,
}

impl Change<'_> {
    fn has(&self, power: &Power) -> Result<(), &'static str> {
        let happened = |happened: bool, otherwise| happened.then_some(()).ok_or(otherwise);
        match power.capability {
            Capability::Mint => happened(self.creates(), "nothing is created"),
            Capability::BurnFrom | Capability::MoveFrom => happened(
                self.takes(self.after) || self.may_take(),
                "nothing is taken from a holder",
            ),
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

    /// Somebody has less, or the pool has, for which the contract that agrees stands.
    fn takes(&self, after: &World) -> bool {
        let Before { scene, world, .. } = self.before;
        [HOLDER, FRIEND, AGREEABLE]
            .into_iter()
            .any(|account| scene.balance(after, account) < scene.balance(world, account))
    }

    /// The caller can take it now, and could not before.
    fn may_take(&self) -> bool {
        let takes = |world: &World| {
            let mut world = world.clone();
            let amount = U256::from(1000);
            self.before.pull(&mut world, HOLDER, self.caller, amount);
            self.takes(&world)
        };
        takes(self.after) && !takes(self.before.world)
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
    let mut waiting = vec![(
        slot.wrapping_sub(U256::from(mapping.member & 0xffff)),
        mapping.keys,
    )];
    while let Some((slot, keys)) = waiting.pop() {
        if keys == 0 {
            if slot == mapping.base.0 {
                return true;
            }
            continue;
        }
        let input = outcome.trace.preimages.get(&slot);
        for (slot, hashed) in input.map(|input| slots(input)).unwrap_or_default() {
            let Some(left) = keys.checked_sub(hashed) else {
                continue;
            };
            let inner = if left == 0 { 0 } else { mapping.member >> 16 };
            waiting.push((slot.wrapping_sub(U256::from(inner)), left));
        }
    }
    false
}

/// The words that may be a mapping's slot in what was hashed, and how many keys went with it:
/// Solidity puts it behind the key, Vyper before it, Solady the last four bytes of it behind an
/// address, and possibly before another one.
fn slots(input: &[u8]) -> Vec<(U256, u8)> {
    match input.len() {
        64 => vec![
            (U256::from_be_slice(&input[32..]), 1),
            (U256::from_be_slice(&input[..32]), 1),
        ],
        32 => vec![(U256::from_be_slice(&input[20..32]), 1)],
        52 => vec![(U256::from_be_slice(&input[20..32]), 2)],
        _ => Vec::new(),
    }
}
