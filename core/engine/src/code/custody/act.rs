//! What a path can do with what is held for others.

use super::super::facts::{Asset, Capability, Ledger, Party};
use super::super::guards::flag;
use super::super::ledger::ChangeKind;
use super::super::linear::Sum;
use super::super::machine::Function;
use super::super::opcode::CALL;
use super::super::order::excess;
use super::super::party::party;
use super::super::path::Path;
use super::super::powers::{StoreTarget, is_there};
use super::super::storage::{Place, entry, part, place, without_mask};
use super::super::value::{Graph, Node, Op, Taint, Value};
use super::Holdings;
use super::book::{self, Change, Whose};
use super::flow::{self, Deed, Flow, asset, may_be};
use super::view::View;
use crate::primitives::U256;

/// `transferFrom(address,address,uint256)`.
const TRANSFER_FROM: [u8; 4] = [0x23, 0xb8, 0x72, 0xdd];

/// Something that a path does with assets. Whether it is a privilege, its guard says.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Act {
    pub(in super::super) capability: Capability,
    pub(in super::super) offset: u32,
    pub(in super::super) recipient: Party,
    pub(in super::super) asset: Asset,
}

impl Holdings {
    /// What writing a variable means, where payments depend on it.
    pub(in super::super) fn role(
        &self,
        graph: &Graph,
        target: StoreTarget,
        value: Value,
    ) -> Option<Capability> {
        let (_, capability) = self
            .roles
            .iter()
            .find(|(known, _)| match (*known, target) {
                (StoreTarget::Field(a), StoreTarget::Field(b)) => a.overlaps(b),
                (a, b) => a == b,
            })?;
        // What follows from what was there before is reckoned, not set.
        let set =
            !graph.taint(value).has(Taint::STORAGE) || graph.taint(value).has(Taint::CALLDATA);
        let number = matches!(capability, Capability::SetPrice | Capability::SetExitFee);
        (set || !number).then_some(*capability)
    }

    /// What a path does with what is held for others, handed out, or pulled from them.
    pub(in super::super) fn acts(
        &self,
        graph: &mut Graph,
        ledger: &Ledger,
        function: &Function,
        path: &Path,
    ) -> Vec<Act> {
        let calls = path.calls.iter().any(|call| call.op == CALL);
        if !calls && !self.custody.held.contains(&Asset::Own) {
            return Vec::new();
        }
        let view = View::read(graph, ledger, function, path);
        view.flows
            .iter()
            .filter_map(|flow| {
                let capability = self.capability(graph, &view, flow)?;
                Some(Act {
                    capability,
                    offset: flow.offset,
                    recipient: party(graph, flow.to),
                    asset: flow.asset,
                })
            })
            .collect()
    }

    fn capability(&self, graph: &Graph, view: &View<'_>, flow: &Flow) -> Option<Capability> {
        let chosen = |account| matches!(party(graph, account), Party::Chosen | Party::Caller);
        match flow.deed {
            Deed::Send => self.sending(graph, view, flow),
            Deed::Approve if chosen(flow.to) => self
                .reaches(graph, view, flow)
                .filter(|reach| *reach == Reach::Held)
                .map(|_| Capability::Approve),
            Deed::Pull { payer } => {
                let others = match party(graph, payer) {
                    Party::Chosen => true,
                    // An element of a list that is read before it is filled: nobody is account zero.
                    Party::Fixed { address } => address.is_zero(),
                    Party::Unresolved => !graph.taint(payer).has(Taint::RETURNED),
                    _ => false,
                };
                // In `transferFrom` itself the allowance is the one that this contract keeps.
                let own = view
                    .selector
                    .is_some_and(|selector| selector == TRANSFER_FROM);
                let vouched = is_called_by(graph, view.path, flow.contract);
                (others
                    && !own
                    && !vouched
                    && flow.asset != Asset::Own
                    && !flow::is_signed(graph, view.path))
                .then_some(Capability::PullFrom)
            }
            Deed::MintElsewhere => {
                (self.mints && chosen(flow.to)).then_some(Capability::MintElsewhere)
            }
            Deed::Execute => self
                .reaches(graph, view, flow)
                .filter(|reach| *reach == Reach::Held)
                .map(|_| Capability::Execute),
            Deed::Approve => None,
        }
    }

    fn sending(&self, graph: &Graph, view: &View<'_>, flow: &Flow) -> Option<Capability> {
        let recipient = party(graph, flow.to);
        let refund = flow.asset == Asset::Native && graph.taint(flow.amount).has(Taint::CALL_VALUE);
        // A flag that no deposit sets stands for nothing that is the caller's.
        let redeems = view.redeems(graph, flow, |base| self.funded.contains(&base));
        if recipient == Party::This || refund || view.consents(graph) || redeems {
            return None;
        }
        let lowered = view
            .changes
            .iter()
            .find(|change| matches!(change.whose, Whose::Named(_)) && change.lowers(graph));
        if let Some(change) = lowered.filter(|change| self.funded.contains(&change.base)) {
            let to = without_mask(graph, flow.to);
            return Some(if change.whose == Whose::Named(to) {
                Capability::ForceExit
            } else {
                Capability::WithdrawFor
            });
        }
        let capability = match self.reaches(graph, view, flow)? {
            Reach::Held => Capability::SweepAsset,
            Reach::Foreign => Capability::RescueForeign,
        };
        let strategy = match recipient {
            Party::Stored { field } => self.roles.iter().any(|(target, role)| {
                *role == Capability::SetStrategy
                    && matches!(target, StoreTarget::Field(known) if known.overlaps(field))
            }),
            _ => false,
        };
        (!strategy && !self.is_spare(graph, view, flow)).then_some(capability)
    }

    /// Whether an asset that leaves is one that is held for others; `None` where nothing is.
    fn reaches(&self, graph: &Graph, view: &View<'_>, flow: &Flow) -> Option<Reach> {
        let custody = &self.custody;
        let mut held = custody
            .held
            .iter()
            .chain(&custody.pool)
            .chain(&custody.handed_out)
            .peekable();
        held.peek()?;
        let any = flow.deed == Deed::Execute;
        let touched: Vec<&Asset> = held
            .filter(|asset| any || may_be(**asset, flow.asset))
            .collect();
        let open = |asset: &&Asset| !is_excluded(graph, view.path, flow.contract, **asset);
        let is_chosen = flow.asset
            == Asset::Token {
                contract: Party::Chosen,
            };
        if touched.iter().copied().any(|asset| open(&asset)) {
            Some(Reach::Held)
        } else {
            (is_chosen && !any).then_some(Reach::Foreign)
        }
    }

    /// The amount is what was earned, or what is left when everybody is paid.
    fn is_spare(&self, graph: &Graph, view: &View<'_>, flow: &Flow) -> bool {
        let amount = Sum::of(graph, flow.amount);
        let slot = |term: &Value| {
            let key = part(graph, *term)?.key;
            book::entry(graph, key).map(|(base, _)| base)
        };
        let is_total = |term: &Value| slot(term).is_some_and(|base| self.totals.contains(&base));
        let is_earned = |term: &Value| {
            slot(term)
                .is_some_and(|base| self.earned.contains(&base) && !self.totals.contains(&base))
        };
        let left_over = amount
            .terms
            .iter()
            .any(|(term, factor)| *factor < 0 && is_total(term));
        let earned = !amount.terms.is_empty() && amount.terms.keys().all(is_earned);
        let booked = view.changes.iter().any(|change| {
            self.earned.contains(&change.base)
                && !self.totals.contains(&change.base)
                && change.lowers(graph)
                && is_covered(graph, view.path, change)
        });
        let asked = view.path.conditions.iter().any(|condition| {
            let Some(difference) = excess(graph, condition) else {
                return false;
            };
            let mut terms = difference.terms.iter();
            let has_amount = difference
                .terms
                .iter()
                .any(|(term, factor)| *factor > 0 && amount.terms.contains_key(term));
            has_amount && terms.any(|(term, factor)| *factor > 0 && is_total(term))
        });
        left_over || earned || booked || asked
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Held,
    /// Every held asset is refused.
    Foreign,
}

/// What was earned is asked for, where that can be told: a number that may wrap bounds nothing.
fn is_covered(graph: &Graph, path: &Path, change: &Change) -> bool {
    let mut stores = path.stores.iter();
    let store = stores.find(|store| store.offset == change.offset);
    match (&change.kind, store) {
        (ChangeKind::Debit(lost), Some(store)) => is_there(graph, path, store, lost),
        _ => true,
    }
}

/// The token itself calls, and says who pays.
fn is_called_by(graph: &Graph, path: &Path, contract: Value) -> bool {
    let token = without_mask(graph, contract);
    path.conditions.iter().any(|condition| {
        let sides = graph.binary_parts(condition.value, Op::Eq);
        sides.filter(|_| condition.holds).is_some_and(|(a, b)| {
            let caller = |side| party(graph, side) == Party::Caller;
            let same = |side| without_mask(graph, side) == token;
            (caller(a) && same(b)) || (caller(b) && same(a))
        })
    })
}

/// The path refuses a token that is this asset.
fn is_excluded(graph: &Graph, path: &Path, contract: Value, held: Asset) -> bool {
    let token = without_mask(graph, contract);
    path.conditions.iter().any(|condition| {
        if let Some((a, b)) = graph.binary_parts(condition.value, Op::Eq) {
            let (a, b) = (without_mask(graph, a), without_mask(graph, b));
            let other = if a == token { b } else { a };
            let compared = (a == token || b == token) && !condition.holds;
            return compared && may_be(held, asset(graph, other));
        }
        // A flag of the token's own that must not be set.
        let flagged = flag(graph, condition).filter(|(_, set)| !set);
        if let Some((_, keys)) = flagged.and_then(|(leaf, _)| entry(graph, leaf)) {
            return keys.iter().any(|key| without_mask(graph, *key) == token);
        }
        is_empty_list(graph, condition.value, condition.holds, held)
    })
}

/// The loop over the list of held assets is over before it began.
fn is_empty_list(graph: &Graph, value: Value, holds: bool, held: Asset) -> bool {
    let Asset::Listed { list } = held else {
        return false;
    };
    let length = match graph.node(value) {
        Node::Binary(Op::Lt, start, length) if start == Value::ZERO => length,
        _ => value,
    };
    let first = part(graph, length).and_then(|part| match place(graph, part.key) {
        Place::Fixed(slot) => Some(U256::from_be_bytes(
            alloy_primitives::keccak256(slot.0.to_be_bytes::<32>()).0,
        )),
        _ => None,
    });
    !holds && first.is_some_and(|first| list.base.0.wrapping_sub(first) < U256::from(256))
}
