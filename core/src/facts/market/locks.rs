//! What known lockers say about an LP token, each kind in its own words.

use super::{Lock, Seen, Tenant};
use crate::abi::{self, View};
use crate::chains::{Locker, LockerKind};
use crate::evidence::{Observed, Reason};
use crate::facts::Reads;
use crate::primitives::{Address, B256, U256};

/// Locks of one LP token that are looked at.
const MOST_LOCKS: u64 = 4;
/// Accounts whose deposits are looked at.
const MOST_OWNERS: usize = 6;

/// The locks of `lp` in a locker that holds some; `owners` are those who may have put it there.
pub(super) fn of<'a>(
    reads: &mut Reads<'_>,
    locker: &Locker,
    lp: Address,
    owners: impl Iterator<Item = &'a Address>,
) -> Tenant {
    let mut found = Found::default();
    match locker.kind {
        LockerKind::Uncx | LockerKind::UncxById => uncx(reads, locker, lp, &mut found),
        LockerKind::TeamFinance => {
            for owner in owners.take(MOST_OWNERS) {
                team_finance(reads, locker.address, lp, *owner, &mut found);
            }
            if found.locks.is_empty() {
                found.misses(Reason::NotEnumerable);
            }
        }
        LockerKind::PinkLock1 | LockerKind::PinkLock2 => pink(reads, locker, lp, &mut found),
    }
    Tenant::Locker {
        locks: found.locks,
        gap: found.gap,
    }
}

#[derive(Default)]
struct Found {
    locks: Vec<Lock>,
    gap: Option<Reason>,
}

impl Found {
    fn misses(&mut self, reason: Reason) {
        self.gap = self.gap.or(Some(reason));
    }

    /// Notes a lock, where the answer has an amount and an end.
    fn note(&mut self, amount: Option<&U256>, end: Option<&U256>, seen: impl FnOnce(U256) -> Seen) {
        match (amount, end) {
            (Some(amount), Some(_)) if amount.is_zero() => {}
            (Some(amount), Some(end)) => self.locks.push(Lock {
                amount: *amount,
                until_secs: end.saturating_to(),
                seen: seen(*end),
            }),
            _ => self.misses(Reason::InvalidReply),
        }
    }

    /// The words of an answer; nothing where the view reverted.
    fn words(&mut self, answer: Observed<Vec<U256>>) -> Option<Vec<U256>> {
        match answer {
            Observed::Known(words) => Some(words),
            Observed::Absent => None,
            Observed::Unavailable(reason) => {
                self.misses(reason);
                None
            }
        }
    }
}

fn seen(address: Address, view: View, arguments: &[B256]) -> impl FnOnce(U256) -> Seen {
    let data = abi::calldata(view, arguments);
    move |word| Seen {
        address,
        data,
        word,
    }
}

fn uncx(reads: &mut Reads<'_>, locker: &Locker, lp: Address, found: &mut Found) {
    let pair = lp.into_word();
    let count = abi::word_view(reads, locker.address, View::LOCK_COUNT, &[pair]);
    for index in 0..MOST_LOCKS {
        let arguments = [pair, U256::from(index).into()];
        if locker.kind == LockerKind::Uncx {
            let words = abi::words_view(reads, locker.address, View::LOCK, &arguments);
            if let Some(words) = found.words(words) {
                let said = seen(locker.address, View::LOCK, &arguments);
                found.note(words.get(1), words.get(3), said);
            }
            continue;
        }
        let id = abi::words_view(reads, locker.address, View::LOCK_ID, &arguments);
        let Some(id) = found.words(id).and_then(|words| words.first().copied()) else {
            continue;
        };
        let arguments = [id.into()];
        let words = abi::words_view(reads, locker.address, View::LOCK_BY_ID, &arguments);
        if let Some(words) = found.words(words) {
            let said = seen(locker.address, View::LOCK_BY_ID, &arguments);
            found.note(words.get(2), words.get(4), said);
        }
    }
    match count {
        Observed::Known(count) if count <= U256::from(MOST_LOCKS) => {}
        Observed::Known(_) => found.misses(Reason::WorkLimit),
        Observed::Absent => found.misses(Reason::InvalidReply),
        Observed::Unavailable(reason) => found.misses(reason),
    }
}

fn team_finance(
    reads: &mut Reads<'_>,
    locker: Address,
    lp: Address,
    owner: Address,
    found: &mut Found,
) {
    let ids = abi::words_view(reads, locker, View::DEPOSITS, &[owner.into_word()]);
    let Some(ids) = found.words(ids) else { return };
    // Where the list begins and how long it is come first. The latest are asked for.
    let ids = ids.get(2..).unwrap_or_default();
    for id in ids.iter().rev().take(MOST_OWNERS) {
        let arguments = [(*id).into()];
        let words = abi::words_view(reads, locker, View::DEPOSIT, &arguments);
        let Some(words) = found.words(words) else {
            continue;
        };
        let is_withdrawn = words.get(4).is_some_and(|flag| !flag.is_zero());
        if words.first().copied().and_then(abi::address_in) == Some(lp) && !is_withdrawn {
            let said = seen(locker, View::DEPOSIT, &arguments);
            found.note(words.get(2), words.get(3), said);
        }
    }
}

fn pink(reads: &mut Reads<'_>, locker: &Locker, lp: Address, found: &mut Found) {
    let last = U256::from(MOST_LOCKS.saturating_sub(1));
    let arguments = [lp.into_word(), B256::ZERO, last.into()];
    let answer = abi::words_view(reads, locker.address, View::LOCKS, &arguments);
    // Without any lock the view reverts.
    let Some(words) = found.words(answer) else {
        return;
    };
    let list = words.get(2..).unwrap_or_default();
    let count = words.get(1).map(|count| count.saturating_to::<usize>());
    let Some(count) = count.filter(|count| *count <= list.len()) else {
        found.misses(Reason::InvalidReply);
        return;
    };
    for index in 0..count {
        let said = seen(locker.address, View::LOCKS, &arguments);
        if locker.kind == LockerKind::PinkLock1 {
            // Id, token, owner, amount, date, end: one lock behind the other.
            let lock = list.chunks(6).nth(index).unwrap_or_default();
            found.note(lock.get(3), lock.get(5), said);
            continue;
        }
        // A list of where each lock is: id, token, owner, amount, date, first end, share of it,
        // cycle, share of a cycle, already taken, and where its description is.
        let at: usize = list.get(index).copied().unwrap_or_default().saturating_to();
        let lock = list
            .get(at.checked_div(32).unwrap_or_default()..)
            .unwrap_or_default();
        let left = lock
            .get(3)
            .zip(lock.get(9))
            .map(|(all, taken)| all.saturating_sub(*taken));
        found.note(left.as_ref(), lock.get(5), said);
    }
    if count >= usize::try_from(MOST_LOCKS).unwrap_or(usize::MAX) {
        found.misses(Reason::WorkLimit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Evidence, Target};
    use crate::facts::Analyses;
    use crate::primitives::Bytes;

    const LOCKER: Address = Address::repeat_byte(0x10);
    const LP: Address = Address::repeat_byte(0x20);
    const OWNER: Address = Address::repeat_byte(0x30);

    /// What is read of a locker that answers every call with these words.
    fn read(
        kind: LockerKind,
        answers: &[(View, &[B256], &[u64])],
    ) -> (Vec<(U256, u64)>, Option<Reason>) {
        let target = Target {
            chain_id: Some(1),
            address: Some(LP),
        };
        let mut evidence = Evidence::new(target, Observed::Unavailable(Reason::NotAsked));
        for (view, arguments, words) in answers {
            let words = words
                .iter()
                .flat_map(|word| U256::from(*word).to_be_bytes::<32>());
            let returned = Observed::Known(words.collect::<Bytes>());
            evidence.note_call(LOCKER, abi::calldata(*view, arguments), returned);
        }
        let mut analyses = Analyses::default();
        let mut reads = Reads::new(&evidence, &mut analyses);
        let locker = Locker {
            kind,
            address: LOCKER,
        };
        match of(&mut reads, &locker, LP, [OWNER].iter()) {
            Tenant::Locker { locks, gap } => {
                let locks = locks.iter().map(|lock| (lock.amount, lock.until_secs));
                (locks.collect(), gap)
            }
            other => panic!("{other:?}"),
        }
    }

    fn pink_arguments() -> [B256; 3] {
        [
            LP.into_word(),
            B256::ZERO,
            U256::from(MOST_LOCKS - 1).into(),
        ]
    }

    #[test]
    fn what_was_taken_of_a_lock_is_not_locked() {
        let words = [32, 1, 32, 7, 1, 2, 100, 5, 9_000, 0, 0, 0, 40, 352, 0];
        let answers: &[(View, &[B256], &[u64])] = &[(View::LOCKS, &pink_arguments(), &words)];
        let (locks, gap) = read(LockerKind::PinkLock2, answers);
        assert_eq!(locks, [(U256::from(60), 9_000)]);
        assert_eq!(gap, None);
    }

    #[test]
    fn answers_that_are_cut_or_point_nowhere_are_no_locks() {
        for words in [
            &[][..],
            &[32],
            &[32, 1],
            &[32, u64::MAX],
            &[32, 2, u64::MAX, 1 << 40],
            &[32, 1, 32, 7],
        ] {
            let answers: &[(View, &[B256], &[u64])] = &[(View::LOCKS, &pink_arguments(), words)];
            for kind in [LockerKind::PinkLock1, LockerKind::PinkLock2] {
                let (locks, gap) = read(kind, answers);
                assert_eq!(
                    (locks, gap),
                    (vec![], Some(Reason::InvalidReply)),
                    "{words:?}"
                );
            }
        }
    }

    #[test]
    fn a_deposit_that_was_withdrawn_or_is_of_another_token_is_no_lock() {
        let other: u64 = 1;
        for (token, withdrawn) in [(other, 0), (other, 1)] {
            let answers: &[(View, &[B256], &[u64])] = &[
                (View::DEPOSITS, &[OWNER.into_word()], &[32, 1, 5]),
                (
                    View::DEPOSIT,
                    &[U256::from(5).into()],
                    &[token, 0, 100, 9_000, withdrawn],
                ),
            ];
            let (locks, gap) = read(LockerKind::TeamFinance, answers);
            assert_eq!((locks, gap), (vec![], Some(Reason::NotEnumerable)));
        }
    }

    #[test]
    fn more_locks_than_are_looked_at_are_said_to_be_there() {
        let pair = LP.into_word();
        let lock = [1, 100, 100, 9_000, 0, 0];
        let mut answers: Vec<(View, Vec<B256>, Vec<u64>)> =
            vec![(View::LOCK_COUNT, vec![pair], vec![9])];
        for index in 0..MOST_LOCKS {
            let arguments = vec![pair, U256::from(index).into()];
            answers.push((View::LOCK, arguments, lock.to_vec()));
        }
        let answers: Vec<(View, &[B256], &[u64])> = answers
            .iter()
            .map(|(view, arguments, words)| (*view, arguments.as_slice(), words.as_slice()))
            .collect();
        let (locks, gap) = read(LockerKind::Uncx, &answers);
        assert_eq!(locks.len(), 4);
        assert_eq!(gap, Some(Reason::WorkLimit));
    }
}
