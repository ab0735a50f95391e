//! Tables as templates see them: a caption, columns, rows of cells that may be figures.

use serde::{Deserialize, Serialize};

use super::html::{Fig, escape};

/// A table on a page.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Table {
    /// What it shows, with the unit.
    pub(crate) caption: String,
    /// Column heads.
    pub(crate) columns: Vec<Head>,
    /// Rows.
    pub(crate) rows: Vec<Row>,
}

/// A column head.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Head {
    /// Its words.
    pub(crate) text: String,
    /// Whether its cells are numbers.
    pub(crate) number: bool,
}

/// A row.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Row {
    /// How deep its label is set in.
    pub(crate) level: usize,
    /// Whether it is a total.
    pub(crate) total: bool,
    /// Its cells; the first is the row's head.
    pub(crate) cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Cell {
    /// Markup.
    pub(crate) html: String,
    /// Plain text, for data files.
    pub(crate) text: String,
    /// The figure, if it is one.
    #[serde(skip)]
    fig: Option<Box<Fig>>,
}

impl Cell {
    /// Words.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { html: escape(&text), text, fig: None }
    }

    /// Words as a document prints them, numbers among them, with the address of their place.
    pub(crate) fn said(text: &str, href: &str) -> Self {
        let html = format!("<span data-src=\"{}\">{}</span>", escape(href), escape(text));
        Self { html: if text.is_empty() { String::new() } else { html }, text: text.to_owned(), fig: None }
    }

    /// Words of a document in quotation marks. They may run over lines, so they have no single place.
    pub(crate) fn quoted(text: &str) -> Self {
        Self { html: format!("<q>{}</q>", escape(text)), text: text.to_owned(), fig: None }
    }

    /// A figure.
    pub(crate) fn fig(fig: &Fig) -> Self {
        // In a table the short code of the place is not printed, so it is not written, and the address of a figure that
        // stands as it is printed says all that its title would.
        let title = if fig.is_as_printed() { String::new() } else { fig.title.clone() };
        let fig = Fig { code: String::new(), title, ..fig.clone() };
        Self { html: fig.html(), text: fig.text.clone(), fig: Some(Box::new(fig)) }
    }

    /// A figure whose row leads to its place already.
    pub(crate) fn beside(fig: &Fig) -> Self {
        Self { html: fig.beside(), text: fig.text.clone(), fig: None }
    }

    /// A figure with a smaller one below it, whose row leads to their places already.
    pub(crate) fn with_below(fig: &Fig, below: &Fig) -> Self {
        let html = format!("{}<br><small>{}</small>", fig.beside(), below.beside());
        Self { html, text: format!("{} {}", fig.text, below.text), fig: None }
    }

    /// A figure, or one of the nothings.
    pub(crate) fn maybe(fig: Option<&Fig>, nothing: &str) -> Self {
        fig.map_or_else(
            || Self { html: format!("<span class=\"none\">{}</span>", escape(nothing)), ..Self::default() },
            Self::fig,
        )
    }

    /// A link.
    pub(crate) fn link(href: &str, text: &str) -> Self {
        Self {
            html: format!("<a href=\"{}\">{}</a>", escape(href), escape(text)),
            text: text.to_owned(),
            fig: None,
        }
    }

    /// A bar as wide as a share of the row with the most, in percent. It repeats the figure beside it.
    pub(crate) fn bar(percent: &str, class: &str) -> Self {
        let html = format!("<i class=\"bar {class}\" style=\"--w:{}\"></i>", escape(percent));
        Self { html, ..Self::default() }
    }
}

impl Table {
    /// A table with these columns; those marked `#` hold numbers.
    pub(crate) fn new(caption: impl Into<String>, columns: &[&str]) -> Self {
        let head = |text: &&str| match text.strip_prefix('#') {
            Some(text) => Head { text: text.to_owned(), number: true },
            None => Head { text: (*text).to_owned(), number: false },
        };
        Self { caption: caption.into(), columns: columns.iter().map(head).collect(), rows: Vec::new() }
    }

    /// Adds a row. Of the figures that stand on one line of a document, the first leads there.
    pub(crate) fn row(&mut self, mut cells: Vec<Cell>) -> &mut Row {
        let mut led: Vec<Box<Fig>> = Vec::new();
        for cell in &mut cells {
            let Some(fig) = cell.fig.take().filter(|fig| !fig.href.is_empty() && fig.line.1 > 0) else {
                continue;
            };
            if led.iter().any(|other| other.line == fig.line) {
                cell.html = fig.beside();
            } else {
                led.push(fig);
            }
        }
        self.rows.push(Row { cells, ..Row::default() });
        let last = self.rows.len() - 1;
        &mut self.rows[last]
    }

    /// Leaves out columns of numbers of which no row has one.
    pub(crate) fn keep_known(&mut self) {
        let known = |at: usize| {
            self.rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.text.is_empty()))
        };
        let keep: Vec<bool> =
            self.columns.iter().enumerate().map(|(at, head)| !head.number || known(at)).collect();
        let kept = |at: usize| keep.get(at).copied().unwrap_or(true);
        let mut at = 0;
        self.columns.retain(|_| {
            at += 1;
            kept(at - 1)
        });
        for row in &mut self.rows {
            let mut at = 0;
            row.cells.retain(|_| {
                at += 1;
                kept(at - 1)
            });
        }
    }

    /// Whether there is nothing to show.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The plain texts as CSV, for the file beside a chart.
    pub(crate) fn csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(b"\xEF\xBB\xBF".to_vec());
        let _ = writer.write_record(self.columns.iter().map(|head| head.text.as_str()));
        for row in &self.rows {
            let cells = row.cells.iter().zip(&self.columns).map(|(cell, head)| {
                let text = if head.number {
                    cell.text.replace([',', '%'], "").replace('−', "-")
                } else {
                    cell.text.clone()
                };
                let risky = !head.number && text.starts_with(['=', '+', '-', '@', '\'']);
                if risky { format!("'{text}") } else { text }
            });
            let _ = writer.write_record(cells);
        }
        writer.into_inner().unwrap_or_default()
    }
}
