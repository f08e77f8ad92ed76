//! What a score costs a node, and how much of the time is ours: `npm run requests` in `tests`.
//!
//! Holds a conversation about an address with a node, one request after the other, and prints how
//! many requests and rounds it took, the memory at its peak, and the time that was spent in the
//! library. The rounds that only ask which block to read at, and whether it stayed, are requests and
//! not counted as rounds.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measuring tool: a node, the clock and the terminal are its work"
)]

use std::time::{Duration, Instant};

use clap::Parser;
use rugrisk::session::Ask;
use rugrisk::{Address, Outcome, Reply, Session, SessionOptions, refusal_of};
use rugrisk_tests::speed::memory::peak_bytes;
use serde_json::{Value, json};

/// What a token with one pool may cost.
const MOST_REQUESTS: u32 = 25;
const MOST_ROUNDS: u32 = 4;
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Counts what a score asks of a node.
#[derive(Debug, Parser)]
struct Args {
    /// The node, by HTTP
    #[arg(long, value_name = "URL")]
    rpc: String,
    /// The contracts; the figures are of the one in the middle
    #[arg(required = true)]
    addresses: Vec<Address>,
    /// End with an error where a figure is above what a token with one pool may cost
    #[arg(long)]
    check: bool,
}

/// One conversation's cost.
#[derive(Clone, Copy, Debug)]
struct Cost {
    requests: u32,
    rounds: u32,
    ours: Duration,
    whole: Duration,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args = Args::parse();
    let agent = ureq::Agent::new_with_defaults();
    let mut costs = Vec::new();
    for address in &args.addresses {
        let cost = converse(&agent, &args.rpc, *address)?;
        println!("{address}  {}", words(&cost));
        costs.push(cost);
    }
    costs.sort_by_key(|cost| (cost.requests, cost.rounds));
    let median = costs
        .get(costs.len() / 2)
        .copied()
        .ok_or("nothing was measured")?;
    let peak = peak_bytes().unwrap_or(0);
    println!("median      {}", words(&median));
    println!("memory      {:.1} MB at its peak", bytes_in_mb(peak));
    let fits =
        median.requests <= MOST_REQUESTS && median.rounds <= MOST_ROUNDS && peak <= MOST_BYTES;
    println!(
        "limits      {MOST_REQUESTS} requests, {MOST_ROUNDS} rounds, {:.0} MB: {}",
        bytes_in_mb(MOST_BYTES),
        if fits { "kept" } else { "exceeded" }
    );
    if args.check && !fits {
        return Err("more than a token with one pool may cost".into());
    }
    Ok(())
}

fn converse(
    agent: &ureq::Agent,
    url: &str,
    address: Address,
) -> Result<Cost, Box<dyn std::error::Error>> {
    let began = Instant::now();
    let mut cost = Cost {
        requests: 0,
        rounds: 0,
        ours: Duration::ZERO,
        whole: Duration::ZERO,
    };
    let mut session = Session::new(address, SessionOptions::default());
    loop {
        let asked = Instant::now();
        let asks = session.poll()?;
        cost.ours += asked.elapsed();
        if asks.is_empty() {
            break;
        }
        let is_of_blocks = |ask: &Ask| matches!(ask.method, "eth_chainId" | "eth_getBlockByNumber");
        cost.rounds += u32::from(!asks.iter().all(is_of_blocks));
        for ask in asks {
            cost.requests += 1;
            let outcome = answer(agent, url, &ask)?;
            let given = Instant::now();
            session.handle(Reply {
                id: ask.id,
                outcome,
            });
            cost.ours += given.elapsed();
        }
    }
    let scored = Instant::now();
    let report = session.report().to_json();
    cost.ours += scored.elapsed();
    cost.whole = began.elapsed();
    drop(report);
    Ok(cost)
}

fn answer(
    agent: &ureq::Agent,
    url: &str,
    ask: &Ask,
) -> Result<Outcome, Box<dyn std::error::Error>> {
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": ask.method, "params": ask.params});
    let mut response = agent
        .post(url)
        .content_type("application/json")
        .send(body.to_string())?;
    let answer: Value = serde_json::from_str(&response.body_mut().read_to_string()?)?;
    Ok(match answer.get("error") {
        Some(error) => Outcome::Failure(refusal_of(ask.method, &error.to_string()).failure),
        None => Outcome::Result(answer["result"].to_string()),
    })
}

fn words(cost: &Cost) -> String {
    let share = 100.0 * cost.ours.as_secs_f64() / cost.whole.as_secs_f64();
    format!(
        "{:>3} requests  {:>2} rounds  {:>5.1} ms, of which {:>5.1} ms ({share:.0} %) in rugrisk",
        cost.requests,
        cost.rounds,
        1e3 * cost.whole.as_secs_f64(),
        1e3 * cost.ours.as_secs_f64(),
    )
}

#[expect(clippy::cast_precision_loss, reason = "a figure to be read")]
fn bytes_in_mb(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
