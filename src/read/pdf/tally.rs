//! What was met on the pages of a PDF, and what of it the publisher should know.

use super::integrity::Fault;
use super::{MOST_PAGES, page};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Severity;
use crate::source::Source;

/// How near its end a file says that it is whole, in bytes.
const TAIL: usize = 2048;

/// So few odd characters are ornaments.
const FEW: usize = 20;

/// What was met on the pages of a file.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Pages found.
    pub(super) pages: usize,
    /// Characters that were read.
    pub(super) glyphs: usize,
    /// Of these, characters that the font does not name.
    pub(super) unnamed: usize,
    /// Of these, characters of an invisible layer.
    pub(super) invisible: usize,
    /// Characters that were named by their codes alone.
    pub(super) by_code: usize,
    /// Characters that nobody sees.
    pub(super) hidden: usize,
    /// Characters of watermarks.
    pub(super) watermarks: usize,
    /// Characters that do not stand upright.
    pub(super) turned: usize,
    /// Pages covered by pictures that print no character.
    pub(super) pictures: usize,
    /// Whether there was more than is read.
    pub(super) cut: bool,
    /// Characters outside of their pages.
    pub(super) outside: usize,
    /// Pages that are not read because what they draw with is broken or too large.
    pub(super) faulty: Vec<(u32, Fault)>,
    /// How many pages the file says it has.
    pub(super) declared: Option<u32>,
}

impl Tally {
    /// Tells everything that speaks against what was read.
    pub(super) fn report(&self, source: &Source, sink: &mut Vec<Diagnostic>) {
        let mut say = |code, severity, message: String, help: &str| {
            sink.push(Diagnostic::new(code, severity, &source.path, message).help(help));
        };
        self.damage(&source.bytes, &mut say);
        self.text(&mut say);
        self.left_out(&mut say);
    }

    /// Parts that have not come through whole.
    fn damage(&self, bytes: &[u8], say: &mut impl FnMut(Code, Severity, String, &str)) {
        let again = "download the file again and compare the number of pages";
        if !bytes.rchunks(TAIL).next().is_some_and(|tail| tail.windows(5).any(|five| five == b"%%EOF")) {
            let message =
                format!("the file has no end mark: it may be cut off; {} pages were found", self.pages);
            say(Code::Damaged, Severity::Warning, message, again);
        }
        if let Some(declared) = self.declared.filter(|declared| *declared as usize != self.pages) {
            let message = format!("the file says it has {declared} pages; {} were found", self.pages);
            say(Code::Damaged, Severity::Warning, message, again);
        }
        let smaller = "print the document into a new PDF: this one asks for more content, fonts or widths than a page has";
        for (fault, what, help) in [
            (Fault::Broken, "broken", "download the file again; a changed byte may be a changed figure"),
            (Fault::TooLarge, "larger than any printed page", smaller),
        ] {
            let own = self.faulty.iter().filter(|(_, own)| *own == fault);
            let pages: Vec<String> = own.map(|(page, _)| page.to_string()).collect();
            if !pages.is_empty() {
                say(
                    Code::Damaged,
                    Severity::Error,
                    format!("the content of page {} is {what} and was not read", pages.join(", ")),
                    help,
                );
            }
        }
    }

    /// Pages without text, and text that is not certain.
    fn text(&self, say: &mut impl FnMut(Code, Severity, String, &str)) {
        let Tally { pages, pictures, glyphs, unnamed, .. } = self;
        if *glyphs == 0 {
            let message = match pictures {
                0 => format!("{pages} pages, none has text"),
                _ => format!("{pictures} of {pages} pages are pictures, none has text"),
            };
            let help = "publish the file that was printed, not a scan of it; or configure [read] ocr";
            say(Code::NoText, Severity::Error, message, help);
        } else if *pictures > 0 {
            let message = format!("{pictures} of {pages} pages are pictures without text");
            let help = "their figures are not read: publish the file that was printed, not a scan of it";
            say(Code::NoText, Severity::Warning, message, help);
        }
        if *unnamed > 0 {
            let message =
                format!("{unnamed} of {glyphs} characters have fonts that do not say what they mean");
            let help =
                "cells with such characters are not read; save the PDF again with embedded Unicode maps";
            say(Code::Unnamed, Severity::Warning, message, help);
        }
        if self.by_code > 0 {
            let message = format!(
                "{} characters have no name but their codes, which were taken for ASCII",
                self.by_code
            );
            let help = "compare the figures with the page; save the PDF again with embedded Unicode maps";
            say(Code::Unnamed, Severity::Warning, message, help);
        }
        if self.invisible * 2 > *glyphs {
            let message =
                "the text is an invisible layer over pictures of pages: it was recognised by a machine";
            let help = "compare figures with the picture before relying on them";
            say(Code::ScannedText, Severity::Warning, message.to_owned(), help);
        }
    }

    /// What stands on the pages and was not read.
    fn left_out(&self, say: &mut impl FnMut(Code, Severity, String, &str)) {
        if self.turned > FEW {
            let message = format!("{} characters do not stand upright and were not read", self.turned);
            let help = "turn the pages so that their text stands upright";
            say(Code::LeftOut, Severity::Warning, message, help);
        }
        if self.outside > FEW {
            let message =
                format!("{} characters stand outside of their pages and were not read", self.outside);
            let help = "nobody sees them in print either; look whether the pages have their full size";
            say(Code::LeftOut, Severity::Info, message, help);
        }
        if self.hidden > 0 {
            let message = format!("{} characters that nobody sees were not read", self.hidden);
            let help = "they are covered, of the colour of the page or drawn invisibly; what is not seen is not disclosed";
            say(Code::LeftOut, Severity::Info, message, help);
        }
        if self.watermarks > 0 {
            let message =
                format!("{} pale characters between others were not read: a watermark", self.watermarks);
            say(Code::LeftOut, Severity::Info, message, "nothing to do if they are none of the text");
        }
        if self.cut {
            let message =
                format!("only the first {MOST_PAGES} pages and {} marks of each were read", page::MOST);
            say(Code::LeftOut, Severity::Warning, message, "split the file");
        }
    }
}
