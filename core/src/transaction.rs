//! What a transaction or a signature would expose, before it is signed.
//!
//! ```
//! use rugrisk::transaction::{Amount, Power, Request};
//!
//! // approve(0xbeef…, 2²⁵⁶ − 1)
//! let request = Request::from_json(r#"{
//!     "chainId": 1,
//!     "from": "0x00000000000000000000000000000000000000aa",
//!     "to": "0xdac17f958d2ee523a2206206994597c13d831ec7",
//!     "data": "0x095ea7b3000000000000000000000000beefbeefbeefbeefbeefbeefbeefbeefbeefbeefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
//! }"#)?;
//! let intents = request.intents();
//! assert_eq!(intents.exposures[0].power, Power::Spend);
//! assert_eq!(intents.exposures[0].amount, Amount::Unlimited);
//! // The contract to score before the transaction can be judged: the spender.
//! assert_eq!(intents.contracts().len(), 1);
//! # Ok::<(), rugrisk::transaction::RequestError>(())
//! ```

mod assess;
mod calls;
mod found;
mod intent;
mod read;
mod router;
mod typed;
mod words;

use alloy_primitives::hex;

use crate::json::{Json, JsonError};
use crate::primitives::{Address, Bytes, U256};
pub use assess::{Exposure, TRANSACTION_SCHEMA, TransactionRisk, Verdict, assess, verdicts};
pub use calls::CallKind;
pub use intent::{Amount, Asset, Call, Intent, Intents, Leave, Power};
use read::{Asked, MAX_DATA_BYTES, Reader};
pub use typed::TypedData;

/// The most contracts that are scored for one transaction.
pub const MAX_CONTRACTS: usize = 4;

/// What somebody is asked to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The chain; `None` leaves the coins unknown that a sale is recognised by.
    pub chain_id: Option<u64>,
    /// Who is asked; `None` takes every owner in a message for the one who is.
    pub from: Option<Address>,
    /// What to sign.
    pub asked: Signed,
}

/// A transaction or a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// A transaction.
    Transaction {
        /// The account that is called; `None` creates a contract.
        to: Option<Address>,
        /// What is paid with it, in wei.
        value: U256,
        /// The calldata.
        data: Bytes,
    },
    /// A message.
    TypedData(TypedData),
}

/// Why a text is not a request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// It is not JSON.
    #[error(transparent)]
    NotJson(#[from] JsonError),
    /// A member is missing, or is not what it should be.
    #[error("`{name}` is missing, or is not what belongs there")]
    Member {
        /// Its name.
        name: &'static str,
    },
    /// More calldata than a node takes.
    #[error("the calldata has {bytes} bytes, more than the {MAX_DATA_BYTES} that nodes take")]
    TooLong {
        /// How many there are.
        bytes: usize,
    },
}

impl Request {
    /// Reads `{ from, to, value?, data? | input?, chainId? }`, as `eth_sendTransaction` takes it, or
    /// `{ from?, typedData: { domain, types, primaryType, message } }`. Numbers are decimal or hex, as
    /// numbers or text; addresses are taken without their checksum.
    ///
    /// # Errors
    /// Where the text is neither.
    pub fn from_json(text: &str) -> Result<Self, RequestError> {
        let json = Json::parse(text)?;
        let chain_id = optional(&json, "chainId", |id| word_in(id)?.try_into().ok())?;
        let from = optional(&json, "from", address_in)?;
        if let Some(typed) = json.member("typedData") {
            let typed = TypedData::read(typed)?;
            return Ok(Self {
                chain_id: typed.chain_id.or(chain_id),
                from,
                asked: Signed::TypedData(typed),
            });
        }
        let data = match optional(&json, "data", bytes_in)? {
            Some(data) => data,
            None => optional(&json, "input", bytes_in)?.unwrap_or_default(),
        };
        if data.len() > MAX_DATA_BYTES {
            return Err(RequestError::TooLong { bytes: data.len() });
        }
        Ok(Self {
            chain_id,
            from: Some(from.ok_or(RequestError::Member { name: "from" })?),
            asked: Signed::Transaction {
                to: optional(&json, "to", address_in)?,
                value: optional(&json, "value", word_in)?.unwrap_or_default(),
                data,
            },
        })
    }

    /// What it means, as far as its words say it. Pure; bounded by the length of the calldata.
    #[must_use]
    pub fn intents(&self) -> Intents {
        match &self.asked {
            Signed::TypedData(typed) => typed.intents(self.from),
            Signed::Transaction { to, value, data } => {
                let mut reader = Reader::new(self.from, self.chain_id);
                let data = data.get(..MAX_DATA_BYTES).unwrap_or(data);
                match to {
                    Some(to) => reader.call(
                        Asked {
                            to: *to,
                            value: *value,
                            data,
                            yours: true,
                        },
                        &[],
                    ),
                    None => reader.creation(*value),
                }
                reader.found
            }
        }
    }
}

impl Intents {
    /// The contracts whose reports decide, in the order of what they are asked for, at most
    /// [`MAX_CONTRACTS`].
    #[must_use]
    pub fn contracts(&self) -> Vec<Address> {
        let mut contracts = Vec::new();
        for contract in self.exposures.iter().filter_map(|intent| intent.contract) {
            if contracts.len() < MAX_CONTRACTS && !contracts.contains(&contract) {
                contracts.push(contract);
            }
        }
        contracts
    }
}

/// A member that may be missing or null, and must be right where it is there.
fn optional<T>(
    json: &Json<'_>,
    name: &'static str,
    read: impl Fn(&Json<'_>) -> Option<T>,
) -> Result<Option<T>, RequestError> {
    match json.member(name) {
        None | Some(Json::Null) => Ok(None),
        Some(value) => read(value).map(Some).ok_or(RequestError::Member { name }),
    }
}

fn address_in(json: &Json<'_>) -> Option<Address> {
    json.text()?.parse().ok()
}

/// A number, decimal or hex.
fn word_in(json: &Json<'_>) -> Option<U256> {
    let text = match json {
        Json::Number(digits) => digits,
        Json::Text(text) => text.as_ref(),
        _ => return None,
    };
    match text.strip_prefix("0x") {
        Some(digits) => U256::from_str_radix(digits, 16).ok(),
        None => U256::from_str_radix(text, 10).ok(),
    }
}

fn bytes_in(json: &Json<'_>) -> Option<Bytes> {
    let digits = json.text()?.strip_prefix("0x")?;
    hex::decode(digits).ok().map(Bytes::from)
}
