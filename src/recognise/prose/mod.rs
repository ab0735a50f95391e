//! Figures stated in prose, by one grammar: a sentence is cut into clauses, and a figure gets the subject that its clause, its
//! sentence or its heading names, if the whole of it is understood. What is not understood keeps its printed words, under
//! the code `other`. Words are rows of `taxonomy/data/prose.csv`.

mod accounts;
mod around;
mod bearing;
mod block;
mod clause;
mod compare;
mod counts;
mod dated;
mod figure;
mod fitted;
mod headed;
mod heading;
mod in_part;
mod inherit;
mod lexer;
mod listed;
mod measure;
mod named;
mod near;
#[cfg(test)]
mod notices;
mod owner;
#[cfg(test)]
mod owners;
mod path;
mod period;
#[cfg(test)]
mod probes;
mod reader;
mod remember;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod retold;
#[cfg(test)]
mod scopes;
mod scored;
mod shape;
mod state;
mod stated;
mod subject;
mod take;
mod tally;
#[cfg(test)]
mod tests;
mod text;
mod token;
mod turned;
mod turns;
mod unit;
mod when;
mod whose;
#[cfg(test)]
mod wording;
mod write;

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Line, opens_part, paragraphs, squeeze};
use crate::model::Passage;

use super::output::{Context, Output};
use super::section::regex;
use reader::Reader;

static PART: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*[#*]*\s*第\s*[一二三四五六七八九十]+\s*部\s*分"));
static CHAPTER: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*[#*]*\s*[一二三四五六七八九十]+\s*、"));

/// Titles of parts that carry no ordinal.
static TITLE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[^，。；：、？！]{2,40}(?:说明|情况|职能|职责|设置|概况|名词解释)$"));

/// A paragraph that says what a word means.
static DEFINES: LazyLock<Regex> = LazyLock::new(|| regex("[：:](?:是|指|反映)|是指|指的是"));

pub(super) fn is_title(text: &str) -> bool {
    TITLE.is_match(text) && !opens_part(text)
}

/// Reads the prose of a document and hands back its paragraphs in their places, those that define words left out.
///
/// `three_public`: whether the tables of the document are those of 三公 alone; then so is what it says.
pub(super) fn read(prose: &[Line], three_public: bool, context: &Context, out: &mut Output) -> Vec<Passage> {
    let mut reader = Reader::new(context);
    if three_public {
        reader.title("三公经费");
    }
    reader.title(&context.identity.title);
    let mut in_glossary = false;
    // A glossary whose title has no ordinal ends with the first paragraph that defines nothing.
    let mut until_text = false;
    let mut read = Vec::new();
    let all = paragraphs(prose);
    reader.hear(prose);
    reader.meet(&all);
    for (nth, paragraph) in all.into_iter().enumerate() {
        let text = squeeze(&paragraph.text);
        let opens = PART.is_match(&text) || CHAPTER.is_match(&text);
        // Definitions name every word of the vocabulary and state no figure of this body.
        if opens && text.chars().count() <= 40 {
            in_glossary = text.contains("名词解释");
            until_text = false;
        } else if text.ends_with("名词解释") && is_title(&text) {
            in_glossary = true;
            until_text = true;
        } else if until_text && !opens_part(&text) && !DEFINES.is_match(&text) {
            in_glossary = false;
        }
        if PART.is_match(&text) {
            reader.new_part(&text);
        }
        if nth < 3 {
            reader.title(&text);
        }
        if !in_glossary {
            reader.paragraph(read.len(), &paragraph, out);
            read.push(paragraph);
        }
    }
    bearing::settle(read, context.identity, &mut out.facts)
}
