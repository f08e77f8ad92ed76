//! What a node's HTTP answer means.

use std::time::Duration;

use rugrisk::{Failure, refusal_of};
use serde_json::Value;

use crate::output::shortened;

/// HTTP answers of a server that is busy or restarting.
const PASSING_STATUS: [u16; 6] = [408, 429, 500, 502, 503, 504];

/// Why there is no result.
#[derive(Debug, PartialEq, thiserror::Error)]
pub(super) enum NoAnswer {
    #[error("the node did not answer in time")]
    Silence,
    #[error("not sent, because the node stopped answering")]
    GivenUp,
    #[error("not sent, because the time for everything was over; see --deadline")]
    TooLate,
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
        code: i32,
        message: String,
        wait: Option<Duration>,
        failure: Failure,
        is_passing: bool,
    },
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
    let is_fine = (200..=299).contains(&status);
    // A text that is no error of JSON-RPC says less than the status of a server that is busy.
    if let Some(error) = error.filter(|error| error.is_object() || error.is_string() && is_fine) {
        return Err(refused(method, error, wait));
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

fn refused(method: &str, error: &Value, wait: Option<Duration>) -> NoAnswer {
    let refusal = refusal_of(method, &error.to_string());
    NoAnswer::Refused {
        code: refusal.code,
        message: shortened(&refusal.message),
        wait,
        failure: refusal.failure,
        is_passing: refusal.is_passing,
    }
}

impl NoAnswer {
    pub(super) const fn failure(&self) -> Failure {
        match self {
            Self::Silence | Self::GivenUp | Self::TooLate => Failure::Timeout,
            Self::Refused { failure, .. } => *failure,
            _ => Failure::RpcError,
        }
    }

    pub(super) fn is_worth_another_try(&self) -> bool {
        match self {
            Self::Broken(_) => true,
            Self::Status { status, .. } => PASSING_STATUS.contains(status),
            Self::Refused { is_passing, .. } => *is_passing,
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
            r#"{"error":{"code":"-32000","message":"execution reverted"}}"#,
            r#"{"error":{"code":-32603,"message":null,"data":{"message":"Reverted"}}}"#,
        ] {
            let failure = |method, status| {
                answer_to(method, status, error)
                    .expect_err("an error object")
                    .failure()
            };
            assert_eq!(failure("eth_call", 200), Failure::Reverted);
            assert_eq!(failure("eth_call", 500), Failure::Reverted);
            assert_ne!(failure("eth_getCode", 200), Failure::Reverted);
        }
    }

    #[test]
    fn refusals_are_final_and_limits_pass() {
        for (code, again, failure) in [
            (-32601, false, Failure::Unsupported),
            (-32602, false, Failure::RpcError),
            (4100, false, Failure::RpcError),
            (-32005, true, Failure::RpcError),
        ] {
            let body = format!(r#"{{"error":{{"code":{code},"message":"no"}}}}"#);
            let why = answer(400, &body).expect_err("an error object");
            assert_eq!(why.is_worth_another_try(), again, "{code}");
            assert_eq!(why.failure(), failure, "{code}");
        }
    }

    #[test]
    fn what_is_not_json_rpc_is_no_answer() {
        for body in ["", "<html>", "[]", "{}", r#"{"error":5}"#, "\"0x1\""] {
            assert_eq!(answer(200, body), Err(NoAnswer::NotJsonRpc), "{body}");
        }
        let busy = answer(200, r#"{"error":"busy"}"#).expect_err("an error");
        assert_eq!(busy.failure(), Failure::RpcError);
        assert!(answer(503, r#"{"error":"busy"}"#).is_err_and(|why| why.is_worth_another_try()));
        assert_eq!(answer(302, ""), Err(NoAnswer::Redirected { status: 302 }));
    }
}
