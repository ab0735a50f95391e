//! The codebook: which code a document prints for a path of names, so that tables without codes can be joined to it.

use std::collections::BTreeMap;

use crate::document::{is_cjk, key, label};
use crate::model::Scheme;
use crate::taxonomy::{economic, function};

use super::grid::{Grid, GridRow, Role};

/// Codes printed in one document, by classification and path of names.
#[derive(Debug, Default)]
pub(crate) struct Codebook {
    codes: BTreeMap<(Scheme, String), Option<String>>,
    names: BTreeMap<(Scheme, String), String>,
}

impl Codebook {
    /// Collects the coded rows of a table.
    pub(crate) fn collect(&mut self, grid: &Grid) {
        let mut panels = coded_panels(grid);
        for (codes, name) in panels.drain(..) {
            for row in grid.rows.iter().filter(|row| row.fits) {
                let code = joined_code(row, &codes);
                let name = label(&row.cells[name].text);
                if let Some(scheme) = scheme_of(&code)
                    && !name.is_empty()
                {
                    self.names.insert((scheme, code), name);
                }
            }
        }
    }

    /// Turns the collected rows into paths. A path that two codes share proves nothing.
    pub(crate) fn index(&mut self) {
        for ((scheme, code), name) in &self.names {
            let mut path = Vec::new();
            let complete = prefixes(code).all(|prefix| {
                let part = self.names.get(&(*scheme, prefix.to_owned()));
                path.push(part.map_or_else(String::new, |name| path_key(name)));
                part.is_some()
            });
            if !complete {
                continue;
            }
            path.push(path_key(name));
            self.codes
                .entry((*scheme, path.join("/")))
                .and_modify(|known| {
                    if known.as_ref() != Some(code) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(code.clone()));
        }
    }

    /// The code that this document prints for a path of names.
    pub(crate) fn code(&self, scheme: Scheme, path: &[&str]) -> Option<&str> {
        let path: Vec<String> = path.iter().map(|name| path_key(name)).collect();
        self.codes.get(&(scheme, path.join("/")))?.as_deref()
    }

    /// The codes below a class in printed order, with the keys of their names.
    pub(crate) fn below(&self, class: &str) -> Vec<(&str, String)> {
        let within = |code: &str| code.len() > class.len() && code.starts_with(class);
        self.names
            .iter()
            .filter(|((scheme, code), _)| *scheme == Scheme::Function && within(code))
            .map(|((_, code), name)| (code.as_str(), path_key(name)))
            .collect()
    }
}

/// Names are compared without layout, and without the 支出 that some tables print behind a class.
pub(crate) fn path_key(name: &str) -> String {
    let key = key(&label(name));
    key.strip_suffix("支出").map_or(key.clone(), str::to_owned)
}

/// The codes of the ancestors, outermost first: 201, 20103 for 2010301.
fn prefixes(code: &str) -> impl Iterator<Item = &str> {
    [3, 5].into_iter().filter(move |length| *length < code.len()).map(move |length| &code[..length])
}

/// The classification that a printed code belongs to.
pub(crate) fn scheme_of(code: &str) -> Option<Scheme> {
    if code.is_empty() || !code.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match (code.as_bytes()[0], code.len()) {
        (b'2', 3 | 5 | 7) => Some(Scheme::Function),
        (b'3' | b'5', 3 | 5) => Some(Scheme::Economic),
        _ => None,
    }
}

/// A printed code as its digits: 208.05.05, 208-05, 05款. What is no code stays as it is.
pub(crate) fn plain_code(text: &str) -> String {
    let plain: String = text.split_whitespace().collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if let Some(level) = plain.strip_suffix(['类', '款', '项']).filter(|level| digits(level)) {
        return level.to_owned();
    }
    let parts: Vec<&str> = plain.split(['.', '-', '．', '·']).collect();
    let joined = parts.concat();
    let in_levels = parts.iter().all(|part| digits(part))
        && parts[0].len() == 3
        && matches!(parts.len(), 2 | 3)
        && parts[1..].iter().all(|part| part.len() == 2);
    if in_levels && scheme_of(&joined).is_some() { joined } else { plain }
}

/// The code of a row, its parts joined. A 款 or 项 of two digits may have lost its zero: `301|2` is 30102.
pub(crate) fn joined_code(row: &GridRow, columns: &[usize]) -> String {
    let mut code = String::new();
    for at in columns {
        let part = plain_code(&row.cells[*at].text);
        if code.len() >= 3 && part.len() == 1 && part.bytes().all(|b| b.is_ascii_digit()) {
            code.push('0');
        }
        code.push_str(&part);
    }
    code
}

/// The code and the name of a label that holds both: `2010301-行政运行`, `[2010301]行政运行`, `行政运行（2010301）`. Only a code that
/// the catalogues know is one: a name may begin with a number of its own.
pub(crate) fn code_in_label(text: &str) -> Option<(&str, &str)> {
    ahead_of_name(text).or_else(|| behind_name(text))
}

/// `机关事业单位基本养老保险缴费支出（2080505）`, `行政运行 2010301`: a code of a class or more behind its name.
fn behind_name(text: &str) -> Option<(&str, &str)> {
    let close = text.trim_end().trim_end_matches([']', '】', ')', '）']);
    let start = close.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (rest, code) = close.split_at(start);
    let name = rest.trim_end_matches(|c: char| c.is_whitespace() || "[【(（-－—_:：".contains(c));
    let parted = name.len() < rest.len();
    (parted && is_known(code) && name.ends_with(is_cjk)).then_some((code, name))
}

fn is_known(code: &str) -> bool {
    match scheme_of(code) {
        Some(Scheme::Function) => function(code).is_some(),
        Some(_) => economic(code).is_some(),
        None => false,
    }
}

/// `2010301-行政运行`.
fn ahead_of_name(text: &str) -> Option<(&str, &str)> {
    let open = text.trim_start().trim_start_matches(['[', '【', '(', '（']);
    let end = open.find(|c: char| !c.is_ascii_digit())?;
    let (code, rest) = open.split_at(end);
    let name = rest.trim_start_matches(|c: char| c.is_whitespace() || "]】)）-－—_:：".contains(c));
    (is_known(code) && name.starts_with(is_cjk)).then_some((code, name))
}

/// The code columns and the name column of each panel that prints codes.
fn coded_panels(grid: &Grid) -> Vec<(Vec<usize>, usize)> {
    let mut panels = Vec::new();
    let mut codes = Vec::new();
    for (at, column) in grid.columns.iter().enumerate() {
        match column.role {
            Role::Code | Role::CodePart(_) => codes.push(at),
            Role::Name if !codes.is_empty() => panels.push((std::mem::take(&mut codes), at)),
            _ => {}
        }
    }
    panels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_codes_are_their_digits() {
        for (text, code) in [
            ("208.05.05", "2080505"),
            ("208-05", "20805"),
            ("301.02", "30102"),
            ("05款", "05"),
            ("208 05 05", "2080505"),
            ("208.5", "208.5"),
            ("合计", "合计"),
            ("108.05", "108.05"),
        ] {
            assert_eq!(plain_code(text), code, "{text}");
        }
    }

    #[test]
    fn a_label_may_hold_its_code() {
        for text in [
            "2010301-行政运行",
            "[2010301]行政运行",
            "2010301 行政运行",
            "（2010301）行政运行",
            "2010301行政运行",
            "行政运行（2010301）",
            "行政运行 2010301",
            "行政运行[2010301]",
        ] {
            assert_eq!(code_in_label(text), Some(("2010301", "行政运行")), "{text}");
        }
        for text in ["2023年结转", "2010301", "120急救中心", "3.行政运行", "999行政运行"] {
            assert_eq!(code_in_label(text), None, "{text}");
        }
    }
}
