//! What somebody can change about transfers besides stopping them.

use super::super::facts::{
    Capability, Field, GateKey, Guard, Influence, Mapping, Party, Power, Say,
};
use super::super::machine::Function;
use super::super::opcode;
use super::super::party::party;
use super::super::powers::GuardedStore;
use super::super::storage::{Place, part, place};
use super::super::value::{Graph, Node, Op, Taint, Value, Visited, ones};
use super::decide::Verdict;
use super::floor::{floor, lifts};
use super::question::{Known, Subject, is_time};
use super::{Transfer, Transfers, turns};
use crate::sorted::{SortedMap, SortedSet};

impl Transfers<'_> {
    pub(super) fn says(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
        verdicts: &[Verdict],
        functions: &[Function],
        stores: &[GuardedStore],
    ) -> Vec<Influence> {
        let mut found = Vec::new();
        let says = |say, source, offset, proven, powers| Influence {
            say,
            source,
            selector: transfer.selector,
            offset,
            powers,
            proven,
        };
        for verdict in verdicts {
            let (at, proven) = (verdict.branch, verdict.proven);
            match &verdict.subject {
                Subject::Limit(fields) if verdict.set => {
                    for (field, share) in fields {
                        let key = GateKey::Everybody(*field);
                        let mut powers = set_by(Capability::SetLimit, key, stores);
                        powers.retain(|power| {
                            *share || !lifts(graph, functions, power.selector, *field, self.supply)
                        });
                        for power in &mut powers {
                            power.bound = floor(graph, functions, power.selector, *field);
                        }
                        if !powers.is_empty() {
                            let say = Say::Limit { share: *share };
                            found.push(says(say, Some(key), at, proven, powers));
                        }
                    }
                }
                Subject::Wait(mapping)
                    if verdict.set && is_only_time(graph, verdict.leaf, *mapping, functions) => {}
                Subject::Wait(mapping) => {
                    let key = GateKey::Account(*mapping);
                    found.push(says(Say::Cooldown, Some(key), at, proven, Vec::new()));
                }
                Subject::Answer(call) => {
                    if let Some(field) = asked(graph, *call, verdict) {
                        let key = GateKey::Everybody(field);
                        let powers = set_by(Capability::SetHook, key, stores);
                        if !powers.is_empty() {
                            found.push(says(Say::Hook, Some(key), at, proven, powers));
                        }
                    }
                }
                Subject::Tell(op, honest_too) => {
                    let say = Say::Tell {
                        op: *op,
                        honest_too: *honest_too || *op == opcode::GAS,
                    };
                    found.push(says(say, None, at, proven, Vec::new()));
                }
                _ => {}
            }
        }
        for (field, offset) in self.amounts_from_outside(graph, transfer).iter() {
            let key = GateKey::Everybody(*field);
            let powers = set_by(Capability::SetHook, key, stores);
            if !powers.is_empty() {
                found.push(says(Say::Hook, Some(key), *offset, true, powers));
            }
        }
        for (mapping, load) in self.account_fees(graph, transfer).iter() {
            let key = GateKey::Account(*mapping);
            let powers = set_by(Capability::SetFee, key, stores);
            if !powers.is_empty() {
                found.push(says(Say::AccountFee, Some(key), *load, true, powers));
            }
        }
        for (key, offset) in self.recipients(graph, transfer).iter() {
            let powers = set_by(Capability::Configure, *key, stores);
            // Who is in charge is another question than who gets the fees.
            let in_charge = stores.iter().any(|store| {
                matches!((store.guard, *key), (Guard::Owner { field }, GateKey::Everybody(key)) if field.overlaps(key))
            });
            if !powers.is_empty() && !in_charge {
                found.push(says(Say::FeeRecipient, Some(*key), *offset, true, powers));
            }
        }
        for (op, honest_too, at) in self.told_apart(graph, transfer) {
            let say = Say::Tell { op, honest_too };
            found.push(says(say, None, at, true, Vec::new()));
        }
        found
    }

    /// The contracts whose answers are part of a new balance, by where their address is.
    fn amounts_from_outside(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
    ) -> SortedMap<Field, u32> {
        let mut found = SortedMap::new();
        let mut seen = Visited::default();
        let paths = transfer.function.paths.iter();
        let mut waiting: Vec<(Value, u32)> = paths
            .filter(|path| self.moves(graph, path))
            .flat_map(|path| &path.stores)
            .filter(|store| self.is_balance(graph, store.key))
            .map(|store| (store.value, store.offset))
            .collect();
        while let Some((value, offset)) = waiting.pop() {
            if !seen.insert(value) {
                continue;
            }
            match graph.node(value) {
                Node::Returned(call, _) => {
                    if let Some(field) = target_field(graph, call) {
                        found.insert(field, offset);
                    }
                }
                Node::Binary(_, a, b) => waiting.extend([(a, offset), (b, offset)]),
                _ => {}
            }
        }
        found
    }

    /// Tests for a simulation on whose outcome it depends what is moved.
    fn told_apart(&self, graph: &Graph, transfer: &Transfer<'_>) -> Vec<(u8, bool, u32)> {
        /// The stores that follow either answer, and where it was asked.
        #[derive(Default)]
        struct Sides {
            yes: SortedSet<(Value, Value)>,
            no: SortedSet<(Value, Value)>,
            branch: u32,
        }
        let mut sides: SortedMap<(Value, u8, bool), Sides> = SortedMap::new();
        let mut known = Known::default();
        let paths = transfer.function.paths.iter();
        for path in paths.filter(|path| self.moves(graph, path)) {
            for condition in &path.conditions {
                if !graph
                    .taint(condition.value)
                    .has(Taint::OTHER.with(Taint::ORIGIN))
                {
                    continue;
                }
                let Some(ask) = self.ask(graph, transfer, &mut known, condition) else {
                    continue;
                };
                let Subject::Tell(op, honest_too) = ask.subject else {
                    continue;
                };
                sides.update((ask.leaf, op, honest_too), Sides::default, |sides| {
                    sides.branch = ask.branch;
                    let side = if ask.set {
                        &mut sides.yes
                    } else {
                        &mut sides.no
                    };
                    side.extend(
                        path.stores
                            .iter()
                            .filter(|store| self.is_balance(graph, store.key))
                            .map(|store| (store.key, store.value)),
                    );
                });
            }
        }
        sides
            .iter()
            .filter(|((_, op, _), sides)| {
                let both = !sides.yes.is_empty() && !sides.no.is_empty();
                *op != opcode::GAS && both && sides.yes != sides.no
            })
            .map(|((_, op, honest_too), sides)| (*op, *honest_too, sides.branch))
            .collect()
    }
}

/// The time has to be no earlier than what was noted, and nothing is noted but the time.
fn is_only_time(graph: &Graph, question: Value, notes: Mapping, functions: &[Function]) -> bool {
    let Some((now, noted)) = graph.binary_parts(question, Op::Lt) else {
        return false;
    };
    let Some(note) = part(graph, noted).filter(|_| is_time(graph, now)) else {
        return false;
    };
    let is_noted = |key| matches!(place(graph, key), Place::Entry(mapping, _) if mapping == notes);
    // What a function leaves in the bits of a note: nothing, what was there, or the time.
    let keeps = |word: Value| {
        const MOST_STEPS: usize = 64;
        let mut waiting = vec![(word, note.bit)];
        let mut times = 0_usize;
        for _ in 0..MOST_STEPS {
            let Some((value, bit)) = waiting.pop() else {
                return times <= 1;
            };
            let mask = ones(note.bits).wrapping_shl(usize::from(bit));
            match graph.node(value) {
                _ if (graph.window(value) & mask).is_zero() => {}
                Node::Binary(Op::Or, a, b) => waiting.extend([(a, bit), (b, bit)]),
                Node::Binary(Op::And, a, kept) => match graph.as_const(kept) {
                    Some(kept) if (kept & mask).is_zero() => {}
                    Some(_) => waiting.push((a, bit)),
                    None => return false,
                },
                Node::Binary(op @ (Op::Shl | Op::Shr), by, a) => {
                    let by = graph.as_offset(by).and_then(|by| u16::try_from(by).ok());
                    let from = match op {
                        Op::Shl => by.and_then(|by| bit.checked_sub(by)),
                        _ => by.and_then(|by| bit.checked_add(by)),
                    };
                    let Some(from) = from else { return false };
                    waiting.push((a, from));
                }
                Node::Load(key) if bit == note.bit && is_noted(key) => {
                    times = times.saturating_add(1);
                }
                _ if bit == 0 && value == now => times = times.saturating_add(1),
                _ => return false,
            }
        }
        false
    };
    let mut stores = functions
        .iter()
        .flat_map(|function| &function.paths)
        .filter(|path| path.succeeds())
        .flat_map(|path| &path.stores);
    functions.iter().all(|function| function.partial.is_none())
        && stores.all(|store| !is_noted(store.key) || keeps(store.value))
}

/// Where the address of a contract is whose answer decides: it is told who transfers or how
/// much, or it is asked for an answer and not only called.
fn asked(graph: &Graph, call: Value, verdict: &Verdict) -> Option<Field> {
    let Node::Call(_, _, input) = graph.node(call) else {
        return None;
    };
    let told = graph.taint(input).has(Taint::CALLDATA.with(Taint::CALLER));
    (told || verdict.is_answer(graph)).then(|| target_field(graph, call))?
}

/// Where the address of a called contract is, or of the one that named it.
fn target_field(graph: &Graph, call: Value) -> Option<Field> {
    const MOST_HOPS: usize = 4;
    let mut call = call;
    for _ in 0..MOST_HOPS {
        let Node::Call(_, target, _) = graph.node(call) else {
            return None;
        };
        match party(graph, target) {
            Party::Stored { field } => return Some(field),
            _ => match graph.node(super::super::storage::without_mask(graph, target)) {
                Node::Returned(inner, _) => call = inner,
                _ => return None,
            },
        }
    }
    None
}

/// Those who can change what a key names.
fn set_by(capability: Capability, key: GateKey, stores: &[GuardedStore]) -> Vec<Power> {
    let mut powers = SortedMap::new();
    for store in stores.iter().filter(|store| turns(key, store)) {
        let power = store.power(capability);
        powers.update((power.guard, power.selector), || power, |_| {});
    }
    powers.into_values().collect()
}
