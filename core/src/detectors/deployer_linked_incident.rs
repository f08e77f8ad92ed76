//! `deployer-linked-incident`: somebody or something here took part in a past loss.

use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Citation, Finding, FindingId, Severity, State};
use crate::incidents::{ALL, Incident, Known, Label, Role};

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
    ALL.iter()
        .filter(|incident| incident.label != Label::Allegation)
        .flat_map(|incident| incident.known.iter().map(move |known| (incident, known)))
        .filter(|(_, known)| known.role != Role::Victim)
        .filter_map(|(incident, known)| met(facts, incident, known))
        .collect()
}

fn met(facts: &Facts, incident: &Incident, known: &Known) -> Option<Finding> {
    let Incident {
        name, label, date, ..
    } = incident;
    let (address, label) = (known.address, label.as_str());
    let is = || {
        let part = known.name;
        format!("{address} is the {part} of {name} ({label}, {date}).")
    };
    let held = facts
        .powers()
        .find(|held| held.holder.is_some_and(|holder| holder.involves(address)));
    if let Some(held) = held {
        let finding = DETECTOR.of_power(facts, &held, is());
        return Some(Finding {
            severity: DETECTOR.severity,
            ..finding
        });
    }
    let admin = facts.proxy.as_ref().and_then(|proxy| proxy.admin.as_ref());
    let runs = [facts.address, facts.code_address];
    let here = runs.contains(&Some(address))
        || facts
            .libraries
            .iter()
            .any(|library| library.address == address)
        || admin.is_some_and(|admin| admin.involves(address))
        || facts
            .origin
            .as_ref()
            .is_some_and(|origin| origin.makers().contains(&address));
    here.then(|| {
        let place = Citation::Account {
            address: Some(address),
            note: "in the incident record".to_owned(),
        };
        DETECTOR.note(State::Likely, is(), vec![place])
    })
}
