//! The words of a rule: what its page, `explain` and the card of a finding say of it.

use super::Locale;

/// What a rule checks, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleWords {
    /// A few words.
    pub title: String,
    /// The formula in words.
    pub formula: String,
    /// Where the rule is due: the denominator.
    pub due: String,
    /// What explains a difference without anyone being at fault, and when nothing is concluded.
    pub caution: String,
    /// Where the rule comes from. Only verified texts are named as law.
    pub source: String,
    /// What a mismatch asks of the reader, in one neutral sentence.
    pub asks: String,
}

impl Locale {
    /// The words of a rule; empty for an id that is none.
    pub fn rule(self, id: &str) -> RuleWords {
        let bundle = self.bundle();
        let Some(message) = bundle.get_message(id) else { return RuleWords::default() };
        let told = |pattern| bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned();
        let part = |name: &str| {
            message.get_attribute(name).map_or_else(String::new, |attribute| told(attribute.value()))
        };
        RuleWords {
            title: message.value().map_or_else(String::new, told),
            formula: part("formula"),
            due: part("due"),
            caution: part("caution"),
            source: part("source"),
            asks: part("asks"),
        }
    }
}
