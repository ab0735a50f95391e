//! Cleaning of dirty text: what a reader keeps (`clean`), what pages print (`label`), what is compared (`key`).
//!
//! The raw text is never changed; these functions make new strings beside it.

use unicode_normalization::UnicodeNormalization;

/// Radical glyphs that NFKC does not fold (CJK Radicals Supplement), with the characters they stand for.
const RADICALS: &[(char, char)] = &[
    ('⺁', '厂'),
    ('⺄', '乙'),
    ('⺆', '冂'),
    ('⺇', '几'),
    ('⺈', '刀'),
    ('⺊', '卜'),
    ('⺋', '㔾'),
    ('⺌', '小'),
    ('⺍', '小'),
    ('⺎', '兀'),
    ('⺏', '尣'),
    ('⺑', '尢'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺔', '彑'),
    ('⺗', '心'),
    ('⺛', '无'),
    ('⺜', '日'),
    ('⺝', '月'),
    ('⺞', '歹'),
    ('⺠', '民'),
    ('⺢', '水'),
    ('⺣', '火'),
    ('⺥', '爪'),
    ('⺧', '牛'),
    ('⺪', '疋'),
    ('⺫', '目'),
    ('⺬', '示'),
    ('⺭', '礻'),
    ('⺮', '竹'),
    ('⺯', '糸'),
    ('⺰', '纟'),
    ('⺱', '网'),
    ('⺲', '罒'),
    ('⺳', '网'),
    ('⺵', '羊'),
    ('⺶', '羊'),
    ('⺷', '羊'),
    ('⺸', '羊'),
    ('⺺', '聿'),
    ('⺻', '聿'),
    ('⺼', '肉'),
    ('⺽', '臼'),
    ('⺾', '艹'),
    ('⺿', '艹'),
    ('⻀', '艹'),
    ('⻁', '虎'),
    ('⻂', '衤'),
    ('⻃', '西'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻇', '角'),
    ('⻉', '贝'),
    ('⻊', '足'),
    ('⻋', '车'),
    ('⻌', '辶'),
    ('⻍', '辶'),
    ('⻎', '辶'),
    ('⻏', '阝'),
    ('⻐', '钅'),
    ('⻑', '长'),
    ('⻒', '长'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻕', '阜'),
    ('⻖', '阝'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻞', '食'),
    ('⻟', '饣'),
    ('⻠', '饣'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

fn fold_radical(c: char) -> char {
    match c {
        // Kangxi radicals fold to one character each under NFKC.
        '\u{2F00}'..='\u{2FD5}' => c.nfkc().next().unwrap_or(c),
        '\u{2E80}'..='\u{2EF3}' => RADICALS.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to),
        _ => c,
    }
}

/// Whether a character belongs to Chinese text (ideographs and full-width punctuation).
pub fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '“' | '”' | '‘' | '’' | '—' | '…' | '\u{20000}'..='\u{2FA1F}')
}

/// The digit that stands in another script.
fn latin_digit(c: char) -> char {
    let zero = match u32::from(c) {
        code @ 0x1D7CE.. if code < 0x1D800 => {
            return char::from_digit((code - 0x1D7CE) % 10, 10).unwrap_or(c);
        }
        code if code >= 0x1FBF0 => 0x1FBF0,
        code if code >= 0x1810 => 0x1810,
        code if code >= 0xF20 => 0xF20,
        code if code >= 0x966 => 0x966,
        code if code >= 0x6F0 => 0x6F0,
        _ => 0x660,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// Cleans one line or cell: full-width digits and Latin letters become half-width, radical glyphs become
/// characters, odd spaces become plain ones, invisible characters and editor scraps go.
/// Full-width brackets and punctuation stay.
pub fn clean(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
                out.push(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c));
            }
            // Digits of other scripts, and of mathematics.
            '\u{660}'..='\u{669}'
            | '\u{6F0}'..='\u{6F9}'
            | '\u{966}'..='\u{96F}'
            | '\u{F20}'..='\u{F29}'
            | '\u{1810}'..='\u{1819}'
            | '\u{1D7CE}'..='\u{1D7FF}'
            | '\u{1FBF0}'..='\u{1FBF9}' => out.push(latin_digit(c)),
            '\u{66B}' => out.push('.'),
            '\u{66C}' => out.push(','),
            '\u{FF05}' => out.push('%'),
            '\u{FF0E}' => out.push('.'),
            '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => out.push(' '),
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{FEFF}'
            | '\u{00AD}'
            | super::RED => {}
            '\t' | '\n' => out.push(c),
            c if c.is_control() => out.push(' '),
            c => out.push(fold_radical(c)),
        }
    }
    if out.contains("[bookmark:") { strip_bookmarks(&out) } else { out }
}

/// Removes `[bookmark: …]` scraps that a word processor's export leaves in text.
fn strip_bookmarks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("[bookmark:") {
        out.push_str(&rest[..start]);
        match rest[start..].find(']') {
            Some(end) => rest = &rest[start + end + 1..],
            None => {
                rest = &rest[start..];
                break;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Removes spaces that the layout put next to Chinese characters; spaces between Latin words stay single.
/// For labels and names.
pub fn squeeze(text: &str) -> String {
    close_gaps(text, |before, after| is_cjk(before) || is_cjk(after))
}

/// Removes spaces between two Chinese characters; every other space stays, single. For running text as printed.
pub fn squeeze_text(text: &str) -> String {
    let ideograph =
        |c: char| matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2FA1F}');
    close_gaps(text, |before, after| ideograph(before) && ideograph(after))
}

fn close_gaps(text: &str, closes: impl Fn(char, char) -> bool) -> String {
    let text = text.trim();
    // Most cells have no gap.
    if !text.contains(char::is_whitespace) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_whitespace() {
            out.push(chars[at]);
            at += 1;
            continue;
        }
        let mut next = at;
        while next < chars.len() && chars[next].is_whitespace() {
            next += 1;
        }
        let before = out.chars().next_back();
        let after = chars.get(next).copied();
        if let (Some(before), Some(after)) = (before, after)
            && !closes(before, after)
        {
            out.push(' ');
        }
        at = next;
    }
    out
}

/// The key of a label for comparisons: NFKC, lower case, no white space, no quotation marks.
pub fn key(text: &str) -> String {
    if let Some(key) = plain_key(text) {
        return key;
    }
    text.chars()
        .map(fold_radical)
        .collect::<String>()
        .nfkc()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '\'' | '‘' | '’' | '\u{200B}' | '\u{FEFF}')
        })
        .map(super::simplified)
        .flat_map(char::to_lowercase)
        .collect()
}

/// The key of a label of plain characters, which is nearly every one: each has a form of its own under NFKC, whatever
/// stands beside it.
fn plain_key(text: &str) -> Option<String> {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '“' | '”' | '‘' | '’' | '"' | '\'' => {}
            c if c.is_ascii() && c.is_whitespace() => {}
            c if c.is_ascii() => key.push(c.to_ascii_lowercase()),
            '\u{4E00}'..='\u{9FFF}' => key.push(super::simplified(c)),
            '、' | '。' => key.push(c),
            // Full-width forms of what ASCII has.
            '\u{FF01}'..='\u{FF5E}' => {
                let narrow = char::from_u32(u32::from(c) - 0xFEE0)?;
                if !matches!(narrow, '"' | '\'') {
                    key.push(narrow.to_ascii_lowercase());
                }
            }
            _ => return None,
        }
    }
    Some(key)
}

/// A printed row label without ordinals, 其中 and layout spaces, brackets full-width.
pub fn label(text: &str) -> String {
    let squeezed = squeeze(&clean(text));
    let mut rest = squeezed.as_str();
    loop {
        let next = strip_ordinal(rest);
        let next = next
            .strip_prefix("其中：")
            .or_else(|| next.strip_prefix("其中:"))
            .or_else(|| next.strip_prefix("其中").filter(|r| r.chars().next().is_some_and(|c| c != '的')))
            .unwrap_or(next)
            .trim_start_matches(['*', '★', '▲', '●', '-', '—', '－', ' ']);
        if next == rest || next.is_empty() {
            break;
        }
        rest = next;
    }
    widen_brackets(without_leaders(rest).trim_end_matches(['：', ':', ' ']))
}

/// A label without the dots that lead from it to its amounts: 合计……
pub fn without_leaders(label: &str) -> &str {
    const DOTS: &[char] = &['…', '⋯', '.', '·', '．', '﹒', ' '];
    let bare = label.trim_end_matches(DOTS);
    let led = &label[bare.len()..];
    if !bare.is_empty() && (led.contains(['…', '⋯']) || led.chars().filter(|c| *c != ' ').count() > 2) {
        bare
    } else {
        label
    }
}

/// Half-width brackets become full-width where they stand in Chinese text.
pub fn widen_brackets(text: &str) -> String {
    if !text.chars().any(is_cjk) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            c => c,
        })
        .collect()
}

const CHINESE_DIGITS: &str = "一二三四五六七八九十百零〇";

/// What is left of a label behind its ordinal (`一、` `（一）` `1.` `（1）` `1、` `⒈` `①`), or the label itself.
pub fn strip_ordinal(text: &str) -> &str {
    let text = text.trim_start();
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return text };
    if matches!(first, '\u{2460}'..='\u{249B}') {
        return chars.as_str().trim_start_matches(['.', '、', ' ']);
    }
    let digits = |s: &str| {
        let chinese: usize = s.chars().take_while(|c| CHINESE_DIGITS.contains(*c)).map(char::len_utf8).sum();
        let latin = s.bytes().take_while(u8::is_ascii_digit).count();
        chinese.max(latin)
    };
    if matches!(first, '（' | '(') {
        let inner = chars.as_str();
        let n = digits(inner);
        let behind = &inner[n..];
        if n > 0
            && let Some(rest) = behind.strip_prefix('）').or_else(|| behind.strip_prefix(')'))
        {
            return rest.trim_start_matches(['、', '.', ' ']);
        }
        return text;
    }
    let n = digits(text);
    if n == 0 {
        return text;
    }
    let behind = &text[n..];
    let Some(mark) = behind.chars().next() else { return text };
    if !matches!(mark, '、' | '.' | '．' | ',' | '，') {
        return text;
    }
    let rest = behind[mark.len_utf8()..].trim_start();
    // `1.5万` is a number, not an ordinal.
    if rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()) { text } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_that_lead_to_amounts_are_no_words() {
        assert_eq!(label("一、合计……"), "合计");
        assert_eq!(label("教育支出......"), "教育支出");
        assert_eq!(label("张三等."), "张三等.");
        assert_eq!(without_leaders("……"), "……");
    }

    #[test]
    fn keys_of_plain_labels_are_those_of_all_others() {
        // A character that is not plain sends a label the long way.
        const LONG_WAY: char = '\u{200B}';
        for text in [
            "一般公共预算支出（万元）",
            "“三公”经费 合计",
            "ＡＢＣ　項目 ABC:'1'",
            "其中：住房公積金、提租補貼。",
            "\u{FF02}引\u{FF07}",
            "",
        ] {
            assert_eq!(key(text), key(&format!("{text}{LONG_WAY}")), "{text}");
        }
        let all: String = ('\u{4E00}'..='\u{9FFF}').chain('\u{FF01}'..='\u{FF5E}').chain(' '..='~').collect();
        assert_eq!(key(&all), key(&format!("{all}{LONG_WAY}")));
    }

    #[test]
    fn labels_lose_ordinals_and_layout() {
        assert_eq!(label("      一、一般公共预算财政拨款收入"), "一般公共预算财政拨款收入");
        assert_eq!(label("其中：当年财政拨款"), "当年财政拨款");
        assert_eq!(label("其中:基本建设类项目"), "基本建设类项目");
        assert_eq!(label("（2）公务用车购置费"), "公务用车购置费");
        assert_eq!(label("十八、自然资源海洋气象 等支出"), "自然资源海洋气象等支出");
        assert_eq!(label("维修(护)费"), "维修（护）费");
        assert_eq!(label("收 入 总 计"), "收入总计");
        assert_eq!(label("1.财政拨款结余、结转"), "财政拨款结余、结转");
        assert_eq!(label("二十六、抗疫特别国债安 排的支出"), "抗疫特别国债安排的支出");
        assert_eq!(label("一般公共服务支出"), "一般公共服务支出");
    }

    #[test]
    fn radicals_and_full_width_fold() {
        assert_eq!(clean("⻋辆１２３．５％"), "车辆123.5%");
        assert_eq!(key("⽀出 合 计（万元）"), "支出合计(万元)");
        assert_eq!(clean("[bookmark: _GoBack]    1、贯彻"), "    1、贯彻");
    }

    #[test]
    fn squeezing_keeps_latin_words_apart() {
        assert_eq!(squeeze("知会 APP 的 使用"), "知会APP的使用");
        assert_eq!(squeeze("big  data 平台"), "big data平台");
        assert_eq!(squeeze_text("≥5期;  文件 数 ≥20"), "≥5期; 文件数 ≥20");
    }
}
