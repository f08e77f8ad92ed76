//! What JavaScript may call: parse, call the core, serialise, map the error. No rules live here.
//!
//! Documents cross the boundary as JSON text: it is smaller in the module than a bridge of
//! JavaScript objects, and the text of a report is the same bytes that the command line prints.

#![allow(
    clippy::float_cmp,
    reason = "code that wasm-bindgen generates compares an error flag with zero"
)]

mod failure;

use rugrisk::{
    Address, Evidence, Hints, Outcome, Reply, RequestId, RuntimeCode, SessionOptions,
    facts::Analyses,
    report::score_with,
    score, session,
    transaction::{self, Request},
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use failure::invalid_input;

/// The version of the library.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Analyses runtime code given as hex text; the report as JSON.
///
/// # Errors
/// `INVALID_INPUT`, with the core's code as its `reason`.
#[wasm_bindgen(js_name = analyzeHex)]
pub fn analyze_hex(text: &str, models: Option<Models>) -> Result<String, JsValue> {
    let code = text.parse().map_err(failure::code)?;
    Ok(report(&Evidence::of_code(code), models))
}

/// Analyses runtime code given as bytes; the report as JSON.
///
/// # Errors
/// `INVALID_INPUT`, with the core's code as its `reason`.
#[wasm_bindgen(js_name = analyzeBytes)]
pub fn analyze_bytes(bytes: Vec<u8>, models: Option<Models>) -> Result<String, JsValue> {
    let code = RuntimeCode::new(bytes).map_err(failure::code)?;
    Ok(report(&Evidence::of_code(code), models))
}

fn report(evidence: &Evidence, models: Option<Models>) -> String {
    let models = models.map_or_else(score::Models::shipped, |models| models.0);
    score_with(evidence, &mut Analyses::default(), &models).to_json()
}

/// Models of the caller's own.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct Models(score::Models);

#[wasm_bindgen]
impl Models {
    /// From the weights of the code model and of the exit model, as text; the shipped ones for what
    /// is left out.
    ///
    /// # Errors
    /// `INVALID_INPUT` where a text is not that.
    #[wasm_bindgen(constructor)]
    pub fn new(code: Option<String>, exit: Option<String>) -> Result<Self, JsValue> {
        let [code, exit] = [&code, &exit].map(|text| text.as_deref().map(str::as_bytes));
        let models = score::Models::load(code, exit);
        models.map(Self).map_err(|error| failure::weights(&error))
    }
}

/// Scores an evidence document; the report as JSON.
///
/// # Errors
/// `INVALID_INPUT` where the text is not an evidence document of this version.
#[wasm_bindgen(js_name = scoreEvidence)]
pub fn score_evidence(json: &str, models: Option<Models>) -> Result<String, JsValue> {
    let evidence = Evidence::from_json(json).map_err(|error| invalid_input(&error))?;
    Ok(report(&evidence, models))
}

/// The contracts to score before a transaction or a signature can be judged, as a JSON list.
///
/// # Errors
/// `INVALID_INPUT` where the text is no request.
#[wasm_bindgen(js_name = transactionTargets)]
pub fn transaction_targets(json: &str) -> Result<String, JsValue> {
    let request = Request::from_json(json).map_err(|error| invalid_input(&error))?;
    serde_json::to_string(&request.intents().contracts()).map_err(|error| invalid_input(&error))
}

/// What a transaction or a signature exposes, as JSON without the reports; `reports` is an object of
/// them by address.
///
/// # Errors
/// `INVALID_INPUT` where the texts are not that.
#[wasm_bindgen(js_name = assessTransaction)]
pub fn assess_transaction(json: &str, reports: &str) -> Result<String, JsValue> {
    let request = Request::from_json(json).map_err(|error| invalid_input(&error))?;
    let verdicts = transaction::verdicts(reports).map_err(|error| invalid_input(&error))?;
    Ok(transaction::assess(&request, &verdicts).to_json())
}

/// Why there is no result; the core says what each means.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Failure {
    /// The node answered with an error, or refused.
    RpcError,
    /// The same, but it may answer when it is asked again.
    Passing,
    /// A call that the contract itself reverted.
    Reverted,
    /// No answer in time.
    Timeout,
    /// More blocks or events than the node looks through at once.
    LogRange,
    /// The node does not keep the state of that block.
    Archive,
    /// The node does not know the method.
    Unsupported,
}

/// What a node's error means, by the method that it answers; the error as JSON.
#[wasm_bindgen(js_name = failureOf)]
#[must_use]
pub fn failure_of(method: &str, error: &str) -> Failure {
    let refusal = rugrisk::refusal_of(method, error);
    match refusal.failure {
        _ if refusal.is_passing => Failure::Passing,
        rugrisk::Failure::RpcError => Failure::RpcError,
        rugrisk::Failure::Reverted => Failure::Reverted,
        rugrisk::Failure::Timeout => Failure::Timeout,
        rugrisk::Failure::LogRange { .. } | rugrisk::Failure::LogSize { .. } => Failure::LogRange,
        rugrisk::Failure::Archive => Failure::Archive,
        rugrisk::Failure::Unsupported => Failure::Unsupported,
    }
}

/// How much is asked; the core says what each means.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Depth {
    /// Code and storage alone.
    Static,
    /// What a few rounds can tell.
    Quick,
    /// The block of creation too.
    Full,
}

fn account(text: &str) -> Result<Address, JsValue> {
    text.parse().map_err(|_| failure::not_an_address())
}

/// A conversation about one account; the package frees it when it ends.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session(session::Session);

#[wasm_bindgen]
impl Session {
    /// Begins a conversation; what is left out takes the core's defaults.
    ///
    /// # Errors
    /// `INVALID_INPUT` where `address` is not one.
    #[wasm_bindgen(constructor)]
    pub fn new(
        address: &str,
        chain_id: Option<u64>,
        block: Option<u64>,
        max_requests: Option<u32>,
        depth: Option<Depth>,
    ) -> Result<Self, JsValue> {
        let depth = match depth {
            Some(Depth::Static) => rugrisk::Depth::Static,
            Some(Depth::Quick) | None => rugrisk::Depth::Quick,
            Some(Depth::Full) => rugrisk::Depth::Full,
        };
        let options = SessionOptions {
            chain_id,
            block,
            max_requests: max_requests.unwrap_or(depth.max_requests()),
            depth,
        };
        Ok(Self(session::Session::new(account(address)?, options)))
    }

    /// Takes what is known already, as addresses in text: who made the contract, and who holds the
    /// token.
    ///
    /// # Errors
    /// `INVALID_INPUT` where something is no address.
    pub fn hint(&mut self, deployer: Option<String>, holders: Vec<String>) -> Result<(), JsValue> {
        let holders = holders.iter().map(|holder| account(holder));
        self.0.hint(Hints {
            deployer: deployer.map(|text| account(&text)).transpose()?,
            holders: holders.collect::<Result<_, _>>()?,
        });
        Ok(())
    }

    /// Takes other models than the shipped ones.
    #[wasm_bindgen(js_name = judgeBy)]
    pub fn judge_by(&mut self, models: Models) {
        self.0.judge_by(models.0);
    }

    /// The next requests as a JSON list; an empty list ends the conversation.
    ///
    /// # Errors
    /// `CHAIN_MISMATCH`, or `PROVIDER` where the node gave no chain id or block.
    pub fn poll(&mut self) -> Result<String, JsValue> {
        let asks = self.0.poll().map_err(failure::session)?;
        serde_json::to_string(&asks).map_err(|error| invalid_input(&error))
    }

    /// Takes the `result` of an answer, as JSON. One that is not awaited is ignored.
    pub fn answer(&mut self, id: u32, result: String) {
        self.reply(id, Outcome::Result(result));
    }

    /// Takes notice that there is no result; `told` is the node's error as JSON.
    pub fn fail(&mut self, id: u32, failure: Failure, told: &str) {
        let failure = match failure {
            Failure::RpcError | Failure::Passing => rugrisk::Failure::RpcError,
            Failure::Reverted => rugrisk::Failure::Reverted,
            Failure::Timeout => rugrisk::Failure::Timeout,
            Failure::LogRange => rugrisk::refusal_of("eth_getLogs", told).failure,
            Failure::Archive => rugrisk::Failure::Archive,
            Failure::Unsupported => rugrisk::Failure::Unsupported,
        };
        self.reply(id, Outcome::Failure(failure));
    }

    /// What is known so far, as JSON.
    #[must_use]
    pub fn evidence(&self) -> String {
        self.0.evidence().to_json()
    }

    /// The report of what is known so far, as JSON.
    #[must_use]
    pub fn report(&mut self) -> String {
        self.0.report().to_json()
    }

    fn reply(&mut self, id: u32, outcome: Outcome) {
        self.0.handle(Reply {
            id: RequestId(id),
            outcome,
        });
    }
}
