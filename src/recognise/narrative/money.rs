//! Amounts and percentages in sentences: totals, changes, shares, rates, and the phases and bases they belong to.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Base, Kind, Measure, Phase, Unit};

use super::super::section::regex;
use super::reader::{Bound, Figure, Reader, Topic, clean_name};

static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(增加|增长|上升|提高|追加|调增|新增|减少|下降|降低|压减|调减|节约|减)(?:了|额|幅度|率)?(?:为|约|：|:)?\s*(?:经费|支出)?\s*$",
    )
});
static NEW_MONEY: LazyLock<Regex> = LazyLock::new(|| regex(r"新增[^，。；]{0,12}$"));
static COMPARED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:比|较|与)\s*(?:上年|上一年|去年|年初|全年|年度|调整|20\d\d\s*年)"));
static DENOMINATOR: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:完成|占)\s*(全年|年初|调整|年度)?(?:后)?\s*预算(?:安排)?(?:数)?(?:的)?\s*$"));
static SHARE: LazyLock<Regex> = LazyLock::new(|| regex(r"占(?:比)?[^，；。]*$"));
static RATE: LazyLock<Regex> = LazyLock::new(|| regex(r"执行率(?:为|达到|达|是)?\s*(?:约)?\s*$"));
static COMPLETED: LazyLock<Regex> = LazyLock::new(|| regex(r"完成(全年|年初|调整)?预算(?:数)?的?\s*$"));
static USE_RATE: LazyLock<Regex> = LazyLock::new(|| regex(r"使用率(?:为|达到|达)?\s*$"));
static YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"(.?)\s*(20\d\d)\s*年"));
static PRIOR: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:^|[^比较与跟])(?:上年|上年度|去年)(?:预算|决算)数?\s*(?:为)?\s*$"));

/// `与上年预算一致 0 万元`: the change itself, where nothing changed.
static UNCHANGED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:比|较|与)[^，；。：]{2,24}?(?:持平|一致|相同)(?:为|：|:|\s)*$"));
/// Money that was budgeted, whatever the document's kind: `涉及预算金额`, `预留采购项目预算金额`.
static BUDGETED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:涉及|项目|采购)(?:财政)?预算(?:金额|资金|总额)?(?:合计|共计|共|为|约|：|:|\s)*$")
});
static FUND_NAME: LazyLock<Regex> = LazyLock::new(|| regex("(?:一般公共|政府性基金|国有资本经营)预算"));

/// The denominator that a text names right before an amount or percentage: `完成全年预算`.
pub(super) fn denominator(before: &str) -> Option<Base> {
    let found = DENOMINATOR.captures(before.trim_end())?;
    Some(match found.get(1).map(|m| m.as_str()) {
        Some("全年" | "调整" | "年度") => Base::Adjusted,
        _ => Base::Initial,
    })
}

/// Binds an amount of money.
pub(super) fn amount(reader: &mut Reader, figure: &Figure, unit: Unit) -> Option<Bound> {
    let before = figure.before.trim_end();
    if before.ends_with("暂按") || before.ends_with("单价") || before.ends_with("单位价值") {
        return None;
    }
    note(reader, figure);
    if let Some(negative) = change_sign(before) {
        return Some(change(reader, figure, unit, negative, Measure::ChangeAmount));
    }
    if UNCHANGED.is_match(before) {
        return Some(change(reader, figure, unit, false, Measure::ChangeAmount));
    }
    if let Some(base) = denominator(before) {
        let topic = reader.said.topic.clone().or_else(|| reader.topic_in(figure.sentence))?;
        let phase = if base == Base::Adjusted { Phase::Adjusted } else { Phase::Budget };
        return Some(total(topic, Some(phase), reader.year(), unit));
    }
    let topic = total_topic(reader, figure)?;
    let phase = phase(reader, before);
    let year = if reader.said.reason { reader.year() } else { own_year(reader, before) };
    let measure = match topic.code.as_str() {
        "procurement" if before.ends_with("一年采购指标") => Measure::AnnualQuota,
        "procurement" if before.ends_with("实际指标") => Measure::ActualQuota,
        _ => Measure::Total,
    };
    let stock = matches!(topic.code.as_str(), "assets" | "liabilities" | "net_assets");
    let mut bound = total(topic, phase.filter(|_| !stock), year, unit);
    bound.measure = measure;
    if stock {
        bound.year = reader.said.stock_year.unwrap_or(year);
    }
    Some(bound)
}

fn total(topic: Topic, phase: Option<Phase>, year: i32, unit: Unit) -> Bound {
    Bound { measure: Measure::Total, topic, phase, year, base: None, negative: false, unit }
}

/// Notices what the sentence says between figures: reasons, plans, dates, evaluations.
pub(super) fn note(reader: &mut Reader, figure: &Figure) {
    let before = figure.before;
    let reason = ["原因", "变动情况", "主要变动", "变动：", "因素是"]
        .iter()
        .filter_map(|word| before.rfind(word))
        .max();
    // Behind a semicolon that names the next item, the reasons of the last one are over.
    let next_item = before
        .rfind(['；', ';'])
        .filter(|at| super::lexicon::last_hit(&before[*at..]).is_some_and(|hit| !hit.weak));
    if next_item > reason {
        reader.said.reason = false;
    } else if reason.is_some() {
        reader.said.reason = true;
    }
    reader.adjusting |=
        before.contains("调整为") || before.contains("预算调整") || before.contains("调整原因");
    if ["安排购置", "计划购置", "拟购置", "新购置"].iter().any(|word| before.contains(word)) {
        reader.said.planned = true;
    }
    if before.contains("绩效") || before.contains("涉及一般公共预算支出") {
        reader.said.evaluated |= figure.sentence.contains("涉及一般公共预算支出");
    }
    for found in YEAR.captures_iter(before) {
        if matches!(&found[1], "止" | "至")
            && let Ok(year) = found[2].parse()
        {
            reader.said.stock_year = Some(year);
        }
    }
}

/// Whether the words before a figure announce a change, and whether downwards.
fn change_sign(before: &str) -> Option<bool> {
    if let Some(found) = CHANGE.captures(before) {
        return Some(matches!(&found[1], "减少" | "下降" | "降低" | "压减" | "调减" | "节约" | "减"));
    }
    NEW_MONEY.is_match(before).then_some(false)
}

fn change(reader: &Reader, figure: &Figure, unit: Unit, negative: bool, measure: Measure) -> Bound {
    let before = figure.before;
    let base = base(reader, before);
    // The subject stands before 比 or 较; without one it is what the sentence speaks of.
    let own = COMPARED.find(before).map_or(before, |found| &before[..found.start()]);
    let topic = if reader.said.reason {
        reason(figure)
    } else {
        let named = super::lexicon::last_hit(own).filter(|hit| !hit.weak).and_then(|_| reader.topic_in(own));
        let said = named.or_else(|| reader.said.topic.clone()).or_else(|| reader.strong.clone());
        said.or_else(|| reader.topic_in(before))
            .or_else(|| reader.heading.clone())
            .unwrap_or_else(|| reason(figure))
    };
    let phase = match base {
        Some(Base::Initial) if reader.kind() == Some(Kind::SelfEvaluation) => Some(Phase::Adjusted),
        Some(Base::PriorFinal) if reader.kind() == Some(Kind::Budget) => Some(Phase::Budget),
        Some(Base::PriorFinal | Base::Initial | Base::Adjusted) => Some(Phase::Final),
        _ => reader.said.phase.or_else(|| phase(reader, before)),
    };
    Bound { measure, topic, phase, year: reader.year(), base, negative, unit }
}

fn reason(figure: &Figure) -> Topic {
    let clause = figure.before.rsplit(['，', '；', '。', '：', '、', ';']).next().unwrap_or(figure.before);
    let name = CHANGE.replace(clause.trim_end(), "");
    // 总计调减: the sum of the reasons.
    let code = if clause.contains("总计") || clause.contains("合计") { "adjustment" } else { "reason" };
    Topic::new(code, if name.trim().is_empty() { clause } else { &name })
}

/// What a change is measured against.
fn base(reader: &Reader, before: &str) -> Option<Base> {
    let by_phase = || match (reader.said.phase, reader.kind()) {
        (Some(Phase::Budget), _) | (_, Some(Kind::Budget)) => Base::PriorBudget,
        _ => Base::PriorFinal,
    };
    let Some(found) = COMPARED.find(before) else {
        if reader.said.base.is_some() {
            return reader.said.base;
        }
        return Some(if reader.adjusting { Base::Initial } else { by_phase() });
    };
    // `与上年相比，…`: what follows is the subject. The names of funds say nothing about the base.
    let phrase = before[found.start()..].split(['，', '；']).next().unwrap_or_default();
    let phrase = &*FUND_NAME.replace_all(phrase, "");
    let prior_year =
        YEAR.captures(phrase).and_then(|f| f[2].parse::<i32>().ok()).is_some_and(|y| y < reader.year());
    Some(
        if phrase.contains("总指标") || phrase.contains("全年预算") || phrase.contains("调整预算")
        {
            Base::Adjusted
        } else if phrase.contains("决算") || prior_year && phrase.contains("执行数") {
            Base::PriorFinal
        } else if phrase.contains("年初预算") && !prior_year {
            Base::Initial
        } else if phrase.contains("预算") {
            Base::PriorBudget
        } else {
            by_phase()
        },
    )
}

/// The subject of a total.
fn total_topic(reader: &Reader, figure: &Figure) -> Option<Topic> {
    if reader.list && figure.first && reader.item.is_none() {
        return Some(Topic::new("project_item", own_words(figure.before)));
    }
    if reader.said.reason {
        return Some(reason(figure));
    }
    // `3 项 20.00 万元`: the amount of what was just counted.
    if figure.before.trim().is_empty() && reader.said.topic.is_some() {
        return reader.said.topic.clone();
    }
    let mut topic = reader.topic_in(figure.before);
    if reader.said.planned && topic.as_ref().is_none_or(|topic| topic.weak) {
        topic = reader.said.topic.clone();
    }
    if let Some(topic) = &mut topic
        && reader.said.evaluated
        && matches!(topic.code.as_str(), "general_public" | "gov_fund" | "state_capital")
    {
        topic.code = "evaluated_expenditure".to_owned();
    }
    // A thing bought under 政府采购 is goods.
    let procurement = reader.strong.as_ref().is_some_and(|topic| topic.code == "procurement");
    if procurement && figure.before.contains("设备购置费") {
        return Some(Topic::new("procurement_goods", "设备购置费"));
    }
    topic.or_else(|| {
        let name = own_words(figure.before);
        (!clean_name(name).is_empty()).then(|| match &reader.strong {
            // An amount inside a paragraph about one item is a part of it.
            // What projects cost in all is followed by their names.
            Some(strong) if strong.code == "performance_funds" => Topic::new("project_item", name),
            _ if reader.projects || goes_on_with_projects(reader) => Topic::new("project_item", name),
            Some(strong) if strong.code != "project_item" && names_a_phase(name) => strong.clone(),
            Some(strong) if strong.code != "project_item" => {
                Topic { name: clean_name(name), ..strong.clone() }
            }
            _ => Topic::new("other", name),
        })
    })
}

/// `支出决算为`, `2024年度年初预算数`: words that say when, and nothing about what.
fn names_a_phase(words: &str) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^(?:20\d\d年度?|当年|本年|年初|全年|调整后?|支出|预算|决算|执行|安排|数|额|为|是|共|约|\s)*$")
    });
    WORDS.is_match(words)
}

/// Whether the figure before this one was that of a project.
fn goes_on_with_projects(reader: &Reader) -> bool {
    reader.said.topic.as_ref().is_some_and(|topic| topic.code == "project_item")
}

/// The words of the clause right before a figure.
fn own_words(before: &str) -> &str {
    before.rsplit(['，', '；', '。', '：', ';']).next().unwrap_or(before)
}

/// The phase that the words before an amount name.
fn phase(reader: &Reader, before: &str) -> Option<Phase> {
    const ADJUSTED: &[&str] =
        &["全年预算数", "全年预算", "调整预算数", "调整预算", "调整为", "年度总指标", "年度指标", "预算调整"];
    let clause = before.rsplit(['；', ';']).next().unwrap_or(before);
    // 全年预算数 must not be found again as 预算数.
    let rest =
        ADJUSTED.iter().fold(clause.to_owned(), |text, word| text.replace(word, &" ".repeat(word.len())));
    let last = |text: &str, words: &[&str]| words.iter().filter_map(|word| text.rfind(word)).max();
    let adjusted = last(clause, ADJUSTED);
    let budget = last(&rest, &["年初预算", "预算数", "财政拨款预算", "计划"]);
    let spent = last(&rest, &["决算", "执行数", "实际支出", "实际采购"]);
    let named = [(adjusted, Phase::Adjusted), (spent, Phase::Final), (budget, Phase::Budget)]
        .into_iter()
        .filter_map(|(at, phase)| at.map(|at| (at, phase)))
        .max_by_key(|(at, _)| *at)
        .map(|(_, phase)| phase);
    match reader.kind() {
        // What was spent in an earlier year is given for comparison.
        Some(Kind::Budget) if named == Some(Phase::Final) && own_year(reader, before) < reader.year() => {
            Some(Phase::Final)
        }
        Some(Kind::Budget | Kind::PerformanceTarget) => Some(Phase::Budget),
        Some(Kind::Final) => Some(match named {
            _ if BUDGETED.is_match(clause) => Phase::Budget,
            Some(Phase::Adjusted) => Phase::Adjusted,
            Some(Phase::Budget) if clause.contains("年初预算") => Phase::Budget,
            _ => Phase::Final,
        }),
        _ => Some(named.or(reader.said.phase).unwrap_or(Phase::Final)),
    }
}

/// The year named before an amount as its own, or the document's.
fn own_year(reader: &Reader, before: &str) -> i32 {
    if PRIOR.is_match(before.trim_end()) {
        return reader.year() - 1;
    }
    let compared = |mark: &str| matches!(mark, "比" | "较" | "与" | "至" | "止" | "从" | "和");
    YEAR.captures_iter(before)
        .filter(|found| !compared(&found[1]))
        .filter_map(|found| found[2].parse::<i32>().ok())
        .filter(|year| (reader.year() - 3..=reader.year() + 1).contains(year))
        .last()
        .unwrap_or_else(|| reader.year())
}

/// Binds a percentage: a change, a share, or a rate of completion. Any other is no figure of the budget.
pub(super) fn percent(reader: &mut Reader, figure: &Figure) -> Option<Bound> {
    let before = figure.before.trim_end();
    note(reader, figure);
    if let Some(negative) = change_sign(before) {
        // 同比增长 of things that are no money has no subject here.
        let known =
            reader.said.topic.is_some() || super::lexicon::last_hit(before).is_some_and(|hit| !hit.weak);
        return known.then(|| change(reader, figure, Unit::Percent, negative, Measure::ChangePct));
    }
    let rate = |reader: &Reader, base: Option<Base>, topic: Topic| Bound {
        measure: Measure::ExecutionRate,
        topic,
        phase: if matches!(reader.kind(), Some(Kind::Budget)) {
            Some(Phase::Budget)
        } else {
            Some(Phase::Final)
        },
        year: reader.year(),
        base,
        negative: false,
        unit: Unit::Percent,
    };
    if let Some(base) = reader.said.denominator
        && before.chars().count() <= 3
    {
        let topic = reader.said.topic.clone()?;
        return Some(rate(reader, Some(base), topic));
    }
    if let Some(found) = COMPLETED.captures(before) {
        let topic = reader.said.topic.clone().or_else(|| reader.strong.clone())?;
        let named = found.get(1).map(|m| m.as_str());
        let adjusted = match named {
            Some(named) => matches!(named, "全年" | "调整"),
            None => figure.sentence.contains("全年预算"),
        };
        return Some(rate(reader, Some(if adjusted { Base::Adjusted } else { Base::Initial }), topic));
    }
    if let Some(base) = denominator(before) {
        let topic = reader.said.topic.clone().or_else(|| reader.strong.clone())?;
        return Some(rate(reader, Some(base), topic));
    }
    if RATE.is_match(before) {
        return execution_rate(reader, figure, rate);
    }
    if let Some(found) = SHARE.find(before) {
        return share(reader, &before[..found.start()]);
    }
    if USE_RATE.is_match(before) {
        let topic = reader.topic_in(before).filter(|topic| topic.code == "assets")?;
        let year = reader.said.stock_year.unwrap_or_else(|| reader.year());
        return Some(Bound { phase: None, year, ..share_of(reader, topic) });
    }
    None
}

fn execution_rate(
    reader: &Reader,
    figure: &Figure,
    rate: impl Fn(&Reader, Option<Base>, Topic) -> Bound,
) -> Option<Bound> {
    // 人员执行率: of a count, without phase.
    if figure.before.contains("人员执行率") {
        let topic = reader.said.topic.clone()?;
        return Some(Bound { phase: None, ..rate(reader, None, topic) });
    }
    let adjusted = figure.sentence.contains("年度总指标") || figure.sentence.contains("全年预算");
    let own = own_words(figure.before);
    let topic = super::lexicon::last_hit(own)
        .filter(|hit| !hit.weak)
        .and_then(|_| reader.topic_in(own))
        .or_else(|| reader.said.topic.clone().filter(|topic| !topic.weak && own.trim() == "执行率为"))
        .or_else(|| {
            own.contains("预算执行率").then(|| Topic::new("execution", own.trim_end_matches(['为', ' '])))
        })?;
    let total_rate = topic.code == "execution";
    Some(rate(reader, Some(if adjusted || total_rate { Base::Adjusted } else { Base::Initial }), topic))
}

fn share_of(reader: &Reader, topic: Topic) -> Bound {
    Bound {
        measure: Measure::Share,
        topic,
        phase: reader.said.phase.or_else(|| phase(reader, "")),
        year: reader.year(),
        base: Some(Base::Total),
        negative: false,
        unit: Unit::Percent,
    }
}

/// The subject of a share stands before 占; without one it is what the sentence speaks of.
fn share(reader: &Reader, before_share: &str) -> Option<Bound> {
    let named = super::lexicon::last_hit(own_words(before_share)).filter(|hit| !hit.weak);
    let topic = match named {
        Some(_) => reader.topic_in(own_words(before_share)),
        None => reader.said.topic.clone(),
    }?;
    let adjusting = topic.code == "adjustment";
    let mut bound = share_of(reader, topic);
    if adjusting {
        bound.phase = Some(Phase::Adjusted);
    }
    Some(bound)
}
