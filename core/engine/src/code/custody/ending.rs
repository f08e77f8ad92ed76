//! What is left in a contract for others where a path destroys it.

use super::super::facts::{Asset, Ledger};
use super::super::ledger::ChangeKind;
use super::super::machine::Function;
use super::super::opcode::{BALANCE, SELFBALANCE};
use super::super::path::{Condition, Path};
use super::super::storage::field;
use super::super::value::{Env, Graph, Node, Op, Taint, Value};
use super::Holdings;
use super::book::{self, Change};

impl Holdings {
    /// What leaves with SELFDESTRUCT: all coin, unless the path demands that there is none, or
    /// that nobody is owed any.
    pub(in super::super) fn left(
        &self,
        graph: &mut Graph,
        ledger: &Ledger,
        functions: &[Function],
        path: &Path,
    ) -> Option<Asset> {
        let is_over = path
            .conditions
            .iter()
            .filter_map(|condition| zero(graph, condition))
            .collect::<Vec<_>>()
            .into_iter()
            .any(|word| is_own_coin(graph, word) || self.is_owed(graph, ledger, functions, word));
        (!is_over).then_some(Asset::Native)
    }

    /// It is all coin that is owed: whoever brings some raises it, and it falls only together with
    /// what somebody is owed.
    fn is_owed(
        &self,
        graph: &mut Graph,
        ledger: &Ledger,
        functions: &[Function],
        word: Value,
    ) -> bool {
        let Some(slot) = field(graph, word).map(|field| field.slot) else {
            return false;
        };
        let mut paths = functions
            .iter()
            .flat_map(|function| &function.paths)
            .filter(|path| path.succeeds());
        self.totals.contains(&slot)
            && functions.iter().all(|function| function.partial.is_none())
            && paths.all(|path| {
                let changes = book::changes(graph, ledger, path);
                let brings = |change: &Change| {
                    let mut added = change.added().into_iter().flat_map(|sum| sum.terms.keys());
                    added.any(|term| graph.taint(*term).has(Taint::CALL_VALUE))
                };
                let falls_too = |total: &Change| {
                    let mut entries = changes.iter().filter(|change| change.keyed);
                    entries.any(|entry| entry.kind == total.kind)
                };
                let (totals, others): (Vec<&Change>, Vec<&Change>) = changes
                    .iter()
                    .partition(|change| change.base == slot && !change.keyed);
                let is_counted = totals.iter().any(|total| brings(total));
                totals.iter().all(|total| match total.kind {
                    ChangeKind::Credit(_) => is_counted,
                    ChangeKind::Debit(_) => falls_too(total),
                    ChangeKind::Mixed(_) | ChangeKind::Overwrite(_) => false,
                }) && (is_counted || !others.iter().any(|other| brings(other)))
            })
    }
}

/// The word that a condition demands to be zero.
fn zero(graph: &Graph, condition: &Condition) -> Option<Value> {
    match (graph.node(condition.value), condition.holds) {
        (
            Node::Binary(Op::Eq, word, Value::ZERO) | Node::Binary(Op::Eq, Value::ZERO, word),
            true,
        )
        | (Node::Binary(Op::Lt, Value::ZERO, word), false) => Some(word),
        (Node::Binary(Op::Lt, word, bound), true) => {
            let one = graph.as_const(bound)?.bit_len() == 1;
            one.then_some(word)
        }
        (Node::Binary(Op::Eq | Op::Lt | Op::SLt, ..), _) => None,
        (_, holds) => (!holds).then_some(condition.value),
    }
}

fn is_own_coin(graph: &Graph, word: Value) -> bool {
    match graph.node(word) {
        Node::Env(Env::Other(op)) => op == SELFBALANCE,
        Node::Query(BALANCE, account) => graph.node(account) == Node::Env(Env::Address),
        _ => false,
    }
}
