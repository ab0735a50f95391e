//! The elements of a page as selectors ask for them, and the pseudo-classes that the parser of style sheets does not know:
//! those that count elements (`:nth-child(2n+1)`, `:last-of-type`) and those that hold selectors (`:not(.x)`, `:is(a, b)`).

use std::cell::Cell;

use simplecss::{AttributeOperator, Element, PseudoClass, Selector};

use super::dom::{Dom, Id};
use super::generated::{SIDE, SIDES};

/// The most steps of comparing selectors with elements. Beyond it no rule applies.
pub(super) const MOST_STEPS: usize = 20_000_000;

/// Attributes that no element has and [`Node`] answers for: a place among others, and selectors of which one must or none
/// may fit.
const PLACE: &str = "mz-place";
const ANY: &str = "mz-any";
const NONE: &str = "mz-none";

/// Pseudo-classes that count.
const COUNTING: &[&str] = &[
    "nth-child",
    "nth-last-child",
    "nth-of-type",
    "nth-last-of-type",
    "first-of-type",
    "last-child",
    "last-of-type",
    "only-child",
    "only-of-type",
];

/// A style sheet in which pseudo-classes that the parser does not know are attributes that [`Node`] answers for.
pub(super) fn counted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(':') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let side = rest.strip_prefix("::").and_then(side);
        match side.or_else(|| pseudo(&rest[1..])) {
            Some((attribute, behind)) => {
                out.push_str(&attribute);
                rest = behind;
            }
            None => {
                let colons = if rest.starts_with("::") { 2 } else { 1 };
                out.push_str(&rest[..colons]);
                rest = &rest[colons..];
            }
        }
    }
    out + rest
}

/// The attribute for what stands before or behind an element, and what stands behind its name.
fn side(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic() && c != '-')?;
    let name = SIDES.into_iter().find(|side| side.eq_ignore_ascii_case(&text[..end]))?;
    Some((format!("[{SIDE}='{name}']"), &text[end..]))
}

/// The attribute for the pseudo-class at the beginning of a text, and what stands behind it.
fn pseudo(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic() && c != '-')?;
    let (name, behind) = text.split_at(end);
    let name = name.to_ascii_lowercase();
    if SIDES.contains(&name.as_str()) {
        return side(text);
    }
    let inside = behind.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    if COUNTING.contains(&name.as_str()) {
        let (formula, behind) = if name.starts_with("nth") { inside? } else { ("1", behind) };
        let plain: String = formula.chars().filter(|c| !c.is_whitespace()).collect();
        return Some((format!("[{PLACE}='{name} {}']", quoted(&plain)?.to_ascii_lowercase()), behind));
    }
    let attribute = match name.as_str() {
        "not" => NONE,
        "is" | "where" | "matches" => ANY,
        _ => return None,
    };
    // A pseudo-class within is written out as well; brackets within brackets are beyond this.
    let (selectors, behind) = inside.filter(|(selectors, _)| !selectors.contains('('))?;
    let within = counted(selectors).replace('\'', "\"");
    Some((format!("[{attribute}='{}']", quoted(&within)?), behind))
}

/// What can stand between quotation marks of a selector.
fn quoted(text: &str) -> Option<&str> {
    (!text.contains(['\'', '\\', '{', '}'])).then_some(text)
}

/// Whether a number is one of `odd`, `3`, `2n+1`, `-n+2`. What is no formula has no numbers.
fn has_number(formula: &str, number: i64) -> bool {
    let (step, first) = match formula {
        "odd" => (2, 1),
        "even" => (2, 0),
        formula => {
            let parts = match formula.split_once('n') {
                Some((step, first)) => {
                    let step = match step {
                        "" | "+" => Some(1),
                        "-" => Some(-1),
                        step => step.parse().ok(),
                    };
                    let first = if first.is_empty() { Some(0) } else { first.parse().ok() };
                    step.zip(first)
                }
                None => formula.parse().ok().map(|first| (0, first)),
            };
            let Some(parts) = parts else { return false };
            parts
        }
    };
    let (step, first): (i32, i32) = (step, first);
    let behind = number - i64::from(first);
    if step == 0 { behind == 0 } else { behind % i64::from(step) == 0 && behind / i64::from(step) >= 0 }
}

/// An element as selectors ask for it.
pub(super) struct Node<'d> {
    pub(super) dom: &'d Dom,
    pub(super) id: Id,
    pub(super) steps: &'d Cell<usize>,
    /// Which side of the element is asked for, if not the element itself.
    pub(super) side: Option<&'static str>,
}

impl Node<'_> {
    /// The number of the element among those that stand with it, of its own name or of any, from the first or the last.
    /// None where it was too much to count.
    fn nth(&self, from_last: bool, of_type: bool) -> Option<i64> {
        let last = self.dom.parent(self.id).and_then(|above| self.dom.last(above));
        let mut at = if from_last { last? } else { self.id };
        let mut count = i64::from(from_last);
        loop {
            self.steps.set(self.steps.get() + 1);
            if self.steps.get() >= MOST_STEPS {
                return None;
            }
            let own = self.dom.name(at);
            let counts = if of_type { own == self.dom.name(self.id) } else { !own.is_empty() };
            if from_last && at == self.id {
                return Some(count);
            }
            count += i64::from(counts);
            match self.dom.before(at) {
                Some(before) => at = before,
                None => return Some(count),
            }
        }
    }

    /// Whether the element stands where a pseudo-class wants it.
    fn stands(&self, place: &str) -> bool {
        let Some((kind, formula)) = place.split_once(' ') else { return false };
        let of_type = kind.ends_with("of-type");
        let is = |from_last: bool, formula: &str| {
            self.nth(from_last, of_type).is_some_and(|nth| has_number(formula, nth))
        };
        if kind.starts_with("only") {
            return is(false, "1") && is(true, "1");
        }
        is(kind.contains("last"), formula)
    }

    /// Whether one of some selectors chooses the element. A selector that is none chooses nothing.
    fn is_any(&self, selectors: &str) -> bool {
        let parsed = selectors.split(',').filter_map(|one| Selector::parse(one.trim()));
        parsed.into_iter().any(|selector| selector.matches(self))
    }

    fn at(&self, id: Id) -> Option<Self> {
        self.steps.set(self.steps.get() + 1);
        (self.steps.get() < MOST_STEPS).then_some(Self { id, side: None, ..*self })
    }
}

impl Element for Node<'_> {
    fn parent_element(&self) -> Option<Self> {
        self.dom.parent(self.id).filter(|id| *id != Dom::ROOT).and_then(|id| self.at(id))
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        let mut before = self.dom.before(self.id);
        while let Some(id) = before.filter(|id| self.dom.name(*id).is_empty()) {
            before = self.dom.before(id);
        }
        before.and_then(|id| self.at(id))
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.steps.set(self.steps.get() + 1);
        self.dom.printed_name(self.id).eq_ignore_ascii_case(name)
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.steps.set(self.steps.get() + 1);
        match name {
            SIDE => matches!(operator, AttributeOperator::Matches(side) if self.side == Some(side)),
            PLACE => matches!(operator, AttributeOperator::Matches(place) if self.stands(place)),
            ANY => matches!(operator, AttributeOperator::Matches(inner) if self.is_any(inner)),
            NONE => matches!(operator, AttributeOperator::Matches(inner) if !self.is_any(inner)),
            _ => self.dom.attribute(self.id, name).is_some_and(|value| operator.matches(value)),
        }
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        match class {
            PseudoClass::FirstChild => self.prev_sibling_element().is_none(),
            PseudoClass::Link => self.dom.name(self.id) == "a",
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, has_number};

    #[test]
    fn formulas_have_their_numbers() {
        for (formula, numbers) in [
            ("odd", "1 3 5"),
            ("even", "2 4"),
            ("3", "3"),
            ("2n+1", "1 3 5"),
            ("-n+2", "1 2"),
            ("n+4", "4 5"),
            ("3n-1", "2 5"),
            ("n", "1 2 3 4 5"),
            ("x", ""),
            ("9999999999n", ""),
        ] {
            let found: Vec<String> = (1..6)
                .filter(|number| has_number(formula, *number))
                .map(|number| number.to_string())
                .collect();
            assert_eq!(found.join(" "), numbers, "{formula}");
        }
    }

    #[test]
    fn what_is_no_pseudo_class_stays() {
        for text in ["a:hover{color:red}", "a::marker{}", "p:lang(zh){}", ":", "a:not(b", "a:nth-child('){}"]
        {
            assert_eq!(counted(text), text);
        }
        for text in ["a::before{}", "a:before{}", "a::BEFORE{}"] {
            assert_eq!(counted(text), "a[mz-side='before']{}");
        }
        assert_eq!(counted("a:not(:is(b)){}"), "a:not([mz-any='b']){}");
        assert_eq!(counted("a:nth-child( 2N + 1 ) b"), "a[mz-place='nth-child 2n+1'] b");
    }
}
