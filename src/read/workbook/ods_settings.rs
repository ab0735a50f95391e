//! Settings of ODS: on which sheets zeros are not shown. A reader sees empty cells there.

use std::collections::BTreeMap;

use super::super::markup::{Markup, Step};

/// The switch, and the map that has an entry for every sheet.
const SWITCH: &str = "ShowZeroValues";
const SHEETS: &str = "Tables";

/// The most sheets with settings of their own.
const MOST: usize = 10_000;

/// How deep settings stand in each other.
const DEPTH: usize = 32;

/// Whether zeros are shown: on sheets that say so themselves, in the view of the document, in the document.
#[derive(Debug, Default)]
pub(super) struct Zeros {
    of_sheet: BTreeMap<String, bool>,
    of_view: Option<bool>,
    of_document: Option<bool>,
}

impl Zeros {
    /// Reads the settings of a document, or those in a document of one piece, which stand before its body.
    pub(super) fn read(xml: &str) -> Self {
        let mut zeros = Self::default();
        if !xml.contains(SWITCH) {
            return zeros;
        }
        let mut markup = Markup::new(xml);
        // The names of the groups that are open, and whether the switch is being read.
        let mut open: Vec<(String, String)> = Vec::new();
        let mut inside = false;
        loop {
            match markup.step() {
                Step::Open(tag) => match tag.name() {
                    "body" => return zeros,
                    "config-item" => inside = tag.attribute("name").is_some_and(|name| name == SWITCH),
                    name if name.starts_with("config-item-") && open.len() < DEPTH => {
                        open.push((name.to_owned(), tag.attribute("name").unwrap_or_default()));
                    }
                    _ => {}
                },
                Step::Text(text) if inside => zeros.take(&open, text.trim() != "false"),
                Step::Text(_) => {}
                Step::Close(name) => {
                    inside &= name != "config-item";
                    if open.last().is_some_and(|(own, _)| *own == name) {
                        open.pop();
                    }
                }
                Step::End | Step::Broken => return zeros,
            }
        }
    }

    fn take(&mut self, open: &[(String, String)], shown: bool) {
        let sheets = open.iter().position(|(_, name)| name == SHEETS);
        let sheet = sheets.and_then(|at| open.get(at + 1));
        let is_view = open.first().is_some_and(|(_, name)| name.ends_with("view-settings"));
        match sheet {
            Some((_, name)) if self.of_sheet.len() < MOST => {
                self.of_sheet.insert(name.clone(), shown);
            }
            Some(_) => {}
            None if is_view => self.of_view = Some(shown),
            None => self.of_document = Some(shown),
        }
    }

    /// Whether a sheet shows no zeros.
    pub(super) fn hides(&self, sheet: &str) -> bool {
        self.of_sheet.get(sheet).copied().or(self.of_view).or(self.of_document) == Some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(shown: bool) -> String {
        format!(
            "<config:config-item config:name=\"{SWITCH}\" config:type=\"boolean\">{shown}</config:config-item>"
        )
    }

    fn zeros(view: &str, sheet: &str, document: &str) -> Zeros {
        Zeros::read(&format!(
            "<office:document-settings><config:config-item-set config:name=\"ooo:view-settings\">\
             <config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>\
             <config:config-item-map-named config:name=\"Tables\"><config:config-item-map-entry config:name=\"甲\">{sheet}\
             </config:config-item-map-entry></config:config-item-map-named>{view}</config:config-item-map-entry>\
             </config:config-item-map-indexed></config:config-item-set>\
             <config:config-item-set config:name=\"ooo:configuration-settings\">{document}</config:config-item-set>\
             </office:document-settings>"
        ))
    }

    #[test]
    fn what_is_nearest_to_the_sheet_counts() {
        let (yes, no) = (item(true), item(false));
        let cases = [
            (["", "", ""], [false, false]),
            (["", "", no.as_str()], [true, true]),
            ([yes.as_str(), "", no.as_str()], [false, false]),
            ([no.as_str(), "", yes.as_str()], [true, true]),
            ([no.as_str(), yes.as_str(), no.as_str()], [false, true]),
            (["", no.as_str(), ""], [true, false]),
        ];
        for ([view, sheet, document], hidden) in cases {
            let zeros = zeros(view, sheet, document);
            assert_eq!([zeros.hides("甲"), zeros.hides("乙")], hidden, "{view} {sheet} {document}");
        }
    }
}
