//! Where a body is: the division in its name, in a fuller form of it, or in the titles and the path of the page.

use std::collections::BTreeSet;

use crate::model::{Evidence, Question, Whence};
use crate::taxonomy::{Division, division_called, division_in};

use super::passages::{Passage, Passages};

const NAME: u32 = 100;
const CAPTION: u32 = 60;
const TITLE: u32 = 40;
const PATH: u32 = 20;

/// A province in a path says where the site is, not where the body is.
fn is_province(division: &Division) -> bool {
    division.parent.is_empty()
}

/// Looks for the division of a body.
pub(super) fn find(body: &str, is_region: bool, passages: &Passages) -> Vec<Evidence> {
    let mut found = Vec::new();
    let mut say = |division: &Division, whence: Whence, line: u32, weight: u32| {
        let says = division.code.clone();
        found.push(Evidence { question: Question::Division, says, whence, line, weight });
    };
    if let Some(division) = division_in(body) {
        say(division, Whence::Name, 0, NAME);
    } else if is_region && let Some(division) = division_called(body, None) {
        say(division, Whence::Name, 0, NAME);
    }
    let captions: Vec<&Passage> =
        passages.captions.iter().chain(passages.forms.iter().map(|form| &form.passage)).collect();
    for caption in captions {
        if let Some(division) = division_in(&caption.text) {
            say(division, caption.whence, caption.line, CAPTION);
        }
    }
    // A title or a path may name the place beside the body; of several places none is certain.
    for (passages, weight) in [(&passages.titles, TITLE), (&passages.around, PATH)] {
        let named: Vec<(&Passage, &Division)> = passages
            .iter()
            .filter_map(|one| Some((one, division_in(&one.text)?)))
            .filter(|(_, one)| !is_province(one))
            .collect();
        let codes: BTreeSet<&str> = named.iter().map(|(_, division)| division.code.as_str()).collect();
        if let (1, Some((passage, division))) = (codes.len(), named.first()) {
            say(division, passage.whence, passage.line, weight);
        }
    }
    found
}
