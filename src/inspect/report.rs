//! The visual report: one file that needs nothing else, no script, no network.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::fate::{Fate, Fates};
use super::line::{Spot, Tag, marked};
use super::page::{self, on_line};
use super::{Inspection, TableView, advice, grid};
use crate::document::{Document, Locator, Places, clean, numbers};
use crate::model::{ColumnRole, ColumnTrail, TableForm};
use crate::site::{builtin_style, escape};

/// The report of a document.
pub fn report(inspection: &Inspection<'_>) -> String {
    let mut writer = Writer::new(inspection);
    writer.head();
    writer.summary();
    writer.account();
    writer.advice();
    writer.lessons();
    writer.index();
    writer.legend();
    writer.body();
    writer.rest();
    writer.out.push_str("</main>\n</body>\n</html>\n");
    writer.out
}

/// A report being written.
pub(super) struct Writer<'w, 'i> {
    inspection: &'w Inspection<'i>,
    fates: Fates<'i>,
    /// Places that have an anchor.
    ids: BTreeSet<String>,
    pub(super) out: String,
}

impl<'w, 'i> Writer<'w, 'i> {
    fn new(inspection: &'w Inspection<'i>) -> Self {
        Self { inspection, fates: Fates::new(inspection), ids: BTreeSet::new(), out: String::new() }
    }

    pub(super) fn document(&self) -> &'i Document {
        self.inspection.document()
    }

    pub(super) fn places(&self) -> &'i Places {
        &self.inspection.document().places
    }

    pub(super) fn fates(&self) -> &Fates<'i> {
        &self.fates
    }

    /// A text as markup.
    pub(super) fn say(&self, text: &str) -> String {
        escape(text)
    }

    /// An `id` attribute for a place that has none yet.
    pub(super) fn id(&mut self, place: &str) -> String {
        let fresh = self.ids.insert(place.to_owned());
        if fresh { format!(" id=\"{}\"", escape(place)) } else { String::new() }
    }

    /// Anchors for places on the line of a locator that are not a cell's own: numbers in sentences, runs of lines.
    pub(super) fn anchors(&mut self, locator: &Locator, tag: Tag) -> String {
        let names: Vec<String> = self
            .fates
            .marks(locator.line())
            .iter()
            .filter(|mark| on_line(mark) && mark.locator != locator)
            .map(|mark| self.places().name(mark.locator))
            .collect();
        names.iter().map(|name| tag.anchor(&self.id(name))).collect()
    }

    /// A line of the transcript as read.
    pub(super) fn line_text(&self, line: u32) -> &'i str {
        self.document().source.get((line as usize).wrapping_sub(1)).map_or("", String::as_str)
    }

    /// A line of the transcript with its figures marked.
    pub(super) fn marked_line(&mut self, line: u32, tag: Tag) -> String {
        let raw = self.line_text(line);
        // Numbers are counted in the cleaned text; where that differs it is what is shown.
        let cleaned = clean(raw);
        let differs = numbers(&cleaned).len() != numbers(raw).len();
        let text = if differs { cleaned.as_str() } else { raw };
        let own = self.fates.marks(line).iter().filter(|mark| on_line(mark));
        let mut spots: Vec<(String, Spot)> = own
            .map(|mark| {
                let place = self.places().name(mark.locator);
                let tip = self.say(&format!("{place} {}", mark.tip));
                let range = mark.locator.range_in(text);
                (place, Spot { range, fate: mark.fate, id: String::new(), tip })
            })
            .collect();
        for (place, spot) in &mut spots {
            spot.id = self.id(place);
        }
        let spots: Vec<Spot> = spots.into_iter().map(|(_, spot)| spot).collect();
        marked(text, &spots, tag)
    }

    fn head(&mut self) {
        let identity = &self.inspection.disclosure.identity;
        let name = if identity.title.is_empty() { &*self.inspection.record.path } else { &identity.title };
        let title = self.say(name);
        let style = format!("{}\n{}", builtin_style(), include_str!("report.css")).replace("</", "<\\/");
        let _ = write!(
            self.out,
            "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{title} · 读取检查</title>\n<style>{style}</style>\n</head>\n<body class=\"inspect\">\n\
             <header class=\"mast\"><p class=\"brand\">明账<span>读取检查</span></p></header>\n\
             <main>\n<header class=\"title\"><p class=\"kicker\">{}</p><h1>{title}</h1></header>\n",
            self.say(&self.inspection.record.path)
        );
    }

    /// What was seen and what was read, in figures.
    fn summary(&mut self) {
        let (disclosure, seen) = (self.inspection.disclosure, self.inspection.seen);
        let identity = &disclosure.identity;
        let or_none = |text: String| if text.is_empty() { "没有读出".to_owned() } else { text };
        let kinds = identity.kinds.iter().map(|kind| kind.label()).collect::<Vec<_>>().join("、");
        let year = if identity.fiscal_year == 0 { String::new() } else { identity.fiscal_year.to_string() };
        let mut extent: Vec<String> = Vec::new();
        for (count, word) in [
            (seen.pages, "页"),
            (seen.sheets, "张工作表"),
            (seen.tables, "张表"),
            (seen.rows, "行"),
            (seen.cells, "个有字的格子"),
            (seen.lines, "行表外文字"),
        ] {
            if count > 0 {
                extent.push(format!("{count} {word}"));
            }
        }
        let read = format!("{} 个数字，{} 行绩效指标", disclosure.facts.len(), disclosure.indicators.len());
        let lost = format!("{} 个数字，{} 张表", disclosure.unreadable.len(), disclosure.unrecognised.len());
        let rows = [
            ("单位", or_none(identity.body.clone())),
            ("年度", or_none(year)),
            ("种类", or_none(kinds)),
            ("看到", or_none(extent.join("，"))),
            ("读出", read),
            ("没有读出", lost),
        ];
        self.out.push_str("<dl class=\"facts\">");
        for (name, value) in rows {
            let _ = write!(self.out, "<div><dt>{name}</dt><dd>{}</dd></div>", self.say(&value));
        }
        self.out.push_str("</dl>\n");
    }

    fn advice(&mut self) {
        let advice = self.inspection.advice();
        self.out.push_str("<section class=\"band\"><h2>怎样能读出更多</h2>\n");
        if advice.is_empty() {
            self.out.push_str("<p>看到的数字都读出了含义，或者知道它不是金额。</p>\n");
        } else {
            self.out.push_str("<ol class=\"help\">\n");
            for one in advice {
                let link = one.table.map_or_else(String::new, |at| {
                    let place = self.places().line(self.inspection.tables[at].trail.span.first);
                    format!("<a href=\"#table-{}\">{}</a> ", at + 1, escape(&place))
                });
                let _ = writeln!(self.out, "<li>{link}{}</li>", self.say(&one.chinese));
            }
            self.out.push_str("</ol>\n");
        }
        self.out.push_str("</section>\n");
    }

    /// The sum of what became of all numbers.
    fn account(&mut self) {
        let account = &self.inspection.disclosure.account;
        if account.seen == 0 {
            return;
        }
        let state = if account.is_balanced() { "全部有去处" } else { "有的没有去处" };
        let _ = write!(
            self.out,
            "<section class=\"band\"><h2>每个数字的去处</h2>\n<p>看到 {} 个数字，{state}。</p>\n<div class=\"scroll\"><table class=\"index\"><thead><tr><th>归为</th><th>是什么</th><th class=\"n\">个数</th></tr></thead><tbody>\n",
            account.seen
        );
        for (became, count) in &account.counts {
            let _ = writeln!(
                self.out,
                "<tr><td>{}</td><td>{}</td><td class=\"n\">{count}</td></tr>",
                became.side().label(),
                became.label()
            );
        }
        self.out.push_str("</tbody></table></div></section>\n");
    }

    /// The lines to add to the publisher's vocabulary.
    fn lessons(&mut self) {
        let lessons = self.inspection.lessons();
        if lessons.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"band\"><h2>可以加进 vocabulary.csv 的行</h2>\n<p>逐行核对含义，改好尖括号里的，再加进内容文件夹的 vocabulary.csv。</p>\n<pre>");
        self.out.push_str(crate::taxonomy::vocabulary::COLUMNS);
        for lesson in lessons {
            let _ = write!(self.out, "\n{}", escape(&lesson.line));
        }
        self.out.push_str("</pre></section>\n");
    }

    /// All tables with what came of them.
    fn index(&mut self) {
        if self.inspection.tables.is_empty() {
            return;
        }
        self.out.push_str(
            "<section class=\"band\"><h2>看到的表</h2>\n<div class=\"scroll\"><table class=\"index\"><thead><tr><th>位置</th><th>标题</th>\
             <th>认作</th><th class=\"n\">读出</th><th class=\"n\">没读出</th></tr></thead><tbody>\n",
        );
        let inspection = self.inspection;
        for (at, table) in inspection.tables.iter().enumerate() {
            let place = escape(&self.places().line(table.trail.span.first));
            let lost: usize = table.unreadable.values().map(Vec::len).sum();
            let class = match (table.unrecognised, lost) {
                (Some(_), _) => " class=\"k-unrecognised\"",
                (None, 0) => "",
                (None, _) => " class=\"k-unreadable\"",
            };
            let _ = writeln!(
                self.out,
                "<tr><td><a href=\"#table-{}\">{place}</a></td><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\"><span{class}>{lost}</span></td></tr>",
                at + 1,
                self.say(table.name()),
                self.say(&meaning(table)),
                table.facts + table.indicators
            );
        }
        self.out.push_str("</tbody></table></div></section>\n");
    }

    fn legend(&mut self) {
        self.out.push_str("<section class=\"band\"><h2>");
        self.out.push_str(if self.document().sketches.is_empty() { "逐行对照" } else { "逐页对照" });
        self.out.push_str("</h2>\n<ul class=\"legend\">");
        for fate in Fate::LEGEND {
            let (name, words) = fate.words();
            let _ = write!(
                self.out,
                "<li><span class=\"{}\"{}>{name}</span> {words}</li>",
                fate.class(),
                grid::sign(*fate)
            );
        }
        self.out.push_str("</ul>\n");
    }

    fn body(&mut self) {
        let document = self.document();
        if document.sketches.is_empty() {
            self.out.push_str("<div class=\"source\">\n");
            grid::draw(self);
            self.out.push_str("</div>\n");
        } else {
            let cells = page::cells(document);
            let mut cards = self.cards_by_line();
            for sketch in &document.sketches {
                let own: BTreeSet<u32> = sketch.boxes.iter().map(|drawn| drawn.line).collect();
                let _ = write!(
                    self.out,
                    "<section class=\"page\"><h3 class=\"sheet\" id=\"p{0}\">第 {0} 页</h3>\n<div class=\"beside\">",
                    sketch.page
                );
                page::draw(self, sketch, &cells);
                self.out.push_str("<div class=\"whys\">");
                for at in own.iter().filter_map(|line| cards.remove(line)) {
                    self.card(at);
                }
                self.out.push_str("</div></div></section>\n");
            }
            // Files in the file have no pages here.
            self.out.push_str("<div class=\"source\">\n");
            grid::draw_attached(self, cards);
            self.out.push_str("</div>\n");
        }
        self.out.push_str("</section>\n");
    }

    /// The tables by the line that they begin on.
    pub(super) fn cards_by_line(&self) -> BTreeMap<u32, usize> {
        self.inspection.tables.iter().enumerate().map(|(at, table)| (table.trail.span.first, at)).collect()
    }

    /// Why a table was taken for what it was.
    pub(super) fn card(&mut self, at: usize) {
        let inspection = self.inspection;
        let table = &inspection.tables[at];
        let trail = table.trail;
        let place = self.places().span(trail.span);
        let title = if table.name().is_empty() { "（没有标题）" } else { table.name() };
        let state = if table.unrecognised.is_some() { " lost" } else { "" };
        let _ = write!(
            self.out,
            "<article class=\"why{state}\" id=\"table-{}\"><h4>{}</h4><p class=\"at\">{}</p><dl>",
            at + 1,
            self.say(title),
            escape(&place)
        );
        let mut rows = vec![
            ("标题", self.title_words(table)),
            ("认作", meaning(table)),
            ("说明", caption(table)),
            ("版式", layout(table)),
        ];
        rows.push(("读出", read(table)));
        for (reason, lost) in &table.unreadable {
            let places: Vec<String> =
                lost.iter().take(4).map(|one| self.places().name(&one.locator)).collect();
            let more = if lost.len() > 4 { " …" } else { "" };
            rows.push((
                "没有读出",
                format!("{} 个：{}（{}{more}）", lost.len(), reason.label(), places.join(" ")),
            ));
        }
        for (name, words) in rows {
            let _ = write!(self.out, "<div><dt>{name}</dt><dd>{}</dd></div>", self.say(&words));
        }
        self.out.push_str("</dl>");
        if !trail.columns.is_empty() {
            self.out.push_str("<table class=\"columns\"><thead><tr><th>栏</th><th>表头</th><th>读作</th></tr></thead><tbody>");
            for column in &trail.columns {
                self.column(column);
            }
            self.out.push_str("</tbody></table>");
        }
        self.out.push_str("</article>\n");
    }

    fn column(&mut self, column: &ColumnTrail) {
        let path =
            if column.path.is_empty() { "（没有表头）".to_owned() } else { column.path.join(" / ") };
        let role = match column.role {
            ColumnRole::Amount | ColumnRole::Item => column.label.clone(),
            ColumnRole::Unknown if column.numbers > 0 => format!("不认识（{} 个数）", column.numbers),
            role if column.label.is_empty() => role.label().to_owned(),
            role => format!("{}：{}", role.label(), column.label),
        };
        let class = if column.role == ColumnRole::Unknown && column.numbers > 0 {
            " class=\"k-unreadable\""
        } else {
            ""
        };
        let _ = write!(
            self.out,
            "<tr><td>{}</td><td>{}</td><td><span{class}>{}</span></td></tr>",
            column.column,
            self.say(&path),
            self.say(&role)
        );
    }

    fn title_words(&self, table: &TableView<'_>) -> String {
        let trail = table.trail;
        match (&trail.title, &trail.candidate) {
            (title, Some((line, words))) if title.is_empty() => {
                format!("没有认识的标题；上面 {} 写着“{words}”", self.places().line(*line))
            }
            (title, None) if title.is_empty() => "上面 8 行之内没有标题".to_owned(),
            (title, _) => format!("{title}（{}）", self.places().line(trail.span.first)),
        }
    }

    /// Places that nothing was drawn at: they exist all the same.
    fn rest(&mut self) {
        let names: BTreeSet<String> = self.fates.all().map(|mark| self.places().name(mark.locator)).collect();
        let rest: Vec<String> = names.into_iter().filter(|name| !self.ids.contains(name)).collect();
        if rest.is_empty() {
            return;
        }
        self.out.push_str("<p class=\"aside\">没有画出的位置：");
        for name in rest {
            let id = self.id(&name);
            let _ = write!(self.out, "<span{id}>{}</span> ", escape(&name));
        }
        self.out.push_str("</p>\n");
    }
}

/// The statements that a table gave, and the words that named them.
fn meaning(table: &TableView<'_>) -> String {
    let trail = table.trail;
    let mut labels: Vec<&str> = table.statements.iter().map(|one| one.statement.label()).collect();
    if labels.is_empty() {
        labels.extend(trail.statement.map(|statement| statement.label()));
    }
    match (table.unrecognised, labels.is_empty()) {
        (Some(reason), true) => format!("没有识别：{}", reason.label()),
        (Some(reason), false) => format!("{}，但没有读：{}", labels.join("、"), reason.label()),
        (None, true) => "不是已知的报表，没有数字要读".to_owned(),
        (None, false) => labels.join("、"),
    }
}

fn caption(table: &TableView<'_>) -> String {
    let trail = table.trail;
    let mut parts = Vec::new();
    parts.push(match (trail.unit, trail.odd_unit) {
        (Some(unit), _) => format!("单位：{}", unit.label()),
        (None, true) => "单位既不是万元也不是元".to_owned(),
        (None, false) => "没有印单位".to_owned(),
    });
    parts.extend(trail.year.map(|year| format!("{year} 年")));
    if !trail.entity.is_empty() {
        parts.push(trail.entity.clone());
    }
    if !trail.named_by.is_empty() {
        parts.push(format!("标题凭{}认出", advice::spoken(trail.named_by.split_whitespace())));
    }
    parts.join("；")
}

fn layout(table: &TableView<'_>) -> String {
    let trail = table.trail;
    let scores = |chosen: bool| table.scores(chosen, "其余");
    match (trail.form, trail.layout) {
        (TableForm::Nothing, _) => "只有标题，没有表".to_owned(),
        (form, Some(_)) => format!("{}（{}；{}）", scores(true), scores(false), form.label()),
        (form, None) => format!("没有（{}；{}）", scores(false), form.label()),
    }
}

fn read(table: &TableView<'_>) -> String {
    let mut parts = vec![format!("{} 个数字", table.facts)];
    if table.indicators > 0 {
        parts.push(format!("{} 行绩效指标", table.indicators));
    }
    parts.extend(
        table.statements.iter().map(|one| format!("{}：{}", one.statement.label(), one.state.label())),
    );
    parts.join("；")
}
