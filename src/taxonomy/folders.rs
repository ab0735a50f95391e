//! What tells bodies of one name apart: names that stand for one body, and folders of the content that may stand for a
//! place, where others are only years, kinds and formats.

use std::sync::LazyLock;

use crate::document::key;

static NEUTRAL: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("data/folders.csv").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// The folders of a path that may stand for a place, joined; empty for a file at the top or one that is sorted by year
/// and kind only.
pub fn place_of(path: &str) -> String {
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    folders.split('/').filter(|name| names_something(name)).collect::<Vec<_>>().join("/")
}

/// Whether something is left of a folder's name without years, kinds and formats.
fn names_something(name: &str) -> bool {
    // Six digits are the code of a division.
    let digits = name.chars().filter(char::is_ascii_digit).count();
    if digits == 6 && digits == name.chars().count() {
        return true;
    }
    let mut rest = key(name).to_lowercase();
    for word in NEUTRAL.iter() {
        rest = rest.replace(word, "");
    }
    rest.chars().any(char::is_alphabetic)
}

static AREAS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("data/areas.csv").lines().map(str::trim);
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(',')).collect()
});

/// Whether a body's name says by itself which body it is: it names a place (云岭县教育局), also one that is in no list of
/// divisions, or it is of a kind whose names are given once.
pub fn names_one_body(name: &str) -> bool {
    let of = |kind: &'static str| AREAS.iter().filter(move |(own, _)| *own == kind).map(|(_, word)| *word);
    let mut rest = key(name);
    if of("unique").any(|ending| rest.ends_with(ending)) {
        return true;
    }
    for generic in of("generic") {
        rest = rest.replace(generic, "");
    }
    // Two characters at least are a name; something stands behind the place.
    let chars: Vec<char> = rest.chars().collect();
    chars.iter().enumerate().any(|(at, c)| at >= 2 && at + 2 < chars.len() && "省市州盟县区旗".contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_place_stand_for_one_body() {
        for one in ["云岭县教育局", "青溪市西岸区水务局", "汉宁省司法厅", "西南大学", "华陵职业技术学院"]
        {
            assert!(names_one_body(one), "{one}");
        }
        for any in
            ["民政局", "城市管理局", "城关镇人民政府", "经济技术开发区管理委员会", "社区服务中心", "市财政局"]
        {
            assert!(!names_one_body(any), "{any}");
        }
    }

    #[test]
    fn years_kinds_and_formats_are_no_places() {
        for sorted in
            ["2023/a.pdf", "2024年度/部门预算/a.pdf", "final-2022/pdf/a.pdf", "a.pdf", "决算公开_2021/a.pdf"]
        {
            assert_eq!(place_of(sorted), "", "{sorted}");
        }
        assert_eq!(place_of("luohu/2023/a.pdf"), "luohu");
        assert_eq!(place_of("440303/2023/a.pdf"), "440303");
        assert_eq!(place_of("安徽/芜湖县/2020年决算/a.pdf"), "安徽/芜湖县");
    }
}
