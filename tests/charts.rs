//! Charts as callers use them: pictures of the samples, and what must hold for any input at all.
#![allow(clippy::float_arithmetic)] // boxes are geometry

use crate::chart_picture::check;
use crate::chart_samples;
use mingzhang::chart::composition::Composition;
use mingzhang::chart::execution::{Bar, Execution};
use mingzhang::chart::indicators::{IndicatorRow, Indicators};
use mingzhang::chart::multiples::{Multiples, Pair, Panel};
use mingzhang::chart::ranked::{Key, Ranked, Row};
use mingzhang::chart::scorecard::{Criterion, Scorecard};
use mingzhang::chart::scores::{Note, Project, Scores};
use mingzhang::chart::spine::Spine;
use mingzhang::chart::split::{Group, Part, Split};
use mingzhang::chart::stacked::{self, Break, Column, Item, Slot, Stacked, Year};
use mingzhang::chart::words::{CHINESE, ENGLISH};
use mingzhang::chart::{Chart, Figure, Frame, Hue, Mode, Node, Trace, Value, Width, draw};
use mingzhang::model::Phase;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn inline() -> Mode {
    Mode::Inline { id_prefix: "t".into(), beside_wide: false }
}

fn alone() -> Mode {
    Mode::Standalone {
        title: "花掉了全年预算的 94.8%，比上年多 498.48 万元，“三公”经费完成 59.6%".into(),
        trace: Trace::of("share a b"),
        subtitle: "2023 年决算，万元；面积就是金额".into(),
        source: "2023 年度部门决算（001），支出决算表 L199—L234".into(),
        address: "https://mingzhang.example/charts/440303-dwb/2023/composition.html".into(),
    }
}

/// Draws a chart in every layout and mode, checks the pictures and that they come out the same twice.
fn check_all(chart: &dyn Chart) {
    for width in Width::ALL {
        for mode in [inline(), alone()] {
            let svg = draw(chart, width, &mode);
            check(&svg, &mode);
            assert_eq!(svg, draw(chart, width, &mode));
        }
        let mode = inline();
        check(&chart.draw(&Frame { width, mode: &mode, words: &ENGLISH }), &mode);
    }
}

// --- The samples -------------------------------------------------------------------------------------------------

#[test]
fn samples_hold() {
    for sample in chart_samples::all() {
        check_all(&*sample.chart);
    }
}

/// One line per element, so that a change shows where it is.
fn lines(markup: &str) -> String {
    markup.replace("><", ">\n<")
}

fn picture(name: &str, chart: &dyn Chart) {
    for width in Width::ALL {
        let svg = draw(chart, width, &inline());
        let left_out: Vec<String> = svg
            .left_out
            .iter()
            .map(|entry| format!("\nleft out: {} {}", entry.label, entry.value_text))
            .collect();
        insta::assert_snapshot!(format!("{name}-{}", width.id()), lines(&svg.markup) + &left_out.concat());
    }
}

#[test]
fn picture_of_composition() {
    let mut chart = chart_samples::composition();
    chart.classes.truncate(2);
    picture("composition", &chart);
}

#[test]
fn picture_of_spine() {
    let mut chart = chart_samples::spine();
    chart.classes.drain(0..3);
    picture("spine", &chart);
}

#[test]
fn picture_of_ranked() {
    let mut chart = chart_samples::ranked();
    chart.rows.truncate(3);
    picture("ranked", &chart);
}

#[test]
fn picture_of_split() {
    picture("split", &chart_samples::split());
}

#[test]
fn picture_of_execution() {
    picture("execution", &chart_samples::execution());
}

#[test]
fn picture_of_three_public() {
    let mut chart = chart_samples::three_public();
    chart.years.drain(0..2);
    picture("three-public", &chart);
}

#[test]
fn picture_of_scores() {
    let mut chart = chart_samples::scores();
    chart.rows.drain(2..6);
    chart.rows.truncate(4);
    picture("scores", &chart);
}

#[test]
fn picture_of_scorecard() {
    let mut chart = chart_samples::scorecard();
    chart.criteria.drain(0..1);
    chart.criteria[0].children.truncate(2);
    chart.criteria.truncate(1);
    picture("scorecard", &chart);
}

#[test]
fn picture_of_indicators() {
    let mut chart = chart_samples::indicators();
    chart.rows.drain(3..8);
    chart.rows.truncate(4);
    picture("indicators", &chart);
}

#[test]
fn picture_of_multiples() {
    let mut chart = chart_samples::multiples();
    chart.panels.truncate(2);
    picture("multiples", &chart);
}

#[test]
fn a_file_that_travels_alone() {
    let svg = draw(&chart_samples::split(), Width::Narrow, &alone());
    insta::assert_snapshot!("split-alone", lines(&svg.markup));
}

// --- What the code of phases promises ------------------------------------------------------------------------------

#[test]
fn unknown_is_hatched_and_never_zero() {
    let mut chart = chart_samples::execution();
    chart.rows[1].value = Value::Unknown("未公开".into());
    let svg = draw(&chart, Width::Wide, &inline());
    assert!(svg.markup.contains("url(#t-execution-wide-hatch)") && svg.markup.contains("未公开"));
    // And hatching means nothing else.
    let known = draw(&chart_samples::execution(), Width::Wide, &inline());
    assert!(!known.markup.contains("hatch"));
}

#[test]
fn a_blank_item_is_named_and_not_drawn() {
    let svg = draw(&chart_samples::three_public(), Width::Wide, &inline());
    assert!(svg.markup.contains("因公出国（境） 原文为空"));
}

#[test]
fn lost_points_are_exact() {
    let svg = draw(&chart_samples::scorecard(), Width::Wide, &inline());
    assert!(svg.markup.contains("−0.16") && svg.markup.contains("未读到的行"));
}

#[test]
fn cells_are_in_proportion_across_classes() {
    let svg = draw(&chart_samples::composition(), Width::Wide, &inline());
    // The box that follows the title of a cell.
    let area = |name: &str| {
        let after =
            svg.markup.split(&format!("<title>{name}")).nth(1).unwrap().split("<rect").nth(1).unwrap();
        let side = |key: &str| -> f64 {
            after.split(&format!("{key}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
        };
        side("width") * side("height")
    };
    let density = |name: &str, amount: f64| area(name) / amount;
    let first = density("行政运行", 1215.99);
    for (name, amount) in
        [("购房补贴", 485.76), ("其他科学技术支出（2069999）", 322.83), ("行政单位离退休", 209.14)]
    {
        let ratio = density(name, amount) / first;
        assert!((0.93..1.07).contains(&ratio), "{name}: {ratio}");
    }
}

#[test]
fn what_has_no_room_is_left_out_and_still_drawn() {
    let svg = draw(&chart_samples::composition(), Width::Narrow, &inline());
    let entry = svg.left_out.iter().find(|entry| entry.label == "事业单位医疗").unwrap();
    assert_eq!(entry.value_text, "10.90");
    assert_eq!(entry.href.as_deref(), Some("001.html#2101102"));
    assert!(svg.markup.contains("<title>事业单位医疗（2101102）：10.90 万元</title>"));
}

#[test]
fn hostile_text_stays_text() {
    let mut chart = chart_samples::split();
    chart.parts[0].label = "<script>alert(1)</script>".into();
    chart.parts[0].figure.href = Some("javascript:alert(1)".into());
    chart.name = "\"><svg onload=x>".into();
    let svg = draw(&chart, Width::Wide, &inline());
    assert!(
        !svg.markup.contains("<script")
            && !svg.markup.contains("javascript:")
            && !svg.markup.contains("<svg onload")
    );
    check(&svg, &inline());
}

#[test]
fn empty_charts_say_so() {
    let nothing_due = Year {
        label: "2020".into(),
        budget: Slot::NotDue,
        adjusted: Slot::NotDue,
        spent: Slot::NotDue,
        rate: String::new(),
        rate_trace: Trace::default(),
    };
    let empty: Vec<Box<dyn Chart>> = vec![
        Box::new(Composition { classes: Vec::new(), ..chart_samples::composition() }),
        Box::new(Spine { classes: Vec::new(), ..chart_samples::spine() }),
        Box::new(Split { parts: Vec::new(), groups: Vec::new(), ..chart_samples::split() }),
        Box::new(Execution::default()),
        Box::new(Stacked { kind: stacked::THREE_PUBLIC, ..Stacked::default() }),
        Box::new(Stacked { kind: stacked::TREND, years: vec![nothing_due], ..Stacked::default() }),
        Box::new(Scores::default()),
        Box::new(Scorecard::default()),
        Box::new(Indicators::default()),
        Box::new(Multiples::default()),
    ];
    for chart in empty {
        check_all(&*chart);
        assert!(draw(&*chart, Width::Wide, &inline()).markup.contains("没有可画的数据"));
    }
}

// --- Anything at all -----------------------------------------------------------------------------------------------

/// Names as documents have them, and as they should not.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[一般公共服务支出其他政府办公厅及相关机构事务行政单位离退休住房“三公”经费（室）、]{1,24}",
        2 => "[一般公共服务支出其他政府办公厅及相关机构事务（室）、]{25,60}",
        1 => "\\PC{0,30}",
        1 => "[ -~]{0,40}",
        1 => Just(String::new()),
    ]
}

/// Amounts from a cent to a milliard, rarely none or negative.
fn amount() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        6 => (1i64..500_000).prop_map(|cents| Decimal::new(cents, 2)),
        2 => (1i64..100_000_000_000).prop_map(|cents| Decimal::new(cents, 2)),
        1 => Just(Decimal::ZERO),
        1 => (-100_000i64..0).prop_map(|cents| Decimal::new(cents, 2)),
    ]
}

fn figure() -> impl Strategy<Value = Figure> {
    (amount(), option::of("[a-z]{1,6}\\.html"), proptest::bool::weighted(0.2)).prop_map(
        |(amount, href, derived)| Figure {
            amount,
            text: format!("{amount:.2}"),
            href,
            derived,
            trace: Trace::of("a<b"),
        },
    )
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![4 => figure().prop_map(Value::Known), 1 => Just(Value::Unknown("未收录".into()))]
}

/// A percentage or a score.
fn percent() -> impl Strategy<Value = Value> {
    let figure = (0i64..30_000).prop_map(|cents| {
        let amount = Decimal::new(cents, 2);
        Value::Known(Figure::new(amount, format!("{amount:.2}")))
    });
    prop_oneof![8 => figure, 1 => Just(Value::Unknown("分母为 0".into()))]
}

fn share() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), (0u32..1000).prop_map(|n| format!("{}.{}%", n / 10, n % 10))]
}

fn phase() -> impl Strategy<Value = Phase> {
    prop_oneof![Just(Phase::Budget), Just(Phase::Adjusted), Just(Phase::Final)]
}

fn hue() -> impl Strategy<Value = Hue> {
    prop_oneof![Just(Hue::Basic), Just(Hue::Project), Just(Hue::Public), Just(Hue::Plain)]
}

fn leaf() -> impl Strategy<Value = Node> {
    ("2[0-3][0-9]{5}", name(), figure(), share()).prop_map(|(code, label, figure, share)| Node {
        code,
        label,
        figure,
        share,
        children: Vec::new(),
    })
}

fn tree() -> impl Strategy<Value = Vec<Node>> {
    let group = (leaf(), vec(leaf(), 0..5)).prop_map(|(node, children)| Node { children, ..node });
    let class = (leaf(), vec(group, 0..5)).prop_map(|(node, children)| Node { children, ..node });
    vec(class, 0..7)
}

fn column() -> impl Strategy<Value = Column> {
    (figure(), option::of(figure()), option::of(figure()), option::of(figure())).prop_map(
        |(total, outbound, vehicle, reception)| Column { total, items: vec![outbound, vehicle, reception] },
    )
}

fn slot() -> impl Strategy<Value = Slot> {
    prop_oneof![
        3 => column().prop_map(Slot::Known),
        2 => Just(Slot::Unknown("未收录".into())),
        1 => Just(Slot::NotDue),
    ]
}

fn criterion() -> impl Strategy<Value = Criterion> {
    let weight = || {
        option::weighted(0.85, (1i64..40, 0i64..2).prop_map(|(n, half)| Decimal::new(n * 10 + half * 5, 1)))
    };
    let leaf = (name(), weight(), weight()).prop_map(|(label, weight, score)| {
        let figure = |amount: Decimal| Figure::new(amount, amount.to_string());
        Criterion { label, weight: weight.map(figure), score: score.map(figure), children: Vec::new() }
    });
    leaf.prop_recursive(2, 20, 5, |inner| {
        (name(), option::of(1i64..60), vec(inner, 1..5)).prop_map(|(label, weight, children)| Criterion {
            label,
            weight: weight.map(|weight| Figure::new(weight.into(), weight.to_string())),
            score: None,
            children,
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_composition(phase in phase(), classes in tree()) {
        nothing_disappears(phase, &classes);
        check_all(&Composition { name: "n".into(), unit: "万元".into(), phase, classes });
    }

    #[test]
    fn any_spine(phase in phase(), classes in tree()) {
        check_all(&Spine { name: "n".into(), unit: "万元".into(), phase, classes });
    }

    #[test]
    fn any_ranked(
        phase in phase(),
        keys in vec((name(), hue()), 0..4),
        rows in vec((name(), value(), share(), vec(amount(), 0..4)), 0..30),
    ) {
        check_all(&Ranked {
            name: "n".into(),
            unit: "万元".into(),
            phase,
            keys: keys.into_iter().map(|(label, hue)| Key { label, hue }).collect(),
            rows: rows
                .into_iter()
                .map(|(label, value, share, parts)| Row { label, value, share, parts: parts.into_iter().map(Some).collect(), code: String::new() })
                .collect(),
        });
    }

    #[test]
    fn any_split(
        phase in phase(),
        parts in vec((name(), hue(), figure(), share()), 0..8),
        groups in vec((name(), figure(), share(), 0usize..4), 0..4),
    ) {
        check_all(&Split {
            name: "n".into(),
            unit: "万元".into(),
            phase,
            parts: parts.into_iter().map(|(label, hue, figure, share)| Part { label, hue, figure, share }).collect(),
            groups: groups
                .into_iter()
                .map(|(label, figure, share, parts)| Group { label, figure, share, parts })
                .collect(),
        });
    }

    #[test]
    fn any_execution(rows in vec((name(), name(), phase(), value(), name(), any::<bool>()), 0..8)) {
        check_all(&Execution {
            name: "n".into(),
            unit: "万元".into(),
            rows: rows
                .into_iter()
                .map(|(label, note, phase, value, inside, strong)| Bar { label, note, phase, value, inside, strong })
                .collect(),
        });
    }

    #[test]
    fn any_three_public(
        first in 2000i32..2030,
        years in vec((slot(), slot(), slot(), prop_oneof![Just(String::new()), Just("完成全年预算 59.6%".to_owned())]), 0..14),
        breaks in vec((0i32..14, name()), 0..4),
    ) {
        let year = |(i, (budget, adjusted, spent, rate)): (i32, (Slot, Slot, Slot, String))| Year {
            label: (first + i).to_string(), budget, adjusted, spent, rate, rate_trace: Trace::default(),
        };
        check_all(&Stacked {
            kind: stacked::THREE_PUBLIC,
            items: Item::three_public(&CHINESE),
            name: "n".into(),
            unit: "万元".into(),
            years: (0..).zip(years).map(year).collect(),
            breaks: breaks
                .into_iter()
                .map(|(at, text)| Break { before: (first + at).to_string(), text })
                .collect(),
        });
    }

    #[test]
    fn any_scores(rows in vec((name(), vec((name(), any::<bool>()), 0..3), value(), percent(), percent()), 0..20)) {
        check_all(&Scores {
            name: "n".into(),
            unit: "万元".into(),
            rows: rows
                .into_iter()
                .map(|(label, notes, executed, rate, score)| Project {
                    label,
                    href: Some("p.html".into()),
                    notes: notes
                        .into_iter()
                        .map(|(text, check)| Note { text: text.chars().take(8).collect(), check, trace: Trace::of("a") })
                        .collect(),
                    executed,
                    rate,
                    score,
                })
                .collect(),
        });
    }

    #[test]
    fn any_scorecard(criteria in vec(criterion(), 0..5), weight in option::of(Just(100i64))) {
        check_all(&Scorecard {
            name: "n".into(),
            score: None,
            weight: weight.map(|weight| Figure::new(weight.into(), weight.to_string())),
            criteria,
        });
    }

    #[test]
    fn any_indicators(rows in vec((name(), name(), name(), name(), option::of(figure()), option::of(figure())), 0..20)) {
        check_all(&Indicators {
            name: "n".into(),
            rows: rows
                .into_iter()
                .map(|(group, kind, label, detail, weight, score)| IndicatorRow { group, kind, label, detail, said: Trace::default(), weight, score })
                .collect(),
        });
    }

    #[test]
    fn any_multiples(
        years in 1usize..9,
        panels in vec((name(), vec((value(), phase(), value()), 0..9)), 0..9),
    ) {
        check_all(&Multiples {
            name: "n".into(),
            unit: "万元".into(),
            years: (0..years).map(|year| (2016 + year).to_string()).collect(),
            panels: panels
                .into_iter()
                .map(|(label, years)| Panel {
                    label,
                    href: None,
                    years: years.into_iter().map(|(budget, phase, spent)| Pair { budget, phase, spent }).collect(),
                })
                .collect(),
        });
    }
}

/// Every cell of a treemap says its value, or its label is left out.
fn nothing_disappears(phase: Phase, classes: &[Node]) {
    let chart = Composition { name: "n".into(), unit: "万元".into(), phase, classes: classes.to_vec() };
    if classes.iter().all(|class| class.figure.amount <= Decimal::ZERO) {
        return;
    }
    for width in Width::ALL {
        let svg = draw(&chart, width, &inline());
        let drawn = check(&svg, &inline());
        let said = |node: &Node| {
            let value = &node.figure.text;
            drawn.contains(value) || svg.left_out.iter().any(|entry| entry.value_text == *value)
        };
        for class in classes {
            assert!(said(class), "{class:?}");
            for group in &class.children {
                let cells =
                    if group.children.is_empty() { std::slice::from_ref(group) } else { &group.children };
                assert!(cells.iter().all(said), "{group:?}");
            }
        }
    }
}

#[test]
fn two_hundred_rows_of_sixty_characters() {
    let label = "其他政府办公厅（室）及相关机构事务支出".repeat(3);
    let figure = |n: i64| {
        Figure::new(Decimal::new(n * n * 37 + 1, 2), format!("{:.2}", Decimal::new(n * n * 37 + 1, 2)))
    };
    let node = |n: i64, children| Node {
        code: format!("{}", 201 + n % 30),
        label: label.clone(),
        figure: figure(n),
        share: String::new(),
        children,
    };
    let classes: Vec<Node> =
        (0..20).map(|n| node(n, (0..10).map(|m| node(n * 10 + m, Vec::new())).collect())).collect();
    let phase = Phase::Budget;
    check_all(&Composition { name: "n".into(), unit: "万元".into(), phase, classes: classes.clone() });
    check_all(&Spine { name: "n".into(), unit: "万元".into(), phase, classes });
    let row = |n| Row {
        label: label.clone(),
        value: Value::Known(figure(n)),
        share: "0.1%".into(),
        parts: Vec::new(),
        code: String::new(),
    };
    let rows = (0..200).map(row).collect();
    check_all(&Ranked {
        name: "n".into(),
        unit: "万元".into(),
        phase: Phase::Budget,
        keys: Vec::new(),
        rows,
    });
}

/// On a page two pictures of one chart stand beside each other: what they are called and what they state is said once.
#[test]
fn a_narrow_picture_is_named_by_the_wide_one_beside_it() {
    let beside = Mode::Inline { id_prefix: "t".into(), beside_wide: true };
    let [wide, narrow] = Width::ALL.map(|width| draw(&chart_samples::split(), width, &beside).markup);
    for name in ["title", "desc"] {
        let (id, holder) = wide.split_once(&format!("<{name} id=\"")).expect("a name of its own");
        assert!(!id.is_empty());
        let id = holder.split('"').next().expect("an id");
        assert!(id.ends_with(name), "{id}");
        assert!(narrow.contains(&format!("=\"{id}\"")), "{id} is what names the narrow one");
        assert!(!narrow.contains(&format!("<{name} id=")), "nothing is said twice");
    }
}

/// A solid area is money that was spent: whatever a chart shows of a budget is outlined, at any size.
#[test]
fn a_budget_is_never_drawn_solid() {
    let (composition, spine, split) =
        (chart_samples::composition(), chart_samples::spine(), chart_samples::split());
    let of = |phase| -> [Box<dyn Chart>; 3] {
        [
            Box::new(Composition { phase, ..composition.clone() }),
            Box::new(Spine { phase, ..spine.clone() }),
            Box::new(Split { phase, ..split.clone() }),
        ]
    };
    for (budget, spent) in of(Phase::Budget).iter().zip(&of(Phase::Final)) {
        for width in Width::ALL {
            let [budget, spent] = [budget, spent].map(|chart| draw(&**chart, width, &inline()).markup);
            let (budget, spent) = (boxes(&budget), boxes(&spent));
            assert_eq!(budget.len(), spent.len(), "as many boxes");
            assert!(spent.iter().all(|one| !one.contains("fill=\"var(--paper)")), "spent money is solid");
            let thin = budget.iter().filter(|one| !one.contains("stroke=")).count();
            assert!(budget.iter().all(|one| one.contains("fill=\"var(--paper)") || !one.contains("stroke=")));
            assert!(thin * 3 < budget.len(), "{thin} of {} boxes are too thin for an outline", budget.len());
        }
    }
}

/// The boxes of a picture that stand in marks.
fn boxes(markup: &str) -> Vec<&str> {
    markup.split("<rect ").skip(1).filter_map(|rest| rest.split_once("/>")).map(|(one, _)| one).collect()
}
