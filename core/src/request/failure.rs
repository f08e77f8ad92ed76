//! What a node's error means. Both hosts ask here, so that they cannot come to differ.

/// Why a host has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The node answered with an error, or refused.
    RpcError,
    /// A call that the contract itself reverted.
    Reverted,
    /// No answer in time.
    Timeout,
    /// More blocks or more events than the node looks through at once.
    LogRange {
        /// How many blocks it looks through, where it says so.
        most: Option<u64>,
    },
    /// The node does not keep the state of that block.
    Archive,
    /// The node does not know the method.
    Unsupported,
}

/// geth's code for a call that the contract reverted.
const REVERTED: i32 = 3;
/// Unknown method, by [EIP-1474](https://eips.ethereum.org/EIPS/eip-1474) and by
/// [EIP-1193](https://eips.ethereum.org/EIPS/eip-1193).
const UNKNOWN_METHOD: [i32; 2] = [-32601, 4200];
/// JSON-RPC errors after which a node may well answer a second time.
///
/// By EIP-1474: -32000 (nodes behind a balancer say "header not found" for a block that another
/// of them just named), -32001 not found, -32002 unavailable, -32005 limit exceeded, -32603
/// internal. Providers also limit rates with -32016 and 429. Everything else stays as it is:
/// refusals (4xxx), unknown methods, bad parameters.
const PASSING: [i32; 7] = [-32000, -32001, -32002, -32005, -32016, -32603, 429];
/// How nodes, old and new, say that the code itself ended a call without a result.
const REVERTS: [&str; 7] = [
    "revert",
    "invalid opcode",
    "invalid jump",
    "bad instruction",
    "bad jump",
    "stack underflow",
    "vm execution error",
];
/// How nodes say that a filter covers too much.
const RANGES: [&str; 7] = [
    "range",
    "more than",
    "too many logs",
    "too many results",
    "too large",
    "response size",
    "query timeout",
];
/// How nodes say that they have forgotten: geth, Nethermind, Erigon and anvil in their own words,
/// and providers.
const PRUNED: [&str; 10] = [
    "missing trie node",
    "historical state",
    "no state available",
    "state histories",
    "state not available",
    "state is not available",
    "pruned",
    "pruning",
    "archive",
    "blockoutofrange",
];

/// The meaning of a JSON-RPC error that a node gave to a method.
#[must_use]
pub fn failure_of(method: &str, code: i32, message: &str) -> Failure {
    let message = message.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    // Only a call can revert; a node that says so of another method is broken.
    if method == "eth_call" && (code == REVERTED || says(&REVERTS)) {
        Failure::Reverted
    } else if UNKNOWN_METHOD.contains(&code) {
        Failure::Unsupported
    } else if says(&PRUNED) {
        Failure::Archive
    } else if method == "eth_getLogs" && says(&RANGES) {
        Failure::LogRange {
            most: most_blocks(&message),
        }
    } else {
        Failure::RpcError
    }
}

/// How many blocks a node looks through, out of the words in which it refused more.
///
/// Providers name the limit ("up to a 2K block range", "max is 10,000", "exceed maximum block range:
/// 5000") or blocks that would do ("try [0x10, 0x1f]"). A limit on results says nothing about blocks.
#[must_use]
pub fn most_blocks(message: &str) -> Option<u64> {
    let message = message.to_ascii_lowercase();
    let numbers: Vec<(u64, bool)> = message
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == ','))
        .filter_map(number)
        .collect();
    let suggested = numbers.windows(2).find_map(|pair| match pair {
        [(first, true), (last, true)] => last.checked_sub(*first)?.checked_add(1),
        _ => None,
    });
    if suggested.is_some() || message.contains("results") || message.contains("logs matched") {
        return suggested;
    }
    // Where the range itself is named too, the limit is the smaller number.
    let named = numbers
        .into_iter()
        .filter(|(number, hex)| !hex && *number > 0);
    named.map(|(number, _)| number).min()
}

/// A number as people write it, and whether it is hexadecimal.
fn number(word: &str) -> Option<(u64, bool)> {
    let word = word.trim_matches(',');
    if let Some(digits) = word.strip_prefix("0x") {
        return Some((u64::from_str_radix(digits, 16).ok()?, true));
    }
    let (digits, unit) = match word.strip_suffix('k') {
        Some(digits) => (digits, 1_000),
        None => (word, 1),
    };
    let number: u64 = digits.replace(',', "").parse().ok()?;
    Some((number.checked_mul(unit)?, false))
}

/// Whether a node that gave this error may answer when it is asked again.
#[must_use]
pub fn is_passing(failure: Failure, code: i32) -> bool {
    failure == Failure::RpcError && PASSING.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_nodes_say_it_in_their_own_words() {
        for (code, message) in [
            (3, "execution failed"),
            (
                -32000,
                "VM Exception while processing transaction: Reverted",
            ),
            (-32000, "invalid opcode: opcode 0xfe not defined"),
            (-32000, "invalid jump destination"),
            (-32015, "VM execution error."),
            (-32015, "Bad instruction fe"),
        ] {
            assert_eq!(
                failure_of("eth_call", code, message),
                Failure::Reverted,
                "{message}"
            );
            assert_ne!(failure_of("eth_getCode", code, message), Failure::Reverted);
        }
    }

    #[test]
    fn limits_of_logs_are_told_from_limits_of_rate() {
        for (code, message, most) in [
            (-32005, "query returned more than 10000 results", None),
            (
                -32005,
                "query returned more than 10000 results. Try with this block range [0x1, 0x20].",
                Some(32),
            ),
            (-32602, "exceed maximum block range: 5000", Some(5_000)),
            (
                -32600,
                "You can make eth_getLogs requests with up to a 2K block range.",
                Some(2_000),
            ),
            (
                -32614,
                "eth_getLogs is limited to a 10,000 range",
                Some(10_000),
            ),
            (
                35,
                "ranges over 10000 blocks are not supported on freetier",
                Some(10_000),
            ),
            (
                -32000,
                "requested range too large: from 17000000 to 17021600, maximum is 2048",
                Some(2_048),
            ),
            (-32000, "Log response size exceeded.", None),
        ] {
            assert_eq!(
                failure_of("eth_getLogs", code, message),
                Failure::LogRange { most },
                "{message}"
            );
        }
        let busy = failure_of(
            "eth_getLogs",
            -32005,
            "daily request count exceeded, request rate limited",
        );
        assert_eq!(busy, Failure::RpcError);
        assert!(is_passing(busy, -32005));
    }

    #[test]
    fn what_will_not_pass_is_not_asked_again() {
        let pruned = failure_of("eth_call", -32000, "missing trie node 0x12 (path )");
        assert_eq!(pruned, Failure::Archive);
        assert!(!is_passing(pruned, -32000));
        for message in [
            "historical state 0x12 is not available",
            "No state available for block 0x12",
            "state histories haven't been fully indexed yet",
            "old data not available due to pruning",
            "BlockOutOfRangeError: block height is 5379 but requested was 1",
        ] {
            let failure = failure_of("eth_getCode", -32000, message);
            assert_eq!(failure, Failure::Archive, "{message}");
        }
        let unknown = failure_of(
            "eth_getLogs",
            -32601,
            "the method eth_getLogs is not available",
        );
        assert_eq!(unknown, Failure::Unsupported);
        assert!(!is_passing(failure_of("eth_call", 4100, "no"), 4100));
    }
}
