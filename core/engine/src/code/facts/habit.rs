//! How a contract goes about its business, beside who can do what.

use super::Guard;

/// Something that a contract does on a path that succeeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Habit {
    /// Those who pass a guard change what is stored, and no event says so.
    Silent {
        /// The guard.
        guard: Guard,
        /// An entry of a mapping is changed, the books aside.
        list: bool,
    },
    /// A transfer writes a variable that is neither books nor supply.
    Notes,
    /// A transfer asks whether the caller is on a list that not everybody can enter.
    Favours,
    /// Anybody can send coin, and what he sent is kept in storage.
    CountsCoin,
    /// Coin that is sent without a call changes a variable.
    MindsCoin,
    /// Anybody can have tokens of an account moved whose address is stored.
    Spends,
    /// The sum of all balances changes where another contract answers as it should, and no coin
    /// is counted: tokens are handed in, or given out, for something elsewhere.
    Exchanges,
    /// A signature stands for the caller.
    Signs,
}
