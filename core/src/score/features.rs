//! What the code model is asked about: the powers that the code carries, by guard and bound, and how
//! it goes about them.
//!
//! Never addresses, compiler versions, chains, sizes or names: those only tell the year of a contract.
//! Every answer is no or yes, 0 or 1, and of a feature it is fixed which of them may speak for risk:
//! yes, or for those whose name begins with [`HONEST`], no. These ask for a structure that honest
//! contracts have and rugs could do without; none asks who holds a power or whether something is
//! absent, so that neither a renounced power nor a read that failed can answer one with yes.

use crate::code::{
    Asset, Bound, Capability, CodeFacts, Gate, GateKey, Guard, Habit, Outflow, Party, Power,
};
use crate::primitives::U256;

pub use rugrisk_models::HONEST;

/// A question that is answered with yes or no.
#[derive(Debug)]
pub struct Feature {
    /// Its name in weights and tables.
    pub name: &'static str,
    /// What it says where the answer is yes, in words.
    pub words: &'static str,
    ask: fn(&CodeFacts, Live<'_>) -> bool,
}

/// Tells the guards that somebody holds from those that nobody holds any more.
pub type Live<'a> = &'a dyn Fn(Guard) -> bool;

/// Every feature, in the order of the weights.
pub const FEATURES: &[Feature] = &[
    Feature {
        name: "mint_unbounded",
        words: "somebody can create tokens without limit",
        ask: |code, live| {
            any(code, live, &|power| {
                mints(power) && power.bound == Bound::NotFound
            })
        },
    },
    Feature {
        name: "mint_unrecorded",
        words: "tokens can be created without raising the supply",
        ask: |code, live| {
            !code.ledger.supply.is_empty()
                && any(code, live, &|power| {
                    mints(power) && power.trail.is_some_and(|trail| !trail.raises_supply)
                })
        },
    },
    Feature {
        name: "mint_open",
        words: "whoever pays or claims creates tokens",
        ask: |code, live| {
            any(code, live, &|power| {
                mints(power) && power.guard == Guard::Open
            })
        },
    },
    Feature {
        name: "mint_to_caller",
        words: "created tokens go to whoever creates them",
        ask: |code, live| {
            any(code, live, &|power| {
                mints(power) && power.recipient == Some(Party::Caller)
            })
        },
    },
    Feature {
        name: "mint_any_time",
        words: "tokens can be created at any time",
        ask: |code, live| any(code, live, &|power| mints(power) && !power.delayed),
    },
    Feature {
        name: "set_balance",
        words: "somebody can overwrite balances",
        ask: |code, live| has(code, live, &[Capability::SetBalance]),
    },
    Feature {
        name: "burn_from",
        words: "somebody can destroy other people's tokens",
        ask: |code, live| has(code, live, &[Capability::BurnFrom]),
    },
    Feature {
        name: "burn_unlogged",
        words: "other people's tokens can be destroyed without a transfer event",
        ask: |code, live| {
            any(code, live, &|power| {
                power.capability == Capability::BurnFrom
                    && power.trail.is_some_and(|trail| !trail.logs_transfer)
            })
        },
    },
    Feature {
        name: "move_from",
        words: "somebody can move other people's tokens",
        ask: |code, live| has(code, live, &[Capability::MoveFrom]),
    },
    Feature {
        name: "pause",
        words: "somebody can stop all transfers",
        ask: |code, live| gate(code, live, &|gate, _| is_switch(gate) && blocks(gate)),
    },
    Feature {
        name: "pause_by_owner",
        words: "the owner can stop all transfers",
        ask: |code, live| {
            gate(code, live, &|gate, power| {
                is_switch(gate) && blocks(gate) && is_owners(code, power)
            })
        },
    },
    Feature {
        name: "blacklist",
        words: "somebody can block single accounts",
        ask: |code, live| gate(code, live, &|gate, _| !is_switch(gate) && blocks(gate)),
    },
    Feature {
        name: "blacklist_by_owner",
        words: "the owner can block single accounts",
        ask: |code, live| {
            gate(code, live, &|gate, power| {
                !is_switch(gate) && blocks(gate) && is_owners(code, power)
            })
        },
    },
    Feature {
        name: "whitelist",
        words: "only listed accounts can transfer",
        ask: |code, live| {
            gate(code, live, &|gate, _| {
                !is_switch(gate) && gate.switch.blocks_when_unset
            })
        },
    },
    Feature {
        name: "limit",
        words: "somebody can limit how much may be transferred",
        ask: |code, live| has(code, live, &[Capability::SetLimit]),
    },
    Feature {
        name: "transfers_favour",
        words: "transfers go another way for accounts on a list",
        ask: |code, _| code.habits.contains(&Habit::Favours),
    },
    Feature {
        name: "transfers_note",
        words: "a transfer changes more than the books",
        ask: |code, _| code.habits.contains(&Habit::Notes),
    },
    Feature {
        name: "fee",
        words: "a part of each transfer is taken",
        ask: |code, _| !code.fees.is_empty(),
    },
    Feature {
        name: "fee_unbounded",
        words: "somebody can raise the transfer fee without limit",
        ask: fee_unbounded,
    },
    Feature {
        name: "selfdestruct",
        words: "the contract can be destroyed",
        ask: |code, live| has(code, live, &[Capability::SelfDestruct]),
    },
    Feature {
        name: "exit_priced",
        words: "somebody can set what a withdrawal pays",
        ask: |code, live| has(code, live, &[Capability::SetPrice, Capability::SetExitFee]),
    },
    Feature {
        name: "coin_in",
        words: "people pay coin in",
        ask: |code, _| {
            code.custody
                .deposits
                .iter()
                .any(|moved| moved.asset == Asset::Native)
        },
    },
    Feature {
        name: "coin_counted",
        words: "what people pay in is counted",
        ask: |code, _| code.habits.contains(&Habit::CountsCoin),
    },
    Feature {
        name: "coin_minded",
        words: "coin that is sent without a call changes what is stored",
        ask: |code, _| code.habits.contains(&Habit::MindsCoin),
    },
    Feature {
        name: "coin_out",
        words: "coin can leave the contract",
        ask: |code, live| {
            let out = |flow: &Outflow| flow.asset == Asset::Native && live(flow.guard);
            code.outflows.iter().any(out)
        },
    },
    Feature {
        name: "no_exit",
        words: "no way out was found for what people pay in",
        ask: |code, _| !code.custody.deposits.is_empty() && code.custody.exits.is_empty(),
    },
    Feature {
        name: "reserve_spent",
        words: "anybody can have tokens moved out of an account that the contract names",
        ask: |code, _| code.habits.contains(&Habit::Spends),
    },
    Feature {
        name: "owner",
        words: "one account is shown as the owner",
        ask: |code, live| {
            code.ledger
                .owner
                .is_some_and(|field| live(Guard::Owner { field }))
        },
    },
    Feature {
        name: "privileged",
        words: "somebody has a privilege",
        ask: |code, live| any(code, live, &|power| power.guard != Guard::Open),
    },
    Feature {
        name: "sensitive_by_owner",
        words: "the owner has a power over other people's money",
        ask: |code, live| {
            any(code, live, &|power| {
                power.is_sensitive() && is_owners(code, power)
            })
        },
    },
    Feature {
        name: "setting_by_list",
        words: "accounts on a list can change settings",
        ask: |code, live| {
            any(code, live, &|power| {
                configures(power) && matches!(power.guard, Guard::Mapping { .. })
            })
        },
    },
    Feature {
        name: "setting_once",
        words: "a setting can be changed a single time",
        ask: |code, live| any(code, live, &|power| configures(power) && power.once),
    },
    Feature {
        name: "silent",
        words: "privileged changes are made without an event",
        ask: |code, live| silent(code, live, &|_, _| true),
    },
    Feature {
        name: "silent_owner",
        words: "one account makes changes without an event",
        ask: |code, live| silent(code, live, &|guard, _| matches!(guard, Guard::Owner { .. })),
    },
    Feature {
        name: "silent_list",
        words: "lists are changed without an event",
        ask: |code, live| silent(code, live, &|_, list| list),
    },
    Feature {
        name: "honest_approvals",
        words: "approvals stand in its own books",
        ask: |code, _| code.ledger.allowances.is_some(),
    },
    Feature {
        name: "honest_supply",
        words: "the supply stands in its own books",
        ask: |code, _| !code.ledger.supply.is_empty(),
    },
    Feature {
        name: "honest_signatures",
        words: "a signature can stand for a transaction",
        ask: |code, _| code.habits.contains(&Habit::Signs),
    },
    Feature {
        name: "honest_exchange",
        words: "tokens come and go in exchange with another contract",
        ask: |code, _| code.habits.contains(&Habit::Exchanges),
    },
];

/// The answers for a code, counting only the powers that `live` lets through.
#[must_use]
pub fn answers(code: &CodeFacts, live: Live<'_>) -> Vec<f64> {
    FEATURES
        .iter()
        .map(|feature| f64::from(u8::from((feature.ask)(code, live))))
        .collect()
}

// One copy for all questions, not one for each: `dyn` keeps the module small.
fn any(code: &CodeFacts, live: Live<'_>, asked: &dyn Fn(&Power) -> bool) -> bool {
    code.powers
        .iter()
        .any(|power| asked(power) && live(power.guard))
}

fn has(code: &CodeFacts, live: Live<'_>, capabilities: &[Capability]) -> bool {
    any(code, live, &|power| {
        capabilities.contains(&power.capability)
    })
}

fn gate(code: &CodeFacts, live: Live<'_>, asked: &dyn Fn(&Gate, &Power) -> bool) -> bool {
    code.gates.iter().any(|gate| {
        let mut powers = gate.powers.iter();
        powers.any(|power| asked(gate, power) && live(power.guard))
    })
}

fn silent(code: &CodeFacts, live: Live<'_>, asked: &dyn Fn(Guard, bool) -> bool) -> bool {
    code.habits.iter().any(|habit| match *habit {
        Habit::Silent { guard, list } => asked(guard, list) && live(guard),
        _ => false,
    })
}

fn mints(power: &Power) -> bool {
    power.capability == Capability::Mint
}

fn configures(power: &Power) -> bool {
    power.capability == Capability::Configure
}

/// Whoever `owner()` shows has it.
fn is_owners(code: &CodeFacts, power: &Power) -> bool {
    match (power.guard, code.ledger.owner) {
        (Guard::Owner { field }, Some(owner)) => field.overlaps(owner),
        _ => false,
    }
}

fn is_switch(gate: &Gate) -> bool {
    matches!(gate.key, GateKey::Everybody(_))
}

/// Transfers pass until somebody blocks them.
fn blocks(gate: &Gate) -> bool {
    gate.switch.can_block && !gate.switch.blocks_when_unset
}

/// A bound from half of the amount on is none.
fn fee_unbounded(code: &CodeFacts, live: Live<'_>) -> bool {
    code.fees.iter().any(|fee| {
        let half = fee.divisor.unwrap_or(U256::from(100)).wrapping_shr(1);
        fee.powers.iter().any(|power| {
            live(power.guard)
                && match power.bound {
                    Bound::Constant { value } => value >= half,
                    bound => bound == Bound::NotFound,
                }
        })
    })
}
