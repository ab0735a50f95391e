//! Numbers that are no figures: what each kind looks like.

use std::sync::LazyLock;

use regex::Regex;

use super::regex;

/// The kinds of numbers that are no figures, each with what it looks like. They are taken out of a text in this order;
/// what is left must be traced.
pub(super) static KINDS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let kinds = [
        ("date", r"(?-u:\b)(?:19|20)\d\d-\d\d-\d\d(?-u:\b)"),
        ("address", r"(?:https?://)?[\w.-]*/[\w./-]*\.(?:html|svg|csv|json|md|txt)(?:#[\w:@-]+)?"),
        ("file name", r"[\w.-]*\.(?:html|svg|csv|json|md|txt|toml)\b"),
        ("hash", r"(?-u:\b)[0-9a-f]{12}…|(?-u:\b)[0-9a-f]{64}(?-u:\b)"),
        ("year", r"(?-u:\b)(?:19|20)\d\d(?:(?:[—、–-]| 和 )(?:19|20)\d\d)* ?(?:年|财政年度)"),
        ("year", r"^(?:19|20)\d\d(?:—(?:19|20)\d\d)?$"),
        (
            "year",
            r"(?-u:\b)(?:19|20)\d\d (?:年初|全年|调整|决算|预算)| · (?:19|20)\d\d(?:—(?:19|20)\d\d)?(?: ·|$)|(?:19|20)\d\d：",
        ),
        ("place", r"第 ?\d+(?:[—-]\d+)? ?行"),
        ("place", r"(?-u:\b)L\d+(?:[-—]\d+)?(?::c\d+)?(?:@\d+)?"),
        ("place", r"[甲乙丙丁戊己庚辛壬癸]\d+(?-u:\b)|附\d+"),
        ("rule", r"(?-u:\b)[A-F]\d\d(?-u:\b)"),
        ("count", r"(?-u:\b)\d+ ?(?:处|个|份|行|项|条|张|类|种)"),
        (
            "standard",
            r"sha256|SHA-256|level[123]|(?-u:\b)R\d{3}(?-u:\b)|GB/T \d+(?:-\d+)?|UTF-8|CC BY(?:-SA)? \d\.\d|mingzhang \d+\.\d+\.\d+",
        ),
        ("scale of a whole", r"每 100 元|满分 100|^100%$|(?-u:\b)(?:90|80|60) 分(?:起|以上)"),
        ("zero as a word", r"为 0 的(?:科目|来源)不列|不是 0|分母为 0|为 0：本站|印出的 0 不同"),
        ("error", r"^404$"),
    ];
    kinds.into_iter().map(|(kind, pattern)| (kind, regex(pattern))).collect()
});

/// A text without some others.
pub(super) fn blank<'t>(text: &str, others: impl Iterator<Item = &'t str>) -> String {
    let mut text = text.to_owned();
    for other in others.filter(|other| other.contains(|c: char| c.is_ascii_digit())) {
        if text.contains(other) {
            text = text.replace(other, " ");
        }
    }
    text
}

pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..=1023 => format!("{bytes} 字节"),
        1024..=1_048_575 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes >> 20, ((bytes & 0xF_FFFF) * 10) >> 20),
    }
}
