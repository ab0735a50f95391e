//! The words of a document, to be quoted: all that rules need of its text. What words mean they read in facts, remarks and
//! roles; a driver that keeps only those has to answer this and nothing else.

use crate::document::{Locator, squeeze};
use crate::ledger::Record;
use crate::model::Within;

/// The most characters of a quotation.
const LONGEST: usize = 80;

/// What can quote its own prose.
pub(super) trait Quotes {
    /// Words of a paragraph as printed.
    fn printed(&self, within: Within) -> Option<&str>;

    /// Where they begin.
    fn place(&self, within: Within) -> Locator;

    /// A short quotation, without what must not be shown.
    fn quoted(&self, within: Within) -> String;
}

impl Quotes for Record {
    fn printed(&self, within: Within) -> Option<&str> {
        let text = self.prose.get(within.paragraph as usize)?.paragraph.text.as_str();
        text.get(within.start as usize..within.end as usize)
    }

    fn place(&self, within: Within) -> Locator {
        let own = self.prose.get(within.paragraph as usize);
        own.map_or(Locator::Line(1), |one| one.paragraph.place(within.start as usize))
    }

    fn quoted(&self, within: Within) -> String {
        let mut quote = squeeze(self.printed(within).unwrap_or_default());
        if quote.chars().count() > LONGEST {
            quote = quote.chars().take(LONGEST).collect::<String>() + "…";
        }
        quote
    }
}
