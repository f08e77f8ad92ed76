//! What the exit models are asked about a pool: nothing that is known only after it was drained.
//!
//! Every number can be rebuilt from a node: trades and deposits from the pair's logs, shares from
//! balances. No date, address or count per week: those tell the era, or how long a pool was watched.

/// A pool, by what is known of it.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "a caller makes one, and boxes would only be in his way"
)]
pub enum Pool {
    /// Its first hour (270 blocks from the first deposit), of a pool that is not drained by then.
    Hour(Trades),
    /// Its first day (6,500 blocks), of a pool that is not drained by then.
    Day {
        /// The first hour of it.
        hour: Trades,
        /// All of it.
        day: Trades,
    },
    /// Its holders at one moment.
    Holders(Holders),
}

/// What happened in a pool from its first deposit to the end of a window. Amounts are in the paired
/// coin (WETH), shares from 0 to 1; `None` and what is not finite is unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trades {
    /// The coin in the first deposit.
    pub deposit: Option<f64>,
    /// The coin at the end of the window, as a multiple of the first deposit.
    pub growth: Option<f64>,
    /// The price at the end of the window, as a multiple of the first price.
    pub price: Option<f64>,
    /// The largest fall of the coin from its peak, as a share of the peak.
    pub fall: Option<f64>,
    /// How many times the reserves changed.
    pub syncs: Option<f64>,
    /// Further deposits of liquidity.
    pub deposits: Option<f64>,
    /// Withdrawals of liquidity.
    pub withdrawals: Option<f64>,
    /// Purchases of the token.
    pub buys: Option<f64>,
    /// Sales of the token.
    pub sells: Option<f64>,
    /// The coin of all purchases.
    pub bought: Option<f64>,
    /// The coin of all sales.
    pub sold: Option<f64>,
    /// The coin of the largest purchase.
    pub largest_buy: Option<f64>,
    /// Blocks with a change of the reserves.
    pub blocks: Option<f64>,
    /// The share of the window since the last change of the reserves.
    pub idle: Option<f64>,
    /// The share of the pool that its first depositor holds.
    pub first_depositor_share: Option<f64>,
    /// The largest share of the pool in one hand.
    pub top_share: Option<f64>,
}

/// Who holds a pool and its token at one moment: shares from 0 to 1, `None` where unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holders {
    /// The share of the pool that the token's creator holds.
    pub creator_pool_share: Option<f64>,
    /// The share of the pool that is locked or burnt.
    pub locked_pool_share: Option<f64>,
    /// The mean share of the pool of its holders: one over their number.
    pub mean_pool_share: Option<f64>,
    /// The standard deviation of those shares, from 0 to one half.
    pub pool_share_deviation: Option<f64>,
    /// The share of the token's supply that was burnt.
    pub burnt_token_share: Option<f64>,
    /// The share of the token's supply that its creator holds.
    pub creator_token_share: Option<f64>,
}

/// How a feature may move the probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As the data say.
    Either,
    /// More of it never lowers the probability.
    Up,
    /// More of it never raises the probability.
    Down,
}

/// A question about a pool that is answered with a number.
#[derive(Debug)]
pub struct ExitFeature {
    /// Its name in weights.
    pub name: &'static str,
    /// What it is, in words.
    pub words: &'static str,
    /// How it may move the probability.
    pub direction: Direction,
    ask: Ask,
}

#[derive(Debug)]
enum Ask {
    Window(fn(&Trades) -> Option<f64>),
    /// Of the first hour and of the first day.
    Course(fn(&Trades, &Trades) -> Option<f64>),
    Holders(fn(&Holders) -> Option<f64>),
}

impl Pool {
    /// What is asked about a pool like this, in the order of the weights and contributions.
    pub fn features(&self) -> impl Iterator<Item = &'static ExitFeature> + use<> {
        let (first, then): (&[ExitFeature], &[ExitFeature]) = match self {
            Self::Hour(_) => (WINDOW, &[]),
            Self::Day { .. } => (WINDOW, COURSE),
            Self::Holders(_) => (HOLDERS, &[]),
        };
        first.iter().chain(then)
    }
}

impl ExitFeature {
    /// The answer for a pool; none where it is not known, or not a finite number.
    #[must_use]
    pub fn of(&self, pool: &Pool) -> Option<f64> {
        let answer = match (&self.ask, pool) {
            (Ask::Window(ask), Pool::Hour(window) | Pool::Day { day: window, .. }) => ask(window),
            (Ask::Course(ask), Pool::Day { hour, day }) => ask(hour, day),
            (Ask::Holders(ask), Pool::Holders(holders)) => ask(holders),
            _ => None,
        };
        answer.filter(|answer| answer.is_finite())
    }
}

/// Not whether the pool is locked: in the data locked pools are drained as often as others, only
/// later, so that a lock would count as a risk, which nobody would understand.
const WINDOW: &[ExitFeature] = &[
    window(
        "deposit",
        "the coin first deposited",
        Direction::Either,
        |t| t.deposit,
    ),
    window("reserve", "the coin in the pool", Direction::Either, |t| {
        Some(t.deposit? * t.growth?)
    }),
    window(
        "growth",
        "how the pool's coin grew",
        Direction::Either,
        |t| t.growth,
    ),
    window("price", "how the price moved", Direction::Either, |t| {
        t.price
    }),
    window(
        "depth",
        "liquidity added to or taken from the pool",
        Direction::Either,
        // At a constant product the price moves as the square of the reserve.
        |t| Some(t.growth? * t.growth? / t.price?),
    ),
    window(
        "fall",
        "how far the coin fell from its peak",
        Direction::Either,
        |t| t.fall,
    ),
    window("buys", "how many bought", Direction::Down, |t| t.buys),
    window("sells", "how many sold", Direction::Down, |t| t.sells),
    window(
        "bought",
        "the coin of all purchases",
        Direction::Either,
        |t| t.bought,
    ),
    window("sold", "the coin of all sales", Direction::Either, |t| {
        t.sold
    }),
    window(
        "mean_buy",
        "the size of purchases",
        Direction::Either,
        |t| Some(t.bought? / t.buys?),
    ),
    window("mean_sell", "the size of sales", Direction::Either, |t| {
        Some(t.sold? / t.sells?)
    }),
    window(
        "largest_buy",
        "the largest purchase beside the deposit",
        Direction::Either,
        |t| Some(t.largest_buy? / t.deposit?),
    ),
    window(
        "crowding",
        "how many trades share a block",
        Direction::Either,
        |t| Some(t.syncs? / t.blocks?),
    ),
    window("idle", "how long nobody traded", Direction::Up, |t| t.idle),
    window(
        "deposits",
        "further deposits of liquidity",
        Direction::Either,
        |t| t.deposits,
    ),
    window(
        "withdrawals",
        "withdrawals of liquidity",
        Direction::Up,
        |t| t.withdrawals,
    ),
    window(
        "first_depositor_share",
        "what the first depositor can withdraw",
        Direction::Up,
        |t| t.first_depositor_share.map(share),
    ),
    window(
        "top_share",
        "the largest share of the pool in one hand",
        Direction::Up,
        |t| t.top_share.map(share),
    ),
];

const COURSE: &[ExitFeature] = &[
    course(
        "later_syncs",
        "activity after the first hour",
        |hour, day| Some(1.0 - hour.syncs? / day.syncs?),
    ),
    course(
        "later_growth",
        "how the coin grew after the first hour",
        |hour, day| Some(day.growth? / hour.growth?),
    ),
    course(
        "later_price",
        "how the price moved after the first hour",
        |hour, day| Some(day.price? / hour.price?),
    ),
];

const HOLDERS: &[ExitFeature] = &[
    ExitFeature {
        name: "creator_pool_share",
        words: "what the creator can withdraw",
        direction: Direction::Up,
        ask: Ask::Holders(|h| h.creator_pool_share.map(share)),
    },
    holders(
        "locked_pool_share",
        "what is burnt or locked of the pool",
        |h| h.locked_pool_share.map(share),
    ),
    holders("other_pool_share", "what others hold of the pool", |h| {
        others(h)
    }),
    holders("mean_pool_share", "how few hold the pool", |h| {
        h.mean_pool_share.map(share)
    }),
    holders(
        "pool_share_deviation",
        "how unevenly the pool is held",
        |h| h.pool_share_deviation.map(share),
    ),
    holders("burnt_token_share", "what is burnt of the token", |h| {
        h.burnt_token_share.map(share)
    }),
    holders(
        "creator_token_share",
        "what the creator holds of the token",
        |h| h.creator_token_share.map(share),
    ),
    holders(
        "token_of_unlocked",
        "the creator's tokens beside an unlocked pool",
        |h| Some((1.0 - share(h.locked_pool_share?)) * share(h.creator_token_share?)),
    ),
    holders(
        "token_of_shared",
        "the creator's tokens beside a pool of others",
        |h| Some(others(h)? * share(h.creator_token_share?)),
    ),
    holders(
        "burnt_of_locked",
        "burnt tokens beside a locked pool",
        |h| Some(share(h.locked_pool_share?) * share(h.burnt_token_share?)),
    ),
    holders(
        "burnt_of_shared",
        "burnt tokens beside a pool of others",
        |h| Some(others(h)? * share(h.burnt_token_share?)),
    ),
    holders(
        "single_of_shared",
        "one other account holds the pool",
        |h| Some(others(h)? * share(h.mean_pool_share?)),
    ),
];

fn others(holders: &Holders) -> Option<f64> {
    let known = share(holders.creator_pool_share?) + share(holders.locked_pool_share?);
    Some(share(1.0 - known))
}

/// The share of a whole: shares below a millionth are dust, such as what a pool burns at its start.
fn share(value: f64) -> f64 {
    if value < 1e-6 { 0.0 } else { value.min(1.0) }
}

const fn window(
    name: &'static str,
    words: &'static str,
    direction: Direction,
    ask: fn(&Trades) -> Option<f64>,
) -> ExitFeature {
    ExitFeature {
        name,
        words,
        direction,
        ask: Ask::Window(ask),
    }
}

const fn course(
    name: &'static str,
    words: &'static str,
    ask: fn(&Trades, &Trades) -> Option<f64>,
) -> ExitFeature {
    ExitFeature {
        name,
        words,
        direction: Direction::Either,
        ask: Ask::Course(ask),
    }
}

const fn holders(
    name: &'static str,
    words: &'static str,
    ask: fn(&Holders) -> Option<f64>,
) -> ExitFeature {
    ExitFeature {
        name,
        words,
        direction: Direction::Either,
        ask: Ask::Holders(ask),
    }
}
