//! How much of other people's money a contract holds at the block that was read.

use super::Unknown;
use super::approvals::Approvals;
use super::market::Seen;
use super::reads::Reads;
use crate::abi::{self, View};
use crate::chains::chain;
use crate::code::{Asset, Capability, CodeFacts, Field, Guard, Party};
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, U256};

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
        for (assets, whose) in [
            (&custody.pool, Whose::Providers),
            (&custody.held, Whose::Depositors),
            (&custody.handed_out, Whose::Claimants),
        ] {
            for asset in assets {
                let is_there = stakes.iter().any(|stake| stake.asset == *asset);
                if stakes.len() < MAX_STAKES && !is_there {
                    stakes.push(Self::look(reads, subject, *asset, whose));
                }
            }
        }
        stakes.extend(Self::approved(reads, subject, code));
        stakes
    }

    /// What it can take from those who approved it. Where its caller names the token, that is asked of the
    /// coins that the chain's pools are measured in.
    fn approved(reads: &mut Reads<'_>, subject: Address, code: &CodeFacts) -> Vec<Self> {
        let pulls = code.powers.iter().filter(|power| {
            power.capability == Capability::PullFrom && power.guard != Guard::Open
        });
        let taken = code.custody.taken.iter().map(|taken| taken.asset);
        let pulled = pulls.filter_map(|power| power.asset).chain(taken);
        let mut stakes: Vec<Self> = Vec::new();
        for asset in pulled {
            if stakes.iter().any(|stake| stake.asset == asset) {
                continue;
            }
            let chosen = Party::Chosen;
            let coins = (asset == Asset::Token { contract: chosen })
                .then(|| chain(reads.evidence().target.chain_id?))
                .flatten();
            let coins = coins.into_iter().flat_map(|chain| chain.quotes());
            let named: Vec<Asset> = coins
                .map(|coin| Party::Fixed {
                    address: coin.address,
                })
                .map(|contract| Asset::Token { contract })
                .collect();
            let each = if named.is_empty() { vec![asset] } else { named };
            stakes.extend(each.into_iter().map(|named| Self {
                asset,
                ..Self::look(reads, subject, named, Whose::Approvers)
            }));
            stakes.truncate(MAX_STAKES);
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
        let token = abi::address_view(reads, subject, view, &[]);
        let address = *token.known().filter(|token| **token != subject)?;
        let contract = Party::Fixed { address };
        Some(Self::look(reads, subject, Asset::Token { contract }, whose))
    }

    fn look(reads: &mut Reads<'_>, subject: Address, asset: Asset, whose: Whose) -> Self {
        let mut stake = Self {
            asset,
            whose,
            token: None,
            amount: Observed::Unavailable(Reason::NotEnumerable),
            digits: None,
            seen: None,
            approvals: None,
        };
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

/// Where the token is.
fn token(reads: &mut Reads<'_>, subject: Address, asset: Asset) -> Result<Address, Reason> {
    let field = match asset {
        Asset::Own => return Ok(subject),
        Asset::Token {
            contract: Party::Fixed { address },
        } => return Ok(address),
        Asset::Token {
            contract: Party::Stored { field },
        } => field,
        // The first element of an array is at a slot that the code names; what else is in a list is not.
        Asset::Listed { list } if list.base.0.bit_len() > 128 => Field {
            slot: list.base,
            bit: 0,
            bits: 160,
        },
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

fn number(word: Observed<crate::primitives::B256>) -> Observed<U256> {
    match word {
        Observed::Known(word) => Observed::Known(word.into()),
        Observed::Absent => Observed::Unavailable(Reason::InvalidReply),
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}
