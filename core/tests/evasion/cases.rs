//! The table of cases.

use std::collections::{BTreeMap, BTreeSet};

use rugrisk::{Address, Report, RuntimeCode, Slot, U256};
use serde::Deserialize;

use crate::chain::Chain;

/// One contract and why it is in the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// What it does, and what it does to hide that.
    pub(crate) reason: String,
    /// It does no harm to anybody.
    #[serde(default)]
    pub(crate) honest: bool,
    /// Its runtime code.
    pub(crate) code: String,
    /// Its storage; without it the code is analysed alone.
    storage: Option<BTreeMap<Slot, U256>>,
    /// The code of other accounts.
    #[serde(default)]
    accounts: BTreeMap<Address, String>,
    /// The storage of other accounts.
    #[serde(default)]
    elsewhere: BTreeMap<Address, BTreeMap<Slot, U256>>,
}

/// Every case of `cases.toml`.
pub(crate) fn load() -> Vec<Case> {
    #[derive(Deserialize)]
    struct Table {
        case: Vec<Case>,
    }
    let table: Table = toml::from_str(include_str!("cases.toml")).expect("cases.toml is a table");
    table.case
}

impl Case {
    /// What the library says about it: of its code alone, or of the chain that it stands on.
    pub(crate) fn report(&self) -> Report {
        let Some(storage) = &self.storage else {
            let code: RuntimeCode = self.code.parse().expect("a case has runtime code");
            return rugrisk::analyze_bytecode(code);
        };
        let chain = Chain {
            code: &self.code,
            storage,
            accounts: &self.accounts,
            elsewhere: &self.elsewhere,
        };
        rugrisk::score_evidence(&chain.evidence())
    }
}

#[test]
fn cases_have_names_of_their_own_and_say_why_they_are_there() {
    let mut names = BTreeSet::new();
    for case in load() {
        assert!(!case.reason.is_empty(), "{} has no reason", case.name);
        assert!(
            names.insert(case.name.clone()),
            "{} is there twice",
            case.name
        );
    }
}
