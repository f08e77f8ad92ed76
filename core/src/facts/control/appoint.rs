//! Whoever can name the holder of a guard holds it too.

use super::resolve;
use super::{Controller, Holder};
use crate::code::{CodeFacts, Field, Guard, Power};
use crate::evidence::Reason;
use crate::facts::Reads;
use crate::primitives::Address;
use crate::sorted::SortedSet;

/// Guards of one field's writers that are looked behind, one contract after the other.
const MOST_APPOINTERS: usize = 6;

/// Who holds a guard in the codes that `subject` executes, with those who can take his place or give
/// it to somebody.
///
/// A slot that is empty renounces nothing where somebody can fill it, and a Safe that one key can
/// replace is that key.
pub(super) fn holder(
    reads: &mut Reads<'_>,
    subject: Address,
    codes: &[&CodeFacts],
    guard: Guard,
    trail: &mut Vec<Address>,
) -> Holder {
    let holder = resolve::guard(reads, subject, guard, trail);
    // What a contract on the way calls in itself, it calls for those whom its relays obey: they are asked.
    let obeys = trail.len() > 1;
    let mut guards: Vec<Guard> = appointers(guard, codes).into_iter().collect();
    guards.retain(|guard| !(obeys && *guard == Guard::Itself));
    let mut admins = SortedSet::new();
    for guard in guards.iter().take(MOST_APPOINTERS) {
        let admin = resolve::guard(reads, subject, *guard, trail).controller;
        if !admin.is_renounced() && admin != holder.controller {
            admins.insert(admin);
        }
    }
    if guards.len() > MOST_APPOINTERS {
        let reason = Reason::WorkLimit;
        admins.insert(Controller::Unknown { reason });
    }
    if admins.is_empty() {
        return holder;
    }
    let own = Some(holder.controller).filter(|own| !own.is_renounced());
    Holder {
        controller: Controller::Members {
            members: own.into_iter().collect(),
            admins: admins.into_iter().collect(),
            complete: true,
        },
        read: holder.read,
    }
}

/// Who holds any of several guards, of which each suffices.
pub(super) fn holders(
    reads: &mut Reads<'_>,
    subject: Address,
    codes: &[&CodeFacts],
    guards: &SortedSet<Guard>,
) -> Option<Holder> {
    let all = guards
        .iter()
        .map(|guard| holder(reads, subject, codes, *guard, &mut vec![subject]));
    let mut all: Vec<Holder> = all.collect();
    let able: SortedSet<Controller> = all
        .iter()
        .map(|holder| &holder.controller)
        .filter(|controller| !controller.is_renounced())
        .cloned()
        .collect();
    if able.len() < 2 {
        let able = all.iter().position(|each| !each.controller.is_renounced());
        return (!all.is_empty()).then(|| all.swap_remove(able.unwrap_or_default()));
    }
    Some(Holder {
        controller: Controller::Members {
            members: able.into_iter().collect(),
            admins: Vec::new(),
            complete: true,
        },
        read: None,
    })
}

/// The guards of whatever writes the field of a guard, and of what writes theirs.
fn appointers(guard: Guard, codes: &[&CodeFacts]) -> SortedSet<Guard> {
    let mut found = SortedSet::new();
    let mut waiting = vec![guard];
    while let Some(Guard::Owner { field }) = waiting.pop() {
        let writes = |power: &&Power| {
            let overlaps = |written: Field| written.overlaps(field);
            power.guard != Guard::Open && !power.once && power.writes.is_some_and(overlaps)
        };
        let powers = codes.iter().flat_map(|code| &code.powers);
        for power in powers.filter(writes) {
            if power.guard != guard && found.insert(power.guard) {
                waiting.push(power.guard);
            }
        }
    }
    found
}
