//! The words in which the engine speaks: no judgement, only what follows from code.

mod asked;
mod elsewhere;
mod gate;
mod habit;

use core::fmt;

use serde::{Deserialize, Serialize};

use super::bodies::Body;
use crate::primitives::{Address, B256, DAY_SECS, Selector, Slot, U256};
use crate::reason::Reason;

pub use elsewhere::{Making, Outflow};
pub use gate::{Gate, GateKey, Switch, Test};
pub use habit::Habit;

/// Which machine executes the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Vm {
    /// The Ethereum virtual machine.
    #[default]
    Evm,
    /// zkSync Era's own machine.
    EraVm,
}

/// What the code is, before any of it is executed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeKind {
    /// No code.
    #[default]
    Empty,
    /// A contract that executes itself.
    Contract,
    /// Code whose only content is a delegation to another account.
    MinimalProxy {
        /// The implementation ([EIP-1167](https://eips.ethereum.org/EIPS/eip-1167)).
        implementation: Address,
    },
    /// An externally owned account that delegates ([EIP-7702](https://eips.ethereum.org/EIPS/eip-7702)).
    DelegatedAccount {
        /// The code it runs.
        delegate: Address,
    },
    /// Code of a machine that is not read.
    Foreign(Vm),
}

/// A range of bits of a storage slot: one Solidity variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// The slot.
    pub slot: Slot,
    /// The lowest bit, 0 to 255.
    pub bit: u16,
    /// The number of bits, 1 to 256.
    pub bits: u16,
}

/// A storage mapping, named by its base slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Mapping {
    /// The slot that is hashed with the keys.
    pub base: Slot,
    /// How many keys lead to a value.
    pub keys: u8,
    /// Which member of the struct at the end, counted in slots; 0 where it is no struct.
    pub member: u32,
}

/// An effect that code can have on other people's money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Capability {
    /// Credits a balance that nobody was debited for.
    Mint,
    /// Debits an account that the caller chose.
    BurnFrom,
    /// Overwrites a balance.
    SetBalance,
    /// Moves an account's tokens without its allowance.
    MoveFrom,
    /// Blocks or opens transfers for everybody.
    Pause,
    /// Blocks accounts one by one.
    Blacklist,
    /// Lets only listed accounts transfer.
    Whitelist,
    /// Changes a fee that is taken from the amount.
    SetFee,
    /// Changes a limit on amounts.
    SetLimit,
    /// Names a contract that decides on transfers.
    SetHook,
    /// Replaces the code.
    Upgrade,
    /// Runs code of an address that the caller or a setting chooses.
    Delegate,
    /// Sends out what the contract holds for others, or owes to those who are entitled.
    SweepAsset,
    /// Sends out tokens, none of which is held for others.
    RescueForeign,
    /// Lets a spender take what the contract holds for others.
    Approve,
    /// Calls whatever contract it likes in the contract's name.
    Execute,
    /// Pulls tokens from accounts that approved the contract.
    PullFrom,
    /// Takes a chosen account's deposit out, and keeps it.
    WithdrawFor,
    /// Takes a chosen account's deposit out, and pays that account.
    ForceExit,
    /// Names the contract that what is held is given to, and is asked back from.
    SetStrategy,
    /// Names who may take what the contract holds for others.
    SetSpender,
    /// Changes what a payment is multiplied with.
    SetPrice,
    /// Changes what is kept back from a payment.
    SetExitFee,
    /// Changes the root that claims are proven against.
    SetRoot,
    /// Has another contract create tokens.
    MintElsewhere,
    /// Blocks the way out.
    BlockExit,
    /// Names who holds a guard.
    SetOwner,
    /// Destroys the contract.
    SelfDestruct,
    /// Changes another stored value.
    Configure,
}

/// Who may use a power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Guard {
    /// Anybody.
    Open,
    /// The address in a storage field.
    Owner {
        /// Where it is.
        field: Field,
    },
    /// Members of a role: `mapping[role][caller]`.
    Role {
        /// Where the roles are.
        base: Slot,
        /// The role's identifier.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        role: B256,
    },
    /// Accounts for which `mapping[caller]` is set.
    Mapping {
        /// Where it is.
        base: Slot,
    },
    /// One address that stands in the code: a constant or an immutable.
    Hardcoded {
        /// The address.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        address: Address,
    },
    /// Whoever another contract says.
    External,
    /// The contract itself: whoever can make it call itself.
    Itself,
    /// A comparison with the caller that could not be resolved.
    Unknown,
}

/// The largest value that the code lets a power reach; for a limit the smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Bound {
    /// No comparison with the stored value lies on every storing path.
    NotFound,
    /// A number in the code.
    Constant {
        /// The number, in the unit of the stored value.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        value: U256,
    },
    /// A number in storage.
    Stored {
        /// Where it is.
        field: Field,
    },
    /// A share of the supply each time, and a while from one time to the next.
    Rate {
        /// The share, in hundredths of a percent, rounded up.
        bps: u16,
        /// The while, in seconds.
        secs: u32,
    },
    /// What is paid in native coin, at a price that the code works out.
    Paid,
    /// The effect has no size: a switch, a list entry, an address.
    NotApplicable,
}

/// Whose account an effect credits, or which account a call goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Party {
    /// Whoever calls.
    Caller,
    /// The contract itself.
    This,
    /// Whom the caller names.
    Chosen,
    /// The address in a storage field.
    Stored {
        /// Where it is.
        field: Field,
    },
    /// An address that stands in the code: a constant or an immutable.
    Fixed {
        /// The address.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        address: Address,
    },
    /// An address that comes from somewhere else.
    Unresolved,
}

/// What an effect moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Asset {
    /// The chain's own coin.
    Native,
    /// The contract's own token.
    Own,
    /// Another contract's token.
    Token {
        /// Which contract.
        contract: Party,
    },
    /// A token that stands in a list: a mapping, or an array of structs.
    Listed {
        /// The list; an array is named by the slot of its first element.
        list: Mapping,
    },
    /// A token that another contract names.
    Asked {
        /// The view that is asked.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        by: Selector,
    },
}

/// Where in the code a power stands, as byte offsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Offsets {
    /// The branch that compares the caller.
    pub guard: Option<u32>,
    /// The load of the value that the effect changes.
    pub load: Option<u32>,
    /// The instruction that has the effect.
    pub effect: u32,
}

/// What a mint leaves in the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Trail {
    /// The total supply is written too.
    pub raises_supply: bool,
    /// A Transfer event is logged.
    pub logs_transfer: bool,
}

/// Who can do what, within which bound, and where the code says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Power {
    /// The effect.
    pub capability: Capability,
    /// Who may trigger it.
    pub guard: Guard,
    /// How far it goes.
    pub bound: Bound,
    /// The function; `None` is the fallback or receive function.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub selector: Option<Selector>,
    /// Where it stands.
    pub offsets: Offsets,
    /// What it writes, where that is one field.
    pub writes: Option<Field>,
    /// What it writes, where that is an entry of a mapping.
    pub writes_mapping: Option<Mapping>,
    /// What it leaves in the books, where it changes a balance.
    pub trail: Option<Trail>,
    /// Who gets what it creates, moves or hands over.
    pub recipient: Option<Party>,
    /// Who loses what it moves or destroys.
    pub payer: Option<Party>,
    /// What it moves.
    pub asset: Option<Asset>,
    /// It can be used a single time: every path to it sets a flag that it demands unset, and
    /// nothing resets the flag.
    pub once: bool,
    /// Whoever has it can undo it: the stored value can be set back.
    pub reversible: bool,
    /// The guard is compared with the sender of the transaction, not with the caller.
    pub by_origin: bool,
    /// Every path to it demands that some moment has passed.
    pub delayed: bool,
    /// The function was followed to its end.
    pub proven: bool,
}

impl Field {
    /// What the field holds, out of its slot's word.
    #[must_use]
    pub fn extract(self, word: B256) -> U256 {
        let shifted = U256::from_be_bytes(word.0).wrapping_shr(usize::from(self.bit));
        shifted & super::value::ones(self.bits)
    }
}

impl Power {
    /// More than a setting or a change of hands: it reaches other people's money.
    #[must_use]
    pub const fn is_sensitive(&self) -> bool {
        !matches!(
            self.capability,
            Capability::Configure | Capability::SetOwner | Capability::RescueForeign
        )
    }
}

/// What a value or another contract has a say in on the transfer path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Say {
    /// How much may be moved or held at most.
    Limit {
        /// The stored number is a share of something, and not an amount.
        share: bool,
    },
    /// That time passes between two transfers of somebody.
    Cooldown,
    /// Another contract decides whether a transfer passes, or how much of it arrives.
    Hook,
    /// What is moved depends on something that tells a simulation from a transaction.
    Tell {
        /// The instruction that reads it.
        op: u8,
        /// Honest tokens ask for the same: a ceiling on the gas price, a caller without code.
        honest_too: bool,
    },
    /// What is taken from one account's transfers.
    AccountFee,
    /// Who gets a part of the amount.
    FeeRecipient,
}

/// Something besides gates and fees for all that transfers depend on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Influence {
    /// In what it has a say.
    pub say: Say,
    /// Where it is stored.
    pub source: Option<GateKey>,
    /// The transferring function.
    pub selector: Selector,
    /// The instruction that shows it.
    pub offset: u32,
    /// Who can change it.
    pub powers: Vec<Power>,
    /// Every element was followed to its end.
    pub proven: bool,
}

/// A stored number that is multiplied with the amount of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeeVariable {
    /// Where it is.
    pub field: Field,
    /// What the product is divided by, where that is a constant.
    pub divisor: Option<U256>,
    /// The load on the transfer path.
    pub load: u32,
    /// Who can change it.
    pub powers: Vec<Power>,
}

/// The token's books, recognised by what the standard views return.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// What `balanceOf` reads; two for reflection tokens.
    pub balances: Vec<Mapping>,
    /// What `totalSupply` reads; several where it adds them up.
    pub supply: Vec<Field>,
    /// What `allowance` reads.
    pub allowances: Option<Mapping>,
    /// What `owner` reads.
    pub owner: Option<Field>,
}

/// An asset that comes in or goes out, and where the code says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AssetMove {
    /// What.
    pub asset: Asset,
    /// Who pays it or gets it.
    pub party: Party,
    /// The function; `None` is the fallback or receive function.
    pub selector: Option<Selector>,
    /// The instruction.
    pub offset: u32,
}

/// What a contract holds for others, and how they get it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Custody {
    /// What anybody can pay in, is owed for, and can get out again.
    pub held: Vec<Asset>,
    /// What the contract counts to credit shares for it: the two sides of a pool.
    pub pool: Vec<Asset>,
    /// What it gives to whoever is entitled, without taking anything in.
    pub handed_out: Vec<Asset>,
    /// Where assets come in and somebody is owed for them.
    pub deposits: Vec<AssetMove>,
    /// Where people get assets out.
    pub exits: Vec<AssetMove>,
    /// Deposits from which there is no way out.
    pub trapped: Vec<AssetMove>,
    /// What is taken from whoever calls, for nothing.
    pub taken: Vec<AssetMove>,
    /// What it sells: it goes to whoever pays coin, as much as was paid for, and nobody pays it in.
    pub sold: Vec<Asset>,
    /// Whom it hands what is held, and asks for it back when people get it out.
    pub keepers: Vec<Party>,
    /// From when on a function sends what it sends: so many seconds after the moment in a variable, or after
    /// 1970.
    pub moments: Vec<(Option<Selector>, Option<Field>, U256)>,
    /// How many slots the elements of an array take in which held tokens stand.
    pub strides: Vec<(Mapping, u8)>,
    /// What decides whether people get out.
    pub gates: Vec<Gate>,
    /// Rates that are kept back on the way out, each with the number that stands for all.
    pub fees: Vec<(Field, U256)>,
}

/// Where an entry point was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A selector that the dispatcher compares with.
    Selector(Selector),
    /// What runs when no selector matches.
    Fallback,
}

impl Entry {
    /// The selector, if it is not the fallback.
    #[must_use]
    pub const fn selector(self) -> Option<Selector> {
        match self {
            Self::Selector(selector) => Some(selector),
            Self::Fallback => None,
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Selector(selector) => write!(f, "function {selector}"),
            Self::Fallback => f.write_str("the fallback function"),
        }
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Caller => f.write_str("the caller"),
            Self::This => f.write_str("the contract itself"),
            Self::Chosen => f.write_str("an account that the caller names"),
            Self::Stored { field } => write!(f, "the address in {field}"),
            Self::Fixed { address } => write!(f, "{address}"),
            Self::Unresolved => f.write_str("an account that was not resolved"),
        }
    }
}

impl fmt::Display for Asset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Native => f.write_str("native coin"),
            Self::Own => f.write_str("its own token"),
            Self::Token { contract } => write!(f, "the token of {contract}"),
            Self::Listed { list } => write!(f, "the tokens listed from slot {}", list.base),
            Self::Asked { by } => write!(f, "the token that another contract's {by} returns"),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("no limit was found in the code"),
            Self::Constant { value } => write!(f, "up to {value}"),
            Self::Stored { field } => write!(f, "up to the number in {field}"),
            Self::Rate { bps, secs } => {
                let (whole, parts) = (bps / 100, bps % 100);
                let days = u64::from(*secs) / DAY_SECS;
                write!(
                    f,
                    "up to {whole}.{parts:02} % of the supply, and again after {days} days"
                )
            }
            Self::Paid => f.write_str("up to what is paid for"),
            Self::NotApplicable => f.write_str("as a whole"),
        }
    }
}

impl fmt::Display for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("anybody"),
            Self::Owner { field } => write!(f, "the address in {field}"),
            Self::Role { role, .. } => write!(f, "the members of role {role}"),
            Self::Mapping { base } => {
                write!(f, "the accounts listed in the mapping at slot {base}")
            }
            Self::Hardcoded { address } => write!(f, "the address {address} in the code"),
            Self::External => f.write_str("whoever another contract names"),
            Self::Itself => f.write_str("the contract itself"),
            Self::Unknown => f.write_str("an account that could not be resolved"),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "slot {}", self.slot)?;
        if self.bit > 0 {
            write!(f, " from bit {}", self.bit)
        } else {
            Ok(())
        }
    }
}

/// How much of a function was followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Every reachable branch was executed to its end.
    Complete,
    /// Something was left out, and why.
    Partial(Reason),
}

/// One external function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionFacts {
    /// How it is called.
    pub entry: Entry,
    /// How much of it was followed.
    pub completeness: Completeness,
    /// It writes storage, calls with effects, creates, destroys or logs on a path that succeeds.
    pub changes_state: bool,
    /// What it returns while doing nothing else: it is a getter.
    pub returns: Option<Getter>,
}

/// What a getter shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Getter {
    /// A stored variable.
    Field(Field),
    /// An address that stands in the code: a constant or an immutable.
    Constant(Address),
}

/// Code that runs another account's code in its own storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProxyPattern {
    /// The fallback delegates to the address in a storage field.
    Stored(Field),
    /// The fallback asks another contract, whose address is in a field (a beacon).
    Beacon(Field),
    /// The fallback asks another contract, whose address is in the code (a beacon).
    FixedBeacon(Address),
    /// The fallback delegates to a constant.
    Fixed(Address),
    /// The fallback looks the target up by selector (a diamond).
    BySelector(Routes),
}

/// The mapping in which a diamond finds the code for a selector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Routes {
    /// The mapping.
    pub mapping: Mapping,
    /// Where in the entry's word the address begins.
    pub bit: u16,
    /// The key is the selector as a number; otherwise its bytes come first in the word.
    pub by_number: bool,
}

/// A DELEGATECALL on a path that succeeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delegation {
    /// The function.
    pub entry: Entry,
    /// The instruction.
    pub offset: u32,
    /// Where its target comes from, if the fallback forwards its calldata.
    pub pattern: Option<ProxyPattern>,
    /// Whose code is run.
    pub target: Party,
    /// The input is the whole calldata.
    pub forwards: bool,
}

/// A CREATE or CREATE2 on a path that succeeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Creation {
    /// The function.
    pub entry: Entry,
    /// The instruction.
    pub offset: u32,
    /// CREATE2: at an address that is known beforehand, and can be had again.
    pub salted: bool,
    /// The code that makes it takes what it leaves from another account's code.
    pub fetches: bool,
}

/// What becomes of other fields on the paths that clear what `owner()` shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renouncing {
    /// Every such path clears them too.
    pub cleared: Vec<Field>,
    /// Some such path writes something else into them.
    pub kept: Vec<Field>,
}

/// A standard view that does not show everybody what the books say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OddView {
    /// The view.
    pub selector: Selector,
    /// The branch that decides, where there is one.
    pub branch: Option<u32>,
    /// What it shows depends on who asks; otherwise on some path it shows something that has
    /// nothing to do with the account.
    pub by_caller: bool,
}

impl Delegation {
    /// The fallback passes on whatever is asked, to code whose address is known: a proxy.
    #[must_use]
    pub const fn is_proxy(&self) -> bool {
        matches!(self.entry, Entry::Fallback) && self.pattern.is_some()
    }
}

/// A function through which the contract can be made to call another account, other than by
/// passing on what it is asked, as a proxy does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relay {
    /// The function.
    pub entry: Entry,
    /// Who may.
    pub guard: Guard,
}

/// A list of calls that wait: every call that the contract makes was entered before, for a time
/// that lay at least a stored delay ahead then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Where the delay is, in seconds; only the contract itself can change it.
    pub delay: Field,
    /// Who may enter calls.
    pub guards: Vec<Guard>,
}

/// How much of the code was followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The dispatcher was followed to its end.
    pub dispatcher: Option<Reason>,
    /// External functions found.
    pub functions: usize,
    /// Those that change state, or may.
    pub state_changing: usize,
    /// Those of them that were not followed to the end, and why.
    pub partial_functions: Vec<(Entry, Reason)>,
    /// Instructions executed.
    pub steps: u32,
}

impl Coverage {
    /// Nothing was left out.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.dispatcher.is_none() && self.partial_functions.is_empty()
    }
}

/// Everything that follows from runtime code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeFacts {
    /// What the code is.
    pub kind: CodeKind,
    /// The external functions, by selector, the fallback last.
    pub functions: Vec<FunctionFacts>,
    /// The token's books.
    pub ledger: Ledger,
    /// Who can do what.
    pub powers: Vec<Power>,
    /// What decides whether a transfer passes.
    pub gates: Vec<Gate>,
    /// What is taken from a transfer.
    pub fees: Vec<FeeVariable>,
    /// What else transfers depend on.
    pub influences: Vec<Influence>,
    /// What is held for others.
    pub custody: Custody,
    /// A transfer asks another contract, and goes on only if the answer suits.
    pub outside: bool,
    /// How it runs other code.
    pub delegations: Vec<Delegation>,
    /// What makes it call other accounts.
    pub relays: Vec<Relay>,
    /// Where all those calls wait.
    pub queue: Option<Queue>,
    /// How coin and other contracts' tokens can leave it.
    pub outflows: Vec<Outflow>,
    /// How it has other contracts create tokens.
    pub makings: Vec<Making>,
    /// Some path that succeeds writes storage itself.
    pub writes: bool,
    /// Which contracts it makes.
    pub creations: Vec<Creation>,
    /// Standard views that deceive.
    pub odd_views: Vec<OddView>,
    /// What goes with the owner where it is cleared; `None` where no path clears it.
    pub renouncing: Option<Renouncing>,
    /// What some path does, whoever may.
    pub habits: Vec<Habit>,
    /// The bodies of its functions.
    pub bodies: Vec<Body>,
    /// What was not covered.
    pub coverage: Coverage,
}
