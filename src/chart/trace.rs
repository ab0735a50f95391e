//! Where printed numbers come from, for programs: what `data-of` says on a mark.

use std::fmt;

/// Where the numbers of a mark come from. An entry is the id of a figure, or a word for how a number is computed and
/// the ids that it is computed from: `share 5f0c… 9ab1…`. The charts carry entries from their input into the picture;
/// what an id means is known to those who give it.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Trace(Vec<String>);

impl Trace {
    /// A trace of one entry.
    pub fn of(entry: impl Into<String>) -> Self {
        Self(vec![entry.into()])
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds the entries of another trace; none stands twice.
    pub fn add(&mut self, other: &Self) {
        for entry in &other.0 {
            if !self.0.contains(entry) {
                self.0.push(entry.clone());
            }
        }
    }

    /// This trace and another.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.add(other);
        self
    }

    /// The first less the others, where each is a single figure.
    pub(super) fn difference<'t>(
        first: &'t Self,
        others: impl IntoIterator<Item = &'t Self>,
    ) -> Option<Self> {
        let mut entry = format!("difference {}", first.id()?);
        for other in others {
            entry.push(' ');
            entry.push_str(other.id()?);
        }
        Some(Self::of(entry))
    }

    /// The id of what is a single figure, not computed.
    fn id(&self) -> Option<&str> {
        self.0.first().map(String::as_str).filter(|entry| !entry.contains(' '))
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(";"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_once_and_differences_need_single_figures() {
        let (a, b) = (Trace::of("a"), Trace::of("b"));
        let both = a.clone().and(&b).and(&a);
        assert_eq!(both.to_string(), "a;b");
        assert_eq!(Trace::difference(&a, [&b]), Some(Trace::of("difference a b")));
        assert_eq!(Trace::difference(&a, [&Trace::of("sum b c")]), None);
        assert_eq!(Trace::difference(&Trace::default(), [&a]), None);
    }
}
