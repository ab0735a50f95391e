//! The words of pages: texts with arguments that their callers have written out already, unlike those of findings.

use fluent_bundle::{FluentArgs, FluentValue};

use super::{Bundle, Locale, digits};
use crate::model::Unit;

/// What is put into a text of a page: words, or a whole number by which the text may choose its form.
pub type Filling<'a> = FluentValue<'a>;

/// `say!(locale, "key", name = value)`: the words of a page.
macro_rules! say {
    ($locale:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $locale.say($key, &[$((stringify!($name), $crate::messages::Filling::from($value))),*])
    };
}
pub(crate) use say;

impl Locale {
    /// A text of a page with what is put into it.
    pub(crate) fn say(self, key: &str, fillings: &[(&str, Filling<'_>)]) -> String {
        self.filled(key, fillings.iter().map(|(name, filling)| (*name, filling.clone())))
            .unwrap_or_else(|| key.to_owned())
    }

    /// What a unit is called.
    pub(crate) fn unit(self, unit: Unit) -> String {
        self.word("unit", unit.id(), unit.label())
    }
}

/// `{ COUNT($n) }` in a text is how many there are, marked on the page as counted by this program.
pub(super) fn add_functions(bundle: &mut Bundle) {
    let _ = bundle.add_function("COUNT", counted);
}

fn counted<'a>(positional: &[FluentValue<'a>], _: &FluentArgs<'_>) -> FluentValue<'a> {
    match positional {
        [FluentValue::Number(number)] => FluentValue::from(count(whole(number.value))),
        _ => FluentValue::Error,
    }
}

/// A number of a text as the count that it was: texts carry numbers as floating point.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> u64 {
    number.round() as u64
}

/// How many there are of something, counted by this program.
pub(crate) fn count(number: u64) -> String {
    format!("<span data-n=\"count\">{}</span>", digits::grouped(number.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_marked_and_choose_the_form_of_their_words() {
        let said = |n: u64| say!(Locale::English, "bodies-count", bodies = n);
        assert_eq!(said(1), "<span data-n=\"count\">1</span> department");
        assert_eq!(said(1234), "<span data-n=\"count\">1,234</span> departments");
        assert_eq!(
            say!(Locale::Chinese, "bodies-count", bodies = 1234),
            "<span data-n=\"count\">1,234</span> 个部门"
        );
    }
}
