//! What the code model is asked about: the powers that the code carries, by guard and bound.
//!
//! Never addresses, compiler versions, chains or sizes: those only tell the year of a contract.
//! Every feature is 0 or 1, and 1 never means less risk than 0.

use crate::code::{Asset, Bound, Capability, CodeFacts, Gate, GateKey, Guard, Party, Power};
use crate::primitives::U256;

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
            any(code, live, |power| {
                power.capability == Capability::Mint && power.bound == Bound::NotFound
            })
        },
    },
    Feature {
        name: "mint_capped",
        words: "somebody can create tokens up to a cap",
        ask: |code, live| {
            any(code, live, |power| {
                power.capability == Capability::Mint && power.bound != Bound::NotFound
            })
        },
    },
    Feature {
        name: "mint_unrecorded",
        words: "tokens can be created without raising the supply",
        ask: |code, live| {
            code.ledger.supply.is_some()
                && any(code, live, |power| {
                    matches!(power.capability, Capability::Mint)
                        && power.trail.is_some_and(|trail| !trail.raises_supply)
                })
        },
    },
    Feature {
        name: "mint_open",
        words: "whoever pays or claims creates tokens",
        ask: |code, live| {
            any(code, live, |power| {
                power.capability == Capability::Mint && power.guard == Guard::Open
            })
        },
    },
    Feature {
        name: "mint_to_caller",
        words: "created tokens go to whoever creates them",
        ask: |code, live| {
            any(code, live, |power| {
                power.capability == Capability::Mint && power.recipient == Some(Party::Caller)
            })
        },
    },
    Feature {
        name: "set_balance",
        words: "somebody can overwrite balances",
        ask: |code, live| {
            any(code, live, |power| {
                power.capability == Capability::SetBalance
            })
        },
    },
    Feature {
        name: "burn_from",
        words: "somebody can destroy other people's tokens",
        ask: |code, live| any(code, live, |power| power.capability == Capability::BurnFrom),
    },
    Feature {
        name: "move_from",
        words: "somebody can move other people's tokens",
        ask: |code, live| any(code, live, |power| power.capability == Capability::MoveFrom),
    },
    Feature {
        name: "pause",
        words: "somebody can stop all transfers",
        ask: |code, live| {
            gate(code, live, |gate| {
                is_switch(gate) && !gate.switch.blocks_when_unset && gate.switch.can_block
            })
        },
    },
    Feature {
        name: "trading_one_way",
        words: "trading must be opened by somebody",
        ask: |code, live| {
            gate(code, live, |gate| {
                is_switch(gate) && gate.switch.blocks_when_unset && !gate.switch.can_block
            })
        },
    },
    Feature {
        name: "trading_two_way",
        words: "somebody can open and close trading",
        ask: |code, live| {
            gate(code, live, |gate| {
                is_switch(gate) && gate.switch.blocks_when_unset && gate.switch.can_block
            })
        },
    },
    Feature {
        name: "blacklist",
        words: "somebody can block single accounts",
        ask: |code, live| {
            gate(code, live, |gate| {
                !is_switch(gate) && !gate.switch.blocks_when_unset && gate.switch.can_block
            })
        },
    },
    Feature {
        name: "whitelist",
        words: "only listed accounts can transfer",
        ask: |code, live| {
            gate(code, live, |gate| {
                !is_switch(gate) && gate.switch.blocks_when_unset
            })
        },
    },
    Feature {
        name: "fee",
        words: "a part of each transfer is taken",
        ask: |code, _| !code.fees.is_empty(),
    },
    Feature {
        name: "fee_unbounded",
        words: "somebody can raise the transfer fee without limit",
        ask: |code, live| fee(code, live, |bound| bound == Bound::NotFound),
    },
    Feature {
        name: "fee_bounded",
        words: "somebody can change the transfer fee within a bound",
        ask: |code, live| fee(code, live, |bound| bound != Bound::NotFound),
    },
    Feature {
        name: "upgrade",
        words: "somebody can replace the code",
        ask: |code, live| any(code, live, |power| power.capability == Capability::Upgrade),
    },
    Feature {
        name: "selfdestruct",
        words: "the contract can be destroyed",
        ask: |code, live| {
            any(code, live, |power| {
                power.capability == Capability::SelfDestruct
            })
        },
    },
    Feature {
        name: "delegate_chosen",
        words: "somebody can run code of his choice in the contract's place",
        ask: |code, live| any(code, live, |power| power.capability == Capability::Delegate),
    },
    Feature {
        name: "limit",
        words: "somebody can limit how much may be transferred",
        ask: |code, live| has(code, live, &[Capability::SetLimit]),
    },
    Feature {
        name: "hook",
        words: "somebody can choose the contract that decides on transfers",
        ask: |code, live| has(code, live, &[Capability::SetHook]),
    },
    Feature {
        name: "exit_blocked",
        words: "somebody can block withdrawals",
        ask: |code, live| has(code, live, &[Capability::BlockExit]),
    },
    Feature {
        name: "exit_priced",
        words: "somebody can set what a withdrawal pays",
        ask: |code, live| has(code, live, &[Capability::SetPrice, Capability::SetExitFee]),
    },
    Feature {
        name: "deposits_taken",
        words: "somebody can take what is held for others",
        ask: |code, live| {
            let takes = [
                Capability::SweepAsset,
                Capability::WithdrawFor,
                Capability::PullFrom,
                Capability::Approve,
                Capability::SetStrategy,
            ];
            has(code, live, &takes)
        },
    },
    Feature {
        name: "deposits",
        words: "people pay in what the contract keeps for them",
        ask: |code, _| !code.custody.deposits.is_empty(),
    },
    Feature {
        name: "coin_taken",
        words: "somebody can take the coin that the contract holds",
        ask: |code, live| coin(code, |guard| guard != Guard::Open && live(guard)),
    },
    Feature {
        name: "coin_paid",
        words: "the contract pays out coin to others",
        ask: |code, _| coin(code, |guard| guard == Guard::Open),
    },
    Feature {
        name: "handed_on",
        words: "somebody can hand a privilege on",
        ask: |code, live| {
            any(code, live, |power| {
                power.capability == Capability::SetOwner && power.guard != Guard::Open
            })
        },
    },
    Feature {
        name: "second_guard",
        words: "a power is guarded by an address that `owner()` does not show",
        ask: |code, live| {
            code.ledger.owner.is_some_and(|owner| {
                any(code, live, |power| match power.guard {
                    Guard::Owner { field } => power.is_sensitive() && !field.overlaps(owner),
                    Guard::Hardcoded { .. } | Guard::Unknown => power.is_sensitive(),
                    _ => false,
                })
            })
        },
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

fn any(code: &CodeFacts, live: Live<'_>, asked: impl Fn(&Power) -> bool) -> bool {
    code.powers
        .iter()
        .any(|power| asked(power) && live(power.guard))
}

fn has(code: &CodeFacts, live: Live<'_>, capabilities: &[Capability]) -> bool {
    any(code, live, |power| capabilities.contains(&power.capability))
}

fn gate(code: &CodeFacts, live: Live<'_>, asked: impl Fn(&Gate) -> bool) -> bool {
    code.gates
        .iter()
        .any(|gate| asked(gate) && gate.powers.iter().any(|power| live(power.guard)))
}

fn coin(code: &CodeFacts, asked: impl Fn(Guard) -> bool) -> bool {
    code.outflows
        .iter()
        .any(|flow| flow.asset == Asset::Native && asked(flow.guard))
}

fn is_switch(gate: &Gate) -> bool {
    matches!(gate.key, GateKey::Everybody(_))
}

/// A bound below half of the amount counts as one.
fn fee(code: &CodeFacts, live: Live<'_>, asked: impl Fn(Bound) -> bool) -> bool {
    code.fees.iter().any(|fee| {
        fee.powers
            .iter()
            .filter(|power| live(power.guard))
            .any(|power| {
                let half = fee.divisor.unwrap_or(U256::from(100)).wrapping_shr(1);
                asked(match power.bound {
                    Bound::Constant { value } if value >= half => Bound::NotFound,
                    bound => bound,
                })
            })
    })
}
