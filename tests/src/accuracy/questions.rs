//! What each label asks, and which findings answer with yes.

use rugrisk::Selector;

use super::Judged;
use super::names;

/// One label, and three ways to predict it from code.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The label's name in the pack.
    pub label: &'static str,
    /// The ids that say the same: one of them is enough, at any severity.
    pub findings: &'static [&'static str],
    /// The names that a list of names would look for, with their arguments.
    pub names: &'static [&'static [&'static str]],
    /// Where the answer stands in CRPWarner's output, if that tool answers it.
    pub crpwarner: Option<usize>,
}

/// Somebody can create tokens, capped ones too: the label marks what code can do.
const MINT: &[&str] = &[
    "mint-unbounded",
    "mint-capped",
    "hidden-mint",
    "balance-rewrite",
];

/// Somebody decides who may transfer, when, or how much.
const LIMIT: &[&str] = &[
    "blacklist",
    "whitelist-gate",
    "trading-switch",
    "transfer-pausable",
    "trading-cooldown",
    "transfer-limit-modifiable",
    "transfer-external-gate",
];

/// Somebody can take what others hold, out of their accounts or out of the contract.
const LEAK: &[&str] = &[
    "balance-rewrite",
    "burn-from-any",
    "arbitrary-transfer",
    "allowance-abuse",
    "vault-owner-withdraw",
    "emergency-withdraw-to-owner",
    "fee-modifiable-unbounded",
    "fee-per-address",
    "price-settable",
];

/// What can be bought and not sold: by a limit, or by a fee that leaves nothing.
const TRAPDOOR: &[&str] = &[
    "blacklist",
    "whitelist-gate",
    "trading-switch",
    "transfer-pausable",
    "transfer-limit-modifiable",
    "transfer-external-gate",
    "fee-modifiable-unbounded",
    "fee-per-address",
];

/// Every label that one finding can answer.
pub const QUESTIONS: &[Question] = &[
    Question {
        label: "hidden_mint",
        findings: MINT,
        names: &[names::MINT],
        crpwarner: Some(0),
    },
    Question {
        label: "limit_sell",
        findings: LIMIT,
        names: &[names::LIMIT],
        crpwarner: Some(2),
    },
    Question {
        label: "leak",
        findings: LEAK,
        names: &[names::LEAK, names::FEE],
        crpwarner: Some(1),
    },
    Question {
        label: "trapdoor",
        findings: TRAPDOOR,
        names: &[names::LIMIT, names::FEE],
        crpwarner: None,
    },
];

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// This project's findings.
    Rugrisk,
    /// Names of functions in the dispatcher.
    Names,
    /// The pack's column with CRPWarner's output.
    Crpwarner,
}

impl Question {
    /// What a source answers about a contract; none where it was not asked.
    #[must_use]
    pub fn answer(&self, row: &Judged, source: Source) -> Option<bool> {
        match source {
            Source::Rugrisk => Some(self.is_found(row)),
            Source::Names => Some(self.named(&row.selectors).next().is_some()),
            Source::Crpwarner => {
                let output = row.contract.crpwarner?;
                output.get(self.crpwarner?).copied()?.map(|said| said == 1)
            }
        }
    }

    fn is_found(&self, row: &Judged) -> bool {
        let mut warnings = row.warnings.iter();
        warnings.any(|warning| self.findings.contains(&warning.id.as_str()))
    }

    /// The names of this question that are in a dispatcher.
    pub fn named(&self, selectors: &[Selector]) -> impl Iterator<Item = &'static str> {
        let listed = self.names.iter().copied().flatten().copied();
        listed.filter(|name| selectors.contains(&names::selector(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rugrisk::FindingId;

    #[test]
    fn every_answer_is_a_finding() {
        let answers = QUESTIONS.iter().flat_map(|question| question.findings);
        let unknown: Vec<&&str> = answers
            .filter(|answer| FindingId::ALL.iter().all(|id| id.as_str() != **answer))
            .collect();
        assert!(unknown.is_empty(), "no detector has these ids: {unknown:?}");
    }

    #[test]
    fn a_list_of_names_sees_names_and_nothing_else() {
        let [mint, ..] = QUESTIONS else {
            panic!("there are questions")
        };
        let dispatcher = ["addLiquidity(uint256)", "mint(address,uint256)"].map(names::selector);
        let named: Vec<&str> = mint.named(&dispatcher).collect();
        assert_eq!(named, ["mint(address,uint256)"]);
    }
}
