//! The palette: every colour of every chart as a token, for light, dark and print.
//!
//! A chart never holds a colour. It names a [`Tone`], and the canvas writes `var(--name)`, in files `var(--name,#fallback)`: a page, a
//! dark page and a printed page then show the same file in their own colours, and a viewer that knows none of the
//! variables shows the light ones. Red and green are not in the palette.

/// One colour of the palette: its custom property and its value on light and on dark ground.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Name of the custom property without the two dashes: `b700`.
    pub name: &'static str,
    /// Value on light ground and in print, `#RRGGBB`.
    pub light: &'static str,
    /// Value on dark ground, `#RRGGBB`.
    pub dark: &'static str,
    /// The tone of text that stands on it.
    on: u8,
}

/// A colour of the palette, as its place in the table: small enough to travel inside a plotters colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone(u8);

impl Tone {
    /// No colour: not filled, not stroked.
    pub const NONE: Self = Self(NONE);
    /// Ground of the page.
    pub const PAPER: Self = Self(1);
    /// Quiet ground: tracks, groups.
    pub const WASH: Self = Self(2);
    /// Text.
    pub const INK: Self = Self(INK);
    /// Notes.
    pub const INK_2: Self = Self(4);
    /// Captions; nothing is paler.
    pub const INK_3: Self = Self(5);
    /// Hairlines.
    pub const RULE: Self = Self(6);
    /// Dotted underlines, leaders, hatching.
    pub const RULE_2: Self = Self(7);
    /// Money: the strongest.
    pub const B700: Self = Self(8);
    /// Money: solid bars.
    pub const B600: Self = Self(9);
    /// Money: second part of a bar.
    pub const B500: Self = Self(10);
    /// Money: pale part of a bar.
    pub const B300: Self = Self(11);
    /// Money: tint, always with an outline.
    pub const B100: Self = Self(12);
    /// 待核对: text.
    pub const AMBER: Self = Self(13);
    /// 因公出国（境）.
    pub const OUTBOUND: Self = Self(14);
    /// 公务用车.
    pub const VEHICLE: Self = Self(15);
    /// 公务接待.
    pub const RECEPTION: Self = Self(16);
    /// Grade 差, the deepest band; 中, 良 and 优 follow.
    pub const GRADES: [Self; 4] = [Self(17), Self(18), Self(19), Self(20)];
    /// Text on a tone that is dark on light ground and light on dark ground.
    pub const ON_BLUE: Self = Self(ON_BLUE);
    /// Text on a tone that is pale on light ground and deep on dark ground.
    pub const ON_TINT: Self = Self(ON_TINT);
    /// Text on a tone that is deep on both grounds.
    pub const ON_DEEP: Self = Self(ON_DEEP);
    /// Deep edge of letters that stand on a middling tone.
    pub const EDGE: Self = Self(24);
    /// Not a colour but the pattern for what is unknown, and for nothing else.
    pub const HATCH: Self = Self(25);

    /// Outline of what is pale when filled: [`Tone::B300`] and [`Tone::RECEPTION`] alone would not show as a line.
    pub const PALE_LINE: Self = Self(26);

    /// The tone of an outline that stands for a fill of this tone.
    pub fn as_line(self) -> Self {
        let class = self
            .token()
            .name
            .strip_prefix('f')
            .is_some_and(|code| code.starts_with(|c: char| c.is_ascii_digit()));
        match self {
            Self::B300 | Self::RECEPTION => Self::PALE_LINE,
            _ if class => Self(self.0.saturating_add(CLASSES)),
            _ => self,
        }
    }

    /// The fixed tone of a class of a classification, from the first three digits of its code. The same code has the
    /// same tone on the whole site; a code that is not in the table takes the tone of 其他支出.
    pub fn of_class(code: &str) -> Self {
        let name = ALIASES.iter().find(|(from, _)| code.starts_with(from)).map_or_else(
            || format!("f{}", code.chars().take(3).collect::<String>()),
            |(_, to)| (*to).to_owned(),
        );
        let place = |name: &str| TOKENS.iter().position(|token| token.name == name);
        let place = place(&name).or_else(|| place("f229")).unwrap_or(0);
        Self(u8::try_from(place).unwrap_or(INK))
    }

    /// The tone for text on this one.
    pub fn on(self) -> Self {
        Self(self.token().on)
    }

    /// The entry of the table.
    pub fn token(self) -> &'static Token {
        TOKENS.get(usize::from(self.0)).unwrap_or(&TOKENS[0])
    }

    /// The tone as plotters carries it.
    pub(super) fn byte(self) -> u8 {
        self.0
    }

    /// The tone that a byte of a plotters colour stands for.
    pub(super) fn from_byte(byte: u8) -> Self {
        Self(byte)
    }
}

/// All tokens, in a fixed order.
pub fn tokens() -> impl Iterator<Item = &'static Token> {
    TOKENS.iter().filter(|token| !token.light.is_empty())
}

/// The style sheet that defines the tokens for the given selector: light, and dark on a screen that asks for it.
/// Print keeps the light ones.
pub fn stylesheet(selector: &str) -> String {
    stylesheet_of(selector, &tokens().collect::<Vec<_>>())
}

/// The tokens that some markup names, in the order of the table.
pub(super) fn used(markup: &str) -> Vec<&'static Token> {
    let names: std::collections::BTreeSet<&str> =
        markup.split("var(--").skip(1).filter_map(|rest| rest.split([',', ')']).next()).collect();
    tokens().filter(|token| names.contains(token.name)).collect()
}

/// The style sheet that defines some tokens.
pub(super) fn stylesheet_of(selector: &str, tokens: &[&Token]) -> String {
    let block = |pick: fn(&Token) -> &'static str| {
        tokens.iter().map(|token| format!("--{}:{};", token.name, pick(token))).collect::<String>()
    };
    format!(
        "{selector}{{{}}}@media screen and (prefers-color-scheme:dark){{{selector}{{{}}}}}",
        block(|token| token.light),
        block(|token| token.dark)
    )
}

const NONE: u8 = 0;
const INK: u8 = 3;
const ON_BLUE: u8 = 21;
const ON_TINT: u8 = 22;
const ON_DEEP: u8 = 23;

const fn token(name: &'static str, light: &'static str, dark: &'static str, on: u8) -> Token {
    Token { name, light, dark, on }
}

/// Economic classes share the tones of the parts they belong to: 人员经费, 公用经费, 项目.
const ALIASES: &[(&str, &str)] = &[
    ("301", "b300"),
    ("303", "f206"),
    ("302", "b500"),
    ("310", "b700"),
    ("309", "b700"),
    ("307", "f232"),
    ("311", "f212"),
    ("312", "f212"),
    ("501", "b300"),
    ("505", "f208"),
    ("509", "f206"),
    ("502", "b500"),
    ("503", "b700"),
    ("504", "b700"),
    ("506", "f221"),
];

/// The table. The place of an entry is its tone; function classes come last and are found by name.
/// How many classes have a tone; the tones of their outlines follow theirs.
const CLASSES: u8 = 29;

static TOKENS: &[Token] = &[
    token("none", "", "", INK),
    token("paper", "#FBF9F4", "#15181B", INK),
    token("wash", "#F4F1E9", "#1C2024", INK),
    token("ink", "#1B1B18", "#EAE6DC", 1),
    token("ink-2", "#4B4A44", "#BDB9AE", 1),
    token("ink-3", "#66645C", "#98958B", 1),
    token("rule", "#DAD5C9", "#32373C", INK),
    token("rule-2", "#8A867B", "#6E7378", INK),
    token("b700", "#14497F", "#A5CBEE", ON_BLUE),
    token("b600", "#1D5F9F", "#6FAEE3", ON_BLUE),
    token("b500", "#3D7DB9", "#4A8EC8", ON_BLUE),
    token("b300", "#97BCDC", "#35689A", ON_TINT),
    token("b100", "#E2ECF4", "#1D3247", INK),
    token("amber", "#7A5300", "#F3C65A", 1),
    token("outbound", "#0C2B4B", "#B4D4F0", ON_BLUE),
    token("vehicle", "#3D7DB9", "#4F92CF", ON_BLUE),
    token("reception", "#97BCDC", "#2F5F8D", ON_TINT),
    token("grade-1", "#D5CBB7", "#3B4046", INK),
    token("grade-2", "#E0D8C8", "#32373C", INK),
    token("grade-3", "#E9E3D7", "#2A2E33", INK),
    token("grade-4", "#F1EDE3", "#22262A", INK),
    token("on-blue", "#FFFFFF", "#0E1B28", NONE),
    token("on-tint", "#0C2233", "#FFFFFF", NONE),
    token("on-deep", "#FFFFFF", "#FFFFFF", NONE),
    token("edge", "#1D5F9F", "#4F92CF", NONE),
    token("hatch", "", "", INK),
    token("pale-line", "#5A92C6", "#477FB3", INK),
    token("f201", "#14497F", "#2A5F96", ON_DEEP), // 一般公共服务
    token("f202", "#273C64", "#304772", ON_DEEP), // 外交
    token("f203", "#374960", "#3C4E67", ON_DEEP), // 国防
    token("f204", "#0D5A79", "#015A7B", ON_DEEP), // 公共安全
    token("f205", "#79A0D9", "#1B3F74", ON_TINT), // 教育
    token("f206", "#C9D6F0", "#333E66", ON_TINT), // 科学技术
    token("f207", "#8D8FC9", "#3C3B70", ON_TINT), // 文化旅游体育与传媒
    token("f208", "#97BCDC", "#23435F", ON_TINT), // 社会保障和就业
    token("f210", "#55659E", "#5D69A0", ON_DEEP), // 卫生健康
    token("f211", "#216F7A", "#086772", ON_DEEP), // 节能环保
    token("f212", "#487B9B", "#33698B", ON_DEEP), // 城乡社区
    token("f213", "#77B0B8", "#004750", ON_TINT), // 农林水
    token("f214", "#46538D", "#42508C", ON_DEEP), // 交通运输
    token("f215", "#7E95AD", "#30455C", ON_TINT), // 资源勘探工业信息
    token("f216", "#B1BCE2", "#2D3656", ON_TINT), // 商业服务业
    token("f217", "#3E3F7C", "#434582", ON_DEEP), // 金融
    token("f219", "#BCCDDE", "#283644", ON_TINT), // 援助其他地区
    token("f220", "#357478", "#23696D", ON_DEEP), // 自然资源海洋气象
    token("f221", "#3672AD", "#3A75AE", ON_DEEP), // 住房保障
    token("f222", "#9ABAC8", "#203F4B", ON_TINT), // 粮油物资储备
    token("f223", "#5B6B8F", "#4D5E83", ON_DEEP), // 国有资本经营预算
    token("f224", "#306273", "#295E70", ON_DEEP), // 灾害防治及应急管理
    token("f227", "#CCD5E2", "#2B333D", ON_TINT), // 预备费
    token("f229", "#A1ACBB", "#343D4B", ON_TINT), // 其他支出
    token("f230", "#8F9DAE", "#364252", ON_TINT), // 转移性支出
    token("f231", "#515674", "#4E5372", ON_DEEP), // 债务还本
    token("f232", "#68678E", "#5B5A82", ON_DEEP), // 债务付息
    token("f233", "#A2A0C3", "#3D3A59", ON_TINT), // 债务发行费用
    token("f234", "#326893", "#255F8C", ON_DEEP), // 抗疫特别国债
    // Outlines of the classes, in their order: each shows on its ground.
    token("l201", "#14497F", "#316EAE", INK),
    token("l202", "#273C64", "#486BAB", INK),
    token("l203", "#374960", "#546E91", INK),
    token("l204", "#0D5A79", "#01749E", INK),
    token("l205", "#5989D0", "#2D6AC3", INK),
    token("l206", "#6187D3", "#5567AA", INK),
    token("l207", "#7F81C2", "#6564AD", INK),
    token("l208", "#4E8DC4", "#3A709E", INK),
    token("l210", "#55659E", "#5D69A0", INK),
    token("l211", "#216F7A", "#097885", INK),
    token("l212", "#487B9B", "#377196", INK),
    token("l213", "#51929C", "#007988", INK),
    token("l214", "#46538D", "#5767B0", INK),
    token("l215", "#728BA5", "#4C6D92", INK),
    token("l216", "#7286CB", "#5768A6", INK),
    token("l217", "#3E3F7C", "#6365AF", INK),
    token("l219", "#678DB4", "#526E8B", INK),
    token("l220", "#357478", "#28787C", INK),
    token("l221", "#3672AD", "#3A75AE", INK),
    token("l222", "#5B8FA6", "#3A7288", INK),
    token("l223", "#5B6B8F", "#586C96", INK),
    token("l224", "#306273", "#33748A", INK),
    token("l227", "#718AAE", "#5B6D82", INK),
    token("l229", "#7B8A9F", "#5C6C84", INK),
    token("l230", "#7A8B9F", "#586C86", INK),
    token("l231", "#515674", "#636990", INK),
    token("l232", "#68678E", "#686794", INK),
    token("l233", "#8684B1", "#69649A", INK),
    token("l234", "#326893", "#2B6FA4", INK),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::float_arithmetic)] // contrast is a ratio of light

    use super::*;

    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn text_reads_on_every_class() {
        for token in tokens().filter(|token| token.name.starts_with('f')) {
            let on = TOKENS[usize::from(token.on)];
            assert!(contrast(token.light, on.light) >= 4.5, "{} light", token.name);
            assert!(contrast(token.dark, on.dark) >= 4.5, "{} dark", token.name);
        }
    }

    #[test]
    fn outlines_show_on_every_ground() {
        let classes = TOKENS.iter().filter(|token| token.name.starts_with('f')).count();
        assert_eq!(classes, usize::from(CLASSES));
        for token in TOKENS.iter().filter(|token| token.name.starts_with('f')) {
            let line = Tone::of_class(&token.name[1..]).as_line().token();
            assert_eq!(line.name[1..], token.name[1..]);
            assert!(contrast(line.light, Tone::PAPER.token().light) >= 3.0, "{} light", line.name);
            assert!(contrast(line.dark, Tone::PAPER.token().dark) >= 3.0, "{} dark", line.name);
        }
    }

    #[test]
    fn named_tones_are_where_they_are_said_to_be() {
        let named = [
            (Tone::INK, "ink"),
            (Tone::B700, "b700"),
            (Tone::B100, "b100"),
            (Tone::RECEPTION, "reception"),
            (Tone::GRADES[3], "grade-4"),
            (Tone::ON_DEEP, "on-deep"),
            (Tone::HATCH, "hatch"),
            (Tone::PALE_LINE, "pale-line"),
        ];
        for (tone, name) in named {
            assert_eq!(tone.token().name, name);
        }
    }

    #[test]
    fn a_class_keeps_its_tone_at_every_level() {
        assert_eq!(Tone::of_class("2010301"), Tone::of_class("201"));
        assert_ne!(Tone::of_class("208"), Tone::of_class("210"));
        assert_eq!(Tone::of_class("999"), Tone::of_class("229"));
        assert_eq!(Tone::of_class("款"), Tone::of_class("229"));
    }
}
