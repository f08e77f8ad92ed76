//! The incident record, as it is printed.

use rugrisk::incidents::{ALL, Incident, Label, Trait};
use serde::Serialize;

use crate::args::Format;
use crate::catalog::{headed, json};

/// An incident as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    id: &'static str,
    name: &'static str,
    label: Label,
    chain_id: Option<u64>,
    date: &'static str,
    loss: &'static str,
    mechanism: &'static str,
    needs: Vec<&'static str>,
    also: Vec<&'static str>,
    addresses: Vec<Address>,
    sources: &'static [&'static str],
}

#[derive(Serialize)]
struct Address {
    address: rugrisk::Address,
    name: &'static str,
}

/// All incidents, or one with everything that is known of it.
pub(crate) fn incidents(id: Option<&str>, format: Format) -> String {
    let wanted = ALL.iter().filter(|each| id.is_none_or(|id| id == each.id));
    match format {
        Format::Table if id.is_some() => wanted.map(card).collect(),
        Format::Table => table(wanted),
        Format::Json => json(&wanted.map(entry).collect::<Vec<_>>()),
        Format::Ndjson => wanted.map(|each| json(&entry(each))).collect(),
    }
}

fn entry(incident: &Incident) -> Entry {
    let addresses = incident.known.iter().map(|known| Address {
        address: known.address,
        name: known.name,
    });
    Entry {
        id: incident.id,
        name: incident.name,
        label: incident.label,
        chain_id: incident.chain,
        date: incident.date,
        loss: incident.loss,
        mechanism: incident.mechanism,
        needs: words(incident.needs),
        also: words(incident.also),
        addresses: addresses.collect(),
        sources: incident.sources,
    }
}

fn words(traits: &[Trait]) -> Vec<&'static str> {
    traits.iter().map(|each| each.as_str()).collect()
}

fn table<'a>(incidents: impl Iterator<Item = &'a Incident>) -> String {
    let mut table = headed(["id", "date", "label", "lost", "what happened"]);
    for incident in incidents {
        table.add_row([
            incident.id,
            incident.date,
            incident.label.as_str(),
            incident.loss,
            incident.mechanism,
        ]);
    }
    format!("{table}\n")
}

fn card(incident: &Incident) -> String {
    let Incident {
        name,
        label,
        date,
        loss,
        mechanism,
        ..
    } = incident;
    let chain = incident
        .chain
        .map(|id| format!(", chain {id}"))
        .unwrap_or_default();
    let label = label.as_str();
    let list = |title: &str, lines: Vec<String>| {
        let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
        Some(lines)
            .filter(|lines| !lines.is_empty())
            .map(|lines| format!("\n{title}\n{lines}"))
            .unwrap_or_default()
    };
    let owned = |traits: &[Trait]| traits.iter().map(|each| each.as_str().to_owned()).collect();
    let addresses = incident
        .known
        .iter()
        .map(|known| format!("{} {}", known.address, known.name));
    let sources = incident.sources.iter().map(|each| (*each).to_owned());
    format!("{name}: {label}, {date}{chain}. Lost: {loss}.\n\n{mechanism}\n")
        + &list("A contract resembles it where", owned(incident.needs))
        + &list("There was also", owned(incident.also))
        + &list("Addresses", addresses.collect())
        + &list("Sources", sources.collect())
}
