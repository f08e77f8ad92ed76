//! `deployer-linked-incident`: somebody or something here took part in a past loss.

use super::{Detector, Source};
use crate::facts::{Facts, Origin};
use crate::finding::{Citation, Finding, FindingId, Severity, State};
use crate::incidents::{ALL, Incident, Known, Label, Role};
use crate::primitives::Address;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::DeployerLinkedIncident,
    severity: Severity::Critical,
    sources: &[Source::State],
    title: "An address here took part in a past loss",
    what: "The contract, its implementation, a library that it runs or an account that stands behind one of its \
           powers is, by exact match, an address that took the money in an incident of the record, or by which it \
           was taken.",
    why: "Who did it once has the means and the habit.",
    look_alikes: "Contracts that others took money from are in the record as victims and match nothing.",
    advice: "Do not pay anything in. Take out what you have.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let involved = facts.accounts();
    let met = |known: &&Known| known.role != Role::Victim && involved.contains(&known.address);
    ALL.iter()
        .filter(|incident| incident.label != Label::Allegation)
        .flat_map(|incident| {
            incident
                .known
                .iter()
                .filter(met)
                .map(move |known| (incident, known))
        })
        .map(|(incident, known)| finding(facts, incident, known))
        .collect()
}

fn finding(facts: &Facts, incident: &Incident, known: &Known) -> Finding {
    let Incident {
        name, label, date, ..
    } = incident;
    let label = label.as_str();
    let is_target = facts.address == Some(known.address);
    let what = if is_target {
        "The target"
    } else {
        "An account behind it"
    };
    let detail = format!(
        "{what}, {}, is the {} of {name} ({label}, {date}).",
        known.address, known.name
    );
    let place = Citation::Account {
        address: Some(known.address),
        note: "in the incident record".to_owned(),
    };
    DETECTOR.note(State::Likely, detail, vec![place])
}

impl Facts {
    /// The accounts whose code runs here, and those that stand behind its powers.
    fn accounts(&self) -> Vec<Address> {
        let admin = self.proxy.as_ref().and_then(|proxy| proxy.admin.as_ref());
        let mut accounts = self.control.accounts(admin);
        accounts.extend(self.origin.iter().flat_map(Origin::makers));
        accounts.extend(self.address);
        accounts.extend(self.code_address);
        accounts.extend(self.libraries.iter().map(|library| library.address));
        accounts
    }
}
