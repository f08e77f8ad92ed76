//! `unsupported-vm`: the code is for a machine that is not read.

use super::{Detector, Source};
use crate::code::{CodeKind, Vm};
use crate::facts::Facts;
use crate::finding::{Citation, Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::UnsupportedVm,
    severity: Severity::Info,
    sources: &[Source::Code],
    title: "This kind of code is not read yet",
    what: "The code is not EVM code but that of zkSync Era's own machine.",
    why: "Nothing can be said about what the code does. It may be anything.",
    look_alikes: "EVM contracts on zkSync Era are read as everywhere.",
    advice: "Treat the contract as one that nobody has looked at.",
    references: &["https://docs.zksync.io/zksync-protocol/era-vm"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let decides = facts.code.as_ref().map(|code| code.kind);
    let Ok(CodeKind::Foreign(Vm::EraVm)) = decides else {
        return Vec::new();
    };
    let place = Citation::Account {
        address: facts.code_address,
        note: "its code is EraVM code".to_owned(),
    };
    vec![DETECTOR.note(
        State::Unknown,
        "The code is EraVM code, which this version does not read.".to_owned(),
        vec![place],
    )]
}
