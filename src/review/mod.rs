//! The page of candidates, for the publisher alone: what does not agree but is not proven, and what is proven but was
//! never published, each with both places in their context, the reading that explains it, and the lines that publish,
//! hold or answer it. One file that needs nothing else; it never lies in the folder of the site.

mod excerpt;

use std::collections::BTreeMap;
use std::fmt::Write;

use excerpt::Excerpts;

use crate::document::Locator;
use crate::ledger::Record;
use crate::messages::Locale;
use crate::model::{Finding, Message, Operand, Severity, Verdict};
use crate::pipeline::Outcome;
use crate::site::{builtin_style, escape};
use crate::verify::{reading, told_difference, told_in, told_side};

/// The page, and how many findings stand on it.
#[derive(Debug)]
pub struct Page {
    /// The markup.
    pub html: String,
    /// Findings that are not proven.
    pub candidates: usize,
    /// Proven ones that the public has not seen yet.
    pub fresh: usize,
}

/// Writes the page of all candidates of an outcome.
pub fn page(outcome: &Outcome) -> Page {
    let all = |verdict: Verdict| -> Vec<&Finding> {
        let seen = &outcome.history.findings;
        let new = |finding: &&Finding| finding.verdict == verdict && !seen.contains(&*finding.id);
        outcome.report.checks.iter().filter(new).collect()
    };
    let (candidates, fresh) = (all(Verdict::Review), all(Verdict::Mismatch));
    let mut out = head();
    let mut excerpts = BTreeMap::new();
    let parts = [
        (
            "待复核",
            "两处数字不相等，但有一种说得通的读法可以解释，没有证明是矛盾。写上 publish = true 才会公开。",
            &candidates,
        ),
        ("已证明、尚未公开", "下次发布时会公开。公开之前可以写 hold = true 留下；公开之后只能回应。", &fresh),
    ];
    for (title, words, findings) in parts {
        let _ =
            write!(out, "<section class=\"band\"><h2>{title}（{} 处）</h2><p>{words}</p>", findings.len());
        for finding in findings {
            let Some(record) = outcome.ledger.record(&finding.document) else { continue };
            let excerpts = excerpts.entry(record.path.clone()).or_insert_with(|| Excerpts::of(record));
            article(&mut out, outcome, finding, record, excerpts);
        }
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    Page { html: out, candidates: candidates.len(), fresh: fresh.len() }
}

fn head() -> String {
    let style = format!("{}\n{}", builtin_style(), include_str!("review.css")).replace("</", "<\\/");
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>待复核的核对结果（不公开）</title>\n\
         <style>\n{style}</style>\n</head>\n<body class=\"review\">\n<main>\n\
         <header class=\"title\"><h1>待复核的核对结果</h1><p class=\"lead\">只给发布者看，不要公开。</p></header>\n"
    )
}

fn text(message: &Message) -> String {
    Locale::Chinese.text(message)
}

fn article(out: &mut String, outcome: &Outcome, finding: &Finding, record: &Record, excerpts: &Excerpts<'_>) {
    let title = Locale::Chinese.rule(finding.rule).title;
    let severity = if finding.severity == Severity::Error { "矛盾" } else { "提醒" };
    let _ = write!(
        out,
        "<article id=\"{id}\"><p class=\"tag\"><b>{severity}</b> 规则 {rule} {title} · {document}</p><h3>{message}</h3>",
        id = escape(&finding.id),
        rule = finding.rule,
        title = escape(&title),
        document = escape(&finding.document),
        message = escape(&text(&finding.message)),
    );
    if finding.compared {
        let unit = told_in(finding, &outcome.ledger);
        let _ = write!(
            out,
            "<p>相差 <b>{}</b>；四舍五入最多可差 {}。</p>",
            Locale::Chinese.difference(told_difference(finding, &outcome.ledger), unit),
            Locale::Chinese.allowed(finding.tolerance, unit)
        );
    }
    if let Some(reading) = finding.reading.and_then(reading) {
        let _ =
            write!(out, "<p class=\"why\">没有证明，因为：<b>{}</b>。</p>", escape(&text(&reading.title)));
    }
    let remarks = Locale::Chinese.texts(finding.remarks());
    if !remarks.is_empty() {
        let _ = write!(out, "<p class=\"why\">{}</p>", escape(&remarks));
    }
    for side in [Some(&finding.left), finding.right.as_ref()].into_iter().flatten() {
        side_of(out, outcome, (finding, record), side, excerpts);
    }
    if !finding.places.is_empty() {
        out.push_str("<p>由同一个数引起的其他各处：</p><ul>");
        for place in &finding.places {
            let own = outcome.ledger.place(&place.document, &place.locator);
            let _ = write!(out, "<li>{} {} {}</li>", place.rule, escape(&text(&place.message)), escape(&own));
        }
        out.push_str("</ul>");
    }
    lines(out, finding, record);
    out.push_str("</article>\n");
}

/// The most places of one side that are shown.
const MOST: usize = 6;

fn side_of(
    out: &mut String,
    outcome: &Outcome,
    (finding, record): (&Finding, &Record),
    side: &Operand,
    excerpts: &Excerpts<'_>,
) {
    let told = told_side(finding, side, &outcome.ledger);
    let value = told.map_or_else(String::new, |value| format!("：{}", Locale::Chinese.arg(&value)));
    let _ = write!(out, "<h4>{}{}</h4>", escape(&text(&side.label)), escape(&value));
    let facts: Vec<_> = side.facts.iter().filter_map(|id| outcome.ledger.fact(id)).collect();
    let mut places: Vec<(&Record, &Locator)> = facts
        .iter()
        .filter_map(|fact| Some((outcome.ledger.record(&fact.document)?, &fact.locator)))
        .collect();
    if places.is_empty() {
        places.push((record, &side.locator));
    }
    for (own, locator) in places.iter().take(MOST) {
        let name = own.document.places.name(locator);
        let _ = write!(out, "<p class=\"place\">{} {}</p>", escape(&own.path), escape(&name));
        if own.path == record.path {
            excerpts.write(out, locator);
        } else {
            Excerpts::of(own).write(out, locator);
        }
    }
    if places.len() > MOST {
        let _ = write!(out, "<p>另 {} 处。</p>", places.len() - MOST);
    }
}

/// The lines of the file of replies that publish, hold or answer it.
fn lines(out: &mut String, finding: &Finding, record: &Record) {
    let own: Vec<_> = record.replies(&finding.id).collect();
    if !own.is_empty() {
        let said: Vec<&str> = own
            .iter()
            .map(|reply| match (reply.publish, reply.hold) {
                (true, _) => "publish",
                (_, true) => "hold",
                _ => "reply",
            })
            .collect();
        let _ = write!(out, "<p>已有的行：{}</p>", said.join("、"));
    }
    let entry = |words: &str| {
        format!("[[reply]]\nfinding = \"{}\"\n{words}by = \"发布者\"\ndate = \"YYYY-MM-DD\"\n", finding.id)
    };
    let publish = entry("publish = true\n");
    let hold = entry("hold = true\nreply = \"为什么留下\"\n");
    let answer = entry("reply = \"单位的说明\"\n");
    let mut blocks = vec![("留下，不公开", hold), ("回应（公开后显示在旁边）", answer)];
    if finding.verdict == Verdict::Review {
        blocks.insert(0, ("公开", publish));
    }
    let _ = write!(out, "<p>写入 <code>{}.replies.toml</code>：</p>", escape(&record.path));
    for (title, block) in blocks {
        let _ = write!(out, "<details><summary>{title}</summary><pre>{}</pre></details>", escape(&block));
    }
}
