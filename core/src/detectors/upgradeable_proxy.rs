//! `upgradeable-proxy`: the code itself can be replaced.

use core::cmp::Reverse;

use super::{Detector, Source};
use crate::code::Guard;
use crate::evidence::Observed;
use crate::facts::{Facts, Holder, Proxy, ProxyKind};
use crate::finding::{Citation, Finding, FindingId, Severity, State, weigh_for};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::UpgradeableProxy,
    severity: Severity::Medium,
    sources: &[Source::Code, Source::State],
    title: "The code can be replaced",
    what: "The contract runs the code of another account whose address is in storage, and somebody can write that \
           address.",
    why: "Everything said about the code holds until it is replaced. The new code can do anything with what the \
          contract holds.",
    look_alikes: "Minimal proxies (EIP-1167) and others whose target is a constant can never change; nor does \
                  a stored one where no code writes it.",
    advice: "Ask who can replace the code, and after what delay.",
    references: &[
        "https://eips.ethereum.org/EIPS/eip-1967",
        "https://eips.ethereum.org/EIPS/eip-1822",
        "https://eips.ethereum.org/EIPS/eip-2535",
    ],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let upgrades: Vec<_> = facts.replacements().collect();
    let Some(proxy) = facts.proxy.as_ref().filter(|proxy| proxy.is_upgradeable()) else {
        // An implementation that carries its own upgrade function, met without its proxy.
        let detail = |guard: Guard| format!("The code can be replaced by {guard}.");
        return upgrades
            .iter()
            .map(|held| DETECTOR.of_power(facts, held, detail(held.power.guard)))
            .take(1)
            .collect();
    };
    let way = way(proxy);
    let of_admin = proxy
        .admin
        .as_ref()
        .map(|admin| by_admin(&DETECTOR, facts, proxy, admin, &way));
    let of_code = upgrades.iter().map(|held| {
        let mut finding = DETECTOR.of_power(facts, held, format!("{way}."));
        finding.citations.extend(places(facts, proxy));
        finding
    });
    // Whoever is left decides: an empty admin slot proves nothing where the code asks another one.
    let worst = of_admin
        .into_iter()
        .chain(of_code)
        .min_by_key(|finding| (finding.inert, Reverse(finding.severity)));
    vec![worst.unwrap_or_else(|| nobody(facts, proxy, &way))]
}

/// Nothing that was read replaces the code; where all of it was read, nothing can.
fn nobody(facts: &Facts, proxy: &Proxy, way: &str) -> Finding {
    let kept_here = matches!(proxy.kind, ProxyKind::Eip1967 | ProxyKind::Stored(_));
    if kept_here
        && proxy.read.is_some_and(|(_, word)| word.known().is_some())
        && facts.is_followed()
    {
        let detail = format!("{way}, and nothing in the codes replaces it.");
        return Finding {
            severity: Severity::Info,
            inert: true,
            ..DETECTOR.note(State::Absent, detail, places(facts, proxy))
        };
    }
    let detail = format!("{way}; who can replace it was not found.");
    DETECTOR.note(State::Possible, detail, places(facts, proxy))
}

/// A finding about whom the proxy itself lets replace the code.
pub(super) fn by_admin(
    detector: &Detector,
    facts: &Facts,
    proxy: &Proxy,
    admin: &Holder,
    way: &str,
) -> Finding {
    let weight = weigh_for(detector.severity, Some(&admin.controller), true);
    let mut citations = places(facts, proxy);
    citations.extend(admin.read.map(|(slot, word)| Citation::Storage {
        address: facts.address,
        slot,
        value: word.known().copied(),
        note: "this slot names the proxy's admin".to_owned(),
    }));
    let detail = format!("{way}; who can replace it: {}.", admin.controller);
    Finding {
        severity: weight.severity,
        confidence: weight.confidence,
        inert: weight.inert,
        controller: Some(admin.controller.clone()),
        ..detector.note(weight.state, detail, citations)
    }
}

/// How the proxy finds the code that it runs.
pub(super) fn way(proxy: &Proxy) -> String {
    let way = match proxy.kind {
        ProxyKind::Fixed => "It runs the code of a constant address".to_owned(),
        ProxyKind::Eip1967 => {
            "It runs the code of the address in the implementation slot of EIP-1967".to_owned()
        }
        ProxyKind::Beacon => "It runs the code that a beacon names".to_owned(),
        ProxyKind::Stored(field) => format!("It runs the code of the address in {field}"),
        ProxyKind::Diamond => "It looks the code up for each function (a diamond)".to_owned(),
    };
    match proxy.implementation {
        Observed::Known(address) => format!("{way}, now {address}"),
        Observed::Absent => format!("{way}, where there is none now"),
        Observed::Unavailable(_) => way,
    }
}

/// Where the proxy delegates, and the slot that says to which code.
pub(super) fn places(facts: &Facts, proxy: &Proxy) -> Vec<Citation> {
    let delegates = proxy.offset.map(|offset| Citation::Code {
        address: facts.address,
        selector: None,
        offset,
        note: "here the proxy runs the other code".to_owned(),
    });
    let slot = proxy.read.map(|(slot, word)| Citation::Storage {
        address: facts.address,
        slot,
        value: word.known().copied(),
        note: "this slot names the code that is run".to_owned(),
    });
    delegates.into_iter().chain(slot).collect()
}
