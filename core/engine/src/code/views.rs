//! Standard views that do not show everybody what the books say.

use super::facts::{Entry, Ledger, OddView};
use super::ledger::{BALANCE_OF, TOTAL_SUPPLY, parts};
use super::machine::Function;
use super::path::{Outcome, Path};
use super::storage::{Place, place};
use super::value::{Graph, Taint, Value};
use crate::sorted::SortedSet;

/// Who asks.
const ASKER: Taint = Taint::CALLER.with(Taint::ORIGIN);

/// Finds the views whose answer depends on who asks, and balances that on some path are no entry of
/// the account's.
pub(super) fn odd(graph: &mut Graph, ledger: &Ledger, functions: &[Function]) -> Vec<OddView> {
    let mut found = SortedSet::new();
    for (selector, by_account) in [(BALANCE_OF, true), (TOTAL_SUPPLY, false)] {
        let Some(view) = functions
            .iter()
            .find(|function| function.entry == Entry::Selector(selector.into()))
        else {
            continue;
        };
        let answers: Vec<(&Path, Value)> = view.paths.iter().filter_map(answer).collect();
        let by_entry = |value: Value| {
            parts(graph, value).iter().any(|part| {
                matches!(place(graph, part.key), Place::Entry(mapping, _) if ledger.balances.contains(&mapping))
            })
        };
        let keeps_books = by_account && answers.iter().any(|(_, value)| by_entry(*value));
        for (path, value) in &answers {
            let asks = path
                .conditions
                .iter()
                .find(|condition| graph.taint(condition.value).has(ASKER));
            let by_caller = asks.is_some() || graph.taint(*value).has(ASKER);
            // Nothing, or something that depends on the account, is what honest views show too.
            let unrelated = keeps_books
                && *value != Value::ZERO
                && !graph
                    .taint(*value)
                    .has(Taint::CALLDATA.with(Taint::RETURNED).with(Taint::OTHER));
            if by_caller || unrelated {
                found.insert(OddView {
                    selector: selector.into(),
                    branch: asks
                        .or(path.conditions.last())
                        .map(|condition| condition.branch),
                    by_caller,
                });
            }
        }
    }
    found.into_iter().collect()
}

/// What a path of a view shows.
fn answer(path: &Path) -> Option<(&Path, Value)> {
    match &path.outcome {
        Outcome::Success(words) => words.first().map(|word| (path, *word)),
        _ => None,
    }
}
