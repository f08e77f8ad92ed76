//! The ZKsync airdrop distributors.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "zksync-distributors",
    name: "the ZKsync airdrop distributors",
    label: Label::KeyCompromise,
    chain: Some(324),
    date: "2025-04-13",
    loss: "111,881,122 ZK, of which nine tenths came back",
    known: &[
        Known::victim(address!("5a7d6b2f92c77fad6ccabd7ee0624e64907eaf3e"), "ZK"),
        Known::actor(address!("842822c797049269a3c29464221995c56da5587d"), "attacker"),
    ],
    mechanism: "Distributors still had the right to mint after the claims had ended. One key was their admin, and could sweep: mint whatever nobody had claimed.",
    needs: &[Trait::MintsFromAside, Trait::OneKey],
    also: &[Trait::Sweeps],
    before: "a contract beside the token may still mint, and one key can make it do so",
    sources: &["zksync-association/zk-governance 58df93fc: l2-contracts/src/ZkMerkleDistributor.sol", "zksync.mirror.xyz: post-mortem of the airdrop distributors"],
}
.for_this_build();
