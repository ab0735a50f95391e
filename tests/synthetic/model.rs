//! A made-up but consistent disclosure of a made-up body: what the generated documents print, and so what must be read.

use std::collections::BTreeMap;

pub(crate) use super::seeded::Seeded;

impl Seeded {
    /// 元, of any size, often zero.
    fn money(&mut self, exact: bool) -> i64 {
        let most = *self.pick(&[0, 500, 50_000, 5_000_000]);
        let yuan = i64::try_from(self.below(most + 1)).expect("a small number") * 100;
        // What is not whole hundredths of 万元 is rounded in print, and totals end up a step beside their parts.
        if exact || yuan == 0 { yuan } else { yuan + i64::try_from(self.below(100)).expect("small") }
    }
}

/// A row of the functional classification; amounts in 元.
#[derive(Debug, Clone)]
pub(crate) struct Function {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) basic: i64,
    pub(crate) project: i64,
}

impl Function {
    pub(crate) fn total(&self) -> i64 {
        self.basic + self.project
    }
}

/// An economic class with its amount.
#[derive(Debug, Clone)]
pub(crate) struct Economic {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) basic: i64,
}

/// Spending on trips, cars and receptions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ThreePublic {
    pub(crate) outbound: i64,
    pub(crate) purchase: i64,
    pub(crate) running: i64,
    pub(crate) reception: i64,
}

impl ThreePublic {
    pub(crate) fn vehicle(self) -> i64 {
        self.purchase + self.running
    }

    pub(crate) fn all(self) -> i64 {
        self.outbound + self.vehicle() + self.reception
    }

    /// The larger of two, item by item.
    fn at_least(self, other: Self) -> Self {
        Self {
            outbound: self.outbound.max(other.outbound),
            purchase: self.purchase.max(other.purchase),
            running: self.running.max(other.running),
            reception: self.reception.max(other.reception),
        }
    }
}

/// Everything a body discloses of one year.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) body: String,
    /// The code of the place, with which the codes of its projects begin.
    pub(crate) division: &'static str,
    pub(crate) year: i32,
    /// Parents before children, in the order of the codes.
    pub(crate) functions: Vec<Function>,
    pub(crate) economics: Vec<Economic>,
    pub(crate) projects: Vec<(String, i64)>,
    /// This year's and last year's.
    pub(crate) three_public: [ThreePublic; 2],
    pub(crate) carryover: i64,
    /// Whether columns that hold nothing but zeros are printed.
    pub(crate) wide: bool,
    /// Whether zeros are printed as blanks.
    pub(crate) blanks: bool,
    /// Whether whole amounts are printed without decimals.
    pub(crate) whole: bool,
    /// Whether the unit's own level （本级） stands beside the department.
    pub(crate) twin: bool,
}

const PLACES: &[(&str, &str)] = &[
    ("深圳市南山区", "440305"),
    ("深圳市盐田区", "440308"),
    ("长沙市岳麓区", "430104"),
    ("株洲市芦淞区", "430203"),
    ("上海市普陀区", "310107"),
    ("北京市海淀区", "110108"),
    ("武汉市江汉区", "420103"),
];
const BODIES: &[&str] = &[
    "财政局",
    "人民政府办公室",
    "农业农村和水务局",
    "卫生健康局",
    "民政局",
    "退役军人事务局",
    "市场监督管理局知识产权促进中心",
    "第3中学",
    "城市管理和综合执法局",
];
const PROJECTS: &[&str] = &[
    "办公设备购置",
    "2021年智慧城区二期",
    "第14届运动会保障经费",
    "12345热线运行",
    "“五四”纪念活动",
    "老旧小区改造(三期)配套道路及地下综合管廊前期工作经费",
    "A类人才补贴",
    "综合治理",
    "5G基站电费",
    "食品安全抽检",
];
const ODD_NAMES: &[&str] = &[
    "第十四届全国运动会场馆运行与赛事保障支出",
    "其他2035规划编制支出",
    "“一网统管”平台支出",
    "殡葬、婚姻和救助服务支出",
];

const FUNCTIONS: &str = include_str!("../../src/taxonomy/data/functions.csv");
const ECONOMICS: &str = include_str!("../../src/taxonomy/data/economics.csv");

fn table(text: &'static str) -> BTreeMap<&'static str, &'static str> {
    let rows = text.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        Some((cells.next()?, cells.next()?))
    });
    rows.filter(|(code, _)| code.bytes().all(|b| b.is_ascii_digit())).collect()
}

fn below<'t>(all: &BTreeMap<&'t str, &'t str>, parent: &str, length: usize) -> Vec<&'t str> {
    all.keys().copied().filter(|code| code.len() == length && code.starts_with(parent)).collect()
}

/// Some of a list, in its order.
fn some<'t>(all: &[&'t str], most: usize, random: &mut Seeded) -> Vec<&'t str> {
    let mut picked: Vec<&str> = (0..1 + random.below(most)).map(|_| *random.pick(all)).collect();
    picked.sort_unstable();
    picked.dedup();
    picked
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        Self::sized(seed, 1)
    }

    /// A disclosure with so many times as many rows as usual.
    pub(crate) fn sized(seed: u64, size: usize) -> Self {
        let mut random = Seeded(seed);
        let random = &mut random;
        let exact = random.chance(50);
        let functions = functions(exact, size, random);
        let basic: i64 = functions.iter().filter(|f| f.code.len() == 3).map(|f| f.basic).sum();
        let project: i64 = functions.iter().filter(|f| f.code.len() == 3).map(|f| f.project).sum();
        let mut three = || ThreePublic {
            outbound: random.money(exact) / 100,
            purchase: random.money(exact) / 100,
            running: random.money(exact) / 100,
            reception: random.money(exact) / 100,
        };
        let mut three_public = [three(), three()];
        let (place, division) = *random.pick(PLACES);
        let body = format!("{place}{}", random.pick(BODIES));
        let year = 2017 + i32::try_from(random.below(10)).expect("small");
        let economics = economics(basic, size, random);
        // What basic expenditure pays for an item is part of the item.
        let paid = |code: &str| economics.iter().filter(|e| e.code == code).map(|e| e.basic).sum::<i64>();
        three_public[0].outbound += paid("30212");
        three_public[0].reception += paid("30217");
        three_public[0].running += paid("30231");
        three_public[0].purchase += paid("31013");
        World {
            body,
            division,
            year,
            economics,
            projects: projects(project, random),
            functions,
            three_public,
            carryover: random.money(exact) / 10,
            wide: random.chance(60),
            blanks: random.chance(30),
            whole: random.chance(30),
            twin: random.chance(40),
        }
    }

    /// The year's budget for trips, cars and receptions as adjusted: never less than was spent.
    pub(crate) fn three_public_planned(&self) -> ThreePublic {
        self.three_public[1].at_least(self.three_public[0])
    }

    fn classes(&self) -> impl Iterator<Item = &Function> {
        self.functions.iter().filter(|f| f.code.len() == 3)
    }

    pub(crate) fn basic(&self) -> i64 {
        self.classes().map(|f| f.basic).sum()
    }

    pub(crate) fn project(&self) -> i64 {
        self.classes().map(|f| f.project).sum()
    }

    pub(crate) fn spending(&self) -> i64 {
        self.basic() + self.project()
    }
}

fn functions(exact: bool, size: usize, random: &mut Seeded) -> Vec<Function> {
    let all = table(FUNCTIONS);
    let classes: Vec<&str> =
        below(&all, "2", 3).into_iter().filter(|c| !below(&all, c, 7).is_empty()).collect();
    let mut rows = Vec::new();
    for class in some(&classes, 4 * size, random) {
        let mut groups = Vec::new();
        let sections: Vec<&str> =
            below(&all, class, 5).into_iter().filter(|c| !below(&all, c, 7).is_empty()).collect();
        for section in some(&sections, 2 + size, random) {
            let mut items = Vec::new();
            for item in some(&below(&all, section, 7), 4, random) {
                let name = if random.chance(15) { random.pick(ODD_NAMES) } else { all[item] };
                items.push(Function {
                    code: item.to_owned(),
                    name: name.to_owned(),
                    basic: random.money(exact),
                    project: random.money(exact),
                });
            }
            groups.push(sum(section, all[section], &items));
            groups.extend(items);
        }
        let own: Vec<Function> = groups.iter().filter(|f| f.code.len() == 5).cloned().collect();
        rows.push(sum(class, all[class], &own));
        rows.extend(groups);
    }
    rows
}

fn sum(code: &str, name: &str, parts: &[Function]) -> Function {
    Function {
        code: code.to_owned(),
        name: name.to_owned(),
        basic: parts.iter().map(|f| f.basic).sum(),
        project: parts.iter().map(|f| f.project).sum(),
    }
}

/// Splits an amount over economic classes.
fn economics(total: i64, size: usize, random: &mut Seeded) -> Vec<Economic> {
    let all = table(ECONOMICS);
    let mut left = total;
    let mut rows = Vec::new();
    for (at, class) in ["301", "302", "303"].iter().enumerate() {
        let mut share =
            if at == 2 { left } else { left * i64::try_from(random.below(80)).expect("small") / 100 };
        left -= share;
        rows.push(Economic { code: (*class).to_owned(), name: all[class].to_owned(), basic: share });
        let items = some(&below(&all, class, 5), 8 * size, random);
        for (nth, item) in items.iter().enumerate() {
            let part = if nth + 1 == items.len() { share } else { share / 3 };
            share -= part;
            rows.push(Economic { code: (*item).to_owned(), name: all[item].to_owned(), basic: part });
        }
    }
    rows
}

fn projects(total: i64, random: &mut Seeded) -> Vec<(String, i64)> {
    let names = some(PROJECTS, 6, random);
    let mut left = total;
    let mut rows = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let part = if at + 1 == names.len() { left } else { left / 3 };
        left -= part;
        rows.push(((*name).to_owned(), part));
    }
    rows
}
