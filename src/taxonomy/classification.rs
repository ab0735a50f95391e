//! Functional (功能分类) and economic (经济分类) classification codes.
//!
//! Names are good as labels and for telling levels apart, never for accusing a publisher of a wrong code: the Ministry's
//! yearly catalogues (政府收支分类科目) were not at hand. Where real disclosures print a code with its name, `years` says of
//! which fiscal years they are; the other rows come from general knowledge, and their `years` are empty.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::document::key;

/// A row of a classification.
#[derive(Debug, Clone)]
pub struct Class {
    /// The code, 3, 5 or 7 digits.
    pub code: String,
    /// The standard name.
    pub name: String,
    /// The parent's code; empty at the top.
    pub parent: String,
    /// For economic classes: 人员经费 or 公用经费.
    pub group: String,
}

struct Classification {
    by_code: BTreeMap<String, Class>,
    names: BTreeSet<String>,
    /// Names that classes had in earlier years (农林水事务支出 up to 2014), with their codes.
    earlier: Vec<(String, String)>,
}

fn parse(file: &str, group_column: Option<usize>) -> Classification {
    let mut by_code = BTreeMap::new();
    let mut names = BTreeSet::new();
    let mut earlier = Vec::new();
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    for record in reader.records().map_while(Result::ok) {
        let field = |n: usize| record.get(n).unwrap_or_default().to_owned();
        let class = Class {
            code: field(0),
            name: field(1),
            parent: field(3),
            group: group_column.map_or_else(String::new, field),
        };
        names.insert(key(&class.name));
        if group_column.is_none() {
            let aliases = field(4);
            let of = aliases.split('|').filter_map(|alias| alias.split_once("(-"));
            earlier.extend(of.map(|(name, _)| (name.to_owned(), class.code.clone())));
        }
        by_code.insert(class.code.clone(), class);
    }
    Classification { by_code, names, earlier }
}

static FUNCTIONS: LazyLock<Classification> =
    LazyLock::new(|| parse(include_str!("data/functions.csv"), None));
static ECONOMICS: LazyLock<Classification> =
    LazyLock::new(|| parse(include_str!("data/economics.csv"), Some(4)));
static CLASS_NAMES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let classes = FUNCTIONS.by_code.values().filter(|c| c.code.len() == 3);
    let earlier = FUNCTIONS.earlier.iter().filter(|(_, code)| code.len() == 3);
    let earlier = earlier.map(|(name, code)| (class_key(name), code.clone()));
    earlier.chain(classes.map(|c| (class_key(&c.name), c.code.clone()))).collect()
});

/// The functional class with this code.
pub fn function(code: &str) -> Option<&'static Class> {
    FUNCTIONS.by_code.get(code)
}

/// Official English names by scheme and code.
static ENGLISH: LazyLock<BTreeMap<(String, String), String>> = LazyLock::new(|| {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(include_str!("data/classes_en.csv").as_bytes());
    let row = |row: csv::StringRecord| {
        let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
        ((cell(0), cell(1)), cell(2))
    };
    reader.records().flatten().map(row).collect()
});

/// The official English name of a functional class, where there is one.
pub fn english_function(code: &str) -> Option<&'static str> {
    ENGLISH.get(&("function".to_owned(), code.to_owned())).map(String::as_str)
}

/// The official English name of an economic class, where there is one.
pub fn english_economic(code: &str) -> Option<&'static str> {
    ENGLISH.get(&("economic".to_owned(), code.to_owned())).map(String::as_str)
}

/// The economic class with this code.
pub fn economic(code: &str) -> Option<&'static Class> {
    ECONOMICS.by_code.get(code)
}

/// Names of the functional 类 as keys without a trailing 支出, with their codes.
pub fn function_classes() -> &'static BTreeMap<String, String> {
    &CLASS_NAMES
}

/// Whether a label is the name of an economic 类 in the catalogue.
pub fn names_economic_class(label: &str) -> bool {
    static NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let classes = ECONOMICS.by_code.values().filter(|class| class.code.len() == 3);
        classes.map(|class| key(&class.name)).collect()
    });
    NAMES.contains(&key(label)) && !CLASS_NAMES.contains_key(&class_key(label))
}

/// Whether a label is the name of a functional or economic class of any level.
pub fn is_known_name(label: &str) -> bool {
    let key = key(label);
    FUNCTIONS.names.contains(&key)
        || ECONOMICS.names.contains(&key)
        || CLASS_NAMES.contains_key(key.strip_suffix("支出").unwrap_or(&key))
}

/// The key under which names of a 类 are compared: tables print them with and without 支出.
fn class_key(name: &str) -> String {
    let key = key(name);
    key.strip_suffix("支出").map_or(key.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_documents_print_says_of_which_years_and_the_rest_claims_none() {
        for (file, least) in
            [(include_str!("data/functions.csv"), 130), (include_str!("data/economics.csv"), 80)]
        {
            let mut reader = csv::Reader::from_reader(file.as_bytes());
            let header = reader.headers().expect("a header").clone();
            let column = |name: &str| header.iter().position(|own| own == name).expect("a column");
            let (years, confidence) = (column("years"), column("confidence"));
            let mut dated = 0;
            for row in reader.records() {
                let row = row.expect("every row has all columns");
                let own: Vec<i32> = row[years].split(' ').filter_map(|year| year.parse().ok()).collect();
                assert_eq!(own.len(), row[years].split_whitespace().count(), "{row:?}");
                assert!(own.iter().all(|year| (2007..2030).contains(year)) && own.is_sorted(), "{row:?}");
                assert!(own.is_empty() || &row[confidence] == "document", "{row:?}");
                dated += usize::from(!own.is_empty());
            }
            assert!(dated >= least, "{dated}");
        }
    }

    #[test]
    fn codes_and_names_are_found() {
        assert_eq!(function("2010301").map(|c| c.parent.as_str()), Some("20103"));
        assert_eq!(economic("30201").map(|c| c.group.as_str()), Some("公用经费"));
        assert_eq!(function_classes().get("一般公共服务").map(String::as_str), Some("201"));
        assert!(is_known_name("一般公共服务") && is_known_name("基本工资") && !is_known_name("秘书处业务"));
    }
}
