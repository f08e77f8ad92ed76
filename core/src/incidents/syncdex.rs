//! SyncDex Finance.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "syncdex",
    name: "SyncDex Finance",
    label: Label::Rug,
    chain: Some(324),
    date: "2023-04-12",
    loss: "about 200 ETH; the press says $370,000 to $383,000",
    known: &[
        Known::part(address!("3a34fa9a1288597ad6c1da709f001d37fef8b19e"), "SYDX"),
        Known::part(address!("9212456da7804245bdf02e7294e4f36d27f9c2b1"), "native staking"),
        Known::part(address!("a8cd01322ad632c9656879e99fd7fbc11ca8e3bb"), "USDC staking"),
        Known::part(address!("b2bd1427b04d84ea14214582c59cb16d4f1d676e"), "SYDX staking"),
        Known::part(address!("3f90a802b5d6e984a6f296f697ab847c5fe23f31"), "farm"),
        Known::part(address!("da24f9528102a5a126cd7eee8c6e22a786cae844"), "farm"),
        Known::part(address!("75ac887df149076b7df4deaa0267711475b71572"), "farm"),
        Known::part(address!("f0b42d393eab886bd9310aaf0a2b1edbaad31fde"), "farm"),
    ],
    mechanism: "Deposits lay in staking and farming contracts that were days old. Withdrawals were locked and what was staked was taken. Which function did it is not public.",
    needs: &[Trait::TakesDeposits, Trait::OneKey, Trait::Young],
    also: &[Trait::ExitsBlockable],
    before: "one key can take what people staked in a contract that is a few days old",
    sources: &["DefiLlama-Adapters 0df813fcb5: projects/syncdex-finance/index.js (addresses)", "sippop.com/14929"],
}
.for_this_build();
