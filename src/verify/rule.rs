//! What a rule is: an id, how much it matters, and the check. Its words are in `messages/*/rules.ftl`.

use super::{Bench, Book};
use crate::model::Severity;

/// A check. Its id is public and permanent: pages, data files and links are made of it, and its words are found by it.
pub struct Rule {
    /// Such as `A05`.
    pub id: &'static str,
    /// How much a mismatch matters.
    pub severity: Severity,
    /// Checks every place where the rule is due.
    pub(super) check: fn(&Book<'_>, &mut Bench<'_>),
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Rule").field(&self.id).finish()
    }
}
