//! Facts: what follows from evidence, without judgement. Detectors read nothing else.
//!
//! Facts are derived through [`Reads`], which notes every read that the evidence cannot answer
//! yet. What is missing is therefore exactly what a [`crate::Session`] asks for next: there is
//! no second list of reads to keep in step.

mod allowances;
mod approvals;
mod around;
mod bridge;
mod control;
mod diamond;
mod distribution;
mod history;
mod identity;
mod keepers;
mod kinds;
mod lending;
mod libraries;
mod lineage;
mod makers;
mod market;
mod origin;
mod proxy;
mod reads;
mod renewal;
mod settings;
mod stakes;

use std::rc::Rc;

use crate::abi::View;
use crate::code::{Capability, CodeFacts, CodeKind, Delegation, Guard, Party, Power, Vm};
use crate::evidence::Reason;
use crate::primitives::{Address, B256, Selector, U256};

pub use allowances::{Allowance, Allowances};
pub use approvals::Approvals;
use around::Around;
pub use bridge::{Bridge, Lane};
pub(crate) use control::LONG_DELAY_SECS;
pub use control::{BURN_ADDRESSES, Control, Controller, Holder};
pub use diamond::Facet;
pub use distribution::{Distribution, Holding, Looked, Role};
pub use history::{Dead, History};
pub use identity::{Identity, Likeness, Resemblance, Token};
pub use keepers::Keeper;
pub use kinds::ContractKind;
pub use lending::Lending;
pub use libraries::Library;
pub use lineage::{Kin, Kind as LineageKind, KnownBodies};
pub use makers::Maker;
pub use market::{
    Course, Exit, Liquidity, Lock, Market, Parts, Peak, Pool, Seen, Share, Step, Tenant,
};
pub use origin::{Deployer, Origin};
pub use proxy::{PROXY_ADMIN_SLOTS, Proxy, ProxyKind};
pub use reads::{Analyses, Reads, Wanted};
pub use renewal::{Renewal, Renewed};
pub use settings::Settings;
pub use stakes::{Stake, Whose};

/// Everything that detectors may ask.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The account that was asked about; `None` where code was analysed alone.
    pub address: Option<Address>,
    /// What the target's own code is.
    pub kind: CodeKind,
    /// keccak256 of the target's own runtime code.
    pub code_hash: Option<B256>,
    /// What kind of contract it is, by what it does; several at once, or none that is known.
    pub kinds: Vec<ContractKind>,
    /// The Safe that it is, if it is one.
    pub safe: Option<Controller>,
    /// How the target delegates to other code, if it does.
    pub proxy: Option<Proxy>,
    /// The account whose code decides: the implementation behind a proxy, else the target.
    pub code_address: Option<Address>,
    /// The code that decides, or why there is none to analyse.
    pub code: Result<Rc<CodeFacts>, Reason>,
    /// The proxy's own code, where the target is one.
    pub own: Option<Rc<CodeFacts>>,
    /// When the code was replaced last.
    pub renewal: Renewal,
    /// Code at fixed addresses that runs in its place.
    pub libraries: Vec<Library>,
    /// Functions that stand in codes that are known to be bad.
    pub kin: Vec<Kin>,
    /// Who holds each guard.
    pub control: Control,
    /// What the variables that gate transfers or set fees hold now.
    pub settings: Settings,
    /// What the target lets others take, where it is a pool.
    pub allowances: Allowances,
    /// What it holds for others.
    pub stakes: Vec<Stake>,
    /// Who keeps what it was paid.
    pub keepers: Vec<Keeper>,
    /// What it believes of other chains, where it is a bridge.
    pub bridge: Option<Bridge>,
    /// What its shares count for, where it is a lending market, or those of the markets that it rules.
    pub lending: Vec<Lending>,
    /// Who can have tokens created: the target itself, or contracts beside it.
    pub makers: Vec<Maker>,
    /// Where the token trades; nothing is looked for where the target is no token.
    pub market: Market,
    /// What the token calls itself; `None` for what is no token, and where code was analysed alone.
    pub identity: Option<Identity>,
    /// When the contract came to be, and who made it; `None` where code was analysed alone.
    pub origin: Option<Origin>,
    /// What else its maker made; `None` where not everything is to be asked.
    pub history: Option<History>,
    /// Who holds the supply; `None` as for the identity.
    pub distribution: Option<Distribution>,
    /// Everything that was looked for and is not known.
    pub unknowns: Vec<Unknown>,
}

/// A power with the account whose code has it and the one who holds it.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// The power.
    pub power: &'a Power,
    /// The account whose code it is in; `None` where code was analysed alone.
    pub code: Option<Address>,
    /// Who holds its guard; `None` where anybody has the power.
    pub holder: Option<&'a Holder>,
}

/// What is not known of an account that delegates by EIP-7702: its key does what it likes.
pub(crate) const BELONGS_TO_A_KEY: &str = "what the key does that the account belongs to";

/// Something that was looked for and is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Unknown {
    /// What.
    pub what: String,
    /// Why.
    pub reason: Reason,
}

impl Facts {
    /// Derives everything that follows from the evidence behind `reads`.
    #[must_use]
    pub fn derive(reads: &mut Reads<'_>) -> Self {
        let subject = reads.evidence().subject();
        let address = reads.evidence().target.address;
        let (code_hash, own_facts) = match reads.hashed(subject) {
            Ok((hash, facts)) => (Some(hash), Ok(facts)),
            Err(reason) => (None, Err(reason)),
        };
        let safe = own_facts
            .as_ref()
            .ok()
            .and_then(|code| Controller::safe_at(reads, subject, code));
        let kind = own_facts
            .as_ref()
            .map_or(CodeKind::Empty, |facts| facts.kind);
        let proxy = Proxy::resolve(reads, subject, own_facts.as_deref().ok());
        let (code_address, code) = match &proxy {
            None => (address, own_facts.clone()),
            Some(proxy) => (
                proxy.implementation.known().copied(),
                proxy.code(reads, subject),
            ),
        };
        // A diamond's own code is among those that decide.
        let is_beside = |proxy: &Proxy| proxy.kind != ProxyKind::Diamond;
        let own = own_facts
            .ok()
            .filter(|_| proxy.as_ref().is_some_and(is_beside));
        let codes: Vec<&CodeFacts> = code.iter().chain(&own).map(Rc::as_ref).collect();
        let control = Control::resolve(reads, subject, &codes);
        let libraries = code
            .as_ref()
            .map(|code| Library::of(reads, code))
            .unwrap_or_default();
        let settings = Settings::resolve(reads, subject, code.as_deref().ok());
        let allowances = code
            .as_ref()
            .map(|code| Allowances::of_pool(reads, subject, code))
            .unwrap_or_default();
        let mut stakes = code
            .as_ref()
            .map(|code| Stake::of(reads, subject, code))
            .unwrap_or_default();
        let keepers = code
            .as_ref()
            .map(|code| Keeper::of(reads, subject, code, &stakes))
            .unwrap_or_default();
        let bridge = code
            .as_ref()
            .ok()
            .and_then(|code| Bridge::resolve(reads, subject, code));
        let lending = code
            .as_ref()
            .map(|code| Lending::resolve(reads, subject, code))
            .unwrap_or_default();
        let names_none = stakes.iter().all(|stake| stake.whose == Whose::Approvers);
        if names_none && bridge.is_some() {
            let abroad = Stake::named(reads, subject, View::TOKEN, Whose::Abroad);
            stakes.extend(abroad);
        } else if names_none {
            for market in lending.iter().filter(|market| market.shares.is_some()) {
                let view = View::UNDERLYING;
                let paid = Stake::named(reads, market.address, view, Whose::Depositors);
                let keeper = (market.address != subject).then_some(market.address);
                stakes.extend(paid.map(|paid| Stake { keeper, ..paid }));
            }
        }
        let makers = code
            .as_ref()
            .map(|code| Maker::around(reads, subject, code, &control))
            .unwrap_or_default();
        let renewal = proxy.as_ref().map(|proxy| {
            let code = code.as_deref().ok();
            Renewal::resolve(reads, subject, proxy, code)
        });
        let kin = code
            .as_ref()
            .map(|code| reads.known_bodies().kin(&code.bodies))
            .unwrap_or_default();
        let holders = Around::holders(&control, proxy.as_ref());
        // Code of another machine is not read, and may be a token's.
        let may_be_token = code.as_ref().is_ok_and(|code| {
            !code.ledger.balances.is_empty() || matches!(code.kind, CodeKind::Foreign(_))
        });
        let place = code_address.unwrap_or(subject);
        let around = Around::look(reads, &holders, place, code.as_deref().ok(), may_be_token);
        let made = around.origin.as_ref();
        let history = made.and_then(|origin| History::resolve(reads, origin.deployer));
        let mut facts = Self {
            address,
            kind,
            code_hash,
            kinds: Vec::new(),
            safe,
            proxy,
            code_address,
            code,
            own,
            renewal: renewal.unwrap_or_default(),
            libraries,
            kin,
            control,
            settings,
            allowances,
            stakes,
            keepers,
            bridge,
            lending,
            makers,
            market: around.market,
            identity: around.identity,
            origin: around.origin,
            history,
            distribution: around.distribution,
            unknowns: Vec::new(),
        };
        facts.kinds = facts.find_kinds();
        facts.unknowns = facts.collect_unknowns();
        facts
            .unknowns
            .extend(reads.evidence().unchecked.map(|reason| Unknown {
                what: "whether all was read in one block".to_owned(),
                reason,
            }));
        facts
    }

    /// Every power over the target, in the code that decides and in a proxy's own.
    ///
    /// A list and no chain of adapters: two dozen detectors would carry a copy of the chain.
    #[must_use]
    pub fn powers(&self) -> std::vec::IntoIter<Held<'_>> {
        let mut powers = Vec::new();
        if let Ok(code) = &self.code {
            powers.extend(code.powers.iter().map(|power| self.held(power)));
        }
        if let Some(own) = &self.own {
            powers.extend(own.powers.iter().map(|power| Held {
                code: self.address,
                ..self.held(power)
            }));
        }
        powers.into_iter()
    }

    /// Powers of one kind that not everybody has.
    #[must_use]
    pub fn privileges(&self, capability: Capability) -> std::vec::IntoIter<Held<'_>> {
        let mut powers: Vec<Held<'_>> = self.powers().collect();
        powers
            .retain(|held| held.power.capability == capability && held.power.guard != Guard::Open);
        powers.into_iter()
    }

    /// Powers to replace the code, of those who are not anybody. Whoever can have a diamond run code
    /// that he names can have that code cut it, however many turns of a loop the cutting takes.
    #[must_use]
    pub fn replacements(&self) -> std::vec::IntoIter<Held<'_>> {
        let upgrades = self.privileges(Capability::Upgrade);
        let is_diamond = |proxy: &Proxy| proxy.kind == ProxyKind::Diamond;
        if upgrades.len() > 0 || !self.proxy.as_ref().is_some_and(is_diamond) {
            return upgrades;
        }
        self.privileges(Capability::Delegate)
    }

    /// A power of the code that decides, with its holder.
    #[must_use]
    pub fn held<'a>(&'a self, power: &'a Power) -> Held<'a> {
        Held {
            power,
            code: self.code_at(power.selector),
            holder: self.control.holder(power.guard),
        }
    }

    /// The account whose code runs for a function: of a diamond, the facet.
    #[must_use]
    pub fn code_at(&self, selector: Option<Selector>) -> Option<Address> {
        let facets = self.proxy.iter().flat_map(|proxy| &proxy.facets);
        let leads_to =
            |facet: &&Facet| selector.is_some_and(|selector| facet.selectors.contains(&selector));
        match &self.proxy {
            Some(proxy) if proxy.kind == ProxyKind::Diamond => facets
                .filter(leads_to)
                .map(|facet| facet.address)
                .next()
                .or(self.address),
            _ => self.code_address,
        }
    }

    /// How many seconds after the block a function waits for, before it sends anything; where it waits for
    /// nothing, or for what was not read, that is not told.
    #[must_use]
    pub fn waits_secs(&self, selector: Option<Selector>) -> Option<U256> {
        let code = self.code.as_ref().ok()?;
        let mut moments = code.custody.moments.iter();
        let (_, field, after) = moments.find(|(of, ..)| *of == selector)?;
        let stored = match field {
            Some(field) => self.settings.value(*field)?,
            None => U256::ZERO,
        };
        let now_secs = U256::from(self.origin.as_ref()?.now_secs);
        Some(stored.wrapping_add(*after).saturating_sub(now_secs))
    }

    /// The code keeps balances that `balanceOf` shows.
    #[must_use]
    pub fn is_token(&self) -> bool {
        self.code
            .as_ref()
            .is_ok_and(|code| !code.ledger.balances.is_empty())
    }

    /// The codes that run: the one that decides and a proxy's own.
    pub fn codes(&self) -> impl Iterator<Item = &CodeFacts> {
        self.code.iter().chain(&self.own).map(Rc::as_ref)
    }

    /// Everything that the codes do was followed, and no unread code has a say in it.
    #[must_use]
    pub fn is_followed(&self) -> bool {
        self.codes()
            .all(|code| code.coverage.is_complete() && !code.outside)
            && !self.runs_unread_code()
    }

    /// Some DELEGATECALL leads to code that was not read; a proxy's own to its implementation was.
    fn runs_unread_code(&self) -> bool {
        let is_diamond = self.own.is_none() && self.proxy.is_some();
        let unread = |code: &CodeFacts, is_proxy: bool| {
            code.delegations.iter().any(|delegation| {
                let is_read = is_proxy && passes_on(code, delegation);
                !(is_read || is_upgrade(code, delegation))
            })
        };
        self.code.iter().any(|code| unread(code, is_diamond))
            || self.own.iter().any(|code| unread(code, true))
    }

    /// The machine that runs the target's own code.
    #[must_use]
    pub const fn vm(&self) -> Vm {
        match self.kind {
            CodeKind::Foreign(vm) => vm,
            _ => Vm::Evm,
        }
    }

    fn collect_unknowns(&self) -> Vec<Unknown> {
        let mut unknowns = Vec::new();
        match &self.code {
            Err(reason) => unknowns.push(Unknown {
                what: "runtime code".to_owned(),
                reason: *reason,
            }),
            Ok(code) => unknowns.extend(code_unknowns(code)),
        }
        if let Some(own) = &self.own {
            unknowns.extend(code_unknowns(own));
        }
        if matches!(self.kind, CodeKind::DelegatedAccount { .. }) {
            unknowns.push(Unknown {
                what: BELONGS_TO_A_KEY.to_owned(),
                reason: Reason::ExternalCode,
            });
        }
        if self.runs_unread_code() {
            unknowns.push(Unknown {
                what: "what the code does that it delegates to".to_owned(),
                reason: Reason::ExternalCode,
            });
        }
        if self.code.is_ok() && !self.is_token() {
            unknowns.push(Unknown {
                what: "powers over people's money other than in tokens and deposits".to_owned(),
                reason: Reason::NotImplemented,
            });
        }
        unknowns.extend(self.control.unknowns());
        unknowns.extend(self.settings.unknowns());
        unknowns.extend(self.allowances.gap.map(|reason| Unknown {
            what: "what the pool lets others take".to_owned(),
            reason,
        }));
        unknowns.extend(self.renewal.unknowns());
        let mut amounts: Vec<Unknown> = self.stakes.iter().filter_map(Stake::unknown).collect();
        amounts.dedup();
        unknowns.extend(amounts);
        for keeper in &self.keepers {
            unknowns.extend(keeper.unknown());
            unknowns.extend(keeper.stake.as_ref().and_then(Stake::unknown));
        }
        unknowns.extend(self.bridge.iter().flat_map(Bridge::unknowns));
        unknowns.extend(self.lending.iter().flat_map(Lending::unknowns));
        unknowns.extend(self.identity.iter().flat_map(Identity::unknowns));
        unknowns.extend(self.origin.iter().flat_map(Origin::unknowns));
        unknowns.extend(self.history.iter().flat_map(History::unknowns));
        unknowns.extend(self.distribution.iter().flat_map(Distribution::unknowns));
        unknowns.extend(self.market.unknowns());
        if let Some(proxy) = &self.proxy {
            unknowns.extend(proxy.unknowns());
        }
        unknowns
    }
}

/// What a proxy is asked goes to the code that it runs; an admin's functions pass on everybody else.
fn passes_on(code: &CodeFacts, delegation: &Delegation) -> bool {
    let mut proxied = code.delegations.iter().filter(|other| other.is_proxy());
    delegation.pattern.is_some() && proxied.any(|other| other.pattern == delegation.pattern)
}

/// Only those who can replace the code can have this code run, which they name: it adds nothing.
fn is_upgrade(code: &CodeFacts, delegation: &Delegation) -> bool {
    let runs = |power: &&Power| {
        power.capability == Capability::Delegate && power.selector == delegation.entry.selector()
    };
    let replaces = |guard: Guard| {
        let upgrades =
            |power: &Power| power.capability == Capability::Upgrade && power.guard == guard;
        guard != Guard::Open && code.powers.iter().any(upgrades)
    };
    let mut running = code.powers.iter().filter(runs).peekable();
    delegation.target == Party::Chosen
        && running.peek().is_some()
        && running.all(|power| replaces(power.guard))
}

fn code_unknowns(code: &CodeFacts) -> Vec<Unknown> {
    let dispatcher = code.coverage.dispatcher.map(|reason| Unknown {
        what: "functions the dispatcher leads to".to_owned(),
        reason,
    });
    let functions = code
        .coverage
        .partial_functions
        .iter()
        .map(|(entry, reason)| Unknown {
            what: format!("paths of {entry}"),
            reason: *reason,
        });
    let outside = code.outside.then(|| Unknown {
        what: "whether the contract that transfers ask lets them pass".to_owned(),
        reason: Reason::ExternalCode,
    });
    dispatcher
        .into_iter()
        .chain(functions)
        .chain(outside)
        .collect()
}
