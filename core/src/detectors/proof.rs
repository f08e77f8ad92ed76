//! From a power to a finding: the words and the places that every detector needs.

use super::Detector;
use crate::code::{Asset, AssetMove, Bound, Capability, Custody, Entry, Guard, Party, Power};
use crate::evidence::{Observed, Reason};
use crate::facts::{
    Approvals, Controller, Exit, Facts, Held, Maker, PROXY_ADMIN_SLOTS, Seen, Stake, Whose,
};
use crate::finding::{Citation, Confidence, Finding, FindingId, Severity, State, weigh, weigh_for};
use crate::primitives::{Address, DAY_SECS, Selector, Slot, U256, decimal};

impl Detector {
    /// A finding about a power, weighed by who holds it, with its places cited.
    pub(super) fn of_power(&self, facts: &Facts, held: &Held<'_>, detail: String) -> Finding {
        let weight = weigh(self.severity, held);
        let who = who(held);
        Finding {
            id: self.id,
            severity: weight.severity,
            confidence: weight.confidence,
            state: weight.state,
            inert: weight.inert,
            title: self.title.to_owned(),
            detail: sentence(format!("{detail} {who}")),
            advice: self.advice.to_owned(),
            power: Some(*held.power),
            controller: held.holder.map(|holder| holder.controller.clone()),
            bound: bound(held.power),
            citations: citations(facts, held),
        }
    }

    /// A finding about a way out of another contract, of which `holds` says what it has.
    pub(super) fn through(
        &self,
        severity: Severity,
        exit: &Exit,
        followed: bool,
        holds: &str,
        mut places: Vec<Citation>,
    ) -> Finding {
        places.push(Citation::Code {
            address: Some(exit.code),
            selector: exit.selector,
            offset: exit.offset,
            note: "here it can leave".to_owned(),
        });
        let who = exit.controller.as_ref();
        let weight = weigh_for(severity, who, followed);
        let who = who.map_or_else(|| "anybody".to_owned(), ToString::to_string);
        let after = if exit.delayed {
            " after some moment"
        } else {
            ""
        };
        let detail = format!("{holds}; there {who} can {}{after}.", deed(exit.deed));
        Finding {
            severity: weight.severity,
            confidence: weight.confidence,
            inert: weight.inert,
            controller: exit.controller.clone(),
            ..self.note(weight.state, detail, places)
        }
    }

    /// A finding about the target as a whole.
    pub(super) fn note(&self, state: State, detail: String, citations: Vec<Citation>) -> Finding {
        Finding {
            id: self.id,
            severity: self.severity,
            confidence: Confidence::High,
            state,
            inert: false,
            title: self.title.to_owned(),
            detail: sentence(detail),
            advice: self.advice.to_owned(),
            power: None,
            controller: None,
            bound: None,
            citations,
        }
    }
}

/// A finding for each power.
pub(super) fn found<'a>(
    detector: &Detector,
    facts: &Facts,
    powers: impl Iterator<Item = Held<'a>>,
    say: fn(&Power) -> String,
) -> Vec<Finding> {
    powers
        .map(|held| detector.of_power(facts, &held, say(held.power)))
        .collect()
}

impl Finding {
    /// The same, no worse than this.
    pub(super) fn at_most(mut self, severity: Severity) -> Self {
        self.severity = self.severity.min(severity);
        self
    }
}

/// A token that the caller names.
pub(super) const ANY_TOKEN: Asset = Asset::Token {
    contract: Party::Chosen,
};

/// What the code that decides holds for others.
pub(super) fn custody(facts: &Facts) -> Option<&Custody> {
    facts.code.as_ref().ok().map(|code| &code.custody)
}

/// The contract is a pool of two assets.
pub(super) fn holds_pool(facts: &Facts) -> bool {
    custody(facts).is_some_and(|custody| !custody.pool.is_empty())
}

/// Not everybody has the power.
pub(super) fn is_privilege(held: &Held<'_>) -> bool {
    held.power.guard != Guard::Open
}

/// A proxy's admin, in the slot that is published for it, does what an admin is there for: nothing of it
/// is hidden, and `upgradeable-proxy` reports it.
pub(super) fn is_shown_admin(facts: &Facts, held: &Held<'_>) -> bool {
    let is_admins = matches!(
        held.power.capability,
        Capability::Upgrade | Capability::Delegate | Capability::SetOwner | Capability::Configure
    );
    let admin = || facts.proxy.as_ref()?.admin.as_ref()?.read;
    is_admins
        && match held.power.guard {
            Guard::Owner { field } => PROXY_ADMIN_SLOTS
                .iter()
                .any(|slot| field.slot == Slot((*slot).into())),
            Guard::Hardcoded { address } => admin()
                .and_then(|(_, word)| word.known().copied())
                .is_some_and(|word| Address::from_word(word) == address),
            _ => false,
        }
}

/// What a function does with an asset, and to whose good, as a sentence.
pub(super) fn moves(power: &Power, does: &str) -> String {
    let asset = power.asset.map(|asset| format!(" {asset}"));
    let recipient = power.recipient.map(|party| format!(", to {party}"));
    format!(
        "{} {does}{}{}.",
        function(power),
        asset.unwrap_or_default(),
        recipient.unwrap_or_default()
    )
}

/// When a power that waits for a moment can be used.
pub(super) fn waits(facts: &Facts, power: &Power) -> String {
    if !power.delayed {
        return String::new();
    }
    match facts.waits_secs(power.selector) {
        Some(U256::ZERO) => " The moment that it waits for has come.".to_owned(),
        Some(secs) => {
            let days = secs.wrapping_div(U256::from(DAY_SECS));
            format!(" The moment that it waits for is {days} days away.")
        }
        None => " From when on was not told.".to_owned(),
    }
}

/// Where an asset comes in or goes out.
pub(super) fn at(facts: &Facts, moved: &AssetMove, note: &str) -> Citation {
    Citation::Code {
        address: facts.code_at(moved.selector),
        selector: moved.selector,
        offset: moved.offset,
        note: note.to_owned(),
    }
}

/// What a view answered, with a note about it.
pub(super) fn said(seen: &Seen, note: &str) -> Citation {
    Citation::Call {
        address: seen.address,
        data: seen.data.clone(),
        value: seen.word.into(),
        note: note.to_owned(),
    }
}

/// Whether what a finding is about reaches what the contract holds for others.
const fn reaches_deposits(id: FindingId) -> bool {
    use FindingId as Id;
    matches!(
        id,
        Id::VaultOwnerWithdraw
            | Id::VaultMigrate
            | Id::EmergencyWithdrawToOwner
            | Id::StrategySwappable
            | Id::WithdrawBlockable
            | Id::PriceSettable
            | Id::ExitFeeUnbounded
            | Id::PoolPrivilegedDrain
            | Id::DistributorSweep
            | Id::MerkleRootMutable
            | Id::PairPreapprovedSpender
            | Id::OperatorWithdrawForUser
            | Id::CustodyUpgradeableByEoa
            | Id::DelegatecallToUnverifiedLibrary
            | Id::BridgeSingleVerifier
            | Id::ThinLendingMarket
    )
}

/// Says what is at stake: which asset, how much of it, and whose; or why that is not known.
pub(super) fn with_stakes(facts: &Facts, finding: &mut Finding) {
    let from_approvers = matches!(
        finding.id,
        FindingId::AllowanceAbuse | FindingId::ClaimPullsFunds
    );
    if !(from_approvers || reaches_deposits(finding.id)) {
        return;
    }
    let kept = facts
        .keepers
        .iter()
        .filter_map(|keeper| keeper.stake.as_ref());
    let mut stakes: Vec<&Stake> = facts.stakes.iter().chain(kept).collect();
    stakes.retain(|stake| (stake.whose == Whose::Approvers) == from_approvers);
    let asset = finding.power.and_then(|power| power.asset);
    if stakes.iter().any(|stake| Some(stake.asset) == asset) {
        stakes.retain(|stake| Some(stake.asset) == asset);
    }
    if stakes.is_empty() {
        let makes = facts.codes().any(|code| !code.makings.is_empty());
        finding.detail.push_str(if makes {
            " It holds nothing of what it hands out, which is created at the cost of those who hold that token."
        } else {
            " Nothing was found that it holds for others."
        });
    }
    for stake in stakes {
        say(facts, stake, finding);
    }
}

fn say(facts: &Facts, stake: &Stake, finding: &mut Finding) {
    let whose = stake.whose.as_str();
    let who = stake
        .keeper
        .map_or_else(|| "it".to_owned(), |keeper| keeper.to_string());
    let deed = match (stake.whose, &stake.approvals) {
        (Whose::Approvers, Some(Approvals { gap: Some(_), .. })) => "can take at least",
        (Whose::Approvers, _) => "can take",
        _ => "holds",
    };
    let (link, what) = match (stake.whose, stake.token) {
        (Whose::Approvers, Some(token)) => ("from", format!("the token {token}")),
        (Whose::Approvers, None) => ("from", stake.asset.to_string()),
        (_, Some(token)) => ("for", format!("the token {token}")),
        (_, None) => ("for", stake.asset.to_string()),
    };
    let text = match stake.amount {
        Observed::Known(amount) => {
            let amount = of_token(amount, stake.digits);
            [
                " At this block ",
                &who,
                " ",
                deed,
                " ",
                &amount,
                &what,
                ", ",
                link,
                " ",
                whose,
            ]
            .concat()
        }
        _ => {
            let reason = stake.amount.reason().unwrap_or(Reason::InvalidReply);
            let reason = reason.sentence();
            finding.detail.push(' ');
            let unknown = "; how much at this block is not known: ";
            sentence(
                [
                    &who, " ", deed, " ", &what, " ", link, " ", whose, unknown, reason,
                ]
                .concat(),
            )
        }
    };
    finding.detail.push_str(&text);
    if let Some(Approvals { owners, asked, .. }) = stake.approvals {
        let seen = format!(": {asked} of the {owners} that its events name were asked");
        finding.detail.push_str(&seen);
    }
    finding.detail.push('.');
    match (&stake.seen, stake.amount) {
        (Some(seen), _) if stake.approvals.is_some() => {
            finding
                .citations
                .push(said(seen, "the largest of the approvals"));
        }
        (Some(seen), _) => {
            finding
                .citations
                .push(said(seen, "so much it holds, in the smallest unit"));
        }
        (None, Observed::Known(amount)) if stake.token.is_none() => {
            finding.citations.push(Citation::Account {
                address: facts.address,
                note: [&amount.to_string(), " wei is its balance"].concat(),
            });
        }
        _ => {}
    }
}

/// An amount in words, before the name of what it is of.
pub(super) fn of_token(amount: U256, digits: Option<u8>) -> String {
    let unit = if digits.is_some() {
        " of "
    } else {
        " units of "
    };
    decimal(amount, digits.unwrap_or(0)) + unit
}

/// What can still be created, what part of all there is, and at whose cost.
pub(super) fn remainder(maker: &Maker) -> String {
    let cost = match &maker.supply {
        Ok(seen) => format!(
            "; {} units of the token {} there are, and those who hold them bear it.",
            seen.word, seen.address
        ),
        Err(reason) => format!(
            "; how many there are of the token is not known: {}.",
            reason.sentence()
        ),
    };
    let Some(left) = maker.left else {
        return [" No limit to what it may create was found", &cost].concat();
    };
    let whole = maker.supply.as_ref().ok().map(|seen| seen.word);
    let part = whole.and_then(|whole| left.saturating_mul(U256::from(10_000)).checked_div(whole));
    let part = part.map_or_else(String::new, |bps| {
        format!(", {} of the supply", percent(bps.saturating_to()))
    });
    format!(" Of what it may create, {left} units are left{part}{cost}")
}

/// Hundredths of a percent in words.
pub(super) fn percent(bps: u16) -> String {
    format!("{}.{} %", bps / 100, bps / 10 % 10)
}

/// A text that begins with a capital letter.
fn sentence(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The function that a power is in, as it stands in a sentence.
pub(super) fn function(power: &Power) -> String {
    entry(power.selector)
}

/// The function of a selector, as it stands in a sentence.
pub(super) fn entry(selector: Option<Selector>) -> String {
    selector
        .map_or(Entry::Fallback, Entry::Selector)
        .to_string()
}

/// Who holds a power, as a sentence.
pub(super) fn who(held: &Held<'_>) -> String {
    let guard = held.power.guard;
    let Some(holder) = held.holder else {
        return "Anybody can call it.".to_owned();
    };
    match &holder.controller {
        controller if controller.is_renounced() => {
            format!("It is reserved for {guard}, {controller}: nobody can use it any more.")
        }
        Controller::Unknown {
            reason: Reason::Offline,
        } => {
            format!("It is reserved for {guard}; who that is was not read.")
        }
        Controller::Unknown { reason } => {
            format!("It is reserved for {guard}; {}.", reason.sentence())
        }
        controller => format!("It is reserved for {guard}: {controller}."),
    }
}

/// What a capability does, as it stands in a list.
pub(super) const fn deed(capability: Capability) -> &'static str {
    match capability {
        Capability::Mint => "create tokens",
        Capability::BurnFrom => "destroy other people's tokens",
        Capability::SetBalance => "overwrite balances",
        Capability::MoveFrom => "move other people's tokens",
        Capability::Pause => "switch transfers",
        Capability::Blacklist => "block accounts",
        Capability::Whitelist => "choose who may transfer",
        Capability::SetFee => "set fees",
        Capability::SetLimit => "set limits",
        Capability::SetHook => "choose who decides on transfers",
        Capability::Upgrade => "replace the code",
        Capability::Delegate => "run other code in its place",
        Capability::SweepAsset | Capability::Execute => "take out what is held for others",
        Capability::RescueForeign => "take out foreign tokens",
        Capability::Approve | Capability::SetSpender => "let others take what is held",
        Capability::PullFrom => "take tokens from those who approved the contract",
        Capability::WithdrawFor | Capability::ForceExit => "withdraw other people's deposits",
        Capability::SetStrategy => "name who keeps what is held",
        Capability::SetPrice => "set prices",
        Capability::SetExitFee => "set fees on withdrawals",
        Capability::SetRoot => "replace who may claim",
        Capability::MintElsewhere => "create another contract's tokens",
        Capability::BlockExit => "stop withdrawals",
        Capability::SetOwner => "change who is in charge",
        Capability::SelfDestruct => "destroy the contract",
        Capability::Configure => "change settings",
    }
}

/// The bound of a power, where it can have one.
fn bound(power: &Power) -> Option<Bound> {
    (power.bound != Bound::NotApplicable).then_some(power.bound)
}

/// The places of a power, the effect first.
fn citations(facts: &Facts, held: &Held<'_>) -> Vec<Citation> {
    let Held {
        power,
        code,
        holder,
    } = held;
    let at = |offset, note: &str| Citation::Code {
        address: *code,
        selector: power.selector,
        offset,
        note: note.to_owned(),
    };
    let mut citations = vec![at(power.offsets.effect, effect_note(power))];
    citations.extend(
        power
            .offsets
            .load
            .map(|offset| at(offset, "what was there before is loaded here")),
    );
    citations.extend(
        power
            .offsets
            .guard
            .map(|offset| at(offset, "here the caller is compared with the guard")),
    );
    if let Some((slot, word)) = holder.and_then(|holder| holder.read) {
        let value = match word {
            Observed::Known(word) => Some(word),
            Observed::Absent | Observed::Unavailable(_) => None,
        };
        citations.push(Citation::Storage {
            address: facts.address,
            slot,
            value,
            note: "this slot names who holds the power".to_owned(),
        });
    } else if let Guard::Owner { field } = power.guard {
        citations.push(Citation::Storage {
            address: facts.address,
            slot: field.slot,
            value: None,
            note: "this slot names who holds the power".to_owned(),
        });
    }
    citations
}

const fn effect_note(power: &Power) -> &'static str {
    match power.capability {
        Capability::Mint => "here a balance is credited that nobody is debited for",
        Capability::BurnFrom => "here the balance of a chosen account is debited",
        Capability::SetBalance => "here a balance is overwritten",
        Capability::MoveFrom => "here the balance of a chosen account is moved",
        Capability::Pause => "here the switch is written",
        Capability::Blacklist if power.payer.is_some() => {
            "here the balance of a chosen account is put aside"
        }
        Capability::Blacklist | Capability::Whitelist => "here the list is written",
        Capability::SetFee => "here the fee is written",
        Capability::SetLimit => "here the limit is written",
        Capability::SetHook => "here the address of who decides is written",
        Capability::Upgrade => "here the address of the code is written",
        Capability::Delegate => "here code of a chosen address is run",
        Capability::SweepAsset
        | Capability::RescueForeign
        | Capability::WithdrawFor
        | Capability::ForceExit => "here assets leave the contract",
        Capability::Approve => "here a spender is approved",
        Capability::Execute => "here a chosen contract is called",
        Capability::PullFrom => "here a chosen account pays",
        Capability::SetStrategy | Capability::SetSpender => {
            "here the contract that is trusted is named"
        }
        Capability::SetPrice => "here the price is written",
        Capability::SetExitFee => "here the fee is written",
        Capability::SetRoot => "here the root is written",
        Capability::MintElsewhere => "here another contract creates tokens",
        Capability::BlockExit => "here the switch or the list is written",
        Capability::SetOwner => "here the guard's holder is written",
        Capability::SelfDestruct => "here the contract destroys itself",
        Capability::Configure => "here a setting is written",
    }
}
