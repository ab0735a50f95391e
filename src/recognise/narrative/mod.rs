//! Figures stated in prose: amounts, changes, percentages, staff, vehicles and the like, each bound to its subject
//! inside one sentence. What cannot be bound is left out.

mod counts;
mod lexicon;
mod money;
mod reader;
mod unit;

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Line, Paragraph, opens_part, paragraphs, squeeze};

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

/// Reads the prose of a document and hands back its paragraphs, those that define words left out.
pub(super) fn read(prose: &[Line], context: &Context, out: &mut Output) -> Vec<Paragraph> {
    let mut reader = Reader::new(context);
    let mut in_glossary = false;
    // A glossary whose title has no ordinal ends with the first paragraph that defines nothing.
    let mut until_text = false;
    let mut read = Vec::new();
    for paragraph in paragraphs(prose) {
        let text = squeeze(&paragraph.text);
        let opens = PART.is_match(&text) || CHAPTER.is_match(&text);
        // Definitions name every word of the lexicon and state no figure of this body.
        if opens && text.chars().count() <= 40 {
            in_glossary = text.contains("名词解释");
            until_text = false;
        } else if text.ends_with("名词解释") && is_title(&text) {
            in_glossary = true;
            until_text = true;
        } else if until_text && !opens_part(&text) && !DEFINES.is_match(&text) {
            in_glossary = false;
        }
        if PART.is_match(&text) || is_title(&text) {
            reader.new_part(&text);
        }
        if !in_glossary {
            reader.paragraph(&paragraph, out);
            read.push(paragraph);
        }
    }
    read
}
