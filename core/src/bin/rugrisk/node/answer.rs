//! What a node's HTTP answer means.

use std::time::Duration;

use rugrisk::Failure;
use serde::Deserialize;
use serde_json::Value;

use crate::output::shortened;

/// JSON-RPC errors after which a node may well answer a second time.
///
/// By [EIP-1474](https://eips.ethereum.org/EIPS/eip-1474): -32000 (nodes behind a balancer say
/// "header not found" for a block that another of them just named), -32001 not found, -32002
/// unavailable, -32005 limit exceeded, -32603 internal. Providers also limit rates with -32016
/// and 429. Everything else stays as it is: refusals (4xxx), unknown methods, bad parameters.
const PASSING_ERRORS: [i64; 7] = [-32000, -32001, -32002, -32005, -32016, -32603, 429];
/// HTTP answers of a server that is busy or restarting.
const PASSING_STATUS: [u16; 6] = [408, 429, 500, 502, 503, 504];
/// The code of an `eth_call` that the contract reverted.
const REVERTED: i64 = 3;

/// Why there is no result.
#[derive(Debug, PartialEq, thiserror::Error)]
pub(super) enum NoAnswer {
    #[error("the node did not answer in time")]
    Silence,
    #[error("not sent, because the node stopped answering")]
    GivenUp,
    #[error("the connection broke: {0}")]
    Broken(String),
    #[error("the node cannot be reached: {0}")]
    Unreachable(String),
    #[error("HTTP status {status}")]
    Status { status: u16, wait: Option<Duration> },
    #[error(
        "HTTP status {status}: a redirect, which is not followed; give the address that it leads to"
    )]
    Redirected { status: u16 },
    #[error("an answer of more than {limit} bytes")]
    TooLarge { limit: u64 },
    #[error("an answer that is not JSON-RPC")]
    NotJsonRpc,
    #[error("JSON-RPC error {code}: {message}")]
    Refused {
        code: i64,
        message: String,
        wait: Option<Duration>,
    },
    #[error("reverted")]
    Reverted,
}

#[derive(Deserialize)]
struct RpcError {
    #[serde(default)]
    code: i64,
    #[serde(default)]
    message: String,
}

/// An HTTP answer to a request.
pub(super) struct HttpAnswer<'a> {
    pub(super) status: u16,
    /// `Retry-After`.
    pub(super) wait: Option<Duration>,
    pub(super) body: &'a [u8],
}

/// The `result`, which may be `null`, or why there is none.
pub(super) fn read(method: &str, answer: HttpAnswer<'_>) -> Result<Value, NoAnswer> {
    let HttpAnswer { status, wait, body } = answer;
    // Nodes send errors with any HTTP status, so the body speaks first.
    let document: Option<Value> = serde_json::from_slice(body).ok();
    let error = document.as_ref().and_then(|document| document.get("error"));
    if let Some(error) = error.filter(|error| !error.is_null()) {
        let refused = RpcError::deserialize(error)
            .map(|error| refusal(method, error, wait))
            .unwrap_or(NoAnswer::NotJsonRpc);
        let is_status_clearer = matches!(refused, NoAnswer::NotJsonRpc) && status != 200;
        return Err(if is_status_clearer {
            NoAnswer::Status { status, wait }
        } else {
            refused
        });
    }
    match (status, document) {
        (300..=399, _) => Err(NoAnswer::Redirected { status }),
        (200..=299, Some(Value::Object(mut fields))) => {
            fields.remove("result").ok_or(NoAnswer::NotJsonRpc)
        }
        (200..=299, _) => Err(NoAnswer::NotJsonRpc),
        _ => Err(NoAnswer::Status { status, wait }),
    }
}

fn refusal(method: &str, error: RpcError, wait: Option<Duration>) -> NoAnswer {
    let says_revert = || error.message.to_ascii_lowercase().contains("revert");
    // Only a call can revert; a node that says so of another method is broken.
    if method == "eth_call" && (error.code == REVERTED || says_revert()) {
        return NoAnswer::Reverted;
    }
    NoAnswer::Refused {
        code: error.code,
        message: shortened(&error.message),
        wait,
    }
}

impl NoAnswer {
    pub(super) const fn failure(&self) -> Failure {
        match self {
            Self::Silence | Self::GivenUp => Failure::Timeout,
            Self::Reverted => Failure::Reverted,
            _ => Failure::RpcError,
        }
    }

    pub(super) fn is_worth_another_try(&self) -> bool {
        match self {
            Self::Silence | Self::Broken(_) => true,
            Self::Status { status, .. } => PASSING_STATUS.contains(status),
            Self::Refused { code, .. } => PASSING_ERRORS.contains(code),
            _ => false,
        }
    }

    /// How long the node asked us to wait.
    pub(super) const fn asked_wait(&self) -> Option<Duration> {
        match self {
            Self::Status { wait, .. } | Self::Refused { wait, .. } => *wait,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Result<Value, NoAnswer> {
        answer_to("eth_call", status, body)
    }

    fn answer_to(method: &str, status: u16, body: &str) -> Result<Value, NoAnswer> {
        let answer = HttpAnswer {
            status,
            wait: None,
            body: body.as_bytes(),
        };
        read(method, answer)
    }

    #[test]
    fn a_null_result_is_an_answer() {
        assert_eq!(
            answer(200, r#"{"id":0,"result":null,"error":null}"#),
            Ok(Value::Null)
        );
    }

    #[test]
    fn reverts_are_known_by_code_or_message_whatever_the_status() {
        for error in [
            r#"{"error":{"code":3,"message":"execution failed"}}"#,
            r#"{"error":{"code":-32000,"message":"VM Exception: Reverted"}}"#,
        ] {
            assert_eq!(answer(200, error), Err(NoAnswer::Reverted));
            assert_eq!(answer(500, error), Err(NoAnswer::Reverted));
            assert_ne!(
                answer_to("eth_getCode", 200, error),
                Err(NoAnswer::Reverted)
            );
        }
    }

    #[test]
    fn refusals_are_final_and_limits_pass() {
        for (code, again) in [
            (-32601, false),
            (-32602, false),
            (4100, false),
            (-32005, true),
        ] {
            let body = format!(r#"{{"error":{{"code":{code},"message":"no"}}}}"#);
            let why = answer(400, &body).expect_err("an error object");
            assert_eq!(why.is_worth_another_try(), again, "{code}");
            assert_eq!(why.failure(), Failure::RpcError);
        }
    }

    #[test]
    fn what_is_not_json_rpc_is_no_answer() {
        for body in ["", "<html>", "[]", "{}", r#"{"error":"busy"}"#, "\"0x1\""] {
            assert_eq!(answer(200, body), Err(NoAnswer::NotJsonRpc), "{body}");
        }
        assert!(answer(503, r#"{"error":"busy"}"#).is_err_and(|why| why.is_worth_another_try()));
        assert_eq!(answer(302, ""), Err(NoAnswer::Redirected { status: 302 }));
    }
}
