//! A node that knows what a document of evidence says, and nothing else.

#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "it is used by tests alone, which fail by panicking"
)]

use alloy_primitives::keccak256;
use rugrisk::session::Ask;
use rugrisk::{
    Address, B256, Bytes, Event, Evidence, Failure, Observed, Outcome, Reason, Slot, U256,
};
use serde_json::{Value, json};

/// Multicall3 on most chains, and on zkSync Era.
pub const MULTICALL: [&str; 2] = [
    "0xca11bde05977b3631167028862be2a173976ca11",
    "0xf9cda624fbc7e059355ce98a31693d299facd963",
];
const WORD: usize = 32;

/// Answers as the node did whose answers were kept.
#[derive(Debug)]
pub struct Recorded {
    /// What the document says.
    pub evidence: Evidence,
    /// It takes a block's hash in place of its number.
    pub takes_hashes: bool,
    /// Multicall3 stands at its address.
    pub has_multicall: bool,
}

impl Recorded {
    /// The node of a document.
    #[must_use]
    pub const fn new(evidence: Evidence) -> Self {
        Self {
            evidence,
            takes_hashes: true,
            has_multicall: true,
        }
    }

    /// Its answer to a request; what was never asked of it is an error.
    ///
    /// # Panics
    /// Where the document names no chain or block, or the request is none of a session's.
    #[must_use]
    pub fn answer(&self, ask: &Ask) -> Outcome {
        let params = json!(ask.params);
        let block = self.evidence.block.known().expect("a block");
        let last = params.as_array().and_then(|params| params.last());
        let hash = last.and_then(|last| last.get("blockHash"));
        if hash.is_some_and(|hash| !self.takes_hashes || *hash != json!(block.hash)) {
            return Outcome::Failure(Failure::RpcError);
        }
        let account: Option<Address> = params[0].as_str().and_then(|text| text.parse().ok());
        let at = |param: &Value| quantity(param).unwrap_or(block.number);
        let result = match ask.method {
            "eth_chainId" => {
                let id = self.evidence.target.chain_id.expect("a chain");
                Observed::Known(json!(format!("{id:#x}")))
            }
            "eth_getBlockByNumber" => match quantity(&params[0]) {
                Some(number) if number != block.number => {
                    look(self.evidence.blocks.get(&number), shown)
                }
                _ => Observed::Known(shown(block)),
            },
            "eth_getCode" => self.code(account.expect("an account"), at(&params[1]), block.number),
            "eth_getStorageAt" => {
                let slot: Slot = params[1]
                    .as_str()
                    .and_then(|text| text.parse().ok())
                    .expect("a slot");
                let slots = self.evidence.storage.get(&account.expect("an account"));
                look(slots.and_then(|slots| slots.get(&slot)), |word| json!(word))
            }
            "eth_getBalance" => {
                let kept = self.evidence.balances.get(&account.expect("an account"));
                look(kept, |word| json!(word))
            }
            "eth_getLogs" => self.logs(&params[0]),
            "eth_call" => {
                let to: Address =
                    serde_json::from_value(params[0]["to"].clone()).expect("a callee");
                let data: Bytes =
                    serde_json::from_value(params[0]["data"].clone()).expect("calldata");
                if MULTICALL.iter().any(|address| params[0]["to"] == *address) {
                    let answers = if self.has_multicall {
                        self.batch(&data)
                    } else {
                        Vec::new()
                    };
                    Observed::Known(json!(Bytes::from(answers)))
                } else {
                    look(self.call(to, &data), |returned| json!(returned))
                }
            }
            _ => return Outcome::Failure(Failure::Unsupported),
        };
        match result {
            Observed::Known(result) => Outcome::Result(result.to_string()),
            Observed::Absent if ask.method == "eth_call" => Outcome::Failure(Failure::Reverted),
            Observed::Absent => Outcome::Result("\"0x\"".to_owned()),
            Observed::Unavailable(reason) => Outcome::Failure(match reason {
                Reason::Timeout => Failure::Timeout,
                Reason::Archive => Failure::Archive,
                Reason::Unsupported => Failure::Unsupported,
                Reason::LogRange => Failure::LogRange { most: None },
                _ => Failure::RpcError,
            }),
        }
    }

    /// Of earlier code the hash alone is kept: it is told by the code that has it now.
    fn code(&self, account: Address, number: u64, newest: u64) -> Observed<Value> {
        let now = self.evidence.code.get(&account);
        if number == newest {
            return look(now, |code| json!(code));
        }
        let past = self
            .evidence
            .past
            .get(&account)
            .and_then(|past| past.get(&number));
        look(past, |hash| match now.and_then(Observed::known) {
            Some(code) if keccak256(code) == *hash => json!(code),
            _ => json!("0x00"),
        })
    }

    fn call(&self, to: Address, data: &Bytes) -> Option<&Observed<Bytes>> {
        self.evidence
            .calls
            .get(&to)
            .and_then(|calls| calls.get(data))
    }

    /// The events of the account and topic, by whichever filter they were kept.
    fn logs(&self, filter: &Value) -> Observed<Value> {
        let account: Address =
            serde_json::from_value(filter["address"].clone()).expect("an account");
        let topics: Vec<Option<B256>> =
            serde_json::from_value(filter["topics"].clone()).expect("topics");
        let [topic, third] = [0, 2].map(|place| topics.get(place).copied().flatten());
        let ends = ["fromBlock", "toBlock"].map(|end| quantity(&filter[end]).expect("a block"));
        let kept = self.evidence.logs.get(&account);
        let kept = kept.and_then(|filters| {
            let filters = filters
                .iter()
                .filter(|(filter, _)| Some(filter.topic) == topic && filter.third == third);
            let known = filters.filter_map(|(_, events)| events.known());
            known.max_by_key(|events| events.len())
        });
        let Some(events) = kept else {
            return Observed::Unavailable(Reason::RpcError);
        };
        let inside = events
            .iter()
            .filter(|event| (ends[0]..=ends[1]).contains(&event.block));
        Observed::Known(inside.map(logged).collect())
    }

    /// What Multicall3 returns for its calldata.
    fn batch(&self, data: &[u8]) -> Vec<u8> {
        let body = &data[4..];
        let number = |at: usize| -> usize { U256::from_be_slice(&body[at..at + WORD]).to() };
        let list = number(0) + WORD;
        let count = number(number(0));
        let mut heads = Vec::new();
        let mut tails: Vec<u8> = Vec::new();
        let word = |value: usize| U256::from(value).to_be_bytes::<WORD>();
        for index in 0..count {
            let call = list + number(list + WORD * index);
            let to = Address::from_word(B256::from_slice(&body[call..call + WORD]));
            let input = call + number(call + 2 * WORD);
            let data = Bytes::copy_from_slice(&body[input + WORD..][..number(input)]);
            let answer = self.call(to, &data).and_then(Observed::known);
            heads.extend(word(WORD * count + tails.len()));
            tails.extend(word(usize::from(answer.is_some())));
            tails.extend(word(2 * WORD));
            let returned = answer.cloned().unwrap_or_default();
            tails.extend(word(returned.len()));
            tails.extend(&returned);
            tails.resize(tails.len().next_multiple_of(WORD), 0);
        }
        [word(WORD).as_slice(), &word(count), &heads, &tails].concat()
    }
}

fn look<T>(observed: Option<&Observed<T>>, show: impl Fn(&T) -> Value) -> Observed<Value> {
    match observed {
        Some(Observed::Known(value)) => Observed::Known(show(value)),
        Some(Observed::Absent) => Observed::Absent,
        Some(Observed::Unavailable(reason)) => Observed::Unavailable(*reason),
        None => Observed::Unavailable(Reason::NotAsked),
    }
}

fn shown(block: &rugrisk::Block) -> Value {
    let number = |number: u64| format!("{number:#x}");
    json!({"number": number(block.number), "hash": block.hash, "timestamp": number(block.timestamp)})
}

fn logged(event: &Event) -> Value {
    let block = format!("{:#x}", event.block);
    json!({"blockNumber": block, "topics": event.topics, "data": event.data})
}

fn quantity(value: &Value) -> Option<u64> {
    u64::from_str_radix(value.as_str()?.strip_prefix("0x")?, 16).ok()
}
