//! Every address of the site, in one place. All links are relative, so that the site works from any folder and from
//! `file://`.

use crate::document::Locator;
use crate::ledger::{Project, Record};

/// What the name of a picture on dark ground ends with; its stem is that of the page.
pub(crate) const DARK: &str = "-dark.svg";

/// The address of a page, relative to the root.
pub(crate) type Path = String;

pub(crate) const INDEX: &str = "index.html";
pub(crate) const DEPARTMENTS: &str = "departments.html";
pub(crate) const FUNCTIONS: &str = "functions.html";
pub(crate) const ECONOMICS: &str = "economics.html";
pub(crate) const COMPARE: &str = "compare.html";
pub(crate) const THREE_PUBLIC: &str = "three-public.html";
pub(crate) const PERFORMANCE: &str = "performance.html";
pub(crate) const DOCUMENTS: &str = "documents.html";
pub(crate) const CHECKS: &str = "checks.html";
pub(crate) const CHANGES: &str = "changes.html";
pub(crate) const FEED: &str = "feed.xml";
pub(crate) const DATA: &str = "data.html";
pub(crate) const GLOSSARY: &str = "glossary.html";
pub(crate) const GUIDE: &str = "guide.html";
pub(crate) const SEARCH: &str = "search.html";
pub(crate) const NOT_FOUND: &str = "404.html";

/// The page of pieces that may stand on any page: their links begin with [`HERE`] and are settled when the page is known.
pub(crate) const ANYWHERE: &str = "\u{FDD0}";

/// Stands for the way from a page to the root. No text holds it: it is no character.
pub(crate) const HERE: char = '\u{FDD0}';

/// A list's page for one group of it.
pub(crate) fn group(list: &str, group: &str) -> Path {
    format!("{}/{group}.html", list.trim_end_matches(".html"))
}

/// The bodies whose names begin with a letter.
pub(crate) fn letter(letter: char) -> Path {
    let stem = if letter == '#' { "other".to_owned() } else { letter.to_ascii_lowercase().to_string() };
    format!("search/{stem}.html")
}

/// The bodies of a division.
pub(crate) fn division(code: &str) -> Path {
    format!("divisions/{code}.html")
}

/// A functional class across bodies.
pub(crate) fn function(code: &str) -> Path {
    group(FUNCTIONS, code)
}

/// An economic class across bodies.
pub(crate) fn economic(code: &str) -> Path {
    group(ECONOMICS, code)
}

/// Two years of a body side by side.
pub(crate) fn compared(id: &str, before: i32, after: i32) -> Path {
    format!("compare/{id}/{before}-{after}.html")
}

/// One body over the years.
pub(crate) fn department(id: &str) -> Path {
    format!("departments/{id}.html")
}

/// What came and changed of one body, as a feed.
pub(crate) fn department_feed(id: &str) -> Path {
    format!("departments/{id}.xml")
}

/// One fiscal year of a body.
pub(crate) fn department_year(id: &str, year: i32) -> Path {
    format!("departments/{id}/{year}.html")
}

/// One project.
pub(crate) fn project(project: &Project) -> Path {
    format!("departments/{}/{}/{}.html", project.department, project.fiscal_year, project.slug)
}

/// A chart's own page; `.svg`, `.csv` and `.json` share the stem.
pub(crate) fn chart(id: &str, year: Option<i32>, kind: &str, extension: &str) -> Path {
    match year {
        Some(year) => format!("charts/{id}/{year}/{kind}.{extension}"),
        None => format!("charts/{id}/{kind}.{extension}"),
    }
}

/// The bare page of a chart, for an iframe.
pub(crate) fn embed(id: &str, year: Option<i32>, kind: &str) -> Path {
    match year {
        Some(year) => format!("embed/{id}/{year}/{kind}.html"),
        None => format!("embed/{id}/{kind}.html"),
    }
}

/// A document as read.
pub(crate) fn document(record: &Record) -> Path {
    format!("documents/{}.html", record.id)
}

/// The copy of a document's file.
pub(crate) fn original(record: &Record) -> Path {
    format!("originals/{}.{}", record.id, record.format)
}

/// A place in a document.
pub(crate) fn place(record: &Record, locator: &Locator) -> Path {
    format!("{}#{}", document(record), record.document.places.name(locator))
}

/// A rule.
pub(crate) fn rule(id: &str) -> Path {
    format!("checks/{}.html", id.to_lowercase())
}

/// A Markdown page.
pub(crate) fn page(stem: &str) -> Path {
    format!("{stem}.html")
}

/// The way from one page to another address of the site.
pub(crate) fn relative(from: &str, to: &str) -> String {
    if from == ANYWHERE {
        return format!("{HERE}{to}");
    }
    let (target, fragment) = to.split_once('#').map_or((to, None), |(t, f)| (t, Some(f)));
    let from_folders: Vec<&str> = from.split('/').collect();
    let to_parts: Vec<&str> = target.split('/').collect();
    let folders = &from_folders[..from_folders.len() - 1];
    let shared = folders.iter().zip(&to_parts[..to_parts.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut path = "../".repeat(folders.len() - shared);
    path.push_str(&to_parts[shared..].join("/"));
    if from == target {
        path = String::new();
    }
    match fragment {
        Some(fragment) => format!("{path}#{fragment}"),
        None if path.is_empty() => to_parts.last().copied().unwrap_or_default().to_owned(),
        None => path,
    }
}

/// Text of pieces for a page: their links begin where the page is.
pub(crate) fn settled(text: &str, page: &str) -> String {
    text.replace(HERE, &"../".repeat(page.matches('/').count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_pieces_are_settled_on_their_page() {
        let piece = format!("<a href=\"{}\">", relative(ANYWHERE, "documents/d.html#L5"));
        assert_eq!(settled(&piece, "checks.html"), "<a href=\"documents/d.html#L5\">");
        assert_eq!(settled(&piece, "checks/a05.html"), "<a href=\"../documents/d.html#L5\">");
    }

    #[test]
    fn links_are_relative() {
        assert_eq!(relative("index.html", "departments/a.html"), "departments/a.html");
        assert_eq!(relative("departments/a/2020.html", "departments/a.html"), "../a.html");
        assert_eq!(relative("departments/a/2020.html", "departments/a/2021.html"), "2021.html");
        assert_eq!(relative("departments/a/2020.html", "documents/d.html#L5"), "../../documents/d.html#L5");
        assert_eq!(relative("documents/d.html", "documents/d.html#L5"), "#L5");
        assert_eq!(relative("documents/d.html", "documents/d.html"), "d.html");
    }
}
