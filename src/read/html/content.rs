//! Which parts of a page are its content. A saved page of a content system is mostly menus, paths, lists of related
//! pages and a foot. They are left out by what they are (`nav`, `footer`), by what they are called, and by being links
//! and nothing else. Whatever states figures stays: reading too much costs a line, losing a statement costs the page.

use std::collections::BTreeSet;

use super::dom::{Dom, Id};
use super::style::{Lie, Styles};
use crate::document::{is_one_day, parse_cell};

/// Elements whose content nobody sees on the page, or that only hold controls.
const UNSEEN: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "datalist",
    "button",
    "iframe",
    "object",
    "embed",
    "applet",
    "canvas",
    "audio",
    "video",
    "map",
    "xml",
    "frameset",
    "noframes",
    "progress",
    "meter",
    "del",
    "rt",
    "rp",
    "rtc",
    "annotation",
    "annotation-xml",
    "desc",
    "defs",
    "metadata",
];

/// Elements and roles that are no content by their meaning.
const FURNITURE: &[&str] = &[
    "nav",
    "footer",
    "aside",
    "navigation",
    "contentinfo",
    "complementary",
    "search",
    "menu",
    "menubar",
    "banner",
];

/// Words in classes and ids that say the same, where most of the text is links or there is little of it.
const NAMES: &[&str] = &[
    "nav",
    "navbar",
    "menu",
    "submenu",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "path",
    "position",
    "location",
    "currentpath",
    "mainnav",
    "sidebar",
    "side",
    "sidenav",
    "leftnav",
    "footer",
    "foot",
    "copyright",
    "related",
    "relate",
    "relevant",
    "share",
    "bdsharebuttonbox",
    "pager",
    "pagination",
    "toolbar",
    "search",
    "login",
    "friendlink",
    "links",
    "topbar",
    "header",
    "top",
    "bottom",
    "banner",
    "qrcode",
    "recommend",
    "hot",
];

/// What the foot of a page says.
const FOOT: &[&str] = &["版权所有", "ICP备", "公网安备", "网站标识码", "网站地图", "技术支持", "Copyright"];

/// How lines open that lead around the site.
const LEADING: &[&str] = &[
    "当前位置",
    "您的位置",
    "您现在的位置",
    "您当前的位置",
    "你的位置",
    "现在位置",
    "所在位置",
    "位置：",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "打印本页",
    "关闭窗口",
    "【打印",
    "【关闭",
    "分享到",
    "字体：",
    "字号：",
    "【字体",
    "【字号",
    "相关链接",
    "相关文章",
    "相关阅读",
    "相关新闻",
    "扫一扫",
];

/// Endings of files that hold disclosures.
const FILES: &[&str] =
    &["pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "zip", "rar", "7z", "ods", "odt", "csv"];

/// Words in the addresses of pictures that belong to the page, not to the article.
const ORNAMENTS: &[&str] = &[
    "icon",
    "logo",
    "filetype",
    "share",
    "qrcode",
    "weixin",
    "banner",
    "button",
    "arrow",
    "blank",
    "spacer",
    "/default/",
    "/skin",
    "/template",
    "/theme",
];

/// What stands in an element and below it, what is not seen left out.
#[derive(Debug, Clone, Copy, Default)]
struct Amount {
    /// Characters that are no white space.
    chars: usize,
    /// Those of them that lead to other pages.
    linked: usize,
    /// Links to other pages.
    links: usize,
    /// Links to files.
    files: usize,
    /// Texts outside of links that state an amount.
    figures: usize,
    /// Pictures that may show something.
    pictures: usize,
    /// Whether there are words of a foot.
    foot: bool,
    /// Whether there is a heading.
    heading: bool,
    /// Whether the text opens with words that lead around the site.
    leads: bool,
}

impl Amount {
    /// Adds what stands before all that was added so far.
    fn add(&mut self, other: Amount) {
        self.chars += other.chars;
        self.linked += other.linked;
        self.links += other.links;
        self.files += other.files;
        self.figures += other.figures;
        self.pictures += other.pictures;
        self.foot |= other.foot;
        self.heading |= other.heading;
        if other.chars > 0 {
            self.leads = other.leads;
        }
    }

    /// How much an element has of what an article is made of.
    fn weight(&self) -> usize {
        self.chars - self.linked.min(self.chars) + 20 * self.figures + 60 * self.files + 40 * self.pictures
    }
}

/// Whether an element is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Read,
    /// It belongs to the page and not to its content.
    Furniture,
    /// Nobody sees it.
    Unseen,
}

/// The parts of a page.
#[derive(Debug)]
pub(super) struct Content {
    standing: Vec<Standing>,
    styles: Styles,
    amounts: Vec<Amount>,
    /// Pictures in the article that may show tables.
    pub(super) pictures: usize,
    /// Addresses of the files that the page links to.
    pub(super) files: BTreeSet<String>,
}

impl Content {
    /// Tells content from furniture.
    pub(super) fn find(dom: &Dom) -> Content {
        let order: Vec<Id> = dom.subtree(Dom::ROOT).collect();
        let size = order.iter().max().map_or(0, |last| last + 1);
        let mut amounts = vec![Amount::default(); size];
        // What articles are made of, furniture not counted.
        let mut weights = vec![0_usize; size];
        let mut standing = vec![Standing::Read; size];
        let links = links(dom, &order, size);
        let styles = Styles::of(dom, &order, size);
        // From the last to the first: what stands below and behind comes before.
        for &id in order.iter().rev() {
            if styles.hides(id) || UNSEEN.contains(&dom.name(id)) || is_control(dom, id) {
                standing[id] = Standing::Unseen;
                continue;
            }
            let own = own(dom, id, links[id]);
            amounts[id].add(own);
            weights[id] += own.weight();
            let amount = amounts[id];
            if is_furniture(dom, id, amount) {
                standing[id] = Standing::Furniture;
            }
            if let Some(parent) = dom.parent(id) {
                amounts[parent].add(amount);
                weights[parent] += if standing[id] == Standing::Read { weights[id] } else { 0 };
            }
        }
        let main = main_of(dom, &standing, &weights);
        let mut inside = vec![false; size];
        dom.subtree(main).for_each(|id| inside[id] = true);
        for &id in &order {
            if standing[id] == Standing::Read && is_noise(dom, id, amounts[id], inside[id]) {
                standing[id] = Standing::Furniture;
            }
        }
        for id in std::iter::successors(Some(main), |id| dom.parent(*id)) {
            standing[id] = Standing::Read;
        }
        let files = order
            .iter()
            .filter(|id| dom.name(**id) == "a" && is_file(dom, **id))
            .filter_map(|id| dom.attribute(*id, "href").map(str::to_owned))
            .collect();
        let pictures = amounts[main].pictures;
        Content { standing, styles, amounts, pictures, files }
    }

    /// Whether an element is left out with all below it. Never asked of the cells of a table and what stands in
    /// them: there, only what is unseen is left out.
    pub(super) fn leaves_out(&self, id: Id) -> bool {
        self.standing.get(id).is_some_and(|standing| *standing != Standing::Read)
    }

    /// Whether nobody sees an element.
    pub(super) fn is_unseen(&self, id: Id) -> bool {
        self.standing.get(id) == Some(&Standing::Unseen)
    }

    /// The element of tables that an element is laid out as: itself, or what its styles make of it.
    pub(super) fn shape<'d>(&self, dom: &'d Dom, id: Id) -> &'d str {
        let name = dom.name(id);
        let is_own = matches!(name, "table" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot");
        self.styles.shape(id).filter(|_| !is_own).unwrap_or(name)
    }

    /// Whether an element stands higher or lower than its line, as marks of notes do.
    pub(super) fn is_raised(&self, dom: &Dom, id: Id) -> bool {
        matches!(dom.name(id), "sup" | "sub") || self.styles.raises(id)
    }

    /// What styles write before and behind the text of an element.
    pub(super) fn written(&self, id: Id) -> [&str; 2] {
        self.styles.written(id)
    }

    /// Whether the columns that an element stands for take no room.
    pub(super) fn collapses(&self, id: Id) -> bool {
        self.styles.collapses(id)
    }

    /// Whether an element writes in red.
    pub(super) fn is_red(&self, id: Id) -> bool {
        self.styles.reddens(id)
    }

    /// How an element and what stands in it lie.
    pub(super) fn lie(&self, id: Id) -> Lie {
        self.styles.lie(id)
    }

    /// How many characters stand in an element that are no white space.
    pub(super) fn chars(&self, id: Id) -> usize {
        self.amounts.get(id).map_or(0, |amount| amount.chars)
    }

    /// How many texts in an element state an amount.
    pub(super) fn figures(&self, id: Id) -> usize {
        self.amounts.get(id).map_or(0, |amount| amount.figures)
    }
}

/// For every node, the link that it stands in.
fn links(dom: &Dom, order: &[Id], size: usize) -> Vec<Option<Id>> {
    let mut links = vec![None; size];
    for &id in order {
        let above = dom.parent(id).and_then(|parent| links[parent]);
        links[id] = if dom.name(id) == "a" && dom.attribute(id, "href").is_some() { Some(id) } else { above };
    }
    links
}

/// What a node adds by itself.
fn own(dom: &Dom, id: Id, link: Option<Id>) -> Amount {
    let mut amount = Amount::default();
    // A link within the page belongs to its text.
    let leads_away = |link: Id| {
        let href = dom.attribute(link, "href").unwrap_or_default().trim();
        !href.is_empty() && !href.starts_with('#')
    };
    if let Some(text) = dom.text(id).or_else(|| field(dom, id)) {
        // The dates beside the links of a list say nothing about what the list is.
        if is_one_day(text) {
            return amount;
        }
        amount.chars = text.chars().filter(|c| !c.is_whitespace()).count();
        amount.foot = FOOT.iter().any(|word| text.contains(word));
        amount.leads = LEADING.iter().any(|word| text.trim_start().starts_with(word));
        match link {
            Some(link) if leads_away(link) => amount.linked = amount.chars,
            _ => amount.figures = usize::from(states_amount(text)),
        }
    } else if dom.name(id) == "a" && leads_away(id) && link == Some(id) {
        if is_file(dom, id) { amount.files = 1 } else { amount.links = 1 }
    } else if dom.name(id) == "img" && may_show_a_table(dom, id) {
        amount.pictures = 1;
    } else if matches!(dom.name(id), "h1" | "h2" | "h3") {
        amount.heading = true;
    }
    amount
}

/// Whether a text names an amount: a number alone, one with decimals, or one with a unit of money.
fn states_amount(text: &str) -> bool {
    let trimmed = text.trim();
    if ["单位：", "单位:"].iter().any(|word| trimmed.contains(word)) {
        return true;
    }
    if !trimmed.contains(|c: char| c.is_numeric()) {
        return false;
    }
    if trimmed.len() < 40 && parse_cell(trimmed).is_some() {
        return true;
    }
    let bytes = trimmed.as_bytes();
    let decimal = bytes.windows(3).any(|w| w[0].is_ascii_digit() && w[1] == b'.' && w[2].is_ascii_digit());
    decimal || ["万元", "亿元"].iter().any(|word| trimmed.contains(word))
}

/// Whether an element is a control rather than a field of a table that shows its value.
fn is_control(dom: &Dom, id: Id) -> bool {
    let in_cell = || {
        let above = std::iter::successors(dom.parent(id), |id| dom.parent(*id));
        above.take(12).any(|id| matches!(dom.name(id), "td" | "th"))
    };
    match dom.name(id) {
        "input" => field(dom, id).is_none() || !in_cell(),
        "textarea" | "select" => !in_cell(),
        // A drawing is a picture, unless it writes out what a cell says.
        "svg" => !in_cell(),
        "option" => dom.attribute(id, "selected").is_none(),
        _ => false,
    }
}

/// The value that a field of a form shows.
pub(super) fn field(dom: &Dom, id: Id) -> Option<&str> {
    let kind = dom.attribute(id, "type").unwrap_or("text").trim().to_ascii_lowercase();
    let shown = dom.name(id) == "input" && matches!(&*kind, "text" | "number" | "tel" | "");
    dom.attribute(id, "value").filter(|value| shown && !value.trim().is_empty())
}

/// Whether an element is no content by its meaning.
fn is_furniture(dom: &Dom, id: Id, amount: Amount) -> bool {
    if amount.figures > 0 {
        return false;
    }
    let role = dom.attribute(id, "role").unwrap_or_default();
    let is_foot = amount.foot && amount.chars < 600 && amount.files == 0 && is_block(dom.name(id));
    FURNITURE.contains(&dom.name(id)) || FURNITURE.contains(&role) || is_foot
}

/// Whether an element leads around the site and does nothing else.
fn is_noise(dom: &Dom, id: Id, amount: Amount, inside: bool) -> bool {
    if amount.figures > 0 || amount.chars == 0 || !is_block(dom.name(id)) {
        return false;
    }
    let linked = amount.linked * 100 / amount.chars;
    if amount.files == 0 && amount.links >= 3 && linked >= 60 {
        return true;
    }
    if amount.chars < 200 && amount.leads {
        return true;
    }
    amount.files == 0
        && is_named_so(dom, id)
        && (linked >= 40 || !inside && !amount.heading && amount.chars < 300)
}

/// Whether the class or the id of an element names furniture.
fn is_named_so(dom: &Dom, id: Id) -> bool {
    ["class", "id"].iter().filter_map(|name| dom.attribute(id, name)).any(|value| {
        let lower = value.to_ascii_lowercase();
        lower.split(|c: char| !c.is_ascii_alphabetic()).any(|word| NAMES.contains(&word))
    })
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "section"
            | "ul"
            | "ol"
            | "dl"
            | "p"
            | "table"
            | "td"
            | "li"
            | "center"
            | "header"
            | "form"
            | "main"
    )
}

/// The element that holds most of what articles are made of: down from the root as long as one child has nearly all.
fn main_of(dom: &Dom, standing: &[Standing], weights: &[usize]) -> Id {
    let holds_parts = |id: &Id| {
        !matches!(
            dom.printed_name(*id),
            "p" | "ul" | "ol" | "a" | "span" | "font" | "b" | "strong" | "em" | "i" | "u" | ""
        )
    };
    let mut at = Dom::ROOT;
    loop {
        let parts = dom.children(at).filter(|id| standing[*id] == Standing::Read).filter(holds_parts);
        match parts.max_by_key(|id| (weights[*id], std::cmp::Reverse(*id))) {
            Some(next) if weights[next] > 0 && weights[next] * 10 >= weights[at] * 7 => at = next,
            _ => return at,
        }
    }
}

/// Whether a link leads to a file, by its address or by its words.
fn is_file(dom: &Dom, id: Id) -> bool {
    let ends = |text: &str| {
        let end = text.trim().trim_end_matches(['】', '）', ')', ']']).rsplit('.').next().unwrap_or_default();
        text.contains('.') && FILES.contains(&end.to_ascii_lowercase().as_str())
    };
    let href = dom.attribute(id, "href").unwrap_or_default();
    let path = href.split(['?', '#']).next().unwrap_or_default();
    ends(path) || dom.subtree(id).filter_map(|id| dom.text(id)).any(|text| text.len() < 400 && ends(text))
}

fn may_show_a_table(dom: &Dom, id: Id) -> bool {
    let source = dom.attribute(id, "src").unwrap_or_default();
    // Pictures that stand in the page itself have no name.
    let path = if source.starts_with("data:") { "" } else { source }.to_ascii_lowercase();
    let is_small = |name: &str| {
        let digits = dom.attribute(id, name).unwrap_or_default().trim_end_matches("px");
        digits.parse::<u32>().is_ok_and(|size| size < 120)
    };
    !source.is_empty()
        && !is_small("width")
        && !is_small("height")
        && !ORNAMENTS.iter().any(|w| path.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_stated_with_decimals_or_a_unit() {
        for text in ["1,234.56", "0", "本年收入12.00万元", "单位：元", "增长3.5"] {
            assert!(states_amount(text), "{text}");
        }
        for text in ["2023年部门决算", "一、概况", ""] {
            assert!(!states_amount(text), "{text}");
        }
    }
}
