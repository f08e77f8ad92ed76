//! What a path does to balances that its owners did not ask for.

use super::super::facts::{Asset, Bound, Capability, Trail};
use super::super::ledger::{Change, ChangeKind, Movement, parts, shares_term};
use super::super::linear::Sum;
use super::super::machine::Function;
use super::super::party::party;
use super::super::path::Path;
use super::super::storage::{Place, place, without_mask};
use super::super::value::{Env, Node, Op, Taint, Value};
use super::{Draft, Finder};

impl Finder<'_> {
    pub(super) fn balance_drafts(
        &mut self,
        function: &Function,
        path: &Path,
        drafts: &mut Vec<Draft>,
    ) {
        if self.ledger.balances.is_empty() {
            return;
        }
        let movement = Movement::of(self.graph, self.ledger, path);
        if movement.changes.is_empty() {
            return;
        }
        let trail = Trail {
            raises_supply: movement.writes_supply,
            logs_transfer: movement.logs_transfer,
        };
        let load = |key: &Value| function.loads.get(key).copied();
        if let Some((capability, change)) = self.balance_effect(path, &movement) {
            let bound = if capability == Capability::Mint {
                self.supply_bound(path)
            } else {
                Bound::NotFound
            };
            let credited = match capability {
                Capability::MoveFrom => movement.credits().next().map(|(credit, _)| credit.account),
                Capability::Mint | Capability::SetBalance => Some(change.account),
                _ => None,
            };
            drafts.push(Draft {
                bound,
                load: load(&change.key),
                trail: Some(trail),
                recipient: credited.map(|account| party(self.graph, account)),
                asset: Some(Asset::Own),
                ..Draft::effect(capability, change.offset)
            });
        }
    }

    /// What a path does to balances that its owners did not ask for.
    fn balance_effect<'m>(
        &mut self,
        path: &Path,
        movement: &'m Movement,
    ) -> Option<(Capability, &'m Change)> {
        let reflection = self.ledger.balances.len() > 1;
        let overwritten = movement
            .overwrites()
            .find(|(change, value)| !self.converts(change.account, *value));
        if let Some((change, _)) = overwritten {
            return Some((Capability::SetBalance, change));
        }
        let credited = movement.credits().find(|(_, sum)| !self.is_paid(path, sum));
        let debited = movement.debits().find(|(change, sum)| {
            // Reflection tokens clear an account's entry in one of their two books.
            let cleared = reflection
                && sum.terms.len() == 1
                && sum.terms.contains_key(&self.graph.load(change.key));
            !self.is_caller(change.account) && !cleared
        });
        let pays = |credit: &Sum| {
            movement
                .debits()
                .any(|(_, debit)| shares_term(credit, debit))
                || movement
                    .changes
                    .iter()
                    .any(|change| matches!(change.kind, ChangeKind::Mixed(_)))
        };
        match (credited, debited) {
            (Some((change, sum)), _)
                if !pays(sum) && (movement.debits().next().is_none() || !reflection) =>
            {
                Some((Capability::Mint, change))
            }
            (_, Some((change, _))) if !movement.asks_allowance => {
                let moves = movement.credits().next().is_some();
                let consents = self.is_own_choice(path, change.account);
                (!consents).then_some((
                    if moves {
                        Capability::MoveFrom
                    } else {
                        Capability::BurnFrom
                    },
                    change,
                ))
            }
            _ => None,
        }
    }

    /// The new balance follows from the same account's balance in the other books.
    fn converts(&self, account: Value, value: Value) -> bool {
        parts(self.graph, value)
            .into_iter()
            .any(|part| match place(self.graph, part.key) {
                Place::Entry(mapping, keys) => {
                    self.ledger.balances.contains(&mapping)
                        && keys
                            .last()
                            .is_some_and(|key| without_mask(self.graph, *key) == account)
                }
                _ => false,
            })
    }

    /// What is credited came in with the call: native coin, or tokens pulled from the caller.
    fn is_paid(&self, path: &Path, sum: &Sum) -> bool {
        /// `transferFrom(address,address,uint256)`.
        const TRANSFER_FROM: u32 = 0x23b8_72dd;
        let with_coin = sum
            .terms
            .keys()
            .all(|term| self.graph.taint(*term).has(Taint::CALL_VALUE));
        (with_coin && sum.constant.is_zero())
            || path.calls.iter().any(|call| {
                call.selector == Some(TRANSFER_FROM)
                    && call
                        .arguments
                        .first()
                        .is_some_and(|payer| self.is_caller(without_mask(self.graph, *payer)))
            })
    }

    fn is_caller(&self, account: Value) -> bool {
        self.graph.node(account) == Node::Env(Env::Caller)
            || self.graph.node(account) == Node::Env(Env::Address)
    }

    /// The path demands that the account is the caller.
    fn is_own_choice(&self, path: &Path, account: Value) -> bool {
        path.conditions.iter().any(|condition| {
            condition.holds
                && self
                    .graph
                    .binary_parts(condition.value, Op::Eq)
                    .is_some_and(|(a, b)| {
                        let (a, b) = (without_mask(self.graph, a), without_mask(self.graph, b));
                        (a == account && self.is_caller(b)) || (b == account && self.is_caller(a))
                    })
        })
    }
}
