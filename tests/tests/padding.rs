//! A list that stands behind many turns is found, or the report says that not everything was looked at.

use std::error::Error;

use rugrisk::{FindingId, RuntimeCode};
use rugrisk_tests::artifacts::Artifacts;

#[test]
fn padding_hides_no_list_in_silence() -> Result<(), Box<dyn Error>> {
    let artifacts = Artifacts::load()?;
    let mut found = 0_usize;
    for turns in [2, 4, 8, 12, 16, 24] {
        let name = format!("Padded{turns}");
        for (build, artifact) in artifacts.builds(&name) {
            let code: RuntimeCode = artifact.runtime.parse()?;
            let report = rugrisk::analyze_bytecode(code);
            let listed = report.finding(FindingId::Blacklist).is_some();
            let partial = report.finding(FindingId::PartialCoverage).is_some();
            assert!(
                listed || partial,
                "{name} by {build} looks as if it had no list"
            );
            found = found.saturating_add(usize::from(listed));
        }
    }
    assert!(found > 0, "the list is found behind few turns");
    Ok(())
}
