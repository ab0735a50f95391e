//! What the line of a figure speaks of, beside its subject: whether an evaluation, and of what.

use std::sync::Arc;

use super::forms::first_line;
use crate::document::{Block, Document};
use crate::model::{Fact, Topic};
use crate::taxonomy::says;

/// The topics with the classes of their words.
const TOPICS: &[(Topic, &str)] = &[
    (Topic::Evaluation, "about_evaluation"),
    (Topic::WholeSpending, "about_whole"),
    (Topic::WholeEvaluation, "about_whole_evaluation"),
];

/// Says of every figure of a sentence what its line speaks of.
pub(in crate::recognise) fn tell(document: &Document, facts: &mut [Fact]) {
    for fact in facts {
        let Some(said) = fact.said.as_mut() else { continue };
        let Ok(at) = document.blocks.binary_search_by_key(&fact.locator.line(), first_line) else { continue };
        let Block::Line(line) = &document.blocks[at] else { continue };
        let topics = TOPICS.iter().filter(|(_, class)| says(class, &line.text)).map(|(topic, _)| *topic);
        let about: Vec<Topic> = topics.collect();
        if !about.is_empty() {
            Arc::make_mut(said).about = about;
        }
    }
}
