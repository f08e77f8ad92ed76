//! What can leave a contract at all, be it held for others or not.

use super::super::facts::{Asset, Outflow};
use super::super::machine::Function;
use super::super::party::party;
use super::super::powers::{is_delayed, strongest};
use super::super::value::Graph;
use super::flow::{self, Deed};
use crate::code::Guard;
use crate::sorted::SortedSet;

/// Every way in which coin or another contract's tokens are sent, approved, or can be.
pub(in super::super) fn outflows(graph: &mut Graph, functions: &[Function]) -> Vec<Outflow> {
    let mut found = SortedSet::new();
    for function in functions {
        for path in function.paths.iter().filter(|path| path.succeeds()) {
            let mut flows = flow::flows(graph, path);
            flows.retain(|flow| {
                matches!(flow.deed, Deed::Send | Deed::Approve | Deed::Execute)
                    && flow.asset != Asset::Own
            });
            if flows.is_empty() {
                continue;
            }
            let demand = strongest(&path.demands);
            let delayed = is_delayed(graph, path);
            found.extend(flows.into_iter().map(|flow| Outflow {
                entry: function.entry,
                guard: demand.map_or(Guard::Open, |demand| demand.guard),
                asset: flow.asset,
                recipient: party(graph, flow.to),
                offset: flow.offset,
                delayed,
            }));
        }
    }
    found.into_iter().collect()
}
