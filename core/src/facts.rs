//! Facts: what follows from evidence, without judgement. Detectors read nothing else.
//!
//! Facts are derived through [`Reads`], which notes every read that the evidence cannot answer
//! yet. What is missing is therefore exactly what a [`crate::Session`] asks for next: there is
//! no second list of reads to keep in step.

mod control;
mod proxy;
mod reads;

use std::rc::Rc;

use alloy_primitives::keccak256;

use crate::code::{CodeFacts, CodeKind, Vm};
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, B256};

pub use control::{BURN_ADDRESSES, Control, Controller, Holder};
pub use proxy::{Proxy, ProxyKind};
pub use reads::{Analyses, Reads};

/// Everything that detectors may ask.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The account that was asked about; `None` where code was analysed alone.
    pub address: Option<Address>,
    /// What the target's own code is.
    pub kind: CodeKind,
    /// keccak256 of the target's own runtime code.
    pub code_hash: Option<B256>,
    /// How the target delegates to other code, if it does.
    pub proxy: Option<Proxy>,
    /// The account whose code decides: the implementation behind a proxy, else the target.
    pub code_address: Option<Address>,
    /// The code that decides, or why there is none to analyse.
    pub code: Result<Rc<CodeFacts>, Reason>,
    /// Who holds each guard.
    pub control: Control,
    /// Everything that was looked for and is not known.
    pub unknowns: Vec<Unknown>,
}

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
        let own = reads.code(subject);
        let code_hash = own.known().map(keccak256);
        let own_facts = reads.analysis(subject);
        let kind = own_facts
            .as_ref()
            .map_or(CodeKind::Empty, |facts| facts.kind);
        let proxy = Proxy::resolve(reads, subject, own_facts.as_deref().ok());
        let decides = proxy
            .as_ref()
            .map_or(Observed::Known(subject), |proxy| proxy.implementation);
        let (code_address, code) = match decides {
            Observed::Known(decides) if decides == subject => (address, own_facts),
            Observed::Known(decides) => (Some(decides), reads.analysis(decides)),
            Observed::Absent => (None, Err(Reason::NotDeployed)),
            Observed::Unavailable(reason) => (None, Err(reason)),
        };
        let control = Control::resolve(reads, subject, code.as_deref().ok());
        let mut facts = Self {
            address,
            kind,
            code_hash,
            proxy,
            code_address,
            code,
            control,
            unknowns: Vec::new(),
        };
        facts.unknowns = facts.collect_unknowns();
        facts
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
            Ok(code) => {
                if let Some(reason) = code.coverage.dispatcher {
                    unknowns.push(Unknown {
                        what: "functions the dispatcher leads to".to_owned(),
                        reason,
                    });
                }
                unknowns.extend(
                    code.coverage
                        .partial_functions
                        .iter()
                        .map(|(entry, reason)| Unknown {
                            what: format!("paths of {entry}"),
                            reason: *reason,
                        }),
                );
            }
        }
        unknowns.extend(self.control.unknowns());
        if let Some(proxy) = &self.proxy {
            unknowns.extend(proxy.unknowns());
        }
        unknowns
    }
}
