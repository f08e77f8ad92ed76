//! Findings: what a detector concludes from facts, and the evidence it stands on.

mod weigh;

use serde::{Deserialize, Serialize};

use crate::code::{Bound, Power};
use crate::facts::Controller;
use crate::primitives::{Address, B256, Bytes, Selector, Slot};
pub(crate) use weigh::{weigh, weigh_for};

macro_rules! finding_ids {
    ($($variant:ident = $text:literal),+ $(,)?) => {
        /// The name of a kind of finding. Names are never changed and never reused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum FindingId {
            $(
                #[doc = concat!("`", $text, "`")]
                #[serde(rename = $text)]
                $variant,
            )+
        }

        impl FindingId {
            /// Every id, in the order of the registry.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The id as it stands in reports, file names and documentation anchors.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}

finding_ids! {
    OwnerPrivileged = "owner-privileged",
    HiddenOwner = "hidden-owner",
    OwnershipReclaimable = "ownership-reclaimable",
    FakeRenounce = "fake-renounce",
    TxOriginAuth = "tx-origin-auth",
    MintUnbounded = "mint-unbounded",
    MintCapped = "mint-capped",
    HiddenMint = "hidden-mint",
    BurnFromAny = "burn-from-any",
    TransferPausable = "transfer-pausable",
    TradingSwitch = "trading-switch",
    Blacklist = "blacklist",
    WhitelistGate = "whitelist-gate",
    TransferLimitModifiable = "transfer-limit-modifiable",
    TradingCooldown = "trading-cooldown",
    TransferExternalGate = "transfer-external-gate",
    SimulationEvasion = "simulation-evasion",
    FeeModifiableUnbounded = "fee-modifiable-unbounded",
    FeeModifiableBounded = "fee-modifiable-bounded",
    FeePerAddress = "fee-per-address",
    FeeRecipientModifiable = "fee-recipient-modifiable",
    BalanceRewrite = "balance-rewrite",
    ArbitraryTransfer = "arbitrary-transfer",
    BalanceViewInconsistent = "balance-view-inconsistent",
    UpgradeableProxy = "upgradeable-proxy",
    UpgradeSingleKey = "upgrade-single-key",
    UpgradeRecent = "upgrade-recent",
    DelegatecallSettable = "delegatecall-settable",
    SelfdestructReachable = "selfdestruct-reachable",
    MetamorphicCode = "metamorphic-code",
    LpUnlocked = "lp-unlocked",
    LpLockExpiring = "lp-lock-expiring",
    LpLockUnverified = "lp-lock-unverified",
    LpHeldByPrivileged = "lp-held-by-privileged",
    LiquidityLow = "liquidity-low",
    LiquidityRemoved = "liquidity-removed",
    SupplyHeldByPrivileged = "supply-held-by-privileged",
    HolderConcentration = "holder-concentration",
    ContractYoung = "contract-young",
    DeployerLinkedIncident = "deployer-linked-incident",
    DeployerDrainedTokens = "deployer-drained-tokens",
    KnownBytecodeMatch = "known-bytecode-match",
    IncidentPatternMatch = "incident-pattern-match",
    Impersonator = "impersonator",
    VaultOwnerWithdraw = "vault-owner-withdraw",
    VaultMigrate = "vault-migrate",
    EmergencyWithdrawToOwner = "emergency-withdraw-to-owner",
    StrategySwappable = "strategy-swappable",
    WithdrawBlockable = "withdraw-blockable",
    AllowanceAbuse = "allowance-abuse",
    PriceSettable = "price-settable",
    ExitFeeUnbounded = "exit-fee-unbounded",
    PoolPrivilegedDrain = "pool-privileged-drain",
    DistributorSweep = "distributor-sweep",
    DistributorMints = "distributor-mints",
    MerkleRootMutable = "merkle-root-mutable",
    ClaimPullsFunds = "claim-pulls-funds",
    PairPreapprovedSpender = "pair-preapproved-spender",
    SatelliteMinter = "satellite-minter",
    OperatorWithdrawForUser = "operator-withdraw-for-user",
    CustodyUpgradeableByEoa = "custody-upgradeable-by-eoa",
    DelegatecallToUnverifiedLibrary = "delegatecall-to-unverified-library",
    BurnFromPair = "burn-from-pair",
    BridgeSingleVerifier = "bridge-single-verifier",
    ThinLendingMarket = "thin-lending-market",
    CodeMissing = "code-missing",
    UnsupportedVm = "unsupported-vm",
    PartialCoverage = "partial-coverage",
}

/// How much harm the power can do to a holder, with one key and no delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; not a risk by itself.
    Info,
    /// Small or bounded harm.
    Low,
    /// Harm that needs another condition.
    Medium,
    /// Serious harm to holders.
    High,
    /// Holders can lose everything.
    Critical,
}

/// How sure the conclusion is, apart from how bad it would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// An element could not be resolved.
    Low,
    /// Found on paths of which some were not followed to the end.
    Medium,
    /// Found on paths that were followed to the end.
    High,
}

/// How a conclusion was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The effect was executed; a witness call shows it.
    Confirmed,
    /// Every element was found in code and state.
    Likely,
    /// An element could not be resolved; the detail says which.
    Possible,
    /// Looked for and excluded.
    Absent,
    /// Could not be looked for; the detail says why.
    Unknown,
}

/// A place that a finding stands on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Citation {
    /// An instruction.
    Code {
        /// The account whose runtime code it is; `None` where code was analysed alone.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        address: Option<Address>,
        /// The function in which it is reached; `None` is the fallback.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        selector: Option<Selector>,
        /// Its byte offset in the runtime code.
        offset: u32,
        /// What is to be seen there.
        note: String,
    },
    /// A storage word.
    Storage {
        /// The account.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        address: Option<Address>,
        /// The slot.
        slot: Slot,
        /// The whole word at the report's block; `None` where it was not read.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        value: Option<B256>,
        /// What is to be seen there.
        note: String,
    },
    /// What a view answered.
    Call {
        /// The account that was asked.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        address: Address,
        /// The calldata.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        data: Bytes,
        /// The word of the answer that counts, at the report's block.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        value: B256,
        /// What is to be seen there.
        note: String,
    },
    /// The code of an account as a whole.
    Account {
        /// The account.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        address: Option<Address>,
        /// What is to be seen there.
        note: String,
    },
}

/// One conclusion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// What kind.
    pub id: FindingId,
    /// How bad, after what was observed moved it.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// How it was reached.
    pub state: State,
    /// Nobody can use the power any more: reported, not scored.
    pub inert: bool,
    /// A few words.
    pub title: String,
    /// What was found, in a sentence or two.
    pub detail: String,
    /// What a person can do.
    pub advice: String,
    /// The power that it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub power: Option<Power>,
    /// Who holds the power's guard.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub controller: Option<Controller>,
    /// How far the power goes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bound: Option<Bound>,
    /// The places that it stands on, the most important first.
    pub citations: Vec<Citation>,
}
