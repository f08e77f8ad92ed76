//! What a node's error means. Both hosts ask here, so that they cannot come to differ.

use crate::json::Json;

/// Why a host has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The node answered with an error, or refused.
    RpcError,
    /// A call that the contract itself reverted.
    Reverted,
    /// No answer in time.
    Timeout,
    /// More blocks than the node looks through at once.
    LogRange {
        /// How many it looks through, where it says so.
        most: Option<u64>,
    },
    /// More events than the node gives at once.
    LogSize {
        /// A number of blocks that has no more, where it says so.
        fits: Option<u64>,
    },
    /// The node does not keep the state of that block.
    Archive,
    /// The node does not know the method.
    Unsupported,
}

/// A JSON-RPC error, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it means.
    pub failure: Failure,
    /// The node may answer when it is asked again.
    pub is_passing: bool,
    /// Its code; zero where there is none of 32 bits.
    pub code: i32,
    /// Its words.
    pub message: String,
}

/// geth's code for a call that the contract reverted.
const REVERTED: i32 = 3;
/// Unknown or unsupported method, by JSON-RPC, by
/// [EIP-1474](https://eips.ethereum.org/EIPS/eip-1474) and by
/// [EIP-1193](https://eips.ethereum.org/EIPS/eip-1193).
const UNKNOWN_METHOD: [i32; 3] = [-32601, -32004, 4200];
/// How nodes say the same, whatever the code.
const UNKNOWN: [&str; 5] = [
    "does not exist/is not available",
    "method not found",
    "method not supported",
    "unsupported method",
    "unknown method",
];
/// The same behind the name of the method.
const UNKNOWN_BEHIND: [&str; 5] = [
    " does not exist",
    " is not available",
    " not available",
    " is not supported",
    " not supported",
];
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
/// How nodes say that they were asked too often. A limit on requests is none on blocks.
const RATES: [&str; 10] = [
    "per second",
    "per minute",
    "per day",
    "requests per",
    "rate limit",
    "request rate",
    "request count",
    "too many requests",
    "compute units",
    "throttl",
];
/// How nodes say that a filter finds too much.
const SIZES: [&str; 6] = [
    "results",
    "logs matched",
    "too many logs",
    "response size",
    "response too large",
    "query timeout",
];
/// How nodes say that a filter covers too many blocks; that the limit is exceeded is all that nodes of
/// BNB Smart Chain say.
const RANGES: [&str; 4] = ["range", "more than", "too large", "limit exceeded"];
/// Where a wallet, a library or a balancer keeps the node's own error.
const WRAPPERS: [&str; 5] = ["data", "cause", "info", "originalError", "error"];
/// How deep they wrap it.
const MAX_WRAPPED: u32 = 5;
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

/// Reads the `error` of an answer to a method, as JSON text: whatever a node, or a wallet around it,
/// has in its place. Of an error that others wrap it is the innermost that says something: the node's
/// own, and not what a library puts around it.
#[must_use]
pub fn refusal_of(method: &str, error: &str) -> Refusal {
    let error = Json::parse(error).unwrap_or(Json::Null);
    let mut refusal = Refusal {
        failure: Failure::RpcError,
        is_passing: false,
        code: 0,
        message: String::new(),
    };
    read(method, &error, MAX_WRAPPED, &mut refusal);
    refusal
}

/// Reads an error, then what it wraps, and keeps what says more than what is kept already, or as much.
fn read(method: &str, error: &Json<'_>, depth: u32, kept: &mut Refusal) {
    let code = match error.member("code") {
        Some(Json::Number(digits)) => digits.parse().ok(),
        Some(Json::Text(digits)) => digits.parse().ok(),
        _ => None,
    };
    let code = code.unwrap_or(0);
    let message = error.text().or_else(|| error.member("message")?.text());
    let message = message.unwrap_or_default();
    let words = message.to_ascii_lowercase();
    let failure = failure_of(method, code, &words);
    let is_vague = failure == Failure::RpcError;
    let is_passing = is_vague && (PASSING.contains(&code) || is_of_rate(&words));
    let is_first = depth == MAX_WRAPPED;
    if is_first || !is_vague || is_passing && kept.failure == Failure::RpcError {
        *kept = Refusal {
            failure,
            is_passing,
            code,
            message: message.to_owned(),
        };
    }
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    for wrapper in WRAPPERS {
        if let Some(wrapped) = error.member(wrapper) {
            read(method, wrapped, depth, kept);
        }
    }
}

fn failure_of(method: &str, code: i32, words: &str) -> Failure {
    let says = |some: &[&str]| some.iter().any(|each| words.contains(each));
    let is_of_events = method == "eth_getLogs";
    // Only a call can revert; a node that says so of another method is broken.
    if method == "eth_call" && (code == REVERTED || says(&REVERTS)) {
        Failure::Reverted
    } else if UNKNOWN_METHOD.contains(&code) || says(&UNKNOWN) || is_unknown(method, words) {
        Failure::Unsupported
    } else if is_of_rate(words) {
        Failure::RpcError
    } else if says(&PRUNED) {
        Failure::Archive
    } else if is_of_events && says(&SIZES) {
        Failure::LogSize {
            fits: most_blocks(words),
        }
    } else if is_of_events && says(&RANGES) {
        Failure::LogRange {
            most: most_blocks(words),
        }
    } else {
        Failure::RpcError
    }
}

fn is_unknown(method: &str, words: &str) -> bool {
    let named = words.split_once(&method.to_ascii_lowercase());
    named.is_some_and(|(_, behind)| UNKNOWN_BEHIND.iter().any(|each| behind.starts_with(each)))
}

/// Whoever names blocks speaks of them, however much he praises the rates of a better plan.
fn is_of_rate(words: &str) -> bool {
    let is_of_blocks = words.contains("blocks") || words.contains("block range");
    !is_of_blocks && RATES.iter().any(|each| words.contains(each))
}

/// How many blocks a node looks through, out of the words in which it refused more.
///
/// Providers name the limit ("up to a 2K block range", "max is 10,000", "exceed maximum block range:
/// 5000") or blocks that would do ("try [0x10, 0x1f]"). A limit on results or on time says nothing about blocks.
fn most_blocks(message: &str) -> Option<u64> {
    let words = message
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == ','))
        .filter(|word| !word.is_empty());
    let words: Vec<Option<(u64, bool)>> = words.map(number).collect();
    // Side by side: the blocks that were asked for may be named too.
    let suggested = words.windows(2).find_map(|pair| match pair {
        [Some((first, true)), Some((last, true))] => last.checked_sub(*first)?.checked_add(1),
        _ => None,
    });
    let is_of_else = ["results", "logs matched", "timeout"];
    if suggested.is_some() || is_of_else.iter().any(|each| message.contains(each)) {
        return suggested;
    }
    // Where the range itself is named too, the limit is the smaller number.
    let named = words
        .into_iter()
        .flatten()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(method: &str, code: i32, message: &str) -> Refusal {
        refusal_of(
            method,
            &format!("{{\"code\":{code},\"message\":\"{message}\"}}"),
        )
    }

    fn failure(method: &str, code: i32, message: &str) -> Failure {
        refusal(method, code, message).failure
    }

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
                failure("eth_call", code, message),
                Failure::Reverted,
                "{message}"
            );
            assert_ne!(failure("eth_getCode", code, message), Failure::Reverted);
        }
    }

    #[test]
    fn an_error_is_read_whatever_its_shape_and_however_it_is_wrapped() {
        for error in [
            r#""execution reverted""#,
            r#"{"code":"-32000","message":"execution reverted"}"#,
            r#"{"code":"3","message":null}"#,
            r#"{"code":99999999999,"message":"execution reverted"}"#,
            r#"{"code":"CALL_EXCEPTION","info":{"error":{"message":"execution reverted"}}}"#,
            r#"{"code":-32603,"message":"Internal error","data":{"message":"Reverted"}}"#,
            r#"{"code":-32015,"message":null,"data":"Reverted 0x08c379a0"}"#,
            r#"{"code":-32603,"data":{"originalError":{"code":3}}}"#,
            r#"{"cause":{"cause":{"message":"execution reverted"}}}"#,
        ] {
            assert_eq!(
                refusal_of("eth_call", error).failure,
                Failure::Reverted,
                "{error}"
            );
        }
        let pruned = r#"{"code":"-32000","message":null,"data":{"message":"missing trie node"}}"#;
        assert_eq!(refusal_of("eth_getCode", pruned).failure, Failure::Archive);
        let wrapped = r#"{"code":-32603,"message":"RPC Request failed. Request body: {\"method\":\"eth_getLogs\",\"params\":[{\"fromBlock\":\"0x0\",\"toBlock\":\"0x64\"}]} Details: exceed maximum block range: 50 Version: viem@2.57.20","cause":{"code":-32602,"message":"exceed maximum block range: 50"}}"#;
        assert_eq!(
            refusal_of("eth_getLogs", wrapped).failure,
            Failure::LogRange { most: Some(50) }
        );
        let wrapped = r#"{"message":"Request body: {\"method\":\"eth_getCode\"} Details: header not found","code":-32000}"#;
        assert!(refusal_of("eth_getCode", wrapped).is_passing);
        let deep = format!("{}3{}", "{\"data\":".repeat(20), "}".repeat(20));
        for error in [
            "",
            "busy",
            "null",
            "true",
            "[]",
            "{}",
            "17",
            "{\"code\":",
            &deep,
        ] {
            let read = refusal_of("eth_call", error);
            assert_eq!(
                (read.failure, read.is_passing),
                (Failure::RpcError, false),
                "{error}"
            );
        }
    }

    #[test]
    fn limits_of_blocks_of_results_and_of_requests_are_told_apart() {
        let range = |most| Failure::LogRange { most };
        let size = |fits| Failure::LogSize { fits };
        for (code, message, expected) in [
            (-32005, "query returned more than 10000 results", size(None)),
            (
                -32005,
                "query returned more than 10000 results. Try with this block range [0x1, 0x20].",
                size(Some(32)),
            ),
            (-32000, "Log response size exceeded.", size(None)),
            (
                -32000,
                "query timeout exceeded after 10 seconds",
                size(None),
            ),
            (
                -32602,
                "exceed maximum block range: 5000",
                range(Some(5_000)),
            ),
            (
                -32600,
                "You can make eth_getLogs requests with up to a 2K block range.",
                range(Some(2_000)),
            ),
            (
                -32600,
                "You can make eth_getLogs requests with up to a 10 block range. Upgrade for more requests per second.",
                range(Some(10)),
            ),
            (
                -32614,
                "eth_getLogs is limited to a 10,000 range",
                range(Some(10_000)),
            ),
            (
                35,
                "ranges over 10000 blocks are not supported on freetier",
                range(Some(10_000)),
            ),
            (
                -32000,
                "requested range too large: from 17000000 to 17021600, maximum is 2048",
                range(Some(2_048)),
            ),
            (-32005, "limit exceeded", range(None)),
        ] {
            assert_eq!(failure("eth_getLogs", code, message), expected, "{message}");
        }
        for (code, message) in [
            (-32005, "daily request count exceeded, request rate limited"),
            (-32029, "You have made more than 10 requests per second"),
            (
                429,
                "Your app has exceeded its compute units per second capacity",
            ),
        ] {
            for method in ["eth_getLogs", "eth_call"] {
                let busy = refusal(method, code, message);
                assert_eq!(busy.failure, Failure::RpcError, "{message}");
                assert!(busy.is_passing, "{message}");
            }
        }
        let busy = refusal("eth_call", -32005, "limit exceeded");
        assert!(busy.is_passing, "{busy:?}");
    }

    #[test]
    fn what_will_not_pass_is_not_asked_again() {
        let pruned = refusal("eth_call", -32000, "missing trie node 0x12 (path )");
        assert_eq!(pruned.failure, Failure::Archive);
        assert!(!pruned.is_passing);
        for message in [
            "historical state 0x12 is not available",
            "No state available for block 0x12",
            "state histories haven't been fully indexed yet",
            "old data not available due to pruning",
            "BlockOutOfRangeError: block height is 5379 but requested was 1",
        ] {
            let failure = failure("eth_getCode", -32000, message);
            assert_eq!(failure, Failure::Archive, "{message}");
        }
        for (code, message) in [
            (-32601, "no"),
            (-32004, "no"),
            (4200, "no"),
            (-32004, "Method eth_getLogs not supported"),
            (
                -32000,
                "the method eth_getLogs does not exist/is not available",
            ),
            (-32000, "Method not found"),
        ] {
            let unknown = refusal("eth_getLogs", code, message);
            assert_eq!(unknown.failure, Failure::Unsupported, "{message}");
            assert!(!unknown.is_passing, "{message}");
        }
        assert!(!refusal("eth_call", 4100, "no").is_passing);
        assert!(refusal("eth_getCode", -32000, "header not found").is_passing);
    }
}
