//! The incident record keeps to its own rules.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    reason = "a test runs the tool, and fails by panicking"
)]

use rugrisk::incidents::{ALL, Label, Trait};

/// What the record was begun for, by what each was. Whatever else is in it may come and go; these stay.
const FOUNDING: [(Label, &[&str]); 4] = [
    (
        Label::Rug,
        &[
            "syncdex",
            "shibera",
            "kannagi",
            "merlin",
            "swaprum",
            "kokomo",
            "magnate",
            "chibi",
            "hope",
            "compounder",
            "stablemagnet",
            "meerkat",
            "arbix",
            "anubis",
            "squid",
            "skp",
            "gemswap",
        ],
    ),
    (Label::KeyCompromise, &["zksync-distributors", "paid"]),
    (Label::Exploit, &["xbank", "kelpdao", "uranium"]),
    (Label::Allegation, &["rave", "snowdog"]),
];

#[test]
fn the_founding_incidents_are_there_as_what_they_were() {
    for (label, ids) in FOUNDING {
        for id in ids {
            let found = ALL.iter().find(|incident| incident.id == *id);
            assert_eq!(found.map(|incident| incident.label), Some(label), "{id}");
        }
    }
}

#[test]
fn every_incident_has_its_sources_and_a_date() {
    for incident in ALL {
        let id = incident.id;
        let lone = incident
            .sources
            .iter()
            .any(|source| source.starts_with("single-source: "));
        assert!(lone || incident.sources.len() >= 2, "{id}: sources");
        assert!(!incident.mechanism.is_empty(), "{id}: mechanism");
        let parts: Vec<&str> = incident.date.split('-').collect();
        let digits = parts.iter().all(|part| part.parse::<u16>().is_ok());
        assert!(digits && (2..=3).contains(&parts.len()), "{id}: date");
        assert_eq!(
            incident.needs.is_empty(),
            incident.before.is_empty(),
            "{id}"
        );
    }
}

#[test]
fn ids_are_unique_and_traits_are_used() {
    let mut ids: Vec<&str> = ALL.iter().map(|incident| incident.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), ALL.len());
    for each in Trait::ALL {
        let used = ALL
            .iter()
            .any(|incident| incident.needs.contains(each) || incident.also.contains(each));
        assert!(used, "no incident has: {}", each.as_str());
    }
}

#[test]
fn nothing_but_a_rug_is_called_one() {
    for incident in ALL.iter().filter(|each| each.label != Label::Rug) {
        let addresses = incident.known.iter().map(|known| known.name);
        let words = [incident.name, incident.mechanism, incident.before];
        for text in words.into_iter().chain(addresses) {
            assert!(
                !text.to_lowercase().contains("rug"),
                "{} is no rug: {text}",
                incident.id
            );
        }
    }
    assert!(!Label::Exploit.as_str().contains("rug"));
    assert!(!Label::Allegation.as_str().contains("rug"));
}

#[cfg(feature = "cli")]
#[test]
fn no_card_of_another_kind_speaks_of_a_rug() {
    for incident in ALL {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_rugrisk"))
            .args(["incidents", incident.id])
            .output()
            .expect("the tool starts");
        let card = String::from_utf8(output.stdout).expect("a card is text");
        let is_rug = incident.label == Label::Rug;
        assert!(card.contains(incident.label.as_str()), "{card}");
        // The record's own name of a source may say what it likes.
        let said = card.split("\nSources\n").next().unwrap_or_default();
        let words = || said.split(|each: char| !each.is_alphabetic());
        let speaks = words().any(|word| word.to_lowercase().starts_with("rug"));
        assert_eq!(speaks, is_rug, "{card}");
    }
}

#[test]
fn what_others_took_from_is_in_the_record_as_a_victim() {
    use rugrisk::incidents::Role;
    for incident in ALL.iter().filter(|each| each.label == Label::Exploit) {
        let own = incident.known.iter().any(|known| known.role == Role::Part);
        assert!(
            !own,
            "{}: an exploit has no contract that took",
            incident.id
        );
    }
}
