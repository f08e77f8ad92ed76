//! What kind of contract it is: by what its code does, and where that does not tell, by what it can be asked.

use serde::{Deserialize, Serialize};

use super::Facts;
use super::control::Controller;
use crate::abi::View;
use crate::code::{Asset, Bound, Capability, CodeFacts, Guard};
use crate::primitives::Selector;

/// What a contract is. It may be several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ContractKind {
    /// It keeps balances that it shows and that can be passed on.
    Token,
    /// People pay in, and get shares of it that they can pass on.
    Vault,
    /// People pay in, and it notes what they are owed.
    Deposits,
    /// Two assets are traded against each other.
    Pool,
    /// It makes pools.
    PoolFactory,
    /// It trades in pools for others.
    Router,
    /// People lend, and borrow against what they lend.
    LendingMarket,
    /// It gives assets to whoever is entitled.
    Distributor,
    /// It keeps tokens for people until a time.
    Locker,
    /// It sells tokens for coin: its own, or those of another contract.
    Sale,
    /// It believes messages from other chains.
    Bridge,
    /// Several keys have to sign.
    Safe,
    /// Calls have to wait.
    Timelock,
}

impl ContractKind {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Vault => "vault",
            Self::Deposits => "deposits",
            Self::Pool => "pool",
            Self::PoolFactory => "factory of pools",
            Self::Router => "router",
            Self::LendingMarket => "lending market",
            Self::Distributor => "distributor",
            Self::Locker => "locker",
            Self::Sale => "sale",
            Self::Bridge => "bridge",
            Self::Safe => "Safe",
            Self::Timelock => "timelock",
        }
    }
}

/// `transfer(address,uint256)` of ERC-20.
const TRANSFER: Selector = Selector::new([0xa9, 0x05, 0x9c, 0xbb]);
/// `swapExactTokensForTokens(uint256,uint256,address[],address,uint256)` of Uniswap V2's router,
/// `exactInputSingle` of V3's two, and `execute(bytes,bytes[],uint256)` of the universal ones.
const SWAPS: [[u8; 4]; 4] = [
    [0x35, 0x93, 0x56, 0x4c],
    [0x38, 0xed, 0x17, 0x39],
    [0x41, 0x4b, 0xf3, 0x89],
    [0x04, 0xe4, 0x5a, 0xaf],
];
/// By what pools of Uniswap V3 and its like are asked: they give no shares that they count anything for.
const PRICED: [View; 4] = [View::SLOT0, View::LIQUIDITY, View::TOKEN0, View::TOKEN1];
/// By what factories are asked for a pool.
const POOLS: [View; 5] = [
    View::PAIR,
    View::STABLE_PAIR,
    View::STABLE_POOL,
    View::FEE_POOL,
    View::POOL,
];
/// By what lockers are asked for a lock.
const LOCKS: [View; 4] = [View::LOCK, View::LOCK_BY_ID, View::DEPOSIT, View::LOCKS];

impl Facts {
    /// What it is.
    pub(super) fn find_kinds(&self) -> Vec<ContractKind> {
        use ContractKind as Kind;
        let is_safe = matches!(self.safe, Some(Controller::Safe { .. }));
        let Ok(code) = &self.code else {
            return Vec::new();
        };
        let custody = &code.custody;
        let holds = !custody.held.is_empty();
        let is_pool = !custody.pool.is_empty() || is_priced_pool(code);
        let is_locker = is_locker(code);
        // Books that cannot be passed on are no token.
        let is_token = self.is_token() && code.answers(TRANSFER);
        let shares = holds && !is_pool && is_token;
        let sells = code.powers.iter().any(|power| {
            power.capability == Capability::Mint
                && power.guard == Guard::Open
                && power.bound == Bound::Paid
        });
        // A wrapped coin sells itself for what it gives back.
        let gives_back = custody.held.contains(&Asset::Native);
        let swaps = || SWAPS.iter().any(|swap| code.answers(Selector::new(*swap)));
        let found = [
            (Kind::Token, is_token),
            (Kind::Vault, shares),
            (Kind::Deposits, holds && !is_pool && !shares && !is_locker),
            (Kind::Pool, is_pool),
            (
                Kind::PoolFactory,
                !code.creations.is_empty() && asks(code, &POOLS),
            ),
            (Kind::Router, !is_pool && swaps()),
            (Kind::LendingMarket, !self.lending.is_empty()),
            (
                Kind::Distributor,
                !custody.handed_out.is_empty() && !is_pool,
            ),
            (Kind::Locker, is_locker),
            (Kind::Sale, sells && !gives_back || !custody.sold.is_empty()),
            (Kind::Bridge, self.bridge.is_some()),
            (Kind::Safe, is_safe),
            (Kind::Timelock, code.queue.is_some()),
        ];
        let here = found.into_iter().filter(|(_, is_here)| *is_here);
        here.map(|(kind, _)| kind).collect()
    }
}

/// It says at what price it trades two tokens, and how much is there for that.
pub(super) fn is_priced_pool(code: &CodeFacts) -> bool {
    PRICED.iter().all(|view| code.answers(view.selector()))
}

/// It says what it keeps until when, and people get it out.
pub(super) fn is_locker(code: &CodeFacts) -> bool {
    !code.custody.exits.is_empty() && asks(code, &LOCKS)
}

fn asks(code: &CodeFacts, views: &[View]) -> bool {
    views.iter().any(|view| code.answers(view.selector()))
}
