//! What a path does to balances that its owners did not ask for.

use super::super::facts::{Asset, Bound, Capability, Entry, Guard, Mapping, Party, Trail};
use super::super::guards::{aliases, is_recovered};
use super::super::ledger::{Change, ChangeKind, Movement, parts, shares_term};
use super::super::linear::Sum;
use super::super::machine::Function;
use super::super::order::is_at_most_zero;
use super::super::party::party;
use super::super::path::Path;
use super::super::storage::{Place, part, place, without_mask};
use super::super::value::{Env, Graph, Node, Op, Taint, Value};
use super::{Draft, Finder, StoreTarget};

/// `transfer(address,uint256)`.
const TRANSFER: [u8; 4] = [0xa9, 0x05, 0x9c, 0xbb];
/// `transferFrom(address,address,uint256)`.
const TRANSFER_FROM: u32 = 0x23b8_72dd;

/// `sync()` of a [Uniswap V2 pair](https://docs.uniswap.org/contracts/v2/reference/smart-contracts/pair).
const SYNC: u32 = 0xfff6_cae9;

/// What came in for what is credited.
enum Payment {
    /// Nothing that is known.
    None,
    /// Coin, at a price that the code works out.
    Coin,
    /// At least as much.
    Full,
}

impl Finder<'_> {
    pub(super) fn balance_drafts(
        &mut self,
        function: &Function,
        path: &Path,
        guard: Option<Guard>,
        drafts: &mut Vec<Draft>,
    ) {
        if self.ledger.balances.is_empty() {
            return;
        }
        let movement = Movement::of(self.graph, self.ledger, path);
        let mut effect = |finder: &mut Self, capability, change: &Change, bound| {
            let credited = match capability {
                Capability::MoveFrom => movement.credits().next().map(|(credit, _)| credit.account),
                Capability::Mint | Capability::SetBalance => Some(change.account),
                _ => None,
            };
            let debited = matches!(capability, Capability::MoveFrom | Capability::BurnFrom);
            drafts.push(Draft {
                bound,
                load: function.loads.get(&change.key).copied(),
                trail: Some(Trail {
                    raises_supply: movement.writes_supply,
                    logs_transfer: movement.logs_transfer,
                }),
                recipient: credited.map(|account| party(finder.graph, account)),
                payer: debited.then(|| party(finder.graph, change.account)),
                asset: Some(Asset::Own),
                ..Draft::effect(capability, change.offset)
            });
        };
        if let Some((change, value)) = self.overwritten(path, &movement, guard) {
            let capability = if self.is_reckoned_outside(change, value) {
                Capability::Mint
            } else {
                Capability::SetBalance
            };
            effect(self, capability, change, Bound::NotFound);
            return;
        }
        if let Some((change, sum)) = self.created(path, &movement)
            && !self.gives_back(path, &movement, change)
        {
            let bound = match self.payment(path, sum) {
                Payment::Full => return,
                Payment::Coin if matches!(guard, None | Some(Guard::External | Guard::Itself)) => {
                    Bound::Paid
                }
                Payment::Coin | Payment::None => self.mint_bound(path, sum),
            };
            if self.circulates {
                effect(self, Capability::Mint, change, bound);
            }
            return;
        }
        if let Some((account, offset)) = self.granted(path, guard) {
            drafts.push(Draft {
                payer: Some(party(self.graph, account)),
                asset: Some(Asset::Own),
                ..Draft::effect(Capability::MoveFrom, offset)
            });
            return;
        }
        if let Some(change) = self.taken(path, &movement) {
            if guard.is_some()
                && let Some(book) = self.put_aside(path, &movement, change)
            {
                drafts.push(Draft {
                    target: Some(StoreTarget::Mapping(book)),
                    load: function.loads.get(&change.key).copied(),
                    payer: Some(party(self.graph, change.account)),
                    asset: Some(Asset::Own),
                    ..Draft::effect(Capability::Blacklist, change.offset)
                });
                return;
            }
            let moves = movement.credits().next().is_some();
            let capability = if moves {
                Capability::MoveFrom
            } else {
                Capability::BurnFrom
            };
            effect(self, capability, change, Bound::NotFound);
        }
    }

    /// A balance that is set to something that does not follow from what was there.
    fn overwritten<'m>(
        &self,
        path: &Path,
        movement: &'m Movement,
        guard: Option<Guard>,
    ) -> Option<(&'m Change, Value)> {
        // What the books become is up to another contract: it is asked by whoever transfers.
        let is_asked = |change: &Change, value: Value| {
            self.graph.taint(value).has(Taint::RETURNED)
                && (matches!(guard, None | Some(Guard::External | Guard::Itself))
                    || self.consents(path, change.account))
        };
        let is_moved = |value| {
            let sum = Sum::of(self.graph, value);
            movement.debits().any(|(_, debit)| shares_term(&sum, debit))
        };
        movement.overwrites().find(|(change, value)| {
            !self.converts(change.account, *value) && !is_moved(*value) && !is_asked(change, *value)
        })
    }

    /// Another contract was given the old balance and returned the new one: a library that adds.
    fn is_reckoned_outside(&self, change: &Change, value: Value) -> bool {
        const MOST_WORDS: usize = 4;
        let Node::Returned(call, _) = self.graph.node(value) else {
            return false;
        };
        let Node::Call(_, _, input) = self.graph.node(call) else {
            return false;
        };
        self.graph
            .words(input, MOST_WORDS)
            .into_iter()
            .filter_map(|word| part(self.graph, word))
            .any(|part| part.key == change.key)
    }

    /// A credit that no debit stands against.
    fn created<'m>(
        &mut self,
        path: &Path,
        movement: &'m Movement,
    ) -> Option<(&'m Change, &'m Sum)> {
        let reflection = self.ledger.balances.len() > 1;
        if let [change] = movement.changes.as_slice()
            && let ChangeKind::Mixed(sum) = &change.kind
            && !self.ledger.supply.is_empty()
        {
            // What is added to the supply, however it is reckoned, is added to a balance.
            let raised = self
                .changes(path)
                .iter()
                .any(|(field, raise)| self.ledger.is_supply(*field) && raise == sum);
            return raised.then_some((change, sum));
        }
        if !reflection && is_at_most_zero(self.graph, path, &movement.net) {
            return None;
        }
        let debits = || movement.debits().map(|(_, debit)| debit);
        let overwrites = movement.overwrites().next().is_some();
        if !reflection && !overwrites && movement.net.is_increase() {
            return movement.credits().next();
        }
        let is_mixed = |change: &Change| matches!(change.kind, ChangeKind::Mixed(_));
        let is_covered = |credit: &Sum| {
            overwrites
                || movement.changes.iter().any(is_mixed)
                || debits()
                    .any(|debit| shares_term(credit, debit) || is_share(self.graph, credit, debit))
        };
        (debits().next().is_none() || !reflection)
            .then(|| movement.credits().find(|(_, credit)| !is_covered(credit)))
            .flatten()
    }

    /// A debit of an account that is not the caller's and did not allow it.
    fn taken<'m>(&mut self, path: &Path, movement: &'m Movement) -> Option<&'m Change> {
        let reflection = self.ledger.balances.len() > 1;
        let (change, _) = movement.debits().find(|(change, sum)| {
            // Reflection tokens clear an account's entry in one of their two books.
            let cleared = reflection
                && sum.terms.len() == 1
                && sum.terms.contains_key(&self.graph.load(change.key));
            !is_caller(self.graph, change.account) && !cleared
        })?;
        let at_will = match party(self.graph, change.account) {
            Party::Chosen | Party::Unresolved => true,
            // A pool is told to take what is left for its reserve.
            Party::Stored { .. } | Party::Fixed { .. } => self.is_synced(change.account),
            Party::Caller | Party::This => false,
        };
        (at_will && !self.consents(path, change.account)).then_some(change)
    }

    /// An allowance that somebody privileged writes for an account that he chooses.
    fn granted(&self, path: &Path, guard: Option<Guard>) -> Option<(Value, u32)> {
        guard?;
        path.stores.iter().find_map(|store| {
            let Place::Entry(mapping, keys) = place(self.graph, store.key) else {
                return None;
            };
            let account = without_mask(self.graph, *keys.first()?);
            let whose = party(self.graph, account);
            let lowers = parts(self.graph, store.value)
                .iter()
                .any(|part| part.key == store.key);
            (Some(mapping) == self.ledger.allowances
                && store.value != Value::ZERO
                && !lowers
                && matches!(whose, Party::Chosen | Party::Unresolved)
                && !self.consents(path, account))
            .then_some((account, store.offset))
        })
    }

    /// Some function calls `sync()` on the account, as one does with a pool.
    fn is_synced(&self, account: Value) -> bool {
        self.functions
            .iter()
            .flat_map(|function| &function.paths)
            .flat_map(|path| &path.calls)
            .any(|call| {
                call.selector == Some(SYNC) && without_mask(self.graph, call.target) == account
            })
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

    /// What came in for what is credited: native coin, tokens pulled from the caller, or what the
    /// caller had handed in before.
    fn payment(&mut self, path: &Path, credit: &Sum) -> Payment {
        let pulls = path.calls.iter().any(|call| {
            call.selector == Some(TRANSFER_FROM)
                && call
                    .arguments
                    .first()
                    .is_some_and(|payer| is_caller(self.graph, without_mask(self.graph, *payer)))
        });
        if pulls || self.is_claimed(path, credit) {
            return Payment::Full;
        }
        let is_coin = |value: Value| self.graph.node(value) == Node::Env(Env::CallValue);
        let priced = |value: Value| self.graph.taint(value).has(Taint::CALL_VALUE);
        let no_more = credit.constant.is_zero() || credit.constant.bit(255);
        let every = |fits: &dyn Fn(Value, i64) -> bool| {
            credit
                .terms
                .iter()
                .all(|(term, factor)| *factor < 0 || fits(*term, *factor))
        };
        if no_more && every(&|term, factor| factor == 1 && is_coin(term)) {
            Payment::Full
        } else if no_more && every(&|term, _| priced(term)) {
            Payment::Coin
        } else {
            Payment::None
        }
    }

    /// What is credited was kept in an entry that the path uses up, and everybody who raises such
    /// an entry pays for it.
    fn is_claimed(&mut self, path: &Path, credit: &Sum) -> bool {
        let kept: Vec<(Value, Mapping)> = credit
            .terms
            .keys()
            .filter_map(|term| part(self.graph, *term))
            .filter_map(|part| match place(self.graph, part.key) {
                Place::Entry(mapping, _) => Some((part.key, mapping)),
                _ => None,
            })
            .collect();
        let used_up = |key: Value| {
            path.stores
                .iter()
                .any(|store| store.key == key && store.value == Value::ZERO)
        };
        !kept.is_empty()
            && kept.len() == credit.terms.len()
            && kept.iter().all(|(key, _)| used_up(*key))
            && !kept.iter().any(|(_, mapping)| self.is_granted(*mapping))
    }

    /// Some path raises an entry of the mapping, and nobody pays for it on the way.
    fn is_granted(&mut self, mapping: Mapping) -> bool {
        let functions = self.functions;
        let mut paths = functions
            .iter()
            .flat_map(|function| &function.paths)
            .filter(|path| path.succeeds());
        paths.any(|path| {
            let raises = path.stores.iter().any(|store| {
                store.value != Value::ZERO
                    && matches!(place(self.graph, store.key), Place::Entry(other, _) if other == mapping)
            });
            raises
                && Movement::of(self.graph, self.ledger, path)
                    .debits()
                    .next()
                    .is_none()
        })
    }

    /// The account is the caller, allowed the caller, or signed.
    fn consents(&self, path: &Path, account: Value) -> bool {
        let aliases = aliases(self.graph, path);
        let is_caller = |value: Value| is_caller(self.graph, value) || aliases.contains(&value);
        // What the contract itself passes on was decided by the function that calls it.
        let by_itself = aliases
            .iter()
            .any(|alias| self.graph.node(*alias) == Node::Env(Env::Address));
        let allows = |value: Value| {
            parts(self.graph, value).into_iter().any(|part| {
                let Place::Entry(_, keys) = place(self.graph, part.key) else {
                    return false;
                };
                let keys: Vec<Value> = keys
                    .iter()
                    .map(|key| without_mask(self.graph, *key))
                    .collect();
                let [a, b] = keys.as_slice() else {
                    return false;
                };
                *a == account && is_caller(*b) || *b == account && is_caller(*a)
            })
        };
        let signed = |value: Value| {
            self.graph
                .binary_parts(value, Op::Eq)
                .is_some_and(|(a, b)| {
                    let (a, b) = (without_mask(self.graph, a), without_mask(self.graph, b));
                    let returned = |value| {
                        matches!(self.graph.node(value), Node::Returned(call, _) if is_recovered(self.graph, call))
                    };
                    a == account && returned(b) || b == account && returned(a)
                })
        };
        is_caller(account)
            || by_itself
            || path.conditions.iter().any(|condition| {
                allows(condition.value) || condition.holds && signed(condition.value)
            })
            || path.stores.iter().any(|store| allows(store.value))
    }
}

fn is_caller(graph: &Graph, account: Value) -> bool {
    graph.node(account) == Node::Env(Env::Caller) || graph.node(account) == Node::Env(Env::Address)
}

/// Every part of the credit is a part of what is debited: `amount * 97 / 100`.
fn is_share(graph: &Graph, credit: &Sum, debit: &Sum) -> bool {
    credit.constant.is_zero()
        && credit.terms.iter().all(|(term, factor)| {
            *factor < 0
                || share_of(graph, *term).is_some_and(|whole| debit.terms.contains_key(&whole))
        })
}

/// What a value is a fraction of, where it is a fraction of at most one.
fn share_of(graph: &Graph, value: Value) -> Option<Value> {
    if let Some((shift, whole)) = graph.binary_parts(value, Op::Shr) {
        return graph.is_const(shift).then_some(whole);
    }
    let (above, below) = graph.binary_parts(value, Op::Div)?;
    let below = graph.as_const(below)?;
    let Some((whole, factor)) = graph.binary_parts(above, Op::Mul) else {
        return Some(above);
    };
    let small = |factor: Value| match graph.node(factor) {
        Node::Const(_) => graph.as_const(factor).is_some_and(|word| word <= below),
        Node::Binary(Op::Sub, all, _) => graph.as_const(all).is_some_and(|all| all <= below),
        _ => false,
    };
    if small(factor) {
        Some(whole)
    } else {
        small(whole).then_some(factor)
    }
}

/// Whether `transfer` credits somebody. Where it only takes tokens back, they cannot be sold on, and
/// making them out of nothing takes from nobody.
pub(super) fn circulates(
    graph: &mut Graph,
    ledger: &super::super::facts::Ledger,
    functions: &[Function],
) -> bool {
    let Some(transfer) = functions
        .iter()
        .find(|function| function.entry == Entry::Selector(TRANSFER.into()))
        .filter(|function| function.partial.is_none())
    else {
        return true;
    };
    let mut debits = false;
    for path in transfer.paths.iter().filter(|path| path.succeeds()) {
        let movement = Movement::of(graph, ledger, path);
        let only_debits = movement
            .changes
            .iter()
            .all(|change| matches!(change.kind, ChangeKind::Debit(_)));
        if !only_debits {
            return true;
        }
        debits |= !movement.changes.is_empty();
    }
    !debits
}
