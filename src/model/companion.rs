//! What publishers and bodies say about a document: corrections of figures, answers to findings.

use serde::{Deserialize, Serialize};

/// A correction of one printed figure. Readers see both, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The place, in the grammar of the data files: `L445:c5`.
    pub place: String,
    /// The number as it is printed there.
    pub printed: String,
    /// The right number, in the same unit.
    pub corrected: String,
    /// Why.
    pub reason: String,
    /// Who says so, by role, not by name.
    pub by: String,
    /// When, `YYYY-MM-DD`.
    pub date: String,
}

/// An answer to a finding, by the body or by the publisher. It is shown beside the finding; nothing disappears.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Id of the finding.
    pub finding: String,
    /// The answer.
    pub reply: String,
    /// Who answers, by role, not by name.
    pub by: String,
    /// When, `YYYY-MM-DD`.
    pub date: String,
    /// Whether the publisher knows of the finding and leaves it: `--deny` passes over it.
    #[serde(default)]
    pub acknowledged: bool,
}
