//! A page as lines and tables in reading order. Tables that only lay out the page flow like all else; which those are
//! is told by what stands in them.

use super::super::text::ruled;
use super::blocks;
use super::content::{Content, field};
use super::dom::{Dom, Id};
use super::grid::{self, MAX_CELLS};
use super::ink::{Ink, is_block, plain};

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A line of text.
    Line(String),
    /// A space.
    Gap,
    /// The rows of a table, all of one length.
    Table(Vec<Vec<String>>),
}

/// What a page prints.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// Its parts in reading order.
    pub(super) items: Vec<Item>,
    /// Whether a table was larger than the limits.
    pub(super) is_cut: bool,
}

/// Reads a page.
pub(super) fn read(dom: &Dom, content: &Content) -> Flow {
    let mut writer = Writer { dom, content, ink: Ink::default(), flow: Flow::default(), budget: MAX_CELLS };
    writer.inside(Dom::ROOT, false);
    writer.end_line();
    let mut flow = writer.flow;
    flow.items = with_drawn(flow.items);
    flow
}

/// Lines that draw a table, with bars or with spaces, are one.
fn with_drawn(items: Vec<Item>) -> Vec<Item> {
    let mut all = Vec::with_capacity(items.len());
    let mut lines = Vec::new();
    let end = |lines: &mut Vec<String>, all: &mut Vec<Item>| {
        all.extend(ruled::parts(std::mem::take(lines)).into_iter().map(|part| match part {
            ruled::Part::Line(line) => Item::Line(line),
            ruled::Part::Table(rows) => Item::Table(rows),
        }));
    };
    for item in items {
        match item {
            Item::Line(line) => lines.push(line),
            other => {
                end(&mut lines, &mut all);
                all.push(other);
            }
        }
    }
    end(&mut lines, &mut all);
    all
}

struct Writer<'p> {
    dom: &'p Dom,
    content: &'p Content,
    ink: Ink,
    flow: Flow,
    budget: usize,
}

impl Writer<'_> {
    /// Ends the line. One of hard spaces only is a gap.
    fn end_line(&mut self) {
        if self.ink.is_empty() {
            return;
        }
        let text = self.ink.take();
        self.flow.items.push(if text.trim().is_empty() { Item::Gap } else { Item::Line(text) });
    }

    fn gap(&mut self) {
        self.end_line();
        self.flow.items.push(Item::Gap);
    }

    /// Everything below an element; `exact` where the source's own lines count. The depth of a page is limited.
    fn inside(&mut self, id: Id, exact: bool) {
        let [before, behind] = self.content.written(id);
        self.ink.add(before);
        self.within(id, exact);
        self.ink.add(behind);
    }

    fn within(&mut self, id: Id, exact: bool) {
        let mut children = self.dom.children(id);
        let mut no_table = None;
        while let Some(child) = children.next() {
            if self.content.leaves_out(child) {
                continue;
            }
            // Blocks that lie in rows are looked at once, from the first of them.
            if no_table == Some(child) {
                no_table = None;
            } else if no_table.is_none()
                && let Some((rows, last)) = blocks::table(self.dom, self.content, child)
            {
                if let Some(rows) = rows {
                    self.end_line();
                    self.flow.items.push(Item::Table(rows));
                    // All up to the last row was read.
                    while last != child && children.next().is_some_and(|next| next != last) {}
                    continue;
                }
                no_table = Some(last).filter(|last| *last != child);
            }
            match self.dom.text(child) {
                Some(text) if exact => self.lines(text),
                Some(text) => self.ink.add(text),
                None => self.element(child, exact),
            }
        }
    }

    fn lines(&mut self, text: &str) {
        let lines: Vec<&str> = text.split('\n').collect();
        let mut tabbed = 0;
        for (at, line) in lines.iter().enumerate() {
            // Lines with tabs that stand together are the rows of a table.
            if at < tabbed {
                continue;
            }
            let rows = lines[at..].iter().take_while(|line| line.trim().contains('\t')).count();
            if rows >= 2 {
                self.end_line();
                let rows = &lines[at..at + rows];
                let width = rows.iter().map(|line| line.split('\t').count()).max().unwrap_or(0);
                let cells = |line: &&str| {
                    let cells = line.split('\t').map(|cell| cell.trim().to_owned());
                    cells.chain(std::iter::repeat(String::new())).take(width).collect()
                };
                if width * rows.len() <= self.budget {
                    self.budget -= width * rows.len();
                    self.flow.items.push(Item::Table(rows.iter().map(cells).collect()));
                    tabbed = at + rows.len();
                    continue;
                }
            }
            if at > tabbed {
                if self.ink.is_empty() { self.gap() } else { self.end_line() }
            }
            // Spaces hold the columns of such text apart.
            self.ink.add(&line.trim_end().replace(' ', "\u{A0}"));
        }
    }

    fn element(&mut self, id: Id, exact: bool) {
        match self.content.shape(self.dom, id) {
            _ if self.content.is_raised(self.dom, id) => {
                let text = plain(self.dom, self.content, id);
                self.ink.add_raised(&text);
            }
            "input" => self.ink.add(field(self.dom, id).unwrap_or_default()),
            "br" if self.ink.is_empty() => self.gap(),
            "br" => self.end_line(),
            "hr" => self.gap(),
            "table" if !self.is_layout(id) => self.table(id),
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table") => {
                self.gap();
                self.inside(id, exact);
                if name == "table" { self.gap() } else { self.end_line() }
            }
            name if is_block(name) => {
                self.end_line();
                self.inside(id, exact || matches!(name, "pre" | "xmp" | "listing"));
                self.end_line();
            }
            _ => self.inside(id, exact),
        }
    }

    fn table(&mut self, id: Id) {
        self.end_line();
        for caption in self.dom.children(id).filter(|child| self.dom.name(*child) == "caption") {
            self.inside(caption, false);
            self.end_line();
        }
        let grid = grid::lay(self.dom, self.content, id, &mut self.budget);
        self.flow.is_cut |= grid.is_cut;
        let rows: Vec<Vec<String>> = grid.rows.into_iter().map(|(_, cells)| cells).collect();
        if rows.iter().flatten().any(|cell| !cell.trim().is_empty()) {
            self.flow.items.push(Item::Table(rows));
        }
    }

    /// Whether a table only lays out the page: most of it is other tables, or one long text, or it has one column.
    fn is_layout(&self, table: Id) -> bool {
        let (dom, content) = (self.dom, self.content);
        if matches!(dom.attribute(table, "role"), Some("presentation" | "none")) {
            return true;
        }
        let groups = grid::row_groups(dom, content, table);
        let rows: Vec<Vec<Id>> =
            groups.iter().flatten().map(|row| grid::cells(dom, content, *row).collect()).collect();
        if rows.iter().all(|cells| cells.len() <= 1) {
            return true;
        }
        let chars = content.chars(table);
        if nested(dom, content, &rows) * 2 >= chars {
            return true;
        }
        let largest = rows.iter().flatten().max_by_key(|cell| content.chars(**cell));
        rows.len() <= 3
            && largest.is_some_and(|cell| {
                content.chars(*cell) * 10 >= chars * 6
                    && content.chars(*cell) > 150
                    && content.figures(table) - content.figures(*cell) <= 1
                    && breaks(dom, *cell) >= 3
            })
    }
}

/// How many characters stand in the tables within the cells.
fn nested(dom: &Dom, content: &Content, rows: &[Vec<Id>]) -> usize {
    let mut chars = 0;
    // Elements still to be looked into; what stands in a nested table counts with that table.
    let mut open: Vec<Id> = rows.iter().flatten().copied().collect();
    while let Some(id) = open.pop() {
        for child in dom.children(id).filter(|child| !content.is_unseen(*child)) {
            if dom.name(child) == "table" && !is_frame(dom, content, child) {
                chars += content.chars(child);
            } else {
                open.push(child);
            }
        }
    }
    chars
}

/// Whether a table has one cell: a frame around its text.
fn is_frame(dom: &Dom, content: &Content, table: Id) -> bool {
    let groups = grid::row_groups(dom, content, table);
    groups.iter().flatten().flat_map(|row| grid::cells(dom, content, *row)).take(2).count() == 1
}

/// How many lines an element breaks into at least.
fn breaks(dom: &Dom, id: Id) -> usize {
    dom.subtree(id).filter(|id| matches!(dom.name(*id), "p" | "br" | "div" | "li")).take(3).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(html: &str) -> Vec<String> {
        let dom = Dom::parse(html);
        let flow = read(&dom, &Content::find(&dom));
        flow.items
            .iter()
            .map(|item| match item {
                Item::Line(text) => text.clone(),
                Item::Gap => "~".into(),
                Item::Table(rows) => rows.iter().map(|row| row.join("|")).collect::<Vec<_>>().join("/"),
            })
            .collect()
    }

    #[test]
    fn breaks_and_blocks_are_lines() {
        assert_eq!(
            items("<div>一、概况<br>　　职责<br><br>二、预算<p>&nbsp;</p><p>三、<span>说明</span></p></div>"),
            ["一、概况", "　　职责", "~", "二、预算", "~", "三、说明"]
        );
        assert_eq!(items("<pre>收入  1.00\n\n支出\t2.00</pre>"), ["收入\u{A0}\u{A0}1.00", "~", "支出 2.00"]);
        assert_eq!(
            items("<pre>表一\n项目\t金额\n合计\t1.00\n注</pre>"),
            ["表一", "项目|金额/合计|1.00", "注"]
        );
    }

    #[test]
    fn tables_that_lines_draw_are_tables() {
        assert_eq!(
            items("<pre>表一\n┌─┬─┐\n│项目│决算数│\n├─┼─┤\n│合计│1.00│\n└─┴─┘\n注</pre>"),
            ["表一", "项目|决算数/合计|1.00", "注"]
        );
        assert_eq!(
            items("<p>表一</p><p>项目 | 预算数 | 决算数<p>合计 | 1.00 | 2.00<p>甲 | 1.00 | 2.00</p>"),
            ["表一", "项目|预算数|决算数/合计|1.00|2.00/甲|1.00|2.00"]
        );
        assert_eq!(items("<p>首页 | 公开 | 概况</p><p>甲</p>"), ["首页 | 公开 | 概况", "甲"]);
    }

    #[test]
    fn tables_that_lay_out_the_page_flow() {
        let page = "<table><tr><td>菜单<td><table><tr><td>表一<tr><td><table><tr><td>项目<td>预算数<tr><td>合计<td>1.00</table></table></table>";
        assert_eq!(items(page), ["~", "菜单", "~", "表一", "项目|预算数/合计|1.00", "~", "~"]);
        let form = "<table><tr><td>年度目标<td><table><tr><td>一</table><tr><td>全年预算数<td>100.00万元<tr><td>说明<td>完成</table>";
        assert_eq!(items(form), ["年度目标|一/全年预算数|100.00万元/说明|完成"]);
    }

    #[test]
    fn blocks_that_lie_in_rows_are_tables() {
        let rows = [["项目", "预算数", "决算数"], ["合计", "3.00", "2.00"], ["接待费", "3.00", "2.00"]];
        let of = |row: &str, cell: &str| -> String {
            let cells = |cells: &[&str; 3]| -> String {
                cells
                    .iter()
                    .map(|text| format!("<{cell}>{text}</{}>", &cell[..cell.find(' ').unwrap_or(cell.len())]))
                    .collect()
            };
            let name = &row[..row.find(' ').unwrap_or(row.len())];
            rows.iter().map(|row_cells| format!("<{row}>{}</{name}>", cells(row_cells))).collect()
        };
        let table = "项目|预算数|决算数/合计|3.00|2.00/接待费|3.00|2.00";
        let flex = of("div style='display:flex'", "span");
        assert_eq!(items(&format!("<p>表一</p>{flex}<p>注</p>")), ["表一", table, "注"]);
        let floats = of("ul", "li style='float:left'");
        assert_eq!(items(&format!("<p>表一</p>{floats}<p>注</p>")), ["表一", table, "注"]);
        let cells: String = rows.iter().flatten().map(|text| format!("<div>{text}</div>")).collect();
        for columns in ["repeat(3,1fr)", "2fr 1fr 1fr"] {
            let grid = format!("<div style='display:grid;grid-template-columns:{columns}'>{cells}</div>");
            assert_eq!(items(&grid), [table]);
        }
        // Cards and lists without figures are none.
        let cards = "<div style='display:flex'><b>甲</b><b>乙</b></div>".repeat(3);
        assert_eq!(items(&cards), ["甲乙", "甲乙", "甲乙"]);
        let framed = "<table><tr><td>项目<td>金额<tr><td>合计<td><table><tr><td>1.00</table></table>";
        assert_eq!(items(framed), ["项目|金额/合计|1.00"]);
    }

    #[test]
    fn menus_paths_and_feet_are_left_out() {
        let page = "<body><div class='mainNav'><ul><li><a href='/a'>首页</a><li><a href='/b'>公开</a><li><a href='/c'>互动</a></ul></div>\
            <div>您现在的位置：<a href='/'>首页</a> &gt; <a href='/x'>财政</a></div>\
            <div class='content'><h1>甲局2023年部门预算</h1><p>本年收入预算1,234.56万元，比上年增加10.00万元。</p>\
            <table><tr><td>项目<td>金额<tr><td>合计<td>1,234.56</table></div>\
            <div class='related'><a href='/1'>乙局预算</a></div>\
            <div class='foot'><p>版权所有：甲区人民政府 电话：000</p></div><script>1.00</script></body>";
        assert_eq!(
            items(page),
            [
                "~",
                "甲局2023年部门预算",
                "本年收入预算1,234.56万元，比上年增加10.00万元。",
                "项目|金额/合计|1,234.56"
            ]
        );
    }

    #[test]
    fn no_cell_of_a_table_is_left_out() {
        let page = "<div class=main><p>一、收支总表</p><table><tr><td class=top>项目<td class=top><a href=/a>甲</a><a href=/b>乙</a><a href=/c>丙</a>\
            <td class=side>金额<tr><td class=nav>上一篇<td><div class=menu>丁</div><td>1.00</table></div>";
        assert_eq!(items(page), ["一、收支总表", "项目|甲乙丙|金额/上一篇|丁|1.00"]);
    }

    #[test]
    fn nothing_that_states_figures_is_left_out() {
        let page = "<nav><table><tr><td>合计<td>1.00</table></nav><footer>总计2.00万元</footer><div class='side'><p>三公经费3.00万元</p></div>";
        let text = items(page).join("");
        assert!(["1.00", "2.00", "3.00"].iter().all(|figure| text.contains(figure)), "{text}");
    }
}
