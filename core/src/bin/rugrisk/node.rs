//! A node that is asked over HTTP: concurrently, patiently, and never for ever.

mod answer;

use std::io;
use std::panic;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use backon::{BackoffBuilder, ExponentialBuilder};
use rugrisk::session::Ask;
use rugrisk::{Failure, Outcome, Reply};
use serde_json::json;
use ureq::Agent;
use ureq::http::{HeaderMap, Uri, header};

use answer::{HttpAnswer, NoAnswer};

/// Requests that are under way at the same time.
const CONCURRENCY: usize = 4;
/// How often a request is sent again after the first time.
const MAX_RETRIES: usize = 2;
/// The wait before the second try; it doubles, and chance is added to it.
const FIRST_WAIT: Duration = Duration::from_millis(250);
/// So many silences in a row, and the node is taken to be gone.
const MAX_SILENCES: u32 = 4;
/// The largest code is 128 KiB of hex, the largest blocks list some thousand transactions.
const MAX_ANSWER_BYTES: u64 = 8 * 1024 * 1024;

/// An address that speaks JSON-RPC over HTTP. It often carries a key, so it is never printed.
pub(crate) struct Url(Uri);

/// A node and what it failed to answer.
pub(crate) struct Node {
    url: Url,
    agent: Agent,
    patience: Patience,
    silences: AtomicU32,
    failures: Mutex<Failures>,
}

/// How long a node is waited for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// For an answer to one request.
    pub(crate) timeout: Duration,
    /// For everything: nothing is sent or waited for after it.
    pub(crate) until: Instant,
}

/// Requests that stayed without an answer.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    /// How many.
    pub(crate) count: u32,
    /// What happened to the first.
    pub(crate) first: Option<String>,
}

/// Why a text is not the address of a node.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UrlError {
    #[error("--rpc is not an http(s) URL; give one like http://127.0.0.1:8545")]
    NotHttp,
    #[error("--rpc is a web socket, which is not spoken; give the node's http(s) URL")]
    WebSocket,
}

impl Url {
    pub(crate) fn parse(text: &str) -> Result<Self, UrlError> {
        let uri: Uri = text.trim().parse().map_err(|_| UrlError::NotHttp)?;
        match (uri.scheme_str(), uri.host()) {
            (Some("http" | "https"), Some(_)) => Ok(Self(uri)),
            (Some("ws" | "wss"), _) => Err(UrlError::WebSocket),
            _ => Err(UrlError::NotHttp),
        }
    }
}

impl Node {
    pub(crate) fn new(url: Url, patience: Patience) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            // A redirect would tell somebody else what is asked.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("rugrisk/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Self {
            url,
            agent,
            patience,
            silences: AtomicU32::new(0),
            failures: Mutex::default(),
        }
    }

    /// Answers every request, a few at the same time, in any order.
    pub(crate) fn ask_all(&self, asks: &[Ask]) -> Vec<Reply> {
        let next = AtomicUsize::new(0);
        let take = || asks.get(next.fetch_add(1, Ordering::Relaxed));
        let work = || -> Vec<Reply> {
            std::iter::from_fn(take)
                .map(|ask| self.answer(ask))
                .collect()
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..CONCURRENCY.min(asks.len()))
                .map(|_| scope.spawn(work))
                .collect();
            workers
                .into_iter()
                .flat_map(|worker| {
                    worker
                        .join()
                        .unwrap_or_else(|payload| panic::resume_unwind(payload))
                })
                .collect()
        })
    }

    /// What was not answered so far.
    pub(crate) fn into_failures(self) -> Failures {
        self.failures
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, ask: &Ask) -> Reply {
        let outcome = match self.try_repeatedly(ask) {
            Ok(result) => Outcome::Result(result.to_string()),
            Err(why) if why.failure() == Failure::Reverted => Outcome::Failure(Failure::Reverted),
            Err(why) => {
                let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
                failures.count += 1;
                failures
                    .first
                    .get_or_insert_with(|| format!("{}: {why}", ask.method));
                Outcome::Failure(why.failure())
            }
        };
        Reply {
            id: ask.id,
            outcome,
        }
    }

    fn try_repeatedly(&self, ask: &Ask) -> Result<serde_json::Value, NoAnswer> {
        let mut waits = ExponentialBuilder::new()
            .with_min_delay(FIRST_WAIT)
            .with_max_times(MAX_RETRIES)
            .with_jitter()
            .build();
        loop {
            if self.silences.load(Ordering::Relaxed) >= MAX_SILENCES {
                return Err(NoAnswer::GivenUp);
            }
            let left = self.left();
            if left.is_zero() {
                return Err(NoAnswer::TooLate);
            }
            let why = match self.try_once(ask, left.min(self.patience.timeout)) {
                Err(NoAnswer::Silence) => {
                    self.silences.fetch_add(1, Ordering::Relaxed);
                    return Err(NoAnswer::Silence);
                }
                answered => {
                    self.silences.store(0, Ordering::Relaxed);
                    match answered {
                        Err(why) if why.is_worth_another_try() => why,
                        done => return done,
                    }
                }
            };
            match waits.next().map(|wait| why.asked_wait().unwrap_or(wait)) {
                Some(wait) if wait < self.left() => thread::sleep(wait),
                _ => return Err(why),
            }
        }
    }

    fn left(&self) -> Duration {
        self.patience
            .until
            .saturating_duration_since(Instant::now())
    }

    fn try_once(&self, ask: &Ask, timeout: Duration) -> Result<serde_json::Value, NoAnswer> {
        let body =
            json!({ "jsonrpc": "2.0", "id": ask.id, "method": ask.method, "params": ask.params });
        let mut response = self
            .agent
            .post(&self.url.0)
            .config()
            .timeout_global(Some(timeout))
            .build()
            .content_type("application/json")
            .send(body.to_string())
            .map_err(no_answer)?;
        let status = response.status().as_u16();
        let wait = retry_after(response.headers());
        let body = response
            .body_mut()
            .with_config()
            .limit(MAX_ANSWER_BYTES)
            .read_to_vec()
            .map_err(no_answer)?;
        let answer = HttpAnswer {
            status,
            wait,
            body: &body,
        };
        answer::read(ask.method, answer)
    }
}

/// Seconds. The form with a date is rare with nodes; the usual wait does for it.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(header::RETRY_AFTER)?.to_str().ok()?;
    seconds.trim().parse().ok().map(Duration::from_secs)
}

fn no_answer(error: ureq::Error) -> NoAnswer {
    match error {
        ureq::Error::Timeout(_) => NoAnswer::Silence,
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => NoAnswer::Silence,
        ureq::Error::BodyExceedsLimit(limit) => NoAnswer::TooLarge { limit },
        error @ (ureq::Error::Io(_) | ureq::Error::ConnectionFailed) => {
            NoAnswer::Broken(error.to_string())
        }
        error => NoAnswer::Unreachable(error.to_string()),
    }
}
