//! What is taken from a transfer, and who gets it.

use super::super::facts::{Capability, FeeVariable, Field, GateKey, Mapping, Party, Power};
use super::super::ledger::parts;
use super::super::linear::Sum;
use super::super::opcode;
use super::super::party::party;
use super::super::path::{Outcome, Path};
use super::super::storage::{Part, Place, part, place};
use super::super::value::{Graph, Node, Op, Taint, Value, Visited};
use super::{Transfer, Transfers};
use crate::primitives::U256;
use crate::sorted::SortedMap;

/// A fee on the transfer path, before it is known who sets it.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Fee {
    pub(in super::super) field: Field,
    pub(in super::super) divisor: Option<U256>,
    pub(in super::super) load: u32,
}

impl Transfers<'_> {
    /// The numbers in storage that are multiplied with what a transfer moves.
    pub(in super::super) fn fees(&self, graph: &Graph) -> Vec<Fee> {
        let mut fees: SortedMap<Field, Fee> = SortedMap::new();
        for transfer in &self.functions {
            for (part, divisor) in self.factors(graph, transfer) {
                let Place::Fixed(slot) = place(graph, part.key) else {
                    continue;
                };
                let field = Field {
                    slot,
                    bit: part.bit,
                    bits: part.bits,
                };
                let load = transfer
                    .function
                    .loads
                    .get(&part.key)
                    .copied()
                    .unwrap_or_default();
                let fee = Fee {
                    field,
                    divisor,
                    load,
                };
                fees.update(field, || fee, |fee| fee.divisor = fee.divisor.or(divisor));
            }
        }
        fees.into_values().collect()
    }

    /// The lists of fees of single accounts, and where they are loaded.
    pub(super) fn account_fees(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
    ) -> SortedMap<Mapping, u32> {
        self.factors(graph, transfer)
            .into_iter()
            .filter_map(|(part, _)| match place(graph, part.key) {
                Place::Entry(mapping, keys)
                    if !self.books.contains(&mapping)
                        && keys.iter().any(|key| transfer.is_person(graph, *key)) =>
                {
                    let load = transfer.function.loads.get(&part.key).copied();
                    Some((mapping, load.unwrap_or_default()))
                }
                _ => None,
            })
            .collect()
    }

    /// The stored addresses that get a part of what is moved, or of what it is sold for.
    pub(super) fn recipients(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
    ) -> SortedMap<GateKey, u32> {
        let paths = transfer.function.paths.iter();
        let paid = paths
            .filter(|path| path.outcome != Outcome::Revert)
            .flat_map(|path| self.paid(graph, path));
        paid.filter_map(|(account, offset)| match party(graph, account) {
            Party::Stored { field } => Some((GateKey::Everybody(field), offset)),
            _ => None,
        })
        .collect()
    }

    /// Whom a path credits or pays, and where.
    fn paid(&self, graph: &Graph, path: &Path) -> Vec<(Value, u32)> {
        let credited = path.stores.iter().filter_map(|store| {
            let Place::Entry(mapping, keys) = place(graph, store.key) else {
                return None;
            };
            let account = keys.last().copied()?;
            let grows = || {
                let sum = Sum::of(graph, store.value);
                let added = sum.terms.iter().any(|(term, factor)| {
                    *factor > 0 && part(graph, *term).is_none_or(|part| part.key != store.key)
                });
                added && sum.terms.values().all(|factor| *factor > 0)
            };
            (self.balances.contains(&mapping) && grows()).then_some((account, store.offset))
        });
        let sent = path
            .calls
            .iter()
            .filter(|call| call.op == opcode::CALL && call.value != Value::ZERO)
            .filter(|call| call.selector.is_none_or(|selector| selector == 0))
            .map(|call| (call.target, call.offset));
        credited.chain(sent).collect()
    }

    fn factors(&self, graph: &Graph, transfer: &Transfer<'_>) -> Vec<(Part, Option<U256>)> {
        let values = transfer
            .function
            .paths
            .iter()
            .filter(|path| path.outcome != Outcome::Revert)
            .flat_map(|path| &path.stores)
            .filter(|store| self.is_balance(graph, store.key))
            .map(|store| store.value);
        factors(graph, values)
    }
}

/// The fees, with those who can set them.
pub(in super::super) fn fee_variables(fees: Vec<Fee>, powers: &[Power]) -> Vec<FeeVariable> {
    fees.into_iter()
        .map(|fee| {
            let sets = |power: &&Power| {
                power.capability == Capability::SetFee
                    && power
                        .writes
                        .is_some_and(|written| written.overlaps(fee.field))
            };
            let powers = powers.iter().filter(sets).copied().collect();
            FeeVariable {
                field: fee.field,
                divisor: fee.divisor,
                load: fee.load,
                powers,
            }
        })
        .collect()
}

/// Stored numbers that are multiplied with something from the calldata, and what the product is
/// divided by.
fn factors(graph: &Graph, values: impl Iterator<Item = Value>) -> Vec<(Part, Option<U256>)> {
    let mut found = Vec::new();
    let mut seen = Visited::default();
    let mut waiting: Vec<(Value, Option<U256>)> = values.map(|value| (value, None)).collect();
    while let Some((value, divisor)) = waiting.pop() {
        // A product is asked again for each division of it.
        if !seen.insert(value) && divisor.is_none() {
            continue;
        }
        match graph.node(value) {
            Node::Binary(Op::Mul, a, b) => {
                for (factor, amount) in [(a, b), (b, a)] {
                    // A fee of one account depends on the calldata by its key.
                    let own =
                        !graph.taint(factor).has(Taint::CALLDATA) || part(graph, factor).is_some();
                    let is_factor = own
                        && graph.taint(factor).has(Taint::STORAGE)
                        && graph.taint(amount).has(Taint::CALLDATA);
                    if is_factor {
                        found.extend(parts(graph, factor).into_iter().map(|part| (part, divisor)));
                    }
                }
                waiting.extend([(a, None), (b, None)]);
            }
            Node::Binary(Op::Div, a, b) => waiting.extend([(a, graph.as_const(b)), (b, None)]),
            Node::Binary(Op::Shr, shift, a) => {
                let divisor = graph.as_offset(shift).filter(|shift| *shift < 64);
                let divisor = divisor
                    .map(|shift| U256::ONE.wrapping_shl(usize::try_from(shift).unwrap_or(0)));
                waiting.push((a, divisor));
            }
            Node::Binary(_, a, b) => waiting.extend([(a, None), (b, None)]),
            Node::IsZero(a) | Node::Not(a) => waiting.push((a, None)),
            _ => {}
        }
    }
    found
}
