//! Every frozen evidence of `tests/evidence`, scored again through the public API.

use std::collections::BTreeSet;
use std::error::Error;

use rugrisk::{Evidence, Finding, FindingId, Report, score_evidence};
use rugrisk_tests::frozen::{self, Count, Expected, Inert};

#[test]
fn every_document_says_what_is_expected_of_it() -> Result<(), Box<dyn Error>> {
    let mut wrong = Vec::new();
    for (name, expected) in frozen::expected()? {
        let report = score_evidence(&frozen::evidence(&name)?);
        wrong.extend(
            complaints(&report, &expected)
                .into_iter()
                .map(|complaint| format!("{name}: {complaint} ({})", expected.why)),
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn every_document_has_its_expectations() -> Result<(), Box<dyn Error>> {
    let expected: BTreeSet<String> = frozen::expected()?.into_keys().collect();
    assert_eq!(frozen::names()?, expected);
    Ok(())
}

#[test]
fn a_document_is_what_is_written_of_it() -> Result<(), Box<dyn Error>> {
    for name in frozen::names()? {
        let evidence = frozen::evidence(&name)?;
        assert_eq!(
            Evidence::from_json(&evidence.to_json())?,
            evidence,
            "{name}"
        );
    }
    Ok(())
}

/// The findings about what a contract holds for others, can take from them, or can create at their cost.
const CUSTODY: [FindingId; 21] = [
    FindingId::VaultOwnerWithdraw,
    FindingId::VaultMigrate,
    FindingId::EmergencyWithdrawToOwner,
    FindingId::StrategySwappable,
    FindingId::WithdrawBlockable,
    FindingId::AllowanceAbuse,
    FindingId::PriceSettable,
    FindingId::ExitFeeUnbounded,
    FindingId::PoolPrivilegedDrain,
    FindingId::DistributorSweep,
    FindingId::DistributorMints,
    FindingId::MerkleRootMutable,
    FindingId::ClaimPullsFunds,
    FindingId::PairPreapprovedSpender,
    FindingId::SatelliteMinter,
    FindingId::OperatorWithdrawForUser,
    FindingId::CustodyUpgradeableByEoa,
    FindingId::DelegatecallToUnverifiedLibrary,
    FindingId::BurnFromPair,
    FindingId::BridgeSingleVerifier,
    FindingId::ThinLendingMarket,
];

/// Words before or behind an amount, and those that say why there is none.
const AMOUNTS: [&str; 2] = [" At this block ", " units of the token 0x"];
const REASONS: [&str; 3] = [
    " is not known: ",
    " Nothing was found that it holds for others.",
    " It holds nothing of what it hands out",
];

#[test]
fn every_custody_finding_says_what_is_at_stake() -> Result<(), Box<dyn Error>> {
    let mut told = BTreeSet::new();
    for name in frozen::names()? {
        let findings = score_evidence(&frozen::evidence(&name)?).findings;
        for finding in findings.iter().filter(|each| CUSTODY.contains(&each.id)) {
            let (id, detail) = (finding.id.as_str(), &finding.detail);
            let has = |words: &[&str]| words.iter().any(|words| detail.contains(words));
            assert!(has(&AMOUNTS) || has(&REASONS), "{name}, {id}: {detail}");
            if has(&AMOUNTS) {
                assert!(detail.contains("those who "), "{name}, {id}: {detail}");
                told.insert(finding.id);
            }
        }
    }
    // Each of them says how much, where that can be read.
    assert_eq!(told, BTreeSet::from(CUSTODY));
    Ok(())
}

fn complaints(report: &Report, expected: &Expected) -> Vec<String> {
    let mut wrong = Vec::new();
    if report.level != expected.level {
        wrong.push(format!(
            "level {:?}, score {:?}",
            report.level, report.score
        ));
    }
    for (id, count) in &expected.finds {
        // The worst comes first.
        match report.finding(*id) {
            None => wrong.push(format!("no {}", id.as_str())),
            Some(finding) if !counts_as(finding, *count) => wrong.push(format!(
                "{} is {:?}, inert {}: {}",
                id.as_str(),
                finding.severity,
                finding.inert,
                finding.detail
            )),
            Some(finding) if finding.citations.is_empty() => {
                wrong.push(format!("{} cites nothing", id.as_str()));
            }
            Some(_) => {}
        }
    }
    for id in &expected.silent {
        if let Some(finding) = report.finding(*id).filter(|finding| !finding.inert) {
            wrong.push(format!("false alarm, {}: {}", id.as_str(), finding.detail));
        }
    }
    for reason in &expected.unknown {
        if !report.unknowns.iter().any(|each| each.reason == *reason) {
            wrong.push(format!("{reason:?} not among {:?}", report.unknowns));
        }
    }
    wrong
}

fn counts_as(finding: &Finding, count: Count) -> bool {
    match count {
        Count::Live(severity) => !finding.inert && finding.severity == severity,
        Count::Inert(Inert::Inert) => finding.inert,
    }
}
