//! Pages in short: how the layouts of `fixtures/layouts` are written down, made into HTML.

use std::fmt::Write as _;

/// A page in short as HTML. A line is a paragraph; lines with `|` are rows of a table, `[2x3]` before a cell makes it two
/// columns wide and three rows high; a blank line ends a table.
pub(crate) fn page(short: &str) -> String {
    let mut html = String::from("<html><head><meta charset=\"utf-8\"></head><body>");
    let mut open = false;
    for line in short.lines() {
        let row = line.contains('|');
        if row != open {
            html.push_str(if row { "<table>" } else { "</table>" });
            open = row;
        }
        if row {
            html.push_str("<tr>");
            line.split('|').for_each(|cell| html.push_str(&cell_of(cell)));
            html.push_str("</tr>");
        } else if !line.trim().is_empty() {
            let _ = write!(html, "<p>{line}</p>");
        }
    }
    html.push_str(if open { "</table></body></html>" } else { "</body></html>" });
    html
}

fn cell_of(cell: &str) -> String {
    let span = cell.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let Some((span, text)) = span else { return format!("<td>{cell}</td>") };
    let (across, down) = span.split_once('x').unwrap_or((span, ""));
    let of = |name: &str, count: &str| {
        if count.is_empty() { String::new() } else { format!(" {name}=\"{count}\"") }
    };
    format!("<td{}{}>{text}</td>", of("colspan", across), of("rowspan", down))
}
