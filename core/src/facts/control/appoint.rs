//! Whoever can name the holder of a guard holds it too.

use super::{Controller, Holder};
use crate::code::{CodeFacts, Guard, Power};
use crate::sorted::{SortedMap, SortedSet};

/// The holders, each with those who can take its place or give it to somebody.
///
/// A slot that is empty renounces nothing where somebody can fill it, and a Safe that one key can
/// replace is that key.
pub(super) fn with_appointers(
    holders: &SortedMap<Guard, Holder>,
    codes: &[&CodeFacts],
) -> SortedMap<Guard, Holder> {
    let powers: Vec<&Power> = codes.iter().flat_map(|code| &code.powers).collect();
    let all = holders.iter().map(|(guard, holder)| {
        let admins = appointers(*guard, &powers)
            .iter()
            .filter_map(|guard| holders.get(guard))
            .map(|admin| &admin.controller)
            .filter(|admin| !admin.is_renounced() && **admin != holder.controller)
            .cloned()
            .collect::<SortedSet<_>>();
        let mut holder = holder.clone();
        if !admins.is_empty() {
            let own = Some(holder.controller).filter(|own| !own.is_renounced());
            holder.controller = Controller::Members {
                members: own.into_iter().collect(),
                admins: admins.into_iter().collect(),
                complete: true,
            };
        }
        (*guard, holder)
    });
    all.collect()
}

/// The guards of whatever writes the field of a guard, and of what writes theirs.
fn appointers(guard: Guard, powers: &[&Power]) -> SortedSet<Guard> {
    let mut found = SortedSet::new();
    let mut waiting = vec![guard];
    while let Some(Guard::Owner { field }) = waiting.pop() {
        let writes = |power: &&&Power| {
            let overlaps = |written: crate::code::Field| written.overlaps(field);
            power.guard != Guard::Open && !power.once && power.writes.is_some_and(overlaps)
        };
        for power in powers.iter().filter(writes) {
            if power.guard != guard && found.insert(power.guard) {
                waiting.push(power.guard);
            }
        }
    }
    found
}
