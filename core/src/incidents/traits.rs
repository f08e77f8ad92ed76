//! What could have been read before a loss.

use crate::facts::{Controller, Facts, Origin};
use crate::finding::{Finding, FindingId, Severity, State};

macro_rules! traits {
    ($($variant:ident = $text:literal),+ $(,)?) => {
        /// Something that could have been read before an incident.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Trait {
            $(
                #[doc = $text]
                $variant,
            )+
        }

        impl Trait {
            /// Every trait.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// In words.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}

traits! {
    OneKey = "one key holds the power, with no delay",
    OneKeyTimelock = "one key alone proposes to the timelock",
    Young = "it is a few days old",
    HoldsDeposits = "it keeps what others paid in",
    TakesDeposits = "somebody can take what others paid in",
    OperatorWithdraws = "an operator can withdraw for others",
    ExitsBlockable = "somebody can stop people from getting out",
    StrategySwappable = "the contract through which deposits move can be replaced",
    PriceSettable = "somebody sets the price by which deposits are paid out",
    DepositsUpgradeable = "one key can replace the code that keeps the deposits",
    TokenUpgradeable = "one key can replace the token's code",
    RecentlyUpgraded = "the code was replaced a short time ago",
    UnverifiedLibrary = "a library that it runs does more than reckon",
    MintsUnbounded = "somebody can create any number of tokens",
    MintsFromAside = "a contract beside the token can create tokens",
    Sweeps = "somebody can take what nobody claimed",
    BurnsFromPair = "somebody can burn the tokens in the pool",
    PairApproves = "the pool lets an outside account take its tokens",
    SellGated = "somebody decides who may sell",
    LiquidityHeld = "those in control hold the liquidity",
    LiquidityUnlocked = "the liquidity is neither locked nor burnt",
    SupplyConcentrated = "a few accounts hold most of the supply",
    ThinMarket = "a lending market has hardly any supply",
    SingleVerifier = "a bridge has a single verifier",
}

impl Trait {
    /// It is about who, and says nothing without a power.
    pub(super) const fn is_about_people(self) -> bool {
        matches!(self, Self::OneKey | Self::OneKeyTimelock | Self::Young)
    }

    /// The findings by which it is here; none where facts tell.
    #[must_use]
    pub const fn findings(self) -> &'static [FindingId] {
        use FindingId as Id;
        match self {
            Self::OneKey | Self::OneKeyTimelock | Self::HoldsDeposits => &[],
            Self::TakesDeposits => &[
                Id::VaultOwnerWithdraw,
                Id::VaultMigrate,
                Id::EmergencyWithdrawToOwner,
                Id::PoolPrivilegedDrain,
            ],
            Self::OperatorWithdraws => &[Id::OperatorWithdrawForUser],
            Self::ExitsBlockable => &[Id::WithdrawBlockable],
            Self::StrategySwappable => &[Id::StrategySwappable],
            Self::PriceSettable => &[Id::PriceSettable],
            Self::UnverifiedLibrary => &[Id::DelegatecallToUnverifiedLibrary],
            Self::MintsUnbounded => &[Id::MintUnbounded, Id::HiddenMint],
            Self::MintsFromAside => &[Id::DistributorMints, Id::SatelliteMinter],
            Self::Sweeps => &[Id::DistributorSweep],
            Self::BurnsFromPair => &[Id::BurnFromPair],
            Self::SellGated => &[Id::WhitelistGate, Id::TransferExternalGate],
            Self::PairApproves => &[Id::PairPreapprovedSpender],
            Self::DepositsUpgradeable => &[Id::CustodyUpgradeableByEoa],
            Self::TokenUpgradeable => &[Id::UpgradeSingleKey],
            Self::RecentlyUpgraded => &[Id::UpgradeRecent],
            Self::SupplyConcentrated => &[Id::HolderConcentration, Id::SupplyHeldByPrivileged],
            Self::LiquidityHeld => &[Id::LpHeldByPrivileged],
            Self::LiquidityUnlocked => &[Id::LpUnlocked],
            Self::ThinMarket => &[Id::ThinLendingMarket],
            Self::SingleVerifier => &[Id::BridgeSingleVerifier],
            Self::Young => &[],
        }
    }
}

/// Which traits a contract has; `None` where it could not be looked.
#[derive(Debug)]
pub(super) struct Answers(Vec<Option<bool>>);

impl Answers {
    pub(super) fn of(facts: &Facts, findings: &[Finding]) -> Self {
        let answer = |asked: &Trait| match asked {
            Trait::OneKey => one_key(findings),
            Trait::OneKeyTimelock => one_key_timelock(findings),
            Trait::HoldsDeposits => holds_deposits(facts),
            Trait::UnverifiedLibrary => library_does_more(facts, findings),
            Trait::Sweeps if facts.makers.iter().any(|maker| maker.sweeps) => Some(true),
            Trait::TokenUpgradeable => {
                by_findings(*asked, facts, findings).map(|here| here && facts.is_token())
            }
            Trait::Young => facts.origin.as_ref().and_then(Origin::is_young),
            _ => by_findings(*asked, facts, findings),
        };
        Self(Trait::ALL.iter().map(answer).collect())
    }

    pub(super) fn of_trait(&self, asked: Trait) -> Option<bool> {
        let index = Trait::ALL.iter().position(|each| *each == asked)?;
        self.0.get(index).copied().flatten()
    }
}

/// The finding tells of something that can be done, and is worth more than a mention.
fn is_live(finding: &Finding) -> bool {
    !finding.inert && finding.severity > Severity::Info
}

fn by_findings(asked: Trait, facts: &Facts, findings: &[Finding]) -> Option<bool> {
    let ids = asked.findings();
    if findings
        .iter()
        .any(|each| ids.contains(&each.id) && is_live(each))
    {
        return Some(true);
    }
    let could_be_seen = match asked {
        _ if ids.is_empty() => false,
        Trait::LiquidityHeld | Trait::LiquidityUnlocked => {
            let liquidity = facts.market.liquidity.as_ref();
            liquidity.is_some_and(|liquidity| liquidity.gap.is_none())
        }
        // No market and no bridge, or all of it was read.
        Trait::ThinMarket => facts.lending.iter().all(|market| market.gap.is_none()),
        Trait::SingleVerifier => facts
            .bridge
            .as_ref()
            .is_none_or(|bridge| bridge.gap.is_none()),
        // Silence of events, and of holders who were not named, tells nothing.
        Trait::RecentlyUpgraded | Trait::SupplyConcentrated => false,
        _ => facts.is_followed(),
    };
    could_be_seen.then_some(false)
}

/// Whether one key holds a serious power; not known where the holder of one is not.
fn one_key(findings: &[Finding]) -> Option<bool> {
    let serious = || {
        findings
            .iter()
            .filter(|finding| is_live(finding) && finding.severity >= Severity::Medium)
            .filter(|finding| finding.power.is_some() || finding.controller.is_some())
    };
    let holders = || serious().filter_map(|finding| finding.controller.as_ref());
    if holders().any(Controller::is_single_key) {
        return Some(true);
    }
    let all_known = serious().all(|finding| {
        finding
            .controller
            .as_ref()
            .is_some_and(|holder| holder.gap().is_none())
    });
    all_known.then_some(false)
}

/// Whether one key proposes what a timelock does; not known where its proposers are not.
fn one_key_timelock(findings: &[Finding]) -> Option<bool> {
    let mut all_known = true;
    for finding in findings.iter().filter(|finding| is_live(finding)) {
        if let Some(controller @ Controller::Timelock { proposers, .. }) = &finding.controller {
            if proposers.iter().any(Controller::is_single_key) {
                return Some(true);
            }
            all_known &= controller.gap().is_none();
        }
    }
    all_known.then_some(false)
}

/// Whether a library was read and does more than reckon and pay; not known where one was not read.
fn library_does_more(facts: &Facts, findings: &[Finding]) -> Option<bool> {
    let does_more = |finding: &Finding| {
        finding.id == FindingId::DelegatecallToUnverifiedLibrary
            && finding.state != State::Possible
            && finding.severity >= Severity::Medium
    };
    if findings.iter().any(does_more) {
        return Some(true);
    }
    let all_read = facts.libraries.iter().all(|library| library.code.is_ok());
    (all_read && facts.is_followed()).then_some(false)
}

fn holds_deposits(facts: &Facts) -> Option<bool> {
    let code = facts.code.as_ref().ok()?;
    let holds = !code.custody.held.is_empty() || !code.custody.deposits.is_empty();
    (holds || facts.is_followed()).then_some(holds)
}
