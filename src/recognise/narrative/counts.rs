//! Counts in sentences: posts and staff, vehicles and equipment, delegations and receptions, projects and units.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Measure, Phase, Unit};

use super::super::section::regex;
use super::money::note;
use super::reader::{Bound, Figure, Reader, Topic};
use super::unit::UnitWord;

/// Words that may stand between a subject and its count.
const LINK: &str = r"(?:（[^）]{0,20}）|\([^)]{0,20}\))?(?:人员|人数|总数|数量|数|实有|现有|共有|共计|合计|累计|共|为|有|约|：|:|\s)*$";

static POSTS: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!("((?:系统)?(?:行政|事业|机关|工勤)?编制(?:总数|人数|数)?){LINK}")));
static STAFF: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!("((?:财政供养)?(?:实有|实际)?在(?:编|职)人(?:员|数)|实有人数|实有人员){LINK}"))
});
static RETIREES: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!("(离休|退休|离退休)(?:人员|干部)?{LINK}")));
static HIRED: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!("(雇员|编外人员|临聘人员|聘用人员|劳务派遣(?:人员)?|合同制人员){LINK}")));
static CAR: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!("([^，；。、：:]*?(?:车辆|用车|公务车|公车)(?:购置数|保有量)?)(?:主)?{LINK}"))
});
static EQUIPMENT: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"((?:单位价值|单价|价值)?[^，；。、：:]*?设备)\s*{LINK}")));
static AREA: LazyLock<Regex> = LazyLock::new(|| regex(&format!("([^，；。：:]*?(?:用房|房屋|面积)){LINK}")));
static GROUP: LazyLock<Regex> =
    LazyLock::new(|| regex(r"((?:因公)?(?:出国|出境)?(?:（境）|\(境\))?团组(?:数)?)[^，；。]{0,6}$"));
static RECEPTION: LazyLock<Regex> = LazyLock::new(|| regex(r"([^，；。：:]*?接待)(?:批次)?(?:共|为|\s)*$"));
static GUESTS: LazyLock<Regex> = LazyLock::new(|| regex(r"接待(?:人数|人次)?(?:共|为|约|\s)*$"));
static TRAVELLERS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:累计|人次|出国|出境)[^，；。]{0,6}$"));
static UNITS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(编报范围的单位|预算单位|基层单位|所属单位|下属)[^，；。]{0,4}$"));
/// `行政单位 1 家`: the kind opens its clause. `检查行政单位 5 家` counts others.
static KIND_OF_UNIT: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:^|[，；。、：])\s*((?:行政|参公|事业|企业)单位)(?:共计|共有|共|数|为|有|\s)*$")
});
/// Words of a sentence that says which units the document is about.
const COMPOSITION: &[&str] =
    &["本部门", "本单位", "下属", "所属", "纳入", "编制范围", "编报范围", "部门预算", "部门决算"];
/// What may follow a count of units, in such a sentence.
const KINDS_OF_UNITS: &[&str] =
    &["行政单位", "事业单位", "机关", "参公单位", "参公事业单位", "参照公务员法管理的事业单位"];
static COUNTED: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:共计|共有|共|合计|数|有|为|\s)+$"));
static ASSETS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:^|[，；。、：])\s*((?:长期|对外)投资|在建工程|无形资产)(?:共|共计|为|有|\s)*$")
});
/// A building that is being planned or built is no stock.
static PLANNED_AREA: &[&str] = &["规划", "用地", "拟建", "新建", "扩建", "占地", "计容"];

/// Binds a count.
pub(super) fn count(reader: &mut Reader, figure: &Figure, unit: UnitWord) -> Option<Bound> {
    note(reader, figure);
    match unit {
        UnitWord::Person => person(reader, figure),
        UnitWord::Vehicle => Some(vehicle(reader, figure)),
        UnitWord::Set => set(reader, figure),
        UnitWord::SquareMetre => {
            let planned = PLANNED_AREA.iter().any(|word| figure.sentence.contains(word));
            let found = AREA.captures(figure.before).filter(|_| !planned && !reader.projects)?;
            Some(stock(reader, Topic::new("floor_area", &found[1]), Unit::SquareMetre))
        }
        UnitWord::Batch => {
            let found = RECEPTION.captures(figure.before)?;
            Some(flow(reader, Topic::new("receptions", &found[1]), Unit::Batch))
        }
        UnitWord::PersonTime => person_time(reader, figure),
        UnitWord::Count => several(reader, figure),
        UnitWord::Piece => {
            let topic = reader.said.topic.clone().filter(|topic| topic.code == "assets")?;
            Some(stock(reader, topic, Unit::Count))
        }
        UnitWord::Item => {
            let found = ASSETS.captures(figure.before)?;
            Some(stock(reader, Topic::new("assets", &found[1]), Unit::Count))
        }
        UnitWord::Point => score(reader, figure),
        UnitWord::Money(_) | UnitWord::HundredMillion | UnitWord::Percent => None,
    }
}

/// Whether the words before a number name assets that are counted in 项.
pub(super) fn names_assets(before: &str) -> bool {
    ASSETS.is_match(before)
}

fn bound(reader: &Reader, topic: Topic, unit: Unit, phase: Option<Phase>, year: i32) -> Bound {
    let _ = reader;
    Bound { measure: Measure::Count, topic, phase, year, base: None, negative: false, unit }
}

/// A count at a date: no phase, the year of the date.
fn stock(reader: &Reader, topic: Topic, unit: Unit) -> Bound {
    let year = reader.said.stock_year.unwrap_or_else(|| reader.year());
    bound(reader, topic, unit, None, year)
}

/// A count over the year.
fn flow(reader: &Reader, topic: Topic, unit: Unit) -> Bound {
    use crate::model::Kind;
    let phase = match reader.kind() {
        Some(Kind::Budget | Kind::PerformanceTarget) => Phase::Budget,
        _ => Phase::Final,
    };
    bound(reader, topic, unit, Some(phase), reader.year())
}

fn person(reader: &Reader, figure: &Figure) -> Option<Bound> {
    let clause = figure.before.rsplit(['，', '；', '。', '、', ';']).next().unwrap_or_default();
    for (pattern, code) in [(&POSTS, "posts"), (&STAFF, "staff"), (&RETIREES, "retirees"), (&HIRED, "hired")]
    {
        // The words right before the number name who is counted; a bracket in between belongs to them.
        let text = if code == "hired" { figure.before } else { clause };
        if let Some(found) = pattern.captures(text.trim_end()) {
            return Some(stock(reader, Topic::new(code, &found[1]), Unit::Person));
        }
    }
    if GUESTS.is_match(figure.before) {
        let name =
            reader.said.topic.as_ref().filter(|t| t.code == "receptions").map_or("接待人数", |t| &t.name);
        return Some(flow(reader, Topic::new("guests", &format!("{name}人数")), Unit::Person));
    }
    None
}

fn vehicle(reader: &Reader, figure: &Figure) -> Bound {
    let before = figure.before.trim_end();
    let name = CAR.captures(before).map(|found| found[1].to_owned()).or_else(|| {
        // `3 辆公务车`: the noun follows.
        let after: String = figure.after.chars().take_while(|c| !"，。；、".contains(*c)).take(6).collect();
        after
            .contains('车')
            .then(|| after.split('车').next().map_or_else(String::new, |head| format!("{head}车")))
    });
    let name = name.unwrap_or_else(|| "车辆".to_owned());
    if reader.said.planned || before.contains("购置数") {
        return flow(reader, Topic::new("vehicles_purchased", &name), Unit::Vehicle);
    }
    stock(reader, Topic::new("vehicles", &name), Unit::Vehicle)
}

fn set(reader: &Reader, figure: &Figure) -> Option<Bound> {
    let before = figure.before.trim_end();
    let clause = figure.sentence.rsplit(['，', '；', '。', '：', ';']).next().unwrap_or(before);
    if let Some(found) = EQUIPMENT.captures(clause.trim_end()) {
        let topic =
            Topic::new(if reader.said.planned { "equipment_purchased" } else { "equipment" }, &found[1]);
        return Some(if reader.said.planned {
            flow(reader, topic, Unit::Set)
        } else {
            stock(reader, topic, Unit::Set)
        });
    }
    CAR.is_match(before).then(|| vehicle(reader, figure))
}

fn person_time(reader: &Reader, figure: &Figure) -> Option<Bound> {
    if GUESTS.is_match(figure.before) {
        return Some(flow(reader, Topic::new("guests", "接待人次"), Unit::PersonTime));
    }
    let abroad =
        reader.said.topic.as_ref().is_some_and(|t| matches!(t.code.as_str(), "delegations" | "outbound"))
            || reader.strong.as_ref().is_some_and(|t| t.code == "outbound");
    (abroad && TRAVELLERS.is_match(figure.before))
        .then(|| flow(reader, Topic::new("travellers", "因公出国（境）人次"), Unit::PersonTime))
}

/// Delegations, projects and units are counted with 个.
fn several(reader: &Reader, figure: &Figure) -> Option<Bound> {
    let before = figure.before.trim_end();
    if let Some(found) = GROUP.captures(before) {
        return Some(flow(reader, Topic::new("delegations", &found[1]), Unit::Count));
    }
    let behind: String = figure.after.chars().take_while(|c| !"，。；".contains(*c)).take(16).collect();
    let composition = COMPOSITION.iter().any(|word| figure.sentence.contains(word));
    let kind = || KIND_OF_UNIT.captures(before).filter(|_| composition);
    let follows =
        |words: &[&str]| words.iter().find(|word| behind.starts_with(**word)).map(|w| (*w).to_owned());
    let units = UNITS
        .captures(before)
        .or_else(kind)
        .map(|found| found[1].to_owned())
        .or_else(|| follows(&["基层单位", "预算单位"]))
        .or_else(|| follows(KINDS_OF_UNITS).filter(|_| composition));
    if let Some(name) = units {
        return Some(stock(reader, Topic::new("units", &name), Unit::Count));
    }
    let clause = before.rsplit(['，', '；', '。', ';']).next().unwrap_or(before);
    let counted = COUNTED.replace(clause.trim_end(), "");
    let project = counted.ends_with("项目") || clause.contains("”等") || behind.contains("项目");
    let evaluation = figure.sentence.contains("绩效") || behind.contains("绩效");
    if project && evaluation {
        let name = if counted.ends_with("项目") {
            counted.into_owned()
        } else {
            behind.split("项目").next().map_or_else(String::new, |head| format!("{head}项目"))
        };
        return Some(flow(reader, Topic::new("projects", &name), Unit::Count));
    }
    None
}

fn score(reader: &Reader, figure: &Figure) -> Option<Bound> {
    let before = figure.before.trim_end();
    let own = before.rsplit(['，', '；', '。', ';']).next().unwrap_or(before);
    let is_score = ["得分", "评分", "总分"].iter().any(|word| own.contains(word));
    is_score.then(|| {
        let mut bound = flow(reader, Topic::new("score", own), Unit::Point);
        bound.measure = Measure::Score;
        bound.phase = Some(Phase::Final);
        bound
    })
}
