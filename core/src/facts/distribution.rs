//! Who holds the supply, as far as anybody can be named.
//!
//! A node cannot list holders. Named are those who rule the token or made it, the token itself, the
//! addresses that nobody can sign for, whoever the host suggests, and, where the token is not known to be
//! older than three days, everybody whom its events name. What each holds is asked of the token; a part of the
//! supply that nobody named holds is said to be unknown.

use super::control::{BURN_ADDRESSES, Controller};
use super::market::{Seen, TRANSFER, bps};
use super::origin::{Origin, made_by};
use super::reads::Reads;
use super::{Identity, Unknown};
use crate::abi::{self, View};
use crate::evidence::{Event, Observed, Reason};
use crate::primitives::{Address, U256};
use crate::request::LogFilter;
use crate::sorted::{SortedMap, SortedSet, by_key};

/// Accounts that the host suggests and that are asked for.
const MOST_HINTED: usize = 32;
/// Accounts that events name and that are asked for: those with the most, by the events.
const MOST_NAMED: usize = 16;
/// What stands behind an account is looked at from this share of the supply on.
const SOME_BPS: u16 = 100;
/// So much of the supply may be with others than events say: a token may take fees, or pay interest.
const MOST_UNTOLD_BPS: u16 = 1_000;
/// Where so much of the supply was found, the rest does not matter.
const NEARLY_ALL_BPS: u16 = 9_000;

/// Who holds the supply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    /// The supply without what is burned, in the token's smallest unit.
    pub circulating: U256,
    /// Whoever holds some of it, the most first.
    pub holdings: Vec<Holding>,
    /// Others than those who rule the token were looked for: all of them, or those that the host
    /// suggests.
    pub looked: Looked,
    /// Why some balance is not known, or who acts for one who has much.
    pub gap: Option<Reason>,
}

/// Where holders were looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Looked {
    /// Nowhere: only those who rule the token, or made it, were asked for.
    #[default]
    Nowhere,
    /// Among those that the host suggests.
    Suggested,
    /// Among those that the events of so many blocks name, which are all since the token was made,
    /// unless it is older than is known.
    Events {
        /// How many.
        blocks: u64,
    },
    /// In the events, which could not be had.
    Refused(Reason),
}

/// Somebody with a part of the supply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The account.
    pub account: Address,
    /// How much, in the token's smallest unit.
    pub amount: U256,
    /// In what capacity.
    pub role: Role,
    /// Who acts for the account, where that was asked.
    pub controller: Option<Controller>,
    /// The view that says so.
    pub seen: Seen,
}

/// What a holder is to the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The token itself.
    Itself,
    /// It stands behind a power over the token.
    Ruler,
    /// It made the token.
    Deployer,
    /// Events name it as owner of earlier days.
    Former,
    /// What it holds is there to be bought.
    Pool,
    /// Anybody else.
    Other,
}

impl Holding {
    /// One key or a Safe can move it, alone or through a contract that only obeys it.
    #[must_use]
    pub fn is_in_hand(&self) -> bool {
        let mut controller = self.controller.as_ref();
        loop {
            match controller {
                Some(Controller::Eoa { .. } | Controller::Safe { .. }) => return true,
                Some(Controller::Contract {
                    owner: Some(owner),
                    only_owner: true,
                    ..
                }) => controller = Some(owner),
                _ => return false,
            }
        }
    }
}

impl Distribution {
    /// Asks what everybody holds who can be named; the token's code stands at `place`.
    #[must_use]
    pub fn resolve(
        reads: &mut Reads<'_>,
        token: Address,
        place: Address,
        identity: &Identity,
        origin: &mut Origin,
        holders: &[&Controller],
        pools: &[Address],
    ) -> Self {
        let mut distribution = Self::default();
        let told = distribution.look(reads, token, origin);
        if origin.deployer.is_none() {
            origin.deployer = made_by(&told.named, token, reads.evidence().target.chain_id);
        }
        let rulers = holders.iter().filter(|holder| !holder.is_renounced());
        let rulers = rulers.filter_map(|ruler| ruler.account());
        let made = origin.deployer.map(|made| made.address);
        let named = |accounts: &mut dyn Iterator<Item = Address>, role| -> Vec<(Address, Role)> {
            accounts.map(|account| (account, role)).collect()
        };
        // The later overrules the earlier: who made the token and rules it is its ruler.
        let mut roles: SortedMap<Address, Role> = [
            named(&mut told.named.iter().copied(), Role::Other),
            named(&mut origin.former.iter().copied(), Role::Former),
            named(&mut made.into_iter(), Role::Deployer),
            named(&mut rulers.into_iter(), Role::Ruler),
            named(&mut pools.iter().copied(), Role::Pool),
            vec![(token, Role::Itself)],
        ]
        .into_iter()
        .flatten()
        .collect();
        let (mut burned, mut created) = (U256::ZERO, told.created);
        for address in BURN_ADDRESSES {
            roles.remove(&address);
            let held = distribution.balance(reads, token, address).word;
            burned = burned.saturating_add(held);
            if address.is_zero() {
                created = created.saturating_add(held);
            }
        }
        let supply = match identity.supply {
            Observed::Known(supply) => supply,
            Observed::Absent => U256::ZERO,
            Observed::Unavailable(reason) => {
                distribution.gap = Some(reason);
                U256::ZERO
            }
        };
        distribution.circulating = supply.saturating_sub(burned);
        let mut untold = U256::ZERO;
        for (account, role) in roles.iter() {
            let seen = distribution.balance(reads, token, *account);
            let amount = seen.word;
            let kept = told.kept.get(account).copied().unwrap_or_default();
            untold = untold.saturating_add(amount.abs_diff(kept));
            if *role == Role::Itself {
                created = created.saturating_add(amount);
            }
            if amount == U256::ZERO {
                continue;
            }
            let is_much = distribution.bps(amount) >= SOME_BPS;
            let known = holders
                .iter()
                .find(|holder| holder.account() == Some(*account));
            let controller = match role {
                Role::Itself | Role::Pool => None,
                _ if is_much => Some(known.map_or_else(
                    || Controller::of_address(reads, *account),
                    |ruler| (*ruler).clone(),
                )),
                _ => None,
            };
            let unread = controller.as_ref().and_then(Controller::gap);
            distribution.gap = distribution.gap.or(unread);
            distribution.holdings.push(Holding {
                account: *account,
                amount,
                role: *role,
                controller,
                seen,
            });
        }
        // The events of a token's whole life tell where all of it went, if its code logs that at all.
        let is_whole = matches!(distribution.looked, Looked::Events { .. })
            && origin.is_young() == Some(true)
            && distribution.gap.is_none();
        let untold = untold.max(supply.saturating_sub(created));
        let lacks_some = bps(untold, supply) > MOST_UNTOLD_BPS;
        if is_whole && lacks_some && reads.mentions(place, TRANSFER) {
            distribution.looked = Looked::Refused(Reason::InvalidReply);
        }
        let amount = |holding: &Holding| core::cmp::Reverse((holding.amount, holding.account));
        distribution.holdings = by_key(distribution.holdings, amount);
        distribution
    }

    /// A part of what is not burned, in hundredths of a percent.
    #[must_use]
    pub fn bps(&self, amount: U256) -> u16 {
        bps(amount, self.circulating)
    }

    /// How much of the supply was found with somebody, in hundredths of a percent.
    #[must_use]
    pub fn found_bps(&self) -> u16 {
        let all = self.holdings.iter().map(|holding| holding.amount);
        self.bps(all.fold(U256::ZERO, U256::saturating_add))
    }

    /// Nobody can tell who holds a token of unknown age, because the node neither keeps old states nor
    /// looks through three days of its events. Many nodes are like that.
    #[must_use]
    pub fn is_out_of_reach(&self, origin: Option<&Origin>) -> bool {
        self.looked == Looked::Refused(Reason::LogRange)
            && origin.is_some_and(|origin| origin.is_young().is_none())
    }

    /// Who else may hold some of it.
    fn look(&mut self, reads: &mut Reads<'_>, token: Address, origin: &Origin) -> Told {
        let evidence = reads.evidence();
        let hinted = evidence.hints.holders.iter().take(MOST_HINTED);
        let hinted = Told {
            named: hinted.copied().collect(),
            kept: SortedMap::new(),
            created: U256::ZERO,
        };
        if !hinted.named.is_empty() {
            self.looked = Looked::Suggested;
            return hinted;
        }
        let Some((now, after)) = evidence.block.known().zip(origin.life()) else {
            return hinted;
        };
        let blocks = now.number.saturating_sub(after);
        match reads.logs(token, LogFilter::of(TRANSFER).latest(blocks)) {
            Observed::Known(events) => {
                self.looked = Looked::Events { blocks };
                Told::by(events, token)
            }
            Observed::Absent => hinted,
            Observed::Unavailable(reason) => {
                self.looked = Looked::Refused(reason);
                hinted
            }
        }
    }

    /// What an account holds; nothing where that is not known.
    fn balance(&mut self, reads: &mut Reads<'_>, token: Address, account: Address) -> Seen {
        let argument = account.into_word();
        let word = match abi::number_view(reads, token, View::BALANCE, &[argument]) {
            Observed::Known(amount) => amount,
            // What burns by sending to an address may refuse to say what is there.
            Observed::Absent if BURN_ADDRESSES.contains(&account) => U256::ZERO,
            other => {
                self.gap = other.reason().or(Some(Reason::InvalidReply));
                U256::ZERO
            }
        };
        Seen {
            address: token,
            data: abi::calldata(View::BALANCE, &[argument]),
            word,
        }
    }

    pub(super) fn unknowns(&self) -> impl Iterator<Item = Unknown> {
        let unknown = |what: &str, reason| Unknown {
            what: what.to_owned(),
            reason,
        };
        let balances = self
            .gap
            .map(|reason| unknown("what those behind the token and others hold of it", reason));
        let reason = match self.looked {
            Looked::Refused(reason) => reason,
            _ => Reason::NotAsked,
        };
        let was_refused = matches!(self.looked, Looked::Refused(_));
        let is_open = was_refused || self.gap.is_none() && self.found_bps() < NEARLY_ALL_BPS;
        let rest = is_open.then(|| unknown("who holds the rest of the supply", reason));
        balances.into_iter().chain(rest)
    }
}

/// What events say of who has the supply, or the host says.
struct Told {
    /// Those with the most, by the events; or whom the host suggests.
    named: SortedSet<Address>,
    /// How much more everybody got than he gave.
    kept: SortedMap<Address, U256>,
    /// How much more the zero address and the token itself gave than they got: either may stand for nobody.
    created: U256,
}

impl Told {
    fn by(events: &[Event], token: Address) -> Self {
        let mut balances: SortedMap<Address, (U256, U256)> = SortedMap::new();
        for event in events {
            let (Some(from), Some(to)) = (event.topics.get(1), event.topics.get(2)) else {
                continue;
            };
            let amount = event
                .data
                .get(..32)
                .map(U256::from_be_slice)
                .unwrap_or_default();
            let none = || (U256::ZERO, U256::ZERO);
            balances.update(Address::from_word(*from), none, |(_, out)| {
                *out = out.saturating_add(amount);
            });
            balances.update(Address::from_word(*to), none, |(got, _)| {
                *got = got.saturating_add(amount);
            });
        }
        let (mut got, mut gave) = (U256::ZERO, U256::ZERO);
        for nobody in [Address::ZERO, token] {
            let (to, from) = balances.get(&nobody).copied().unwrap_or_default();
            got = got.saturating_add(to);
            gave = gave.saturating_add(from);
        }
        let kept = balances
            .into_iter()
            .map(|(account, (got, out))| (account, got.saturating_sub(out)));
        let kept: SortedMap<Address, U256> = kept.filter(|(_, kept)| *kept > U256::ZERO).collect();
        let richest = kept.iter().map(|(account, kept)| (*kept, *account));
        let mut richest = by_key(richest.collect(), |entry| core::cmp::Reverse(*entry));
        richest.truncate(MOST_NAMED);
        Self {
            named: richest.into_iter().map(|(_, account)| account).collect(),
            kept,
            created: gave.saturating_sub(got),
        }
    }
}
