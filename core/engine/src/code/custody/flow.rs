//! What one path does with assets: what it sends, pulls, approves, has created elsewhere.

use super::super::facts::{Asset, Mapping, Party};
use super::super::linear::Sum;
use super::super::opcode::CALL;
use super::super::party::party;
use super::super::path::{ExternalCall, Path};
use super::super::storage::{Place, part, place, without_mask};
use super::super::value::{Env, Graph, Node, Op, Taint, Value};
use crate::primitives::{Selector, Slot, U256};

/// `transfer(address,uint256)`, [ERC-20](https://eips.ethereum.org/EIPS/eip-20).
const TRANSFER: u32 = 0xa905_9cbb;
/// `transferFrom` of ERC-20, and what [ERC-721](https://eips.ethereum.org/EIPS/eip-721) and
/// [ERC-1155](https://eips.ethereum.org/EIPS/eip-1155) call it.
const TRANSFERS_FROM: [u32; 4] = [0x23b8_72dd, 0x4284_2e0e, 0xb88d_4fde, 0xf242_432a];
/// `approve(address,uint256)`, and `increaseAllowance` of OpenZeppelin.
const APPROVALS: [u32; 2] = [0x095e_a7b3, 0x3950_9351];
/// `mint(address,uint256)`, `mint(address)` and `mint(uint256)`: no standard has a name for it.
const MINTS: [u32; 3] = [0x40c1_0f19, 0x6a62_7842, 0xa071_2d68];
/// `permit` of [ERC-2612](https://eips.ethereum.org/EIPS/eip-2612), and DAI's.
const PERMITS: [u32; 2] = [0xd505_accf, 0x8fcb_af0c];
/// `balanceOf(address)`.
pub(super) const BALANCE_OF: u32 = 0x70a0_8231;

/// Something that a path does with an asset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flow {
    pub(super) deed: Deed,
    pub(super) asset: Asset,
    /// The contract of the asset, or the one that is called.
    pub(super) contract: Value,
    /// Who gets it, may take it, or is called.
    pub(super) to: Value,
    pub(super) amount: Value,
    pub(super) offset: u32,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// What the contract holds leaves it.
    Send,
    /// An account that approved the contract pays.
    Pull { payer: Value },
    /// A spender may take what the contract holds.
    Approve,
    /// Another contract creates tokens.
    MintElsewhere,
    /// The caller chooses contract and call.
    Execute,
}

/// What a path does with assets, in its order.
pub(super) fn flows(graph: &Graph, path: &Path) -> Vec<Flow> {
    path.calls
        .iter()
        .filter(|call| call.op == CALL)
        .filter_map(|call| flow(graph, call))
        .collect()
}

fn flow(graph: &Graph, call: &ExternalCall) -> Option<Flow> {
    let word = |index: usize| call.arguments.get(index).copied();
    let of = |deed, to, amount| {
        Some(Flow {
            deed,
            asset: asset(graph, call.target),
            contract: call.target,
            to,
            amount,
            offset: call.offset,
        })
    };
    if call.input_bytes == Some(0) {
        let sent = Flow {
            deed: Deed::Send,
            asset: Asset::Native,
            contract: Value::ZERO,
            to: call.target,
            amount: call.value,
            offset: call.offset,
        };
        return (call.value != Value::ZERO).then_some(sent);
    }
    if graph
        .as_const(call.target)
        .is_some_and(|target| target.is_zero())
    {
        return None;
    }
    match call.selector {
        Some(TRANSFER) => of(Deed::Send, word(0)?, word(1)?),
        Some(selector) if TRANSFERS_FROM.contains(&selector) => {
            let payer = without_mask(graph, word(0)?);
            let deed = if graph.node(payer) == Node::Env(Env::Address) {
                Deed::Send
            } else {
                Deed::Pull { payer }
            };
            of(deed, word(1)?, word(2)?)
        }
        Some(selector) if APPROVALS.contains(&selector) && word(1)? != Value::ZERO => {
            of(Deed::Approve, word(0)?, word(1)?)
        }
        Some(selector) if MINTS.contains(&selector) => {
            let amount = word(1).or(word(0))?;
            of(Deed::MintElsewhere, word(0)?, amount)
        }
        None if party(graph, call.target) == Party::Chosen => {
            of(Deed::Execute, call.target, call.value)
        }
        _ => None,
    }
}

/// A call that moves a token, or lets a spender do so: its answer says whether that went well.
pub(in super::super) fn moves_tokens(graph: &Graph, call: Value) -> bool {
    question(graph, call).is_some_and(|(_, selector)| moves(selector))
}

/// A call that asks how many tokens somebody has, or may spend.
pub(in super::super) fn counts_tokens(graph: &Graph, call: Value) -> bool {
    /// `allowance(address,address)`.
    const ALLOWANCE: u32 = 0xdd62_ed3e;
    question(graph, call).is_some_and(|(_, selector)| [BALANCE_OF, ALLOWANCE].contains(&selector))
}

fn moves(selector: u32) -> bool {
    selector == TRANSFER
        || TRANSFERS_FROM.contains(&selector)
        || APPROVALS.contains(&selector)
        || PERMITS.contains(&selector)
        || MINTS.contains(&selector)
}

/// A call that only asks about tokens or moves them.
pub(super) fn is_about_tokens(call: &ExternalCall) -> bool {
    call.op != CALL || call.selector.is_some_and(moves)
}

/// The path shows a signature by the payer of what it pulls.
pub(super) fn is_signed(graph: &Graph, path: &Path) -> bool {
    const RECOVER: u64 = 1;
    path.calls.iter().any(|call| {
        call.selector
            .is_some_and(|selector| PERMITS.contains(&selector))
            || graph.as_const(call.target) == Some(U256::from(RECOVER))
    })
}

/// Which asset a token contract stands for.
pub(super) fn asset(graph: &Graph, contract: Value) -> Asset {
    let contract = without_mask(graph, contract);
    match party(graph, contract) {
        Party::This => Asset::Own,
        Party::Unresolved => listed(graph, contract)
            .map(|list| Asset::Listed { list })
            .or_else(|| asked(graph, contract))
            .unwrap_or(Asset::Token {
                contract: Party::Unresolved,
            }),
        contract => Asset::Token { contract },
    }
}

/// The list of which a token is an entry: a mapping, or an array of structs.
fn listed(graph: &Graph, contract: Value) -> Option<Mapping> {
    let key = part(graph, contract)?.key;
    match place(graph, key) {
        Place::Entry(mapping, _) => Some(mapping),
        Place::Fixed(_) => None,
        Place::Other => element(graph, key),
    }
}

/// An element of an array, named by the slot of its first element, or of a member of that.
fn element(graph: &Graph, key: Value) -> Option<Mapping> {
    const DEEPEST: usize = 4;
    let mut at = key;
    let mut distance = U256::ZERO;
    for _ in 0..DEEPEST {
        if let Place::Fixed(Slot(first)) = place(graph, at) {
            return Some(Mapping {
                base: Slot(first.wrapping_add(distance)),
                keys: 1,
                member: 0,
            });
        }
        let (a, b) = graph.binary_parts(at, Op::Add)?;
        at = match graph.as_const(b) {
            // solc hashes the slot of an array itself where it can.
            Some(first) if first.bit_len() > 128 => b,
            Some(member) => {
                distance = distance.wrapping_add(member);
                a
            }
            None if matches!(graph.node(b), Node::Keccak(..)) => b,
            None => a,
        };
    }
    None
}

/// How many slots an element of the array takes in which the token stands.
pub(super) fn stride(graph: &Graph, contract: Value) -> Option<u8> {
    let key = part(graph, without_mask(graph, contract))?.key;
    let place = Sum::of(graph, key);
    let is_index = |term: &Value| !matches!(graph.node(*term), Node::Keccak(..));
    let mut factors = place.terms.iter().filter(|(term, _)| is_index(term));
    match (factors.next(), factors.next()) {
        (Some((_, factor)), None) => u8::try_from(*factor).ok(),
        _ => None,
    }
}

/// The view of another contract that named the token.
fn asked(graph: &Graph, contract: Value) -> Option<Asset> {
    let Node::Returned(call, _) = graph.node(contract) else {
        return None;
    };
    let (_, selector) = question(graph, call)?;
    Some(Asset::Asked {
        by: Selector::from(selector.to_be_bytes()),
    })
}

/// The target and the selector of a call whose answer a word is.
pub(super) fn question(graph: &Graph, call: Value) -> Option<(Value, u32)> {
    let Node::Call(_, target, input) = graph.node(call) else {
        return None;
    };
    let first = graph.words(input, 2).get(1).copied()?;
    let selector = match graph.node(first) {
        Node::Const(_) => u32::try_from(graph.as_const(first)?.wrapping_shr(224)).ok()?,
        // The bytes behind the selector are arguments.
        Node::Binary(Op::Or, a, b) => {
            let word = graph.as_const(a).or(graph.as_const(b))?;
            u32::try_from(word.wrapping_shr(224)).ok()?
        }
        _ => return None,
    };
    Some((target, selector))
}

/// The two may be the same asset: the element of a list that is always read first stands at a
/// fixed slot, and what the caller chooses may be any token.
pub(super) fn may_be(held: Asset, other: Asset) -> bool {
    let first = |list: Mapping, contract: Party| {
        const MOST_SLOTS: u64 = 4096;
        matches!(contract, Party::Stored { field }
            if field.slot.0.wrapping_sub(list.base.0) < U256::from(MOST_SLOTS))
    };
    match (held, other) {
        (Asset::Listed { list }, Asset::Token { contract })
        | (Asset::Token { contract }, Asset::Listed { list }) => {
            contract == Party::Chosen || first(list, contract)
        }
        (
            Asset::Token {
                contract: Party::Chosen,
            },
            Asset::Token { .. } | Asset::Asked { .. },
        )
        | (
            Asset::Token { .. } | Asset::Asked { .. },
            Asset::Token {
                contract: Party::Chosen,
            },
        ) => true,
        (
            Asset::Token {
                contract: Party::Unresolved,
            },
            _,
        )
        | (
            _,
            Asset::Token {
                contract: Party::Unresolved,
            },
        ) => false,
        (a, b) => a == b,
    }
}

/// A word of what comes from the call itself: its calldata or its coin.
pub(super) fn is_brought(graph: &Graph, value: Value) -> bool {
    graph
        .taint(value)
        .has(Taint::CALLDATA.with(Taint::CALL_VALUE))
}
