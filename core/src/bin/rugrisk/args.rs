//! The command line: verbs, options and their help.

use std::time::{Duration, Instant};

use clap::builder::PossibleValuesParser;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use rugrisk::score::Level;
use rugrisk::session::MAX_REQUESTS;
use rugrisk::{Address, Bytes, Depth, U256};

use crate::node::Patience;

const EXIT_CODES: &str = "\
Exit codes:
  0  fine
  1  the level is at or above --fail-on
  2  usage, bad input, or output that cannot be written
  3  evidence could not be had: no node, no such block, or no code to judge;
     with --fail-on also a level that is unknown, because unknown is not fine

Colours go only to a terminal; NO_COLOR=1 turns them off.";

const EXAMPLES: &str = "\
Examples:
  rugrisk code 0x33ff
  rugrisk score 0xdAC17F958D2ee523a2206206994597C13D831ec7 --rpc https://node.example
  rugrisk tx --from 0x… --to 0x… --data 0x095ea7b3… --rpc https://node.example
  rugrisk batch --in rows.ndjson --out reports.ndjson";

/// Tells what the people behind a contract can do to your money, before you swap, approve or deposit.
#[derive(Debug, Parser)]
#[command(name = "rugrisk", version, after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Analyse runtime code alone, offline
    Code(CodeArgs),
    /// Read a contract through a node, then score it
    Score(ScoreArgs),
    /// Say what a transaction or a signature would expose, before it is signed
    Tx(TxArgs),
    /// Read a contract through a node and keep what was read
    Record(RecordArgs),
    /// Score kept evidence again, offline, to the same bytes
    Replay(ReplayArgs),
    /// Show a report that was kept as JSON
    Explain(ExplainArgs),
    /// Analyse many codes: one JSON object a line in, one report a line out
    Batch(BatchArgs),
    /// List what is looked for
    Detectors(DetectorsArgs),
    /// List the past incidents that reports compare with
    Incidents(IncidentsArgs),
    /// Print the JSON Schema of a document
    Schema(SchemaArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
}

#[derive(Debug, ClapArgs)]
#[command(after_help = format!("\
Examples:
  rugrisk code token.hex
  rugrisk code 0x33ff --format json
  cast code 0xdAC1… | rugrisk code - --fail-on high

The code is what eth_getCode returns: hex, with or without 0x. Who holds a power is not in
the code, so the interval is wide; `rugrisk score` reads it from a node.

{EXIT_CODES}"))]
pub(crate) struct CodeArgs {
    /// A file with hex, the hex itself, or - for standard input
    #[arg(value_name = "FILE|HEX|-")]
    pub(crate) code: String,
    #[command(flatten)]
    pub(crate) weights: WeightsArgs,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = format!("\
Examples:
  rugrisk score 0xdAC17F958D2ee523a2206206994597C13D831ec7 --rpc https://node.example
  RUGRISK_RPC=http://127.0.0.1:8545 rugrisk score 0x… --chain-id 1 --block 19000000
  rugrisk score 0x… --rpc http://127.0.0.1:8545 --format json --fail-on high

Everything is read at one block with read-only calls. Nothing is sent anywhere else.

{EXIT_CODES}"))]
pub(crate) struct ScoreArgs {
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) weights: WeightsArgs,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = format!("\
Examples:
  rugrisk tx --from 0x… --to 0x… --data 0x095ea7b3… --rpc http://127.0.0.1:8545
  rugrisk tx --from 0x… --to 0x… --data 0x --value 1000000000000000000 --rpc http://127.0.0.1:8545
  rugrisk tx --typed-data permit.json --rpc http://127.0.0.1:8545 --fail-on high

Nothing is sent or signed: the call is read, and the contracts that get a power by it are scored,
at most {most} of them.

{EXIT_CODES}", most = rugrisk::transaction::MAX_CONTRACTS))]
pub(crate) struct TxArgs {
    /// Who would sign
    #[arg(long, value_name = "ADDRESS", value_parser = address, required_unless_present = "typed_data")]
    pub(crate) from: Option<Address>,
    /// What would be called; without it a contract is created
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub(crate) to: Option<Address>,
    /// The calldata
    #[arg(long, value_name = "HEX", default_value = "0x", value_parser = calldata)]
    pub(crate) data: Bytes,
    /// Wei that would be paid with it, decimal or with 0x
    #[arg(long, value_name = "WEI", default_value = "0", value_parser = amount)]
    pub(crate) value: U256,
    /// The message that would be signed instead, as eth_signTypedData_v4 takes it
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["to", "data", "value"])]
    pub(crate) typed_data: Option<String>,
    #[command(flatten)]
    pub(crate) node: NodeArgs,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = format!("\
Examples:
  rugrisk record 0x… --rpc http://127.0.0.1:8545 --out evidence.json
  rugrisk record 0x… --rpc http://127.0.0.1:8545 --block 19000000 --out - | rugrisk replay -

{EXIT_CODES}"))]
pub(crate) struct RecordArgs {
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    /// Where to write the evidence; - for standard output
    #[arg(long, value_name = "EVIDENCE.json")]
    pub(crate) out: String,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = format!("\
Examples:
  rugrisk replay evidence.json
  rugrisk replay - --format json < evidence.json

{EXIT_CODES}"))]
pub(crate) struct ReplayArgs {
    /// A document of `rugrisk record`, or - for standard input
    #[arg(value_name = "EVIDENCE.json|-")]
    pub(crate) evidence: String,
    #[command(flatten)]
    pub(crate) weights: WeightsArgs,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = format!("\
Examples:
  rugrisk explain report.json
  sed -n 7p reports.ndjson | rugrisk explain -

{EXIT_CODES}"))]
pub(crate) struct ExplainArgs {
    /// A report of `--format json` or one line of `rugrisk batch`, or - for standard input
    #[arg(value_name = "REPORT.json|-")]
    pub(crate) document: String,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = format!("\
Examples:
  rugrisk batch --in rows.ndjson --out reports.ndjson
  zstd -dc rows.ndjson.zst | rugrisk batch --jobs 8 > reports.ndjson
  rugrisk batch --in rows.ndjson --fail-on critical > /dev/null

A row is {{\"chain\": 1, \"address\": \"0x…\", \"code\": \"0x6080…\"}}. The chain is a number or a name and
is kept as it stands, as is the address; `bytecode` is read where there is no `code`; other
fields and empty lines are skipped. Each row becomes one line, in the order of the input: chain
and address, then the fields of the report. A bad row becomes
  {{\"chain\": …, \"address\": …, \"line\": 7, \"error\": {{\"code\": \"NOT_HEX\", \"message\": …}}}}
and the batch goes on. Error codes: NOT_JSON, BAD_FIELD, MISSING_CODE, LINE_TOO_LONG, EMPTY_CODE,
ODD_HEX, NOT_HEX, CODE_TOO_LARGE, and INTERNAL for a row that made the analysis panic.

With --fail-on the exit code is 1 if any report is at or above the level, else 3 if any level is
unknown or any row is bad, else 0. Without it bad rows are only counted.

{EXIT_CODES}"))]
pub(crate) struct BatchArgs {
    /// Rows to read; - for standard input
    #[arg(long = "in", value_name = "ROWS.ndjson", default_value = "-")]
    pub(crate) rows: String,
    /// Where to write the reports; - for standard output
    #[arg(long, value_name = "REPORTS.ndjson", default_value = "-")]
    pub(crate) out: String,
    /// Rows that are analysed at the same time [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    #[command(flatten)]
    pub(crate) weights: WeightsArgs,
    /// Exit with 1 if any report has this level or a worse one
    #[arg(long, value_name = "LEVEL")]
    pub(crate) fail_on: Option<Threshold>,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  rugrisk detectors
  rugrisk detectors --format json")]
pub(crate) struct DetectorsArgs {
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  rugrisk incidents
  rugrisk incidents kannagi
  rugrisk incidents --format json")]
pub(crate) struct IncidentsArgs {
    /// Only this one, with all that is known of it
    #[arg(value_name = "ID", value_parser = PossibleValuesParser::new(rugrisk::incidents::ALL.iter().map(|each| each.id)))]
    pub(crate) id: Option<String>,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  rugrisk schema > report.schema.json
  rugrisk schema evidence")]
pub(crate) struct SchemaArgs {
    /// Which document
    #[arg(value_enum, default_value_t)]
    pub(crate) document: Document,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  rugrisk completions bash > ~/.local/share/bash-completion/completions/rugrisk
  rugrisk completions zsh > \"${fpath[1]}/_rugrisk\"
  rugrisk completions fish > ~/.config/fish/completions/rugrisk.fish")]
pub(crate) struct CompletionsArgs {
    /// Which shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// How a report is shown and what it makes of the exit code.
#[derive(Clone, Copy, Debug, ClapArgs)]
pub(crate) struct ReportArgs {
    /// How to print the report, on a terminal and in a pipe alike
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Exit with 1 if the level is this or worse, and with 3 if it is unknown
    #[arg(long, value_name = "LEVEL")]
    pub(crate) fail_on: Option<Threshold>,
}

/// Models in place of the shipped ones.
#[derive(Debug, ClapArgs)]
pub(crate) struct WeightsArgs {
    /// Weights of the code model, in the format of models/weights/code.txt
    #[arg(long, value_name = "FILE")]
    pub(crate) code_weights: Option<String>,
    /// Weights of the exit model, in the format of models/weights/exit.txt
    #[arg(long, value_name = "FILE")]
    pub(crate) exit_weights: Option<String>,
}

/// What to read, and through which node.
#[derive(Debug, ClapArgs)]
pub(crate) struct ReadingArgs {
    /// The contract
    #[arg(value_parser = address)]
    pub(crate) address: Address,
    #[command(flatten)]
    pub(crate) node: NodeArgs,
    /// Who is said to have created the contract; it is checked
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub(crate) deployer: Option<Address>,
    /// Somebody who is said to hold much of the token; may be given again, and is checked
    #[arg(long = "holder", value_name = "ADDRESS", value_parser = address)]
    pub(crate) holders: Vec<Address>,
}

/// Which node to ask, at which block, and how much.
#[derive(Debug, ClapArgs)]
pub(crate) struct NodeArgs {
    /// The node's JSON-RPC address, http:// or https://
    // Not parsed here: a message of clap would show the text, and with it a key.
    #[arg(long, value_name = "URL", env = "RUGRISK_RPC", hide_env_values = true)]
    pub(crate) rpc: String,
    /// The chain that the node must be on [default: the node's]
    #[arg(long, value_name = "N", value_parser = quantity)]
    pub(crate) chain_id: Option<u64>,
    /// The block to read at [default: the newest]
    #[arg(long, value_name = "N", value_parser = quantity)]
    pub(crate) block: Option<u64>,
    /// Seconds to wait for everything; what did not come by then is unknown
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) deadline: u64,
    /// Seconds to wait for an answer to a request; a node that is busy is asked at most 3 times
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(crate) timeout: u64,
    /// Requests that may be sent for a contract [default: 60; 150 with --depth full]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=i64::from(MAX_REQUESTS)))]
    pub(crate) max_requests: Option<u32>,
    /// How much to ask
    #[arg(long, value_enum, default_value_t)]
    pub(crate) depth: Asked,
}

impl NodeArgs {
    /// How long is waited from now on.
    pub(crate) fn patience(&self) -> Patience {
        Patience {
            timeout: Duration::from_secs(self.timeout),
            until: Instant::now() + Duration::from_secs(self.deadline),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Asked {
    /// Code and storage alone
    Static,
    /// What a few rounds can tell
    #[default]
    Quick,
    /// The block of creation too, from a node that is an archive
    Full,
}

impl Asked {
    pub(crate) const fn depth(self) -> Depth {
        match self {
            Self::Static => Depth::Static,
            Self::Quick => Depth::Quick,
            Self::Full => Depth::Full,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Table,
    /// One line of JSON
    Json,
    /// One line of JSON for each document
    Ndjson,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Document {
    /// What --format json prints
    #[default]
    Report,
    /// What `rugrisk record` writes
    Evidence,
    /// What `rugrisk tx --format json` prints
    Transaction,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Threshold {
    Low,
    Medium,
    High,
    Critical,
}

impl Threshold {
    pub(crate) const fn level(self) -> Level {
        match self {
            Self::Low => Level::Low,
            Self::Medium => Level::Medium,
            Self::High => Level::High,
            Self::Critical => Level::Critical,
        }
    }
}

/// A mixed-case address must have the checksum of EIP-55: a typing error would name another account.
fn address(text: &str) -> Result<Address, String> {
    let parsed: Address = text
        .parse()
        .map_err(|_| "an address is 0x and 40 hex digits".to_owned())?;
    let digits = text.trim_start_matches("0x");
    let mixed = digits.contains(|c: char| c.is_ascii_lowercase())
        && digits.contains(|c: char| c.is_ascii_uppercase());
    if mixed && parsed.to_checksum(None).trim_start_matches("0x") != digits {
        return Err(
            "its checksum does not match: look for a typing error, or write it in lower case"
                .to_owned(),
        );
    }
    Ok(parsed)
}

fn calldata(text: &str) -> Result<Bytes, String> {
    let digits = text.trim().strip_prefix("0x").unwrap_or(text.trim());
    alloy_primitives::hex::decode(digits)
        .map(Bytes::from)
        .map_err(|_| "hex, two digits a byte".to_owned())
}

fn amount(text: &str) -> Result<U256, String> {
    let parsed = match text.strip_prefix("0x") {
        Some(digits) => U256::from_str_radix(digits, 16),
        None => U256::from_str_radix(text, 10),
    };
    parsed.map_err(|_| "a whole number, decimal or with 0x".to_owned())
}

fn quantity(text: &str) -> Result<u64, String> {
    let parsed = match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    parsed.map_err(|_| "a whole number, decimal or with 0x".to_owned())
}
