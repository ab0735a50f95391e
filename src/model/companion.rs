//! What publishers and bodies say about a document: corrections of figures, answers to findings.

use serde::{Deserialize, Serialize};

/// A correction of one printed figure. Readers see both, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
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
    /// The answer; a line that only publishes a candidate may have none.
    #[serde(default)]
    pub reply: String,
    /// Who answers, by role, not by name.
    pub by: String,
    /// When, `YYYY-MM-DD`.
    pub date: String,
    /// Whether the publisher knows of the finding and leaves it: `--deny` passes over it.
    #[serde(default)]
    pub acknowledged: bool,
    /// Whether a candidate is published.
    #[serde(default)]
    pub publish: bool,
    /// Whether a finding that was never published is kept back; `reply` says why, to the publisher alone.
    #[serde(default)]
    pub hold: bool,
}

impl Reply {
    /// Whether it can be understood: it says something or publishes something, and not both of publish and hold.
    ///
    /// # Errors
    /// With what is missing.
    pub fn check(&self) -> Result<(), String> {
        if self.publish && self.hold {
            return Err("`publish` and `hold` contradict each other".to_owned());
        }
        if self.reply.trim().is_empty() && !self.publish {
            return Err(
                "`reply` is missing: say what the answer is, or why it is held or acknowledged".to_owned()
            );
        }
        Ok(())
    }
}

/// Which findings the public sees without a line of the publisher's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Publish {
    /// Those that are proven; candidates need a line.
    #[default]
    Proven,
    /// None: each needs a line that publishes it.
    Reviewed,
}
