//! Which parts of a page its styles hide, and which elements they make into tables: style sheets in the page, `style`
//! attributes, and the attributes that said the same before them (`hidden`, `color`, `bgcolor`).
//!
//! Only what decides whether text is seen is computed: display, visibility, ink on paper of its own colour, struck-out
//! text, text of no size or outside of the page.

use std::cell::Cell;
use std::collections::BTreeMap;

use simplecss::{Declaration, DeclarationTokenizer, StyleSheet};

use super::dom::{Dom, Id};
use super::generated::{SIDES, text_of};
use super::node::{MOST_STEPS, Node, counted};

/// The most rules that are compared.
const MOST_RULES: usize = 2_000;

/// How far two colours may be apart in each part and still be one to the eye.
const SAME_COLOUR: u8 = 12;

/// Properties that are read; rules without any of them are left out.
const READ: &[&str] = &[
    "display",
    "visibility",
    "color",
    "background",
    "background-color",
    "text-decoration",
    "text-decoration-line",
    "opacity",
    "font-size",
    "text-indent",
    "left",
    "top",
    "height",
    "max-height",
    "width",
    "max-width",
    "overflow",
    "clip",
    "clip-path",
    "transform",
    "vertical-align",
    "float",
    "flex-direction",
    "flex-flow",
    "grid-template-columns",
    "mso-hide",
    "content",
];

/// What the styles of a page say.
#[derive(Debug)]
pub(super) struct Styles {
    unseen: Vec<bool>,
    shapes: Vec<Option<&'static str>>,
    raised: Vec<bool>,
    red: Vec<bool>,
    collapsed: Vec<bool>,
    lies: Vec<Lie>,
    /// What is written before and behind elements.
    written: BTreeMap<Id, [String; 2]>,
}

/// How what stands in an element lies, and how it lies itself, where that may make a table of blocks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lie {
    /// Its children lie beside each other.
    pub(super) row: bool,
    /// It lies beside its neighbours.
    pub(super) beside: bool,
    /// Its children fill rows of so many columns.
    pub(super) columns: usize,
}

/// A colour in red, green and blue.
type Colour = [u8; 3];

/// How an element is shown. All but `gone` and `clips` goes on to what stands in it.
#[derive(Debug, Clone, Copy)]
struct Look {
    gone: bool,
    hidden: bool,
    /// Whether its rows or columns take no room.
    collapsed: bool,
    struck: bool,
    tiny: bool,
    /// The colour of the text; none where it is not known.
    ink: Option<Colour>,
    /// The colour behind it; none where it is not known.
    paper: Option<Colour>,
    /// Whether it has no height, and whether it cuts off what is higher.
    clips: (bool, bool),
    shape: Option<&'static str>,
    /// Whether it stands higher than its line.
    raised: bool,
    lie: Lie,
}

const PAGE: Look = Look {
    gone: false,
    hidden: false,
    collapsed: false,
    struck: false,
    tiny: false,
    ink: Some([0; 3]),
    paper: Some([255; 3]),
    clips: (false, false),
    shape: None,
    raised: false,
    lie: Lie { row: false, beside: false, columns: 0 },
};

impl Styles {
    /// Computes the styles of a page whose nodes stand in document order.
    pub(super) fn of(dom: &Dom, order: &[Id], size: usize) -> Self {
        let text: String = order
            .iter()
            .filter(|id| dom.name(**id) == "style")
            .flat_map(|id| dom.children(*id).filter_map(|child| dom.text(child)))
            .flat_map(|text| [text, "\n"])
            .collect();
        let text = counted(&on_a_screen(&text.replace("<!--", " ").replace("-->", " ")));
        let mut sheet = StyleSheet::parse(&text);
        sheet.rules.retain(|rule| {
            rule.declarations.iter().any(|one| READ.contains(&&*one.name.to_ascii_lowercase()))
        });
        sheet.rules.truncate(MOST_RULES);
        let is_content = |one: &Declaration<'_>| one.name.eq_ignore_ascii_case("content");
        let writes = sheet.rules.iter().any(|rule| rule.declarations.iter().any(is_content));
        let steps = Cell::new(0);
        let mut styles = Self {
            unseen: vec![false; size],
            shapes: vec![None; size],
            raised: vec![false; size],
            red: vec![false; size],
            collapsed: vec![false; size],
            lies: vec![Lie::default(); size],
            written: BTreeMap::new(),
        };
        let mut looks = vec![PAGE; size];
        for &id in order {
            let above = dom.parent(id).map_or(PAGE, |parent| looks[parent]);
            let mut look = Look {
                gone: false,
                clips: (false, false),
                shape: None,
                raised: false,
                lie: Lie::default(),
                ..above
            };
            if dom.text(id).is_some() {
                styles.unseen[id] = look.hides_text();
                continue;
            }
            look.take_attributes(dom, id);
            let own = dom.attribute(id, "style").unwrap_or_default();
            let said = |side| {
                let node = Node { dom, id, steps: &steps, side };
                let rules = sheet.rules.iter();
                let rules = rules.filter(|rule| steps.get() < MOST_STEPS && rule.selector.matches(&node));
                rules.flat_map(|rule| rule.declarations.iter().copied()).collect::<Vec<_>>()
            };
            let all = said(None).into_iter().chain(declarations(own)).collect::<Vec<_>>();
            look.take_all(&all, &above);
            if writes {
                let sides = SIDES.map(|side| look.writes(&said(Some(side)), dom, id));
                if sides.iter().any(|text| !text.is_empty()) {
                    styles.written.insert(id, sides);
                }
            }
            styles.unseen[id] = look.gone || look.clips == (true, true);
            styles.shapes[id] = look.shape.or_else(|| shape_of_role(dom.attribute(id, "role")));
            styles.raised[id] = look.raised;
            styles.red[id] = look.ink.is_some_and(crate::document::is_red);
            styles.collapsed[id] = look.collapsed;
            styles.lies[id] = look.lie;
            looks[id] = look;
        }
        styles
    }

    /// Whether nobody sees a node, or any text in it.
    pub(super) fn hides(&self, id: Id) -> bool {
        self.unseen.get(id).copied().unwrap_or(false)
    }

    /// Whether an element stands higher than its line, as marks of notes do.
    pub(super) fn raises(&self, id: Id) -> bool {
        self.raised.get(id).copied().unwrap_or(false)
    }

    /// Whether an element writes in red.
    pub(super) fn reddens(&self, id: Id) -> bool {
        self.red.get(id).copied().unwrap_or(false)
    }

    /// Whether the columns that an element stands for take no room.
    pub(super) fn collapses(&self, id: Id) -> bool {
        self.collapsed.get(id).copied().unwrap_or(false)
    }

    /// How an element and what stands in it lie.
    pub(super) fn lie(&self, id: Id) -> Lie {
        self.lies.get(id).copied().unwrap_or_default()
    }

    /// What is written before and behind the text of an element.
    pub(super) fn written(&self, id: Id) -> [&str; 2] {
        self.written.get(&id).map_or([""; 2], |sides| [&sides[0], &sides[1]])
    }

    /// The element of tables that an element is laid out as, where it is none itself.
    pub(super) fn shape(&self, id: Id) -> Option<&'static str> {
        self.shapes.get(id).copied().flatten()
    }
}

/// A style sheet with the rules that hold on a wide screen taken out of their conditions. What the parser finds in others it
/// leaves out.
fn on_a_screen(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("@media") {
        out.push_str(before);
        let Some((condition, inside)) = behind.split_once('{') else { return out };
        let mut depth = 1_usize;
        let end = inside.char_indices().find(|(_, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        let (block, next) = end.map_or((inside, ""), |(at, _)| (&inside[..at], &inside[at + 1..]));
        let condition = condition.to_ascii_lowercase();
        if !["print", "max-", "not "].iter().any(|word| condition.contains(word)) {
            out.push_str(block);
        }
        rest = next;
    }
    out.push_str(rest);
    out
}

/// The declarations of a `style` attribute. Word writes quotation marks that no grammar allows: what stands behind is lost.
fn declarations(style: &str) -> Vec<Declaration<'_>> {
    DeclarationTokenizer::from(style).collect()
}

impl Look {
    fn hides_text(&self) -> bool {
        let same = |(ink, paper): (Colour, Colour)| {
            ink.iter().zip(paper).all(|(one, other)| one.abs_diff(other) <= SAME_COLOUR)
        };
        self.hidden || self.struck || self.tiny || self.ink.zip(self.paper).is_some_and(same)
    }

    /// Takes what rules say, first what is not important.
    fn take_all(&mut self, all: &[Declaration<'_>], above: &Look) {
        for important in [false, true] {
            all.iter().filter(|one| one.important == important).for_each(|one| self.take(one, above));
        }
    }

    /// What rules about one side of an element write there, if it is seen.
    fn writes(&self, all: &[Declaration<'_>], dom: &Dom, id: Id) -> String {
        let values = all.iter().filter(|one| one.name.eq_ignore_ascii_case("content"));
        let Some(value) = values.max_by_key(|one| one.important) else { return String::new() };
        let mut look = Look { clips: (false, false), ..*self };
        look.take_all(all, self);
        let hidden = look.hides_text() || look.gone || look.clips == (true, true);
        if hidden { String::new() } else { text_of(value.value, dom, id) }
    }

    /// What attributes say; every style is stronger.
    fn take_attributes(&mut self, dom: &Dom, id: Id) {
        self.gone = dom.attribute(id, "hidden").is_some();
        if let Some(colour) = dom.attribute(id, "color") {
            self.ink = self::colour(colour, self.ink);
        }
        if let Some(colour) = dom.attribute(id, "bgcolor") {
            self.paper = self::colour(colour, self.paper);
        }
    }

    fn take(&mut self, one: &Declaration<'_>, above: &Look) {
        let value = one.value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim();
        match one.name.to_ascii_lowercase().as_str() {
            "display" => {
                self.gone = value == "none";
                self.shape = shape_of_display(value);
                self.lie.row = matches!(value, "flex" | "inline-flex");
                self.lie.beside |= value == "inline-block";
            }
            "flex-direction" | "flex-flow" => self.lie.row &= !value.contains("column"),
            "float" => self.lie.beside = matches!(value, "left" | "right"),
            "grid-template-columns" => self.lie.columns = columns(value),
            "vertical-align" => self.raised = value == "super",
            "visibility" if value == "inherit" => self.hidden = above.hidden,
            "visibility" => {
                self.hidden = value == "hidden";
                self.collapsed = value == "collapse";
                self.gone |= self.collapsed;
            }
            "mso-hide" => self.gone |= value == "all",
            "opacity" => self.gone |= number(value).is_some_and(|size| size.is_zero()),
            // Ink that is not there has the colour of the paper.
            "color" if is_clear(value) => self.ink = self.paper,
            "color" => self.ink = colour(value, above.ink),
            "background" | "background-color" => self.paper = background(value, above.paper),
            // Strokes go through all that stands within.
            "text-decoration" | "text-decoration-line" => self.struck |= value.contains("line-through"),
            "font-size" => {
                self.tiny = number(value).is_some_and(|size| size < rust_decimal::Decimal::ONE)
                    && !value.ends_with("em")
                    || number(value).is_some_and(|size| size.is_zero());
            }
            "text-indent" | "left" | "top" => {
                self.gone |= number(value).is_some_and(|size| size < rust_decimal::Decimal::from(-900));
            }
            "height" | "max-height" | "width" | "max-width" => {
                // A box of one point holds no character.
                self.clips.0 |= number(value).is_some_and(|size| size <= rust_decimal::Decimal::ONE)
                    && !value.ends_with('%')
                    && !value.ends_with("em")
                    || number(value).is_some_and(|size| size.is_zero());
            }
            "clip" | "clip-path" => self.gone |= is_nothing(value),
            "transform" => self.gone |= value.replace(' ', "").contains("scale(0)"),
            "overflow" => self.clips.1 = value == "hidden",
            _ => {}
        }
    }
}

/// The number at the beginning of a value.
fn number(value: &str) -> Option<rust_decimal::Decimal> {
    let end = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-'))).unwrap_or(value.len());
    value[..end].parse().ok()
}

fn shape_of_display(value: &str) -> Option<&'static str> {
    Some(match value {
        "table" | "inline-table" => "table",
        "table-row" => "tr",
        "table-cell" => "td",
        "table-row-group" => "tbody",
        "table-header-group" => "thead",
        "table-footer-group" => "tfoot",
        _ => return None,
    })
}

fn shape_of_role(role: Option<&str>) -> Option<&'static str> {
    Some(match role? {
        "table" | "grid" => "table",
        "row" => "tr",
        "cell" | "gridcell" | "columnheader" | "rowheader" => "td",
        "rowgroup" => "tbody",
        _ => return None,
    })
}

/// A colour that a value names; `above` where it is that of the element around, none where it is not known.
fn colour(value: &str, above: Option<Colour>) -> Option<Colour> {
    let value = value.trim().to_ascii_lowercase();
    if let Some(hex) = value
        .strip_prefix('#')
        .or(Some(&*value).filter(|v| v.len() == 6 && v.bytes().all(|b| b.is_ascii_hexdigit())))
    {
        let digits: Option<Vec<u8>> =
            hex.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
        return match digits?.as_slice() {
            [r, g, b] | [r, g, b, _] => Some([r * 17, g * 17, b * 17]),
            [r, s, g, h, b, c, ..] => Some([r * 16 + s, g * 16 + h, b * 16 + c]),
            _ => None,
        };
    }
    if let Some(parts) =
        value.strip_prefix("rgb").and_then(|rest| rest.trim_start_matches('a').strip_prefix('('))
    {
        let mut parts = parts.trim_end_matches(')').split([',', ' ', '/']).filter(|part| !part.is_empty());
        let mut part = || parts.next()?.trim().parse::<u8>().ok();
        let found = [part()?, part()?, part()?];
        return if is_clear(&value) { above } else { Some(found) };
    }
    Some(match value.as_str() {
        "white" | "window" => [255; 3],
        "snow" | "ivory" | "ghostwhite" | "floralwhite" | "mintcream" | "azure" | "whitesmoke" => [250; 3],
        "black" | "windowtext" => [0; 3],
        "red" => [255, 0, 0],
        "darkred" | "maroon" => [139, 0, 0],
        "crimson" | "firebrick" => [200, 30, 40],
        "inherit" | "currentcolor" => return above,
        _ => return None,
    })
}

/// Whether a colour is none: `transparent`, or without opacity.
fn is_clear(value: &str) -> bool {
    let alpha = || {
        let parts = value.strip_prefix("rgb").or_else(|| value.strip_prefix("hsl"))?;
        parts.trim_end_matches(')').split(['(', ',', ' ', '/']).filter(|part| !part.is_empty()).nth(
            // `a(` of rgba opens the first part.
            if parts.starts_with('a') { 4 } else { 3 },
        )
    };
    let hex = value.strip_prefix('#').filter(|hex| hex.is_ascii());
    let hex = hex.and_then(|hex| match hex.len() {
        4 => hex.get(3..),
        8 => hex.get(6..),
        _ => None,
    });
    value == "transparent"
        || hex.is_some_and(|alpha| alpha.chars().all(|c| c == '0'))
        || alpha().and_then(number).is_some_and(|alpha| alpha.is_zero())
}

/// Whether a clip leaves nothing: `rect(0,0,0,0)`, `rect(1px 1px 1px 1px)`, `inset(50%)`.
fn is_nothing(value: &str) -> bool {
    let Some((kind, sides)) = value.trim_end_matches(')').split_once('(') else { return false };
    let sides: Vec<&str> = sides.split([',', ' ']).filter(|side| !side.is_empty()).collect();
    let equal = sides.windows(2).all(|two| number(two[0]) == number(two[1]));
    match kind.trim() {
        "rect" => sides.len() == 4 && equal && sides.iter().all(|side| number(side).is_some()),
        "inset" => {
            let half = rust_decimal::Decimal::from(50);
            equal && sides.first().is_some_and(|side| side.ends_with('%') && number(side) >= Some(half))
        }
        _ => false,
    }
}

/// How many columns a grid has; none where that hangs on its width.
fn columns(value: &str) -> usize {
    let repeated = value.strip_prefix("repeat(").and_then(|rest| rest.split_once(','));
    match repeated {
        Some((count, track)) if !track.trim_end_matches(')').trim().contains(' ') => {
            count.trim().parse().unwrap_or(0)
        }
        Some(_) => 0,
        None if value.contains('(') || value == "none" => 0,
        None => value.split_whitespace().count(),
    }
}

fn background(value: &str, above: Option<Colour>) -> Option<Colour> {
    if value.contains("url(") || value.contains("gradient") {
        return None;
    }
    let first =
        if value.starts_with("rgb") { value } else { value.split_whitespace().next().unwrap_or_default() };
    match first {
        "" | "none" | "transparent" | "inherit" | "initial" | "unset" => above,
        first => colour(first, above),
    }
}

#[cfg(test)]
mod tests {
    use super::super::content::Content;
    use super::super::ink;
    use super::*;

    fn seen(page: &str) -> String {
        let dom = Dom::parse(page);
        ink::plain(&dom, &Content::find(&dom), Dom::ROOT)
    }

    #[test]
    fn what_styles_hide_is_not_seen() {
        for page in [
            "<style>.x{display:none}</style><p>1<span class='a x'>9</span></p>",
            "<style><!-- td p.x , #y {DISPLAY : none !important} --></style><p>1</p><b id=y style='display:block'>9</b>",
            "<style>.t .x > i{visibility:hidden}</style><div class=t><p class=x>1<i>9</i></p></div>",
            "<p>1<font color='#FFFFFF'>9</font></p>",
            "<p>1<span style='color:rgb(255, 255, 254)'>9</span></p>",
            "<p>1<span style='color:white;background:#fff'>9</span></p>",
            "<div style='background-color:#336699'>1<span style='color:#336699'>9</span></div>",
            "<p>1<s>9</s><strike>9</strike><del>9</del></p>",
            "<p>1<span style='text-decoration:line-through'><b>9</b></span></p>",
            "<p>1<span hidden>9</span><span style='opacity:0'>9</span><span style='font-size:0'>9</span></p>",
            "<p>1<span style='position:absolute;left:-9999px'>9</span></p>",
            "<p>1<ruby><rt>9</rt></ruby></p>",
            "<style>@media screen and (min-width:769px){.x{display:none}}</style><p>1<b class=x>9</b></p>",
            "<p>1<span style='color:transparent'>9</span></p>",
            "<p>1<span style='color:rgba(9, 9, 9, 0)'>9</span><span style='color:#0000'>9</span></p>",
            "<style>.x{position:absolute;width:1px;height:1px;overflow:hidden}</style><p>1<i class=x>9</i></p>",
            "<p>1<i style='clip:rect(0 0 0 0)'>9</i><i style='clip-path:inset(50%)'>9</i></p>",
            "<style>p :nth-child(2){display:none}</style><p><b>1</b><i>9</i></p>",
            "<style>i:last-child{display:none}</style><p><i>1</i><i>9</i></p>",
            "<style>i:last-of-type{display:none}</style><p><i>1</i><i>9</i><b></b></p>",
            "<style>p:first-of-type i:nth-child(-n+2){display:none}</style><p><i>9</i><i>9</i><i>1</i></p>",
            "<style>i:nth-last-child( 2n + 1 ){display:none}</style><p><i>9</i><i>1</i><i>9</i></p>",
            "<style>i:nth-of-type(n+2){display:none}</style><p><b></b><i>1</i><i>9</i></p>",
            "<style>i:not(.new):not( u ){display:none}</style><p><i class=new>1</i><i>9</i></p>",
            "<style>p :is(i, u):only-of-type{display:none}</style><p><i>9</i><u>9</u>1</p>",
            "<p>1<i style='transform: scale(0)'>9</i></p>",
            "<style>i[data-old],i[align='left']{display:none}</style><p>1<i data-old=1>9</i><i align=left>9</i></p>",
            "<div>1<div style='height:0;overflow:hidden'>9</div></div>",
        ] {
            assert_eq!(seen(page), "1", "{page}");
        }
    }

    #[test]
    fn what_they_show_is_seen() {
        for page in [
            "<style>@media print{.x{display:none}}</style><p class=x>1</p>",
            "<style>@media (max-width:768px){.x{display:none}.y{color:red}}</style><p class=x>1</p>",
            "<style>.x{display:none}</style><p class=xx>1</p>",
            "<table><tr bgcolor=#336699><td><font color=white>1</font></td></tr></table>",
            "<div style='background:url(a.png)'><span style='color:#fff'>1</span></div>",
            "<p style='visibility:hidden'><span style='visibility:visible'>1</span></p>",
            "<style>[hidden]{display:block}</style><p hidden>1</p>",
            "<p style='text-decoration:underline;font-size:0.9em'>1</p>",
            "<p><font color=red>1</font></p>",
            "<style>i:nth-child(2n){display:none}</style><p><i>1</i></p>",
            "<style>b:first-of-type:nth-child(3){display:none}</style><p><b>1</b></p>",
            "<style>b:not(:first-child, .x){display:none}</style><p><b>1</b></p>",
            "<style>b:nth-child(n+2), b:nth-child(x), b:not(, b:is(u){display:none}</style><p><b>1</b></p>",
            "<p style='color:rgba(0,0,0,0.8);width:1em;overflow:hidden'>1</p>",
            "<p style='clip:rect(0,90px,20px,0)'>1</p>",
        ] {
            assert_eq!(seen(page), "1", "{page}");
        }
    }

    #[test]
    fn hostile_styles_end() {
        let selector = "a ".repeat(40);
        let page = format!("<style>{selector}{{display:none}}</style>{}1", "<a href=x><div>".repeat(200));
        assert!(seen(&page).contains('1'));
        assert_eq!(seen("<style>{{{}@}@media{ p{color:</style><p style='color:#12;:;x'>1"), "1");
    }
}
