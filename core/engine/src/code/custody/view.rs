//! One path, read once: what comes in, what goes out, who is owed more or less for it.

use super::super::facts::{Asset, AssetMove, Ledger, Party};
use super::super::ledger::ChangeKind;
use super::super::linear::Sum;
use super::super::machine::Function;
use super::super::party::party;
use super::super::path::Path;
use super::super::storage::{Place, entry, part, place, without_mask};
use super::super::value::{Env, Graph, Node, Taint, Value, Visited};
use super::book::{self, Change, Whose};
use super::flow::{self, BALANCE_OF, Deed, Flow, question};
use crate::primitives::{Selector, Slot};
use crate::sorted::SortedSet;

pub(super) struct View<'a> {
    pub(super) path: &'a Path,
    pub(super) selector: Option<Selector>,
    /// No privilege is demanded.
    pub(super) open: bool,
    pub(super) flows: Vec<Flow>,
    pub(super) changes: Vec<Change>,
    /// The call brings native coin.
    coin: bool,
}

impl<'a> View<'a> {
    /// Reads a path; `None` where it has to do neither with assets nor with books.
    pub(super) fn of(
        graph: &mut Graph,
        ledger: &Ledger,
        function: &Function,
        path: &'a Path,
    ) -> Option<Self> {
        let coin = brings_coin(graph, path);
        if !coin && path.calls.is_empty() && !touches_own_stock(graph, ledger, path) {
            return None;
        }
        let mut view = Self::read(graph, ledger, function, path);
        if view.flows.is_empty() && view.changes.iter().all(|change| !change.keyed) {
            return None;
        }
        view.open = path.demands.is_empty();
        view.coin = coin;
        Some(view)
    }

    /// Reads a path of which it does not matter whether anybody can take it.
    pub(super) fn read(
        graph: &mut Graph,
        ledger: &Ledger,
        function: &Function,
        path: &'a Path,
    ) -> Self {
        let mut flows = flow::flows(graph, path);
        let changes = book::changes(graph, ledger, path);
        flows.extend(own_flow(graph, &changes));
        Self {
            path,
            selector: function.entry.selector(),
            open: false,
            flows,
            changes,
            coin: false,
        }
    }

    pub(super) fn sends(&self) -> impl Iterator<Item = &Flow> {
        self.flows.iter().filter(|flow| flow.deed == Deed::Send)
    }

    /// What comes in from the caller, with the contract of the token.
    pub(super) fn paid_in(&self, graph: &Graph) -> Vec<(AssetMove, Value)> {
        let pulled = self.flows.iter().filter_map(|flow| match flow.deed {
            Deed::Pull { payer }
                if party(graph, payer) == Party::Caller && party(graph, flow.to) == Party::This =>
            {
                Some((self.moved(graph, flow, payer), flow.amount))
            }
            _ => None,
        });
        let coin = self.coin.then(|| {
            let offset = self.changes.first().map_or(0, |change| change.offset);
            let coin = AssetMove {
                asset: Asset::Native,
                party: Party::Caller,
                selector: self.selector,
                offset,
            };
            (coin, Value::ZERO)
        });
        pulled.chain(coin).collect()
    }

    /// The entries of accounts that are raised, not those of tokens.
    pub(super) fn credits<'v>(&'v self, graph: &'v Graph) -> impl Iterator<Item = &'v Change> {
        let is_token = |account| {
            self.flows
                .iter()
                .any(|flow| without_mask(graph, flow.contract) == account)
        };
        self.changes.iter().filter(move |change| {
            let account = match change.whose {
                Whose::Caller => true,
                Whose::Named(account) => !is_token(account),
                Whose::This | Whose::Nobody => false,
            };
            account && change.raises(graph)
        })
    }

    /// An entry of the caller's own is lowered.
    pub(super) fn consents(&self, graph: &Graph) -> bool {
        let own = |change: &Change| change.whose == Whose::Caller && change.lowers(graph);
        self.changes.iter().any(own)
    }

    /// The caller gives up a flag of his own in such a book, and gets what was written down before.
    pub(super) fn redeems(
        &self,
        graph: &Graph,
        flow: &Flow,
        counts: impl Fn(Slot) -> bool,
    ) -> bool {
        let gives_up = |change: &Change| {
            change.whose == Whose::Caller && change.cleared && counts(change.base)
        };
        let is_stored = |term: &Value| part(graph, *term).is_some();
        party(graph, flow.to) == Party::Caller
            && self.changes.iter().any(gives_up)
            && Sum::of(graph, flow.amount).terms.keys().all(is_stored)
    }

    /// It leaves a mark under a key: who was paid is not paid again.
    pub(super) fn marks(&self) -> bool {
        self.changes.iter().any(|change| change.keyed)
    }

    /// A way out: what leaves goes to whoever calls, is named, or is entered in a book.
    pub(super) fn is_exit(&self, graph: &Graph, flow: &Flow) -> bool {
        let recipient = party(graph, flow.to);
        let person = match recipient {
            Party::Caller | Party::Chosen => true,
            Party::Unresolved => entry(graph, flow.to).is_some(),
            Party::This | Party::Stored { .. } | Party::Fixed { .. } => false,
        };
        let refund = graph.taint(flow.amount).has(Taint::CALL_VALUE);
        let gives_up = self.consents(graph) || self.redeems(graph, flow, |_| true);
        let asked = self.open || (recipient == Party::Caller && gives_up);
        flow.deed == Deed::Send && person && !refund && asked
    }

    pub(super) fn moved(&self, graph: &Graph, flow: &Flow, account: Value) -> AssetMove {
        AssetMove {
            asset: flow.asset,
            party: party(graph, account),
            selector: self.selector,
            offset: flow.offset,
        }
    }

    /// The assets of which the contract counts what it has, to credit shares for it.
    pub(super) fn counted(&self, graph: &Graph, seen: &mut Visited) -> SortedSet<Asset> {
        let mut found = SortedSet::new();
        let mut waiting: Vec<Value> = self
            .credits(graph)
            .filter(|change| change.own)
            .map(|change| change.value)
            .collect();
        while let Some(value) = waiting.pop() {
            if !seen.insert(value) {
                continue;
            }
            match graph.node(value) {
                Node::Returned(call, _) => {
                    if let Some((target, BALANCE_OF)) = question(graph, call) {
                        found.insert(flow::asset(graph, target));
                    }
                }
                Node::Binary(_, a, b) => waiting.extend([a, b]),
                Node::Not(a) | Node::IsZero(a) => waiting.push(a),
                _ => {}
            }
        }
        found
    }
}

/// The path can only be gone, or goes differently, with coin.
fn brings_coin(graph: &Graph, path: &Path) -> bool {
    let asks = |value: Value| graph.taint(value).has(Taint::CALL_VALUE);
    let refused = |value: Value| graph.node(value) == Node::Env(Env::CallValue);
    path.conditions
        .iter()
        .any(|condition| asks(condition.value) && (condition.holds || !refused(condition.value)))
        || path.stores.iter().any(|store| asks(store.value))
        || path.calls.iter().any(|call| asks(call.value))
}

/// The path changes what the contract holds of its own token.
fn touches_own_stock(graph: &Graph, ledger: &Ledger, path: &Path) -> bool {
    !ledger.balances.is_empty()
        && path.stores.iter().any(|store| {
            matches!(place(graph, store.key), Place::Entry(_, keys)
                if keys.last().is_some_and(|key| graph.node(*key) == Node::Env(Env::Address)))
        })
}

/// What the contract's own token does between the contract and somebody else.
fn own_flow(graph: &mut Graph, changes: &[Change]) -> Option<Flow> {
    let own = |this: bool| {
        changes
            .iter()
            .find(move |change| change.own && (change.whose == Whose::This) == this)
    };
    let (this, other) = (own(true)?, own(false)?);
    let account = match other.whose {
        Whose::Caller => graph.env(Env::Caller),
        Whose::Named(account) => account,
        Whose::This | Whose::Nobody => return None,
    };
    let contract = graph.env(Env::Address);
    let (deed, to, amount) = match (&this.kind, &other.kind) {
        (ChangeKind::Debit(_), ChangeKind::Credit(_)) => (Deed::Send, account, other.value),
        (ChangeKind::Credit(_), ChangeKind::Debit(_)) => {
            (Deed::Pull { payer: account }, contract, this.value)
        }
        _ => return None,
    };
    Some(Flow {
        deed,
        asset: Asset::Own,
        contract,
        to,
        amount,
        offset: other.offset,
    })
}
