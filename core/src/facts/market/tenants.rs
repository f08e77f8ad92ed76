//! Who holds a pool's LP tokens.
//!
//! Nobody can list the holders of a token. Those who matter are asked one by one: burn addresses,
//! lockers, whoever stands behind a guard of the token; the LP token's own events name the others,
//! all of them where the node gives all events, else the latest.

use alloy_primitives::b256;

use super::locks;
use super::{Exit, Liquidity, Peak, Pool, Seen, Share, Tenant, bps};
use crate::abi::View;
use crate::chains::Chain;
use crate::code::{Asset, Capability, CodeFacts, CodeKind, Guard, Party, Power, Relay};
use crate::evidence::{Event, Observed, Reason};
use crate::facts::control::{BURN_ADDRESSES, Controller, Holder};
use crate::facts::{Proxy, Reads};
use crate::primitives::{Address, B256, U256};
use crate::request::LogFilter;
use crate::sorted::{SortedMap, SortedSet, by_key};

/// `Transfer(address,address,uint256)` of ERC-20.
pub(in crate::facts) const TRANSFER: B256 =
    b256!("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
/// Holders beside the known ones whose code is read.
const MOST_OTHERS: usize = 6;
/// Accounts behind guards that are asked for.
const MOST_PRINCIPALS: usize = 8;
/// Less than this of the whole, in hundredths of a percent, is nobody's power over a pool.
const DUST_BPS: u16 = 100;

pub(super) fn of(
    reads: &mut Reads<'_>,
    chain: &Chain,
    pool: &Pool,
    token: Address,
    principals: &[Address],
) -> Result<Liquidity, Reason> {
    // Everything is asked for before any of it is missed: each round of requests takes its time.
    let total = Seen::ask(reads, pool.address, View::SUPPLY, &[]);
    let history = History::of(reads, pool.address);
    let principals = principals.get(..MOST_PRINCIPALS).unwrap_or(principals);
    let lockers = chain.lockers.iter().map(|locker| locker.address);
    let known: SortedSet<Address> = BURN_ADDRESSES
        .into_iter()
        .chain(lockers)
        .chain(principals.iter().copied())
        .chain([token])
        .collect();
    let mut balances: Vec<(Address, Result<Seen, Reason>)> = Vec::new();
    let mut ask = |reads: &mut Reads<'_>, holder: Address| {
        let seen = Seen::ask(reads, pool.address, View::BALANCE, &[holder.into_word()]);
        balances.push((holder, seen));
    };
    known.iter().for_each(|holder| ask(reads, *holder));
    let others = history.as_ref().map(History::holders).unwrap_or_default();
    let mut others: Vec<Address> = others
        .into_iter()
        .filter(|holder| !known.contains(holder))
        .collect();
    others.truncate(MOST_OTHERS);
    for holder in &others {
        ask(reads, *holder);
        // What stands behind them is wanted in any case.
        let _ = reads.code(*holder);
    }

    let total = total?;
    let mut liquidity = Liquidity {
        pool: pool.address,
        total: total.word,
        seen: total,
        shares: Vec::new(),
        gap: None,
        silent: false,
        forgotten: None,
        peak: None,
        opened: None,
        opener: None,
        all: None,
    };
    match &history {
        Ok(history) => {
            liquidity.peak = history.peak(liquidity.total);
            liquidity.gap = history.gap;
            if history.gap.is_none() && !history.adds_up(liquidity.total, &balances) {
                liquidity.gap = Some(Reason::InvalidReply);
                liquidity.silent = true;
            } else if history.gap.is_none() {
                let opening = history.opening;
                liquidity.opened = opening.map(|(block, _)| block);
                liquidity.opener = opening.map(|(_, opener)| opener);
                // Who else there is, is known, and has less.
                liquidity.all = Some(history.held().map(|(_, held)| *held).collect());
            }
        }
        Err(reason) => {
            liquidity.gap = Some(*reason);
            liquidity.silent = reason.is_failure();
        }
    }
    liquidity.forgotten = liquidity.gap;
    for (holder, seen) in balances {
        let seen = match seen {
            Ok(seen) => seen,
            Err(reason) => {
                liquidity.gap = Some(reason);
                continue;
            }
        };
        let locker = chain.lockers.iter().find(|locker| locker.address == holder);
        let tenant = if BURN_ADDRESSES.contains(&holder) {
            Tenant::Burnt
        } else if liquidity.bps(seen.word) < DUST_BPS {
            continue;
        } else if let Some(locker) = locker {
            let owners = principals.iter().chain(&others);
            locks::of(reads, locker, pool.address, owners)
        } else if principals.contains(&holder) {
            Tenant::Privileged(Controller::of_address(reads, holder))
        } else {
            tenant(reads, holder, pool.address)
        };
        if let Tenant::Privileged(holder) | Tenant::Other(holder) = &tenant {
            liquidity.gap = liquidity.gap.or(holder.gap());
        }
        if !seen.word.is_zero() {
            liquidity.shares.push(Share {
                holder,
                amount: seen.word,
                tenant,
                seen,
            });
        }
    }
    liquidity.shares = by_key(liquidity.shares, |share| core::cmp::Reverse(share.amount));
    Ok(liquidity)
}

/// What stands behind an account that holds `asset` and is none of the known ones.
pub(in crate::facts) fn tenant(reads: &mut Reads<'_>, holder: Address, asset: Address) -> Tenant {
    match Controller::of_address(reads, holder) {
        Controller::Renounced { .. } => Tenant::Burnt,
        Controller::Contract { .. } => contract(reads, holder, asset)
            .unwrap_or_else(|reason| Tenant::Other(Controller::Unknown { reason })),
        other => Tenant::Other(other),
    }
}

/// The ways in which `asset` gets out of a contract, or of the code that it runs.
fn contract(reads: &mut Reads<'_>, holder: Address, asset: Address) -> Result<Tenant, Reason> {
    let own = reads.analysis(holder)?;
    let proxy = Proxy::resolve(reads, holder, Some(&own));
    let (place, code) = match proxy.as_ref().map(|proxy| proxy.implementation) {
        None => (holder, own),
        Some(Observed::Known(place)) => (place, reads.analysis(place)?),
        Some(Observed::Absent) => return Err(Reason::NotDeployed),
        Some(Observed::Unavailable(reason)) => return Err(reason),
    };
    let mut exits = exits(reads, holder, place, &code, asset);
    let replaceable = proxy.filter(Proxy::is_upgradeable);
    let admin = replaceable.as_ref().and_then(|proxy| proxy.admin.clone());
    if let Some((proxy, admin)) = replaceable.as_ref().zip(admin)
        && !admin.controller.is_renounced()
    {
        exits.push(Exit {
            code: holder,
            selector: None,
            offset: proxy.offset.unwrap_or_default(),
            deed: Capability::Upgrade,
            controller: Some(admin.controller),
            recipient: None,
            delayed: false,
        });
    }
    let shared = !code.custody.deposits.is_empty();
    // What leaves by a call that was not understood may be anything.
    let understood = |relay: &Relay| {
        let mut flows = code.outflows.iter();
        flows.any(|flow| flow.entry == relay.entry && flow.asset != Asset::Native)
    };
    let followed = code.kind == CodeKind::Contract
        && code.coverage.is_complete()
        && code.delegations.is_empty()
        && !code.outside
        && replaceable.is_none()
        && (shared || code.relays.iter().all(understood));
    Ok(Tenant::Contract {
        exits,
        followed,
        shared,
    })
}

/// Where people pay in and get out what is theirs, only privileges count. Elsewhere whatever
/// leaves is somebody's gain.
fn exits(
    reads: &mut Reads<'_>,
    holder: Address,
    place: Address,
    code: &CodeFacts,
    asset: Address,
) -> Vec<Exit> {
    let shared = !code.custody.deposits.is_empty();
    let takes = |power: &&Power| {
        let taken = matches!(
            power.capability,
            Capability::SweepAsset
                | Capability::Approve
                | Capability::Execute
                | Capability::WithdrawFor
                | Capability::SetSpender
                | Capability::SetStrategy
        );
        let replaced = matches!(power.capability, Capability::Upgrade | Capability::Delegate);
        power.guard != Guard::Open && (replaced || (shared && taken))
    };
    let exit = |selector, offset, deed, recipient, delayed| Exit {
        code: place,
        selector,
        offset,
        deed,
        controller: None,
        recipient,
        delayed,
    };
    let powers = code.powers.iter().filter(takes).map(|power| {
        let Power {
            selector,
            offsets,
            capability,
            recipient,
            delayed,
            ..
        } = *power;
        let exit = exit(selector, offsets.effect, capability, recipient, delayed);
        (exit, power.guard, power.asset)
    });
    let outflows = code.outflows.iter().filter(|_| !shared).map(|flow| {
        let selector = flow.entry.selector();
        let to = Some(flow.recipient);
        let sweep = Capability::SweepAsset;
        let exit = exit(selector, flow.offset, sweep, to, flow.delayed);
        (exit, flow.guard, Some(flow.asset))
    });
    let mut exits = Vec::new();
    for (exit, guard, moved) in powers.chain(outflows) {
        if moved.is_some_and(|moved| is_other(reads, holder, code, moved, asset)) {
            continue;
        }
        let controller =
            (guard != Guard::Open).then(|| Holder::of(reads, holder, &[code], guard).controller);
        if !controller.as_ref().is_some_and(Controller::is_renounced) {
            exits.push(Exit { controller, ..exit });
        }
    }
    exits
}

/// What is moved is certainly not `asset`: another token, which nobody can exchange for it.
fn is_other(
    reads: &mut Reads<'_>,
    holder: Address,
    code: &CodeFacts,
    moved: Asset,
    asset: Address,
) -> bool {
    let Asset::Token { contract } = moved else {
        return matches!(moved, Asset::Native | Asset::Own);
    };
    match contract {
        Party::Fixed { address } => address != asset,
        Party::Stored { field } => {
            let mut written = code.powers.iter().filter_map(|power| power.writes);
            let word = reads.word(holder, field.slot);
            let named = word.known().map(|word| field.extract(*word));
            !written.any(|written| written.overlaps(field))
                && named.is_some_and(|named| named != U256::from_be_slice(asset.as_slice()))
        }
        _ => false,
    }
}

/// What an LP token's events tell.
struct History {
    /// Why there are events before these; none where these are all.
    gap: Option<Reason>,
    /// What each account got less what it gave, in these events; the zero address among them.
    balances: SortedMap<Address, U256>,
    /// Who got some, the latest first.
    latest: Vec<Address>,
    /// The block of the first creation for anybody, and for whom it was.
    opening: Option<(u64, Address)>,
    /// Block, amount, and whether it was created: the latest first.
    changes: Vec<(u64, U256, bool)>,
}

impl History {
    fn of(reads: &mut Reads<'_>, lp: Address) -> Result<Self, Reason> {
        let (events, gap) = reads.events(lp, LogFilter::of(TRANSFER))?;
        Ok(Self::read(events, gap))
    }

    fn read(events: &[Event], gap: Option<Reason>) -> Self {
        let mut history = Self {
            gap,
            balances: SortedMap::new(),
            latest: Vec::new(),
            opening: None,
            changes: Vec::new(),
        };
        let mut seen = SortedSet::new();
        for event in events.iter().rev() {
            let ([_, from, to], Some(amount)) = (event.topics.as_slice(), event.data.get(..32))
            else {
                continue;
            };
            let [from, to] = [from, to].map(|word| Address::from_word(*word));
            let amount = U256::from_be_slice(amount);
            let add = |sum: &mut U256| *sum = sum.wrapping_add(amount);
            history.balances.update(to, || U256::ZERO, add);
            let take = |sum: &mut U256| *sum = sum.wrapping_sub(amount);
            history.balances.update(from, || U256::ZERO, take);
            if from.is_zero() != to.is_zero() {
                history.changes.push((event.block, amount, from.is_zero()));
            }
            if from.is_zero() && !BURN_ADDRESSES.contains(&to) {
                history.opening = Some((event.block, to));
            }
            if seen.insert(to) {
                history.latest.push(to);
            }
        }
        history
    }

    /// Whether what are said to be all events come to what the LP token itself says. A node that lags, or
    /// cuts its answers short, says less and no error.
    fn adds_up(&self, total: U256, balances: &[(Address, Result<Seen, Reason>)]) -> bool {
        let said = |holder: &Address| {
            let held = self.balances.get(holder);
            held.copied().unwrap_or_default()
        };
        let mut kept = U256::ZERO;
        for (holder, seen) in balances {
            match seen {
                // It creates and destroys, and keeps what is sent to it and not destroyed.
                Ok(seen) if holder.is_zero() => kept = seen.word,
                Ok(seen) if said(holder) != seen.word => return false,
                _ => {}
            }
        }
        total == kept.wrapping_sub(said(&Address::ZERO))
    }

    fn held(&self) -> impl Iterator<Item = (&Address, &U256)> {
        // The zero address creates, and what is sent to it is gone; it is asked for by itself.
        let held = self.balances.iter().filter(|(_, held)| !held.is_zero());
        held.filter(|(holder, _)| !holder.is_zero())
    }

    /// Who may hold some: the largest first where every event is known, else the latest.
    fn holders(&self) -> Vec<Address> {
        if self.gap.is_some() {
            return self.latest.clone();
        }
        let held = self.held().map(|(holder, balance)| (*balance, *holder));
        let held = by_key(held.collect(), |(balance, _)| core::cmp::Reverse(*balance));
        held.into_iter().map(|(_, holder)| holder).collect()
    }

    /// The most there was, counted back from what there is.
    fn peak(&self, now: U256) -> Option<Peak> {
        let (mut supply, mut most, mut peak) = (now, now, None);
        for (block, amount, created) in &self.changes {
            supply = if *created {
                supply.saturating_sub(*amount)
            } else {
                supply.saturating_add(*amount)
            };
            if supply > most {
                most = supply;
                peak = Some(Peak {
                    left_bps: bps(now, most),
                    block: *block,
                });
            }
        }
        peak
    }
}
