//! Routers with words of their own.

use super::calls::CallKind;
use super::intent::{Amount, Asset};
use super::read::{Asked, Reader};
use crate::abi::{Arguments, List};
use crate::evidence::Reason;
use crate::primitives::{Address, U256};

/// Plans inside of plans that are followed.
const MAX_PLANS: usize = 4;

/// As much of what was bought as an interface may keep, in basis points.
const MAX_PORTION_BPS: u16 = 300;

/// Routers write 0, 1 or 2 for the caller and themselves.
pub(super) fn is_code(payee: Address) -> bool {
    U256::from_be_bytes(payee.into_word().0) < U256::from(3)
}

/// The paid and the bought token of a path of Uniswap V3: addresses with three bytes of fee between
/// them, the bought one first where its amount is fixed.
pub(super) fn ends(path: &[u8], backwards: bool) -> Option<(Address, Address)> {
    let hops = path.len().checked_sub(20)?;
    if hops == 0 || hops % 23 != 0 {
        return None;
    }
    let first = Address::from_slice(path.first_chunk::<20>()?);
    let last = Address::from_slice(path.last_chunk::<20>()?);
    Some(if backwards {
        (last, first)
    } else {
        (first, last)
    })
}

/// SyncSwap: each path pays a token, zero for the coin. Which token comes out is the last pool's to
/// say; how it comes out is in that step's data: 1 for the coin, 2 for the wrapped coin.
pub(super) fn pools(reader: &mut Reader, asked: Asked<'_>, words: Arguments<'_>) -> Option<()> {
    let List { count, elements } = words.list(0)?;
    for index in 0..count {
        if !reader.steps_on() {
            break;
        }
        let path = elements.tuple(index)?;
        let steps = path.list(0)?;
        let last = steps.elements.tuple(steps.count.checked_sub(1)?)?;
        let data = Arguments::new(last.bytes(1)?);
        let (to, mode) = (data.address(1)?, data.word(2)?);
        let (paid, amount) = match path.address(1)? {
            Address::ZERO => (Asset::Coin, Amount::Exactly(asked.value)),
            token => (Asset::Token(token), Amount::of(path.word(2)?)),
        };
        let got = if mode == U256::ZERO {
            Asset::Unknown
        } else {
            Asset::Coin
        };
        reader.swap(paid, amount, got, to);
    }
    Some(())
}

/// What the Universal Router is told to do, one byte and one input each.
///
/// The numbers are those of `Commands.sol` in `@uniswap/universal-router`.
pub(super) fn commands(reader: &mut Reader, words: Arguments<'_>, depth: usize) -> Option<()> {
    let commands = words.bytes(0)?;
    let inputs = words.list(1)?;
    if depth >= MAX_PLANS {
        reader.cut();
        return Some(());
    }
    for (index, command) in commands.iter().enumerate() {
        if !reader.steps_on() {
            break;
        }
        let input = inputs.elements.bytes(index)?;
        // The highest bit lets a command fail.
        let command = command & 0x7f;
        if this_command(reader, command, Arguments::new(input), depth).is_none() {
            let what = format!("what command {command:#04x} of the router does");
            reader.unknown(what, Reason::NotImplemented);
        }
    }
    Some(())
}

fn this_command(
    reader: &mut Reader,
    command: u8,
    words: Arguments<'_>,
    depth: usize,
) -> Option<()> {
    match command {
        // V3 and V2: payee, paid or bought amount, limit, path, who pays
        0x00 | 0x01 => {
            let (first, last) = ends(words.bytes(3)?, command == 0x01)?;
            swap(reader, words, command == 0x01, first, last)?;
        }
        0x08 | 0x09 => {
            let List { count, elements } = words.list(3)?;
            let first = elements.address(0)?;
            let last = elements.address(count.checked_sub(1)?)?;
            swap(reader, words, command == 0x09, first, last)?;
        }
        // PERMIT2_TRANSFER_FROM: token, payee, amount
        0x02 => {
            let payee = words.address(1)?;
            // What the router takes for itself it uses in another command.
            if !is_code(payee) {
                let token = Asset::Token(words.address(0)?);
                reader.give(token, Amount::of(words.word(2)?), payee);
            }
        }
        0x03 => reader.permit2_batch(words.tuple(0)?)?,
        0x0a => reader.permit2_single(words, 0)?,
        // SWEEP: token, payee, least amount
        0x04 => {
            let asset = match words.address(0)? {
                Address::ZERO => Asset::Coin,
                token => Asset::Token(token),
            };
            reader.paid_out(asset, words.address(1)?);
        }
        // WRAP_ETH, UNWRAP_WETH: payee, amount
        0x0b => reader.leave(Asset::Coin, Amount::of(words.word(1)?), CallKind::Deposit),
        0x0c => reader.paid_out(Asset::Coin, words.address(0)?),
        // TRANSFER: token, payee, amount
        0x05 => reader.paid_out(Asset::Token(words.address(0)?), words.address(1)?),
        // PAY_PORTION: token, payee, basis points. Interfaces keep a small part for themselves.
        0x06 if words.word(2)? <= U256::from(MAX_PORTION_BPS) => {}
        0x06 => reader.paid_out(Asset::Token(words.address(0)?), words.address(1)?),
        // PERMIT2_TRANSFER_FROM_BATCH: from, payee, amount, token
        0x0d => {
            let List { count, elements } = words.list(0)?;
            for index in 0..count {
                let at = |word: usize| index.checked_mul(4)?.checked_add(word);
                let payee = elements.address(at(1)?)?;
                if reader.steps_on() && !is_code(payee) {
                    let token = Asset::Token(elements.address(at(3)?)?);
                    reader.give(token, Amount::of(elements.word(at(2)?)?), payee);
                }
            }
        }
        // BALANCE_CHECK_ERC20
        0x0e => {}
        // V4_SWAP
        0x10 => v4(reader, words)?,
        // EXECUTE_SUB_PLAN
        0x21 => commands(reader, words, depth.saturating_add(1))?,
        _ => return None,
    }
    Some(())
}

/// Uniswap V4, by what is settled and what is taken; the numbers are those of `Actions.sol` in
/// `@uniswap/v4-periphery`.
fn v4(reader: &mut Reader, words: Arguments<'_>) -> Option<()> {
    let actions = words.bytes(0)?;
    let inputs = words.list(1)?;
    for (index, action) in actions.iter().enumerate() {
        if !reader.steps_on() {
            break;
        }
        let words = Arguments::new(inputs.elements.bytes(index)?);
        let asset = || match words.address(0)? {
            Address::ZERO => Some(Asset::Coin),
            token => Some(Asset::Token(token)),
        };
        match action {
            // The swaps themselves
            0x06..=0x09 => {}
            // SETTLE, SETTLE_ALL: currency, amount
            0x0b | 0x0c => reader.leave(asset()?, Amount::of(words.word(1)?), CallKind::Swap),
            // TAKE, TAKE_PORTION: currency, payee, amount; TAKE_ALL: currency, least amount
            0x0e | 0x10 => {
                reader.got(asset()?);
                reader.paid_out(asset()?, words.address(1)?);
            }
            0x0f => reader.got(asset()?),
            _ => return None,
        }
    }
    Some(())
}

fn swap(
    reader: &mut Reader,
    words: Arguments<'_>,
    is_amount_bought: bool,
    paid: Address,
    bought: Address,
) -> Option<()> {
    let amount = Amount::of(words.word(if is_amount_bought { 2 } else { 1 })?);
    reader.swap(
        Asset::Token(paid),
        amount,
        Asset::Token(bought),
        words.address(0)?,
    );
    Some(())
}
