//! How much of other people's money a contract holds at the block that was read.

use alloy_primitives::keccak256;

use super::Unknown;
use super::approvals::Approvals;
use super::kinds::{is_locker, is_priced_pool};
use super::market::Seen;
use super::reads::Reads;
use crate::abi::{self, View};
use crate::chains::chain;
use crate::code::{Asset, Capability, CodeFacts, Custody, Field, Guard, Mapping, Party};
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, Slot, U256};

/// Assets of which that is asked.
const MAX_STAKES: usize = 4;
/// The digits behind the point of every chain's own coin.
const COIN_DIGITS: u8 = 18;

/// An asset that a contract holds for others, or can take from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stake {
    /// What the code calls it.
    pub asset: Asset,
    /// Whose it is.
    pub whose: Whose,
    /// The token's contract; `None` of the chain's own coin, and where it is not known.
    pub token: Option<Address>,
    /// Who has it, where that is another contract.
    pub keeper: Option<Address>,
    /// How much there is, in the smallest unit.
    pub amount: Observed<U256>,
    /// Its digits behind the point; `None` where it does not say.
    pub digits: Option<u8>,
    /// The view that says how much, or the largest part of it; none of the chain's own coin.
    pub seen: Option<Seen>,
    /// Who approved it, where that is what it can take.
    pub approvals: Option<Approvals>,
}

/// Who loses what is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those who paid it in.
    Depositors,
    /// Those who gave liquidity.
    Providers,
    /// Those who may claim it.
    Claimants,
    /// Those who hold what stands for it on other chains.
    Abroad,
    /// Those who approved the contract: they have it themselves.
    Approvers,
}

impl Whose {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Depositors => "those who paid it in",
            Self::Providers => "those who gave liquidity",
            Self::Claimants => "those who may claim it",
            Self::Abroad => "those who hold what stands for it on other chains",
            Self::Approvers => "those who approved the contract",
        }
    }
}

impl Stake {
    /// What `subject` holds, as its code says that it does.
    pub(super) fn of(reads: &mut Reads<'_>, subject: Address, code: &CodeFacts) -> Vec<Self> {
        let custody = &code.custody;
        let mut stakes: Vec<Self> = Vec::new();
        // What somebody takes out for others was paid in for them, by whomever.
        let owed = code.powers.iter().filter(|power| {
            matches!(
                power.capability,
                Capability::WithdrawFor | Capability::ForceExit
            )
        });
        let mut owed: Vec<Asset> = owed.filter_map(|power| power.asset).collect();
        if is_locker(code) {
            owed.extend(custody.exits.iter().map(|exit| exit.asset));
        }
        let entitled = if is_priced_pool(code) {
            Whose::Providers
        } else {
            Whose::Claimants
        };
        for (assets, whose) in [
            (&custody.pool, Whose::Providers),
            (&custody.held, Whose::Depositors),
            (&owed, Whose::Depositors),
            (&custody.handed_out, entitled),
        ] {
            for asset in assets {
                let is_there = stakes.iter().any(|stake| stake.asset == *asset);
                if stakes.len() < MAX_STAKES && !is_there {
                    stakes.push(Self::look(reads, subject, *asset, whose));
                }
                let first = stakes.last().and_then(|stake| stake.token);
                if let Asset::Listed { list } = asset
                    && first.is_some()
                    && !is_there
                {
                    Self::listed(reads, subject, custody, *list, &mut stakes);
                }
            }
        }
        stakes.extend(Self::approved(reads, subject, code));
        stakes
    }

    /// The same of the tokens further down a list; what is beyond those that are asked for is not known.
    fn listed(
        reads: &mut Reads<'_>,
        subject: Address,
        custody: &Custody,
        list: Mapping,
        stakes: &mut Vec<Self>,
    ) {
        let asset = Asset::Listed { list };
        let mut strides = custody.strides.iter();
        let stride = strides.find(|(of, _)| *of == list);
        let length = stride.zip(length_slot(list.base));
        let rest = match length.map(|(stride, slot)| (stride.1, reads.word(subject, slot))) {
            Some((stride, Observed::Known(length))) => {
                let mut slot = list.base.0;
                let mut left = U256::from_be_bytes(length.0).saturating_sub(U256::ONE);
                while !left.is_zero() && stakes.len() < MAX_STAKES {
                    left = left.wrapping_sub(U256::ONE);
                    slot = slot.wrapping_add(U256::from(stride));
                    let contract = element(Slot(slot));
                    let token =
                        Self::look(reads, subject, Asset::Token { contract }, Whose::Depositors);
                    stakes.push(Self { asset, ..token });
                }
                (!left.is_zero()).then_some(Reason::WorkLimit)
            }
            Some((_, other)) => other.reason().or(Some(Reason::InvalidReply)),
            None => Some(Reason::NotEnumerable),
        };
        stakes.extend(rest.map(|reason| Self::unknown_of(asset, Whose::Depositors, reason)));
    }

    /// What it can take from those who approved it. Where its caller names the token, that is asked of the
    /// coins that the chain's pools are measured in.
    fn approved(reads: &mut Reads<'_>, subject: Address, code: &CodeFacts) -> Vec<Self> {
        let pulls = code
            .powers
            .iter()
            .filter(|power| power.capability == Capability::PullFrom && power.guard != Guard::Open);
        let taken = code.custody.taken.iter().map(|taken| taken.asset);
        let pulled = pulls.filter_map(|power| power.asset).chain(taken);
        let mut stakes: Vec<Self> = Vec::new();
        for asset in pulled {
            let is_there = stakes.iter().any(|stake| stake.asset == asset);
            if is_there || stakes.len() >= MAX_STAKES {
                continue;
            }
            let any = Asset::Token {
                contract: Party::Chosen,
            };
            if asset != any {
                stakes.push(Self::look(reads, subject, asset, Whose::Approvers));
                continue;
            }
            let chain = reads.evidence().target.chain_id.and_then(chain);
            for coin in chain.into_iter().flat_map(|chain| chain.quotes()) {
                let coin = of_contract(coin.address);
                let stake = Self::look(reads, subject, coin, Whose::Approvers);
                if stake.amount != Observed::Known(U256::ZERO) {
                    stakes.push(Self { asset, ..stake });
                }
            }
            let rest = Self::unknown_of(asset, Whose::Approvers, Reason::NotEnumerable);
            stakes.push(rest);
        }
        stakes
    }

    /// What `subject` holds of a token that a view names, if that is another contract's.
    pub(super) fn named(
        reads: &mut Reads<'_>,
        subject: Address,
        view: View,
        whose: Whose,
    ) -> Option<Self> {
        let asset = match abi::address_view(reads, subject, view, &[]) {
            Observed::Known(token) if token != subject => of_contract(token),
            Observed::Known(_) | Observed::Absent => return None,
            Observed::Unavailable(reason) => {
                let contract = Party::Unresolved;
                return Some(Self::unknown_of(Asset::Token { contract }, whose, reason));
            }
        };
        Some(Self::look(reads, subject, asset, whose))
    }

    const fn unknown_of(asset: Asset, whose: Whose, reason: Reason) -> Self {
        Self {
            asset,
            whose,
            token: None,
            keeper: None,
            amount: Observed::Unavailable(reason),
            digits: None,
            seen: None,
            approvals: None,
        }
    }

    /// The same of another contract's.
    pub(super) fn with(reads: &mut Reads<'_>, keeper: Address, stake: &Self) -> Self {
        let asset = stake.token.map_or(stake.asset, of_contract);
        Self {
            asset: stake.asset,
            keeper: Some(keeper),
            ..Self::look(reads, keeper, asset, stake.whose)
        }
    }

    fn look(reads: &mut Reads<'_>, subject: Address, asset: Asset, whose: Whose) -> Self {
        let mut stake = Self::unknown_of(asset, whose, Reason::NotEnumerable);
        if asset == Asset::Native {
            stake.amount = number(reads.balance(subject));
            stake.digits = Some(COIN_DIGITS);
            return stake;
        }
        let token = match token(reads, subject, asset) {
            Ok(token) => token,
            Err(reason) => {
                stake.amount = Observed::Unavailable(reason);
                return stake;
            }
        };
        stake.token = Some(token);
        let digits = abi::word_view(reads, token, View::DECIMALS, &[]);
        stake.digits = digits.known().and_then(|digits| u8::try_from(*digits).ok());
        if whose == Whose::Approvers {
            match Approvals::of(reads, token, subject) {
                Ok((approvals, amount, seen)) => {
                    stake.amount = Observed::Known(amount);
                    stake.approvals = Some(approvals);
                    stake.seen = seen;
                }
                Err(reason) => stake.amount = Observed::Unavailable(reason),
            }
            return stake;
        }
        let of_subject = [subject.into_word()];
        let amount = abi::word_view(reads, token, View::BALANCE, &of_subject);
        stake.seen = amount.known().map(|word| Seen {
            address: token,
            data: abi::calldata(View::BALANCE, &of_subject),
            word: *word,
        });
        stake.amount = match amount {
            // What is no token at that address has no balance to tell.
            Observed::Absent => Observed::Unavailable(Reason::InvalidReply),
            other => other,
        };
        stake
    }

    pub(super) fn unknown(&self) -> Option<Unknown> {
        let (what, reason) = match (self.amount.reason(), self.whose) {
            (Some(reason), _) if self.keeper.is_some() => ("has handed on", reason),
            (Some(reason), Whose::Approvers) => ("can take", reason),
            (Some(reason), _) => ("holds", reason),
            (None, _) => ("can take from others", self.approvals?.gap?),
        };
        Some(Unknown {
            what: format!("how much of {} it {what}", self.asset),
            reason,
        })
    }
}

/// The token of a contract.
const fn of_contract(address: Address) -> Asset {
    Asset::Token {
        contract: Party::Fixed { address },
    }
}

/// Where the token is.
fn token(reads: &mut Reads<'_>, subject: Address, asset: Asset) -> Result<Address, Reason> {
    match asset {
        Asset::Own => Ok(subject),
        Asset::Token { contract } => address(reads, subject, contract),
        // The first element of an array is at a slot that the code names; what else is in a list is not.
        Asset::Listed { list } if list.base.0.bit_len() > 128 => {
            address(reads, subject, element(list.base))
        }
        _ => Err(Reason::NotEnumerable),
    }
}

/// Where an account is that the code or a variable names.
pub(super) fn address(
    reads: &mut Reads<'_>,
    subject: Address,
    party: Party,
) -> Result<Address, Reason> {
    let field = match party {
        Party::Fixed { address } => return Ok(address),
        Party::Stored { field } => field,
        _ => return Err(Reason::NotEnumerable),
    };
    let word = match reads.word(subject, field.slot) {
        Observed::Known(word) => field.extract(word),
        Observed::Absent => return Err(Reason::InvalidReply),
        Observed::Unavailable(reason) => return Err(reason),
    };
    match abi::address_in(word) {
        Some(address) if address != Address::ZERO => Ok(address),
        _ => Err(Reason::NotEnumerable),
    }
}

/// The address in a slot.
const fn element(slot: Slot) -> Party {
    let field = Field {
        slot,
        bit: 0,
        bits: 160,
    };
    Party::Stored { field }
}

/// Where the length of an array stands whose elements begin here, or a few slots before.
fn length_slot(first: Slot) -> Option<Slot> {
    const MOST_SLOTS: u64 = 256;
    const MOST_MEMBERS: u64 = 16;
    let slots = (0..MOST_SLOTS).map(U256::from);
    let mut slots = slots.filter(|slot| {
        let begins = U256::from_be_bytes(keccak256(slot.to_be_bytes::<32>()).0);
        first.0.wrapping_sub(begins) < U256::from(MOST_MEMBERS)
    });
    slots.next().map(Slot)
}

fn number(word: Observed<crate::primitives::B256>) -> Observed<U256> {
    match word {
        Observed::Known(word) => Observed::Known(word.into()),
        Observed::Absent => Observed::Unavailable(Reason::InvalidReply),
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}
