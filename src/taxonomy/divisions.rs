//! Administrative divisions (GB/T 2260): finding the place a body belongs to in its name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A province, prefecture or county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Six digits.
    pub code: String,
    /// Its own name, such as 罗湖区.
    pub name: String,
    /// The parent's code; empty for provinces.
    pub parent: String,
}

static DIVISIONS: LazyLock<BTreeMap<String, Division>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("data/divisions.csv").as_bytes());
    let rows = reader.records().map_while(Result::ok).map(|record| {
        let field = |n: usize| record.get(n).unwrap_or_default().to_owned();
        Division { code: field(0), name: field(1), parent: field(2) }
    });
    rows.map(|d| (d.code.clone(), d)).collect()
});

static BY_NAME: LazyLock<BTreeMap<&'static str, Vec<&'static Division>>> = LazyLock::new(|| {
    let mut names: BTreeMap<&str, Vec<&Division>> = BTreeMap::new();
    for division in DIVISIONS.values() {
        names.entry(division.name.as_str()).or_default().push(division);
    }
    names
});

/// What people call a division whose own name nobody writes out, with its code: rows `called` of `data/areas.csv`.
static CALLED: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("data/areas.csv").lines().filter_map(|line| line.trim().strip_prefix("called,"));
    rows.filter_map(|row| row.split_once('|')).collect()
});

/// The division with this code.
pub fn division(code: &str) -> Option<&'static Division> {
    DIVISIONS.get(code)
}

impl Division {
    /// Names from the province down, joined: 广东省深圳市罗湖区.
    pub fn full_name(&self) -> String {
        let parent = division(&self.parent).map_or_else(String::new, Division::full_name);
        format!("{parent}{}", self.name)
    }

    /// Whether another division contains this one (or is it).
    fn is_within(&self, other: &Division) -> bool {
        self.code == other.code || division(&self.parent).is_some_and(|parent| parent.is_within(other))
    }
}

/// The deepest division named in a body's name, or `None` where it is not certain.
///
/// A county name that exists in several places counts only if the text names its prefecture or province too.
pub fn division_in(name: &str) -> Option<&'static Division> {
    let named = named_divisions(name);
    let deepest = |level: usize| named.iter().filter(move |d| depth(d) == level).copied().collect::<Vec<_>>();
    for level in [3, 2, 1] {
        let candidates = deepest(level);
        if candidates.is_empty() {
            continue;
        }
        // The other names of the text must not speak against a candidate.
        let fits = |candidate: &&Division| {
            named.iter().filter(|d| depth(d) < level && !is_ambiguous(d)).all(|d| candidate.is_within(d))
        };
        let fitting: Vec<_> = candidates.iter().copied().filter(fits).collect();
        return if let [only] = fitting[..] { Some(only) } else { None };
    }
    None
}

/// Whether a name opens with the name of a division (市中区, 镇江市) rather than with the level of one.
pub(super) fn opens_with_division(name: &str) -> bool {
    // In order, what a name opens with stands before it; no name of a division has more characters.
    const LONGEST: usize = 16;
    let ends = name.char_indices().skip(1).take(LONGEST).map(|(at, c)| at + c.len_utf8());
    ends.into_iter().any(|end| BY_NAME.contains_key(&name[..end]))
}

/// Whether a name is that of a division, or what people call one.
pub(super) fn is_division(name: &str) -> bool {
    BY_NAME.contains_key(name) || CALLED.contains_key(name)
}

/// The one division that a place's name means: printed whole (黔江区), without its level (东莞), or as short as people
/// say it (迪庆州 for 迪庆藏族自治州). `level` narrows it to provinces (省), cities (市) and so on where the text says that.
pub fn division_called(name: &str, level: Option<char>) -> Option<&'static Division> {
    if let Some(all) = BY_NAME.get(name) {
        return if let [only] = all[..] { Some(only) } else { None };
    }
    if let Some(code) = CALLED.get(name) {
        return division(code);
    }
    let ends = ['省', '市', '县', '区', '州', '盟', '旗'];
    let last = name.chars().next_back()?;
    let (stem, said) = match name.strip_suffix(ends) {
        Some(stem) if stem.chars().count() >= 2 => (stem, Some(last)),
        _ => (name, level),
    };
    if stem.chars().count() < 2 {
        return None;
    }
    let fits = |division: &&Division| {
        let Some(rest) = division.name.strip_prefix(stem) else { return false };
        let is_level =
            rest.chars().count() == 1 || rest.contains('族') || rest.starts_with("自治") || rest == "地区";
        let level = rest.chars().next_back();
        let agrees = match said {
            // 区 is the level of districts and of autonomous regions; only the former is printed without its whole name.
            Some(said) => level == Some(said),
            None => true,
        };
        is_level && agrees
    };
    let mut all = DIVISIONS.values().filter(fits);
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// The province that opens a clause by its name without its level (新疆2013年, 北京今年), and what stands behind it there.
pub(super) fn province_before(clause: &str) -> Option<(&'static Division, &str)> {
    // Every name in a sentence is asked whether it is one: provinces are picked from all divisions once.
    static BRIEF: LazyLock<Vec<(&Division, String)>> = LazyLock::new(|| {
        let provinces = DIVISIONS.values().filter(|division| division.parent.is_empty());
        let brief = |province: &Division| {
            let stem = province.name.trim_end_matches(['省', '市']);
            let stem = stem.strip_suffix("自治区").unwrap_or(stem);
            // 广西 of 广西壮族, 黑龙江 whole.
            if stem.chars().count() <= 3 { stem.into() } else { stem.chars().take(2).collect() }
        };
        provinces.map(|province| (province, brief(province))).collect()
    });
    BRIEF.iter().find_map(|(province, brief)| Some((*province, clause.strip_prefix(brief.as_str())?)))
}

/// Whether a name ends in the whole name of a division: 鄂城区, 甲市南山区. A name of two characters may be any 城区.
pub(super) fn ends_with_division(name: &str) -> bool {
    let starts = name.char_indices().rev().map(|(at, _)| at).skip(2).take(6);
    starts.into_iter().any(|at| BY_NAME.contains_key(&name[at..]))
}

fn depth(division: &Division) -> usize {
    match (&division.code[2..4], &division.code[4..6]) {
        ("00", "00") => 1,
        (_, "00") => 2,
        _ => 3,
    }
}

fn is_ambiguous(division: &Division) -> bool {
    BY_NAME.get(division.name.as_str()).is_some_and(|all| all.len() > 1)
}

/// Every division whose whole name stands in the text; a name inside a longer matching name does not count.
fn named_divisions(text: &str) -> Vec<&'static Division> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let place = |c: char| "省市州盟县区旗".contains(c);
    let mut found = Vec::new();
    let mut covered = 0;
    for (position, (start, _)) in chars.iter().enumerate() {
        if *start < covered {
            continue;
        }
        // The longest division name has 15 characters.
        let longest = (2..=15.min(chars.len() - position)).rev().find_map(|len| {
            let end = chars.get(position + len).map_or(text.len(), |(at, _)| *at);
            BY_NAME.get(&text[*start..end]).map(|divisions| (end, divisions))
        });
        if let Some((end, divisions)) = longest {
            // Behind the name of a place that is in no list (甲市南岸区) the name means another place.
            if *start > covered && text[..*start].ends_with(place) {
                return Vec::new();
            }
            found.extend(divisions.iter().copied());
            covered = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_belong_to_the_deepest_division_named() {
        let code = |name: &str| division_in(name).map(|d| d.code.as_str());
        assert_eq!(code("中共深圳市罗湖区委办公室"), Some("440303"));
        assert_eq!(code("罗湖区委（政府）办"), Some("440303"));
        assert_eq!(code("株洲市石峰区人民政府办公室"), Some("430204"));
        assert_eq!(code("上海市普陀区财政局"), Some("310107"));
        assert_eq!(code("普陀区财政局"), None, "there are two 普陀区");
        assert_eq!(code("西南大学"), None);
        assert_eq!(code("青溪市南岸区档案馆"), None, "there is no 青溪市");
    }

    #[test]
    fn full_names_start_at_the_province() {
        assert_eq!(division("440303").map(Division::full_name).as_deref(), Some("广东省深圳市罗湖区"));
        assert_eq!(division("310107").map(Division::full_name).as_deref(), Some("上海市普陀区"));
        // Cities without counties stand once, below their province.
        assert_eq!(division("441900").map(Division::full_name).as_deref(), Some("广东省东莞市"));
        assert!(DIVISIONS.values().all(|one| one.code != one.parent));
    }
}
