//! `bridge-single-verifier`: one signer decides what a bridge believes.

use super::proof::said;
use super::{Detector, Source};
use crate::facts::{Facts, Lane};
use crate::finding::{Finding, FindingId, Severity, State};
use crate::primitives::U256;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::BridgeSingleVerifier,
    severity: Severity::High,
    sources: &[Source::Code, Source::State],
    title: "A single verifier decides what the bridge believes",
    what: "The contract takes messages through LayerZero's endpoint, and the endpoint says that one verifier alone \
           has to sign what comes from some other chain: one is required and none of the optional ones, or none is \
           required and one of the optional ones is enough.",
    why: "Whoever forges that one signature has whatever the bridge pays out. Nobody has to have a privilege.",
    look_alikes: "Two required verifiers, or one and some of the optional ones, are silent, and so is a chain that the \
                  contract has no peer on.",
    advice: "Ask for a second verifier before you keep much of what this bridge stands behind.",
    references: &["https://docs.layerzero.network/v2/developers/evm/configuration/dvn-executor-config"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let lanes = facts.bridge.iter().flat_map(|bridge| &bridge.lanes);
    let alone: Vec<&Lane> = lanes.filter(|lane| lane.signers <= U256::ONE).collect();
    if alone.is_empty() {
        return Vec::new();
    }
    let chains: Vec<String> = alone.iter().map(|lane| lane.chain.to_string()).collect();
    let detail = format!(
        "What comes from LayerZero's chain {} is believed as soon as one verifier has signed it.",
        chains.join(", ")
    );
    let places = alone
        .iter()
        .map(|lane| said(&lane.seen, "so many verifiers are required"));
    vec![DETECTOR.note(State::Likely, detail, places.collect())]
}
