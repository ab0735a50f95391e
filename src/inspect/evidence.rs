//! What speaks for a document's identity: each answer with its score and the places that support it.

use std::fmt::Write;

use super::Inspection;
use crate::model::{Evidence, Question, weigh};

/// How many answers to a question, and how many places of an answer, are shown.
const ANSWERS: usize = 3;
const PLACES: usize = 4;

/// An answer with its score and its best places, in words.
pub(super) struct Answer {
    pub(super) question: Question,
    pub(super) says: String,
    pub(super) score: u32,
    pub(super) places: String,
}

/// The best answers to every question.
pub(super) fn answers(inspection: &Inspection<'_>) -> Vec<Answer> {
    let identity = &inspection.disclosure.identity;
    let mut all = Vec::new();
    for question in Question::ALL {
        for (says, score) in weigh(&identity.evidence, question).into_iter().take(ANSWERS) {
            let own = identity.evidence.iter().filter(|one| one.question == question && one.says == says);
            let mut own: Vec<&Evidence> = own.collect();
            // One place per kind is enough: more of the same adds little.
            own.sort_by_key(|one| (one.whence, std::cmp::Reverse(one.weight), one.line));
            own.dedup_by_key(|one| one.whence);
            own.sort_by_key(|one| (std::cmp::Reverse(one.weight), one.whence));
            let places: Vec<String> = own.iter().take(PLACES).map(|one| place(inspection, one)).collect();
            all.push(Answer { question, says, score, places: places.join(", ") });
        }
    }
    all
}

fn place(inspection: &Inspection<'_>, one: &Evidence) -> String {
    let at = if one.line == 0 {
        String::new()
    } else {
        format!(" {}", inspection.document().places.line(one.line))
    };
    format!("{}{at} ({})", one.whence.id(), one.weight)
}

/// The answers for the command line.
pub fn evidence(inspection: &Inspection<'_>) -> String {
    let mut out = String::from("\n");
    let mut last = None;
    for answer in answers(inspection) {
        let question = if last == Some(answer.question) { "" } else { answer.question.id() };
        last = Some(answer.question);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{question:<10}{:>4}  {}  {}", answer.score, answer.says, answer.places);
    }
    let candidates = &inspection.disclosure.identity.candidates;
    if !candidates.is_empty() && inspection.disclosure.identity.body.is_empty() {
        let _ = writeln!(out, "{:<16}for the register to judge: {}", "", candidates.join("、"));
    }
    out
}
