//! Signatures: typed data of [EIP-712](https://eips.ethereum.org/EIPS/eip-712), as
//! `eth_signTypedData_v4` takes it.

use super::calls::CallKind;
use super::found::{all_or_nothing, seconds};
use super::intent::{Amount, Asset, Call, Intents, Power};
use super::read::{Asked, MAX_DATA_BYTES, Reader};
use super::{RequestError, bytes_in, word_in};
use crate::evidence::Reason;
use crate::facts::Unknown;
use crate::json::Json;
use crate::primitives::{Address, Bytes, U256};

/// Tokens in one message that are looked at.
const MAX_TOKENS: usize = 64;

/// A message that somebody is asked to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedData {
    /// The chain that its domain names.
    pub chain_id: Option<u64>,
    /// The contract that its domain names.
    pub contract: Option<Address>,
    /// The name of its type.
    pub primary_type: String,
    meaning: Option<Meaning>,
}

/// A token, an amount, and when the right to it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Grant {
    token: Address,
    amount: U256,
    until: Option<u64>,
}

/// What the messages that are known let somebody do.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    /// EIP-2612 and DAI: over the contract that the domain names.
    Permit {
        owner: Address,
        spender: Address,
        amount: U256,
    },
    /// Permit2, to last or for once.
    Grants {
        spender: Address,
        grants: Vec<Grant>,
    },
    /// [EIP-3009](https://eips.ethereum.org/EIPS/eip-3009).
    Give {
        owner: Address,
        to: Address,
        amount: U256,
    },
    /// A Safe's transaction, in the Safe's name.
    Call {
        to: Address,
        value: U256,
        data: Bytes,
    },
}

impl TypedData {
    /// Reads `{ domain, types, primaryType, message }`, as `eth_signTypedData_v4` takes it.
    ///
    /// # Errors
    /// Where the text is not that.
    pub fn from_json(text: &str) -> Result<Self, RequestError> {
        Self::read(&Json::parse(text)?)
    }

    pub(super) fn read(json: &Json<'_>) -> Result<Self, RequestError> {
        let wrong = |name| RequestError::Member { name };
        let domain = json.member("domain").ok_or(wrong("domain"))?;
        let message = json.member("message").ok_or(wrong("message"))?;
        let primary_type = json.member("primaryType").and_then(Json::text);
        let primary_type = primary_type.ok_or(wrong("primaryType"))?;
        Ok(Self {
            chain_id: domain
                .member("chainId")
                .and_then(word_in)
                .and_then(|id| id.try_into().ok()),
            contract: address(domain, "verifyingContract"),
            primary_type: primary_type.to_owned(),
            meaning: meaning(primary_type, message),
        })
    }

    pub(super) fn intents(&self, from: Option<Address>) -> Intents {
        let mut reader = Reader::new(from, self.chain_id);
        let kind = match &self.meaning {
            None => CallKind::Unknown,
            Some(Meaning::Give { .. }) => CallKind::Transfer,
            Some(Meaning::Call { .. }) => CallKind::Multicall,
            Some(_) => CallKind::Approve,
        };
        reader.found.calls.push(Call {
            path: Vec::new(),
            contract: self.contract,
            selector: None,
            name: None,
            kind,
        });
        if self.mean(&mut reader).is_none() {
            reader.found.unknowns.push(Unknown {
                what: "what the signature is good for".to_owned(),
                reason: Reason::NotImplemented,
            });
            let whose = self.contract;
            reader.expose(
                Power::Unknown,
                Asset::Unknown,
                Amount::Unknown,
                whose,
                whose,
            );
        }
        reader.found
    }

    fn mean(&self, reader: &mut Reader) -> Option<()> {
        let mine = |owner: &Address| reader.from.is_none_or(|from| from == *owner);
        match self.meaning.as_ref()? {
            Meaning::Permit { owner, .. } | Meaning::Give { owner, .. } if !mine(owner) => {}
            Meaning::Permit {
                spender, amount, ..
            } => {
                reader.allow(Asset::Token(self.contract?), *spender, *amount, None);
            }
            Meaning::Grants { spender, grants } => {
                for grant in grants {
                    reader.allow(
                        Asset::Token(grant.token),
                        *spender,
                        grant.amount,
                        grant.until,
                    );
                }
            }
            Meaning::Give { to, amount, .. } => {
                reader.give(Asset::Token(self.contract?), Amount::of(*amount), *to);
            }
            Meaning::Call { to, value, data } => {
                let asked = Asked {
                    to: *to,
                    value: *value,
                    data,
                    yours: true,
                };
                reader.from = self.contract;
                reader.call(asked, &[0]);
            }
        }
        Some(())
    }
}

fn meaning(primary_type: &str, message: &Json<'_>) -> Option<Meaning> {
    let spender = || address(message, "spender");
    match primary_type {
        "Permit" => permit(message),
        "PermitSingle" => Some(Meaning::Grants {
            spender: spender()?,
            grants: vec![lasting(message.member("details")?)?],
        }),
        "PermitBatch" => Some(Meaning::Grants {
            spender: spender()?,
            grants: each(message.member("details")?, lasting)?,
        }),
        "PermitTransferFrom" | "PermitWitnessTransferFrom" => Some(Meaning::Grants {
            spender: spender()?,
            grants: vec![once(message, message.member("permitted")?)?],
        }),
        "PermitBatchTransferFrom" | "PermitBatchWitnessTransferFrom" => Some(Meaning::Grants {
            spender: spender()?,
            grants: each(message.member("permitted")?, |each| once(message, each))?,
        }),
        "TransferWithAuthorization" | "ReceiveWithAuthorization" => Some(Meaning::Give {
            owner: address(message, "from")?,
            to: address(message, "to")?,
            amount: word(message, "value")?,
        }),
        "SafeTx" => Some(Meaning::Call {
            to: address(message, "to")?,
            value: word(message, "value")?,
            // A DELEGATECALL is the called code's to say.
            data: (word(message, "operation")? == U256::ZERO)
                .then(|| bytes_in(message.member("data")?))??,
        }),
        _ => None,
    }
    .filter(|meaning| !matches!(meaning, Meaning::Call { data, .. } if data.len() > MAX_DATA_BYTES))
}

fn permit(message: &Json<'_>) -> Option<Meaning> {
    let spender = address(message, "spender")?;
    let (owner, amount) = match message.member("allowed") {
        Some(Json::Bool(on)) => (address(message, "holder")?, all_or_nothing(*on)),
        _ => (address(message, "owner")?, word(message, "value")?),
    };
    Some(Meaning::Permit {
        owner,
        spender,
        amount,
    })
}

fn lasting(details: &Json<'_>) -> Option<Grant> {
    Some(Grant {
        token: address(details, "token")?,
        amount: word(details, "amount")?,
        until: seconds(word(details, "expiration")?),
    })
}

fn once(message: &Json<'_>, permitted: &Json<'_>) -> Option<Grant> {
    Some(Grant {
        token: address(permitted, "token")?,
        amount: word(permitted, "amount")?,
        until: seconds(word(message, "deadline")?),
    })
}

fn each(list: &Json<'_>, read: impl Fn(&Json<'_>) -> Option<Grant>) -> Option<Vec<Grant>> {
    list.list(read).filter(|grants| grants.len() <= MAX_TOKENS)
}

fn address(object: &Json<'_>, name: &str) -> Option<Address> {
    object.member(name)?.text()?.parse().ok()
}

fn word(object: &Json<'_>, name: &str) -> Option<U256> {
    word_in(object.member(name)?)
}
