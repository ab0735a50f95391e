//! For people: like a compiler, with the spot marked in its line.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use mingzhang::model::{Severity, Verdict};
use mingzhang::verify::RULES;

use super::{Sheet, path};
use mingzhang::notice::{Notice, Spot};

/// Notices with excerpts, then what was checked.
pub(super) fn print(sheet: &Sheet<'_>) -> String {
    let base = if sheet.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = base.decor_style(DecorStyle::Ascii).term_width(120);
    let mut out = String::new();
    for notice in sheet.notices {
        let path = path(sheet, notice);
        out.push_str(&renderer.render(&[group(notice, &path)]));
        out.push_str("\n\n");
    }
    out.push_str(&summary(sheet));
    out
}

fn group<'n>(notice: &'n Notice, path: &'n str) -> Group<'n> {
    let level = match notice.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(&notice.message).id(&*notice.code));
    if notice.spots.is_empty() {
        group = group.element(Origin::path(path));
    }
    for (at, spot) in notice.spots.iter().enumerate() {
        group = group.element(snippet(spot, path, at == 0));
    }
    for note in &notice.notes {
        group = group.element(Level::HELP.with_name(Some("=")).no_name().message(note));
    }
    group
}

fn snippet<'n>(spot: &'n Spot, path: &'n str, first: bool) -> Snippet<'n, annotate_snippets::Annotation<'n>> {
    let kind = if first { AnnotationKind::Primary } else { AnnotationKind::Context };
    let mut mark = kind.span(spot.range.clone());
    if !spot.label.is_empty() {
        mark = mark.label(&spot.label);
    }
    Snippet::source(&spot.text).line_start(spot.line as usize).path(path).annotation(mark)
}

/// The rules that were due, with their denominators; those that agree everywhere in one line.
fn by_rule(sheet: &Sheet<'_>) -> String {
    let mut text = String::new();
    let mut agree = (0, 0);
    for rule in RULES {
        let tally = sheet.tallies.get(rule.id).cloned().unwrap_or_default();
        if tally.due == 0 {
            continue;
        }
        if tally.count(Verdict::Pass) == tally.due {
            agree = (agree.0 + 1, agree.1 + tally.due);
            continue;
        }
        let parts = [
            (Verdict::Pass, "agree"),
            (Verdict::Rounding, "within rounding"),
            (Verdict::Mismatch, "do not agree"),
            (Verdict::Review, "to review"),
            (Verdict::InsufficientData, "without enough data"),
            (Verdict::NotApplicable, "not applicable"),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(verdict, _)| tally.count(*verdict) > 0)
            .map(|(verdict, words)| format!("{} {words}", tally.count(*verdict)))
            .collect();
        text.push_str(&format!(
            "{} ({}): {} due, {}\n",
            rule.id,
            rule.severity.id(),
            tally.due,
            parts.join(", ")
        ));
    }
    if agree.0 > 0 {
        text.push_str(&format!("{} other rules agree in all {} places\n", agree.0, agree.1));
    }
    text
}

fn summary(sheet: &Sheet<'_>) -> String {
    let count = |severity: Severity| sheet.notices.iter().filter(|one| one.severity == severity).count();
    let due: usize = sheet.tallies.values().map(|tally| tally.due).sum();
    let of = |verdict: Verdict| -> usize { sheet.tallies.values().map(|tally| tally.count(verdict)).sum() };
    let rules = if sheet.by_rule { by_rule(sheet) } else { String::new() };
    let checks = if due == 0 {
        String::new()
    } else {
        format!(
            "{due} checks: {} agree, {} within rounding, {} do not agree, {} to review, {} without enough data, {} not applicable\n",
            of(Verdict::Pass),
            of(Verdict::Rounding),
            of(Verdict::Mismatch),
            of(Verdict::Review),
            of(Verdict::InsufficientData) + of(Verdict::Unreadable),
            of(Verdict::NotApplicable)
        )
    };
    format!(
        "{rules}{} error(s), {} warning(s), {} note(s)\n{checks}",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info)
    )
}
