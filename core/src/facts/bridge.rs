//! How many have to sign what a bridge believes.
//!
//! An application of LayerZero pays out what its endpoint says was sent on another chain. Who verifies that is
//! set for each application and chain, and the endpoint says how it is set now.

use alloy_primitives::b256;

use super::Unknown;
use super::market::Seen;
use super::reads::Reads;
use crate::abi::{self, View};
use crate::code::CodeFacts;
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, B256, Selector, U256};
use crate::request::LogFilter;
use crate::sorted::SortedMap;

/// `lzReceive((uint32,bytes32,uint64),bytes32,bytes,address,bytes)`: where messages come in.
const RECEIVES: Selector = Selector::new([0x13, 0x13, 0x7d, 0x65]);
/// `PeerSet(uint32,bytes32)`: whom it believes on another chain.
const PEER_SET: B256 = b256!("238399d427b947898edb290f5ff0f9109849b1c3ba196a42e35f00c50a54b98b");
/// How the endpoint names the settings of who verifies.
const VERIFIERS: u64 = 2;
/// Chains of which that is asked.
const MAX_LANES: usize = 8;
/// What chains are called where events do not say which are meant: Ethereum, BNB Chain, Avalanche, Polygon,
/// Arbitrum, OP Mainnet, zkSync Era, Mantle, Base, Scroll, Blast, Unichain, Sonic.
/// Source: @layerzerolabs/lz-definitions@3.1.13, `EndpointId`.
const CHAINS: [u32; 13] = [
    30_101, 30_102, 30_106, 30_109, 30_110, 30_111, 30_165, 30_181, 30_184, 30_214, 30_243, 30_320,
    30_332,
];

/// What a contract believes that came from other chains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bridge {
    /// One for each chain that it listens to.
    pub lanes: Vec<Lane>,
    /// Why not every one is known.
    pub gap: Option<Reason>,
}

/// Messages from one other chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// What LayerZero calls the chain.
    pub chain: u32,
    /// So many have to sign a message.
    pub signers: U256,
    /// The view that says so, with how many of them are required by name.
    pub seen: Seen,
}

impl Bridge {
    /// What `subject` believes; `None` where its code takes no messages.
    pub(super) fn resolve(
        reads: &mut Reads<'_>,
        subject: Address,
        code: &CodeFacts,
    ) -> Option<Self> {
        if !code.answers(RECEIVES) {
            return None;
        }
        let mut bridge = Self::default();
        let endpoint = match abi::address_view(reads, subject, View::ENDPOINT, &[]) {
            Observed::Known(endpoint) => endpoint,
            Observed::Absent if !code.answers(View::ENDPOINT.selector()) => return None,
            // A function of that name always says something.
            other => {
                bridge.gap = other.reason().or(Some(Reason::InvalidReply));
                return Some(bridge);
            }
        };
        for chain in bridge.chains(reads, subject, code) {
            match lane(reads, subject, endpoint, chain) {
                Observed::Known(lane) => bridge.lanes.push(lane),
                Observed::Absent => bridge.gap = Some(Reason::InvalidReply),
                Observed::Unavailable(reason) => bridge.gap = Some(reason),
            }
        }
        Some(bridge)
    }

    /// The chains that it listens to: as its events say, or else those of the known ones where it has a peer.
    fn chains(&mut self, reads: &mut Reads<'_>, subject: Address, code: &CodeFacts) -> Vec<u32> {
        let named = match reads.logs(subject, LogFilter::of(PEER_SET)) {
            Observed::Known(events) if !events.is_empty() => {
                let mut named: SortedMap<u32, bool> = SortedMap::new();
                for event in events {
                    let (words, _) = event.data.as_chunks::<32>();
                    if let [chain, peer] = words {
                        let chain = U256::from_be_bytes(*chain).saturating_to();
                        named.insert(chain, *peer != [0; 32]);
                    }
                }
                let heard = named.into_iter().filter(|(_, has_peer)| *has_peer);
                heard.map(|(chain, _)| chain).collect()
            }
            Observed::Unavailable(Reason::NotAsked) => {
                self.gap = Some(Reason::NotAsked);
                Vec::new()
            }
            // What events would have said of other chains is not known. That it listens to none is told by
            // those that are.
            other => {
                let gap = other.reason();
                self.gap = gap;
                let mut has_peer = |chain: &u32| {
                    let chain = U256::from(*chain).into();
                    let peer = abi::words_view_together(reads, subject, View::PEER, &[chain]);
                    match abi::first(peer) {
                        Observed::Known(peer) => !peer.is_zero(),
                        Observed::Absent if code.answers(View::PEER.selector()) => {
                            self.gap = self.gap.or(Some(Reason::InvalidReply));
                            false
                        }
                        Observed::Absent => false,
                        Observed::Unavailable(reason) => {
                            self.gap = Some(reason);
                            false
                        }
                    }
                };
                let chains = CHAINS.iter().copied();
                let chains: Vec<u32> = chains.filter(|chain| has_peer(chain)).collect();
                if gap.is_none() && !chains.is_empty() {
                    self.gap = self.gap.or(Some(Reason::InvalidReply));
                }
                chains
            }
        };
        let mut chains: Vec<u32> = named;
        if chains.len() > MAX_LANES {
            self.gap = Some(Reason::WorkLimit);
            chains.truncate(MAX_LANES);
        }
        chains
    }

    /// Some answer could have been had. That a node looks through so many blocks only, and that many views are
    /// not worth their requests, is usual, and counts where no chain at all was found.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.gap.is_some_and(|reason| {
            let is_usual = matches!(reason, Reason::LogRange | Reason::Budget);
            reason.is_failure() && (!is_usual || self.lanes.is_empty())
        })
    }

    pub(super) fn unknowns(&self) -> impl Iterator<Item = Unknown> {
        self.gap.into_iter().map(|reason| Unknown {
            what: "who verifies messages from other chains".to_owned(),
            reason,
        })
    }
}

/// Who verifies what comes from one chain. The settings are numbers of required and of optional verifiers, and
/// how many of the optional ones have to sign
/// ([UlnConfig](https://docs.layerzero.network/v2/developers/evm/configuration/dvn-executor-config)).
fn lane(reads: &mut Reads<'_>, subject: Address, endpoint: Address, chain: u32) -> Observed<Lane> {
    let (to, from) = (subject.into_word(), B256::from(U256::from(chain)));
    let library = abi::word_view(reads, endpoint, View::RECEIVE_LIBRARY, &[to, from]);
    let library = match library {
        Observed::Known(library) => B256::from(library),
        Observed::Absent => return Observed::Absent,
        Observed::Unavailable(reason) => return Observed::Unavailable(reason),
    };
    let arguments = [to, library, from, B256::from(U256::from(VERIFIERS))];
    match abi::words_view(reads, endpoint, View::CONFIG, &arguments) {
        Observed::Known(words) => {
            // Bytes in which a struct is encoded: two heads and a length, then confirmations and three numbers.
            let [_, _, _, _, required, _, threshold, ..] = words.as_slice() else {
                return Observed::Absent;
            };
            Observed::Known(Lane {
                chain,
                signers: required.saturating_add(*threshold),
                seen: Seen {
                    address: endpoint,
                    data: abi::calldata(View::CONFIG, &arguments),
                    word: *required,
                },
            })
        }
        Observed::Absent => Observed::Absent,
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}
