//! Drives a session of the library over a node.

use std::str::FromStr;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use rugrisk::session::Ask;
use rugrisk::{
    Address, Evidence, Hints, Outcome, Reason, RequestId, Session, SessionError, SessionOptions,
    U256,
};

use crate::args::{NodeArgs, ReadingArgs};
use crate::ending::Trouble;
use crate::node::{Node, Patience, Url};
use crate::output;

/// Reads everything that the scorer wants to know of the account.
pub(crate) fn evidence(args: &ReadingArgs) -> Result<Evidence, Trouble> {
    let hints = Hints {
        deployer: args.deployer,
        holders: args.holders.clone(),
    };
    let patience = args.node.patience();
    of_account(
        args.address,
        hints,
        args.node.chain_id,
        &args.node,
        patience,
    )
}

/// The same of any account, on the chain that was asked for.
pub(crate) fn of_account(
    address: Address,
    hints: Hints,
    chain_id: Option<u64>,
    args: &NodeArgs,
    patience: Patience,
) -> Result<Evidence, Trouble> {
    let node = Node::new(Url::parse(&args.rpc)?, patience);
    let depth = args.depth.depth();
    let options = SessionOptions {
        chain_id,
        block: args.block,
        max_requests: args.max_requests.unwrap_or(depth.max_requests()),
        depth,
    };
    let mut session = Session::new(address, options);
    session.hint(hints);
    let spinner = spinner();
    let collected = converse(&node, session, &spinner);
    spinner.finish_and_clear();
    let failures = node.into_failures();
    match collected {
        Ok(evidence) => {
            if let Some(first) = &failures.first {
                output::note(&format!(
                    "{} requests got no answer, the first: {first}",
                    failures.count
                ));
            }
            Ok(evidence)
        }
        Err(error) => Err(Trouble::Session {
            error,
            cause: failures.first,
        }),
    }
}

/// The chain that the node is on.
pub(crate) fn chain_id(args: &NodeArgs, patience: Patience) -> Result<u64, Trouble> {
    let node = Node::new(Url::parse(&args.rpc)?, patience);
    let ask = Ask {
        id: RequestId(0),
        method: "eth_chainId",
        params: Vec::new(),
    };
    let reply = node.ask_all(&[ask]).pop();
    let answer = match reply.map(|reply| reply.outcome) {
        Some(Outcome::Result(text)) => U256::from_str(text.trim_matches('"')).ok(),
        _ => None,
    };
    let id = answer.and_then(|id| id.try_into().ok());
    id.ok_or_else(|| Trouble::Session {
        error: SessionError::NoChainId {
            reason: Reason::RpcError,
        },
        cause: node.into_failures().first,
    })
}

fn converse(
    node: &Node,
    mut session: Session,
    spinner: &ProgressBar,
) -> Result<Evidence, SessionError> {
    loop {
        let asks = session.poll()?;
        if asks.is_empty() {
            return Ok(session.into_evidence());
        }
        spinner.inc(asks.len() as u64);
        for reply in node.ask_all(&asks) {
            session.handle(reply);
        }
    }
}

/// Shown on standard error, and only if that is a terminal.
fn spinner() -> ProgressBar {
    let spinner = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} asking the node: {pos} requests") {
        spinner.set_style(style);
    }
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}
