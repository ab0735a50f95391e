//! Each charitable reading against three kinds of figures that agree, that it explains, and that it does not.

use std::slice::from_ref;
use std::sync::Arc;

use super::dispute::Party;
use super::evidence::Evidence;
use super::{Dispute, READINGS, explained};
use crate::document::Locator;
use crate::model::{
    Amount, Base, Fact, Fund, How, Measure, Near, Phase, Role, Said, Scheme, Scope, Statement, Status,
    Subject, Unit, Verdict,
};
use crate::verify::compare;
use rust_decimal::Decimal;

/// A cell of a table by function.
fn cell(code: &str, value: &str) -> Fact {
    Fact {
        id: format!("{code}-{value}").as_str().into(),
        document: "a.txt".into(),
        department: "body".into(),
        entity: "".into(),
        scope: Scope::Department,
        fiscal_year: 2023,
        phase: Some(Phase::Final),
        statement: Statement::GeneralByFunction,
        table: "支出决算表".into(),
        measure: Measure::Total,
        base: None,
        fund: None,
        subject: Subject::top(Scheme::Function, code, ""),
        amount: Amount::new(value.parse().unwrap(), Unit::WanYuan),
        locator: Locator::Line(1),
        quote: value.to_owned(),
        status: Status::Printed,
        derived_from: Vec::new(),
        correction: None,
        certain: true,
        said: None,
    }
}

/// A cell of another table.
fn other(table: &str, measure: Measure, code: &str, value: &str) -> Fact {
    let id = format!("{table}-{}-{code}-{value}", measure.id());
    Fact { id: id.as_str().into(), table: table.into(), measure, ..cell(code, value) }
}

/// A figure of a sentence.
fn said(code: &str, value: &str) -> Fact {
    let subject = Subject::top(Scheme::None, code, "");
    let id = format!("said-{code}-{value}");
    Fact {
        id: id.as_str().into(),
        statement: Statement::Narrative,
        table: "".into(),
        subject,
        ..cell("", value)
    }
}

/// A share in a sentence, in percent.
fn share(name: &str, value: &str) -> Fact {
    let amount = Amount::new(value.parse().unwrap(), Unit::Percent);
    Fact { measure: Measure::Share, base: Some(Base::Total), amount, ..said(name, value) }
}

fn named(name: &str, fact: Fact) -> Fact {
    Fact { subject: Subject { name: name.to_owned(), ..fact.subject.clone() }, ..fact }
}

/// What becomes of two sides: whether they agree, which reading explains that they do not, or that none does.
fn outcome(left: &[Fact], right: &[Fact], beside: &[Fact]) -> &'static str {
    fn side(facts: &[Fact]) -> Vec<&Fact> {
        facts.iter().collect()
    }
    let compared = compare(&side(left), &side(right));
    if compared.verdict != Verdict::Mismatch {
        return "pass";
    }
    let dispute = Dispute {
        rule: "A00",
        left: Party { facts: side(left), value: compared.left, summed: true, how: How::Sum },
        right: Party { facts: side(right), value: compared.right, summed: true, how: How::Sum },
        difference: compared.difference,
        tolerance: compared.tolerance,
    };
    let evidence = Evidence::gather(left.iter().chain(right).chain(beside));
    explained(&dispute, &evidence).map_or("mismatch", |(id, _)| id)
}

#[test]
fn readings_have_names_of_their_own() {
    for reading in READINGS {
        assert_eq!(READINGS.iter().filter(|other| other.id == reading.id).count(), 1);
        assert!(!reading.title.is_empty());
    }
}

#[test]
fn a_last_digit_is_no_error_and_a_tenth_is() {
    let sum = |total: &str, parts: [&str; 2]| {
        outcome(&[cell("all", total)], &[cell("201", parts[0]), cell("208", parts[1])], &[])
    };
    assert_eq!(sum("100.01", ["60.00", "40.00"]), "pass");
    assert_eq!(sum("7.1", ["3.0", "4.0"]), "pass");
    assert_eq!(sum("501", ["200", "300"]), "pass");
    assert_eq!(sum("100.03", ["60.00", "40.00"]), "cut");
    assert_eq!(sum("7.3", ["3.0", "4.0"]), "cut");
    assert_eq!(sum("503", ["200", "300"]), "cut");
    assert_eq!(sum("100.40", ["60.00", "40.00"]), "mismatch");
    assert_eq!(sum("7.9", ["3.0", "4.0"]), "mismatch");
    assert_eq!(sum("513", ["200", "300"]), "mismatch");
}

#[test]
fn a_total_added_to_itself_is_no_proof_and_a_misplaced_point_is_one() {
    let one = |left: Fact, right: Fact| outcome(&[left], &[right], &[]);
    assert_eq!(one(said("basic", "441.25"), cell("all", "441.25")), "pass");
    assert_eq!(one(said("basic", "441.3"), cell("all", "441.25")), "pass");
    assert_eq!(one(said("basic", "12"), cell("all", "12")), "pass");
    assert_eq!(one(said("basic", "441.25"), cell("all", "220.63")), "factor");
    assert_eq!(one(cell("all", "5269.48"), cell("all", "10538.96")), "factor");
    assert_eq!(one(said("basic", "3127000"), cell("all", "312.70")), "factor");
    // One printed figure with its unit: a power of ten is the contradiction.
    assert_eq!(one(said("basic", "887.36"), said("basic", "88.736")), "mismatch");
    assert_eq!(one(said("basic", "887.36"), cell("20808", "87.36")), "mismatch");
    assert_eq!(one(said("basic", "3127000"), said("basic", "312.70")), "mismatch");
}

#[test]
fn a_row_twice_or_left_out_is_no_proof() {
    let classes = |values: &[&str]| -> Vec<Fact> {
        ["201", "208", "210", "221"].iter().zip(values).map(|(code, value)| cell(code, value)).collect()
    };
    let sum = |total: &str, values: &[&str], beside: &[Fact]| {
        outcome(&[cell("all", total)], &classes(values), beside)
    };
    assert_eq!(sum("950.30", &["700.10", "150.10", "100.10"], &[]), "pass");
    assert_eq!(sum("700.10", &["700.10"], &[]), "pass");
    assert_eq!(sum("0.00", &["0.00", "0.00"], &[]), "pass");
    assert_eq!(sum("850.20", &["700.10", "150.10", "100.11"], &[]), "rows");
    assert_eq!(sum("700.10", &["700.10", "150.13", "100.11"], &[]), "rows");
    assert_eq!(sum("987.65", &["700.10", "150.10"], &[cell("211", "137.45")]), "rows");
    assert_eq!(sum("959.30", &["700.10", "150.10", "100.10"], &[]), "mismatch");
    assert_eq!(sum("887.36", &["50.10", "37.26"], &[]), "mismatch");
    // A row of another column is none of this one.
    let elsewhere = other("支出决算表", Measure::Basic, "211", "137.45");
    assert_eq!(sum("987.65", &["700.10", "150.10"], &[elsewhere]), "mismatch");
}

#[test]
fn what_was_carried_over_may_be_in_one_of_two_totals() {
    let income =
        |code: &str, value: &str| named("年初结转和结余", other("总表", Measure::Total, code, value));
    let totals = |left: &str, right: &str, carried: &Fact| {
        outcome(&[cell("all", left)], &[other("分表", Measure::Total, "all", right)], from_ref(carried))
    };
    let brought = income("carryover_in", "35.20");
    assert_eq!(totals("910.20", "910.20", &brought), "pass");
    assert_eq!(totals("35.20", "35.20", &brought), "pass");
    assert_eq!(totals("910.2", "910.21", &brought), "pass");
    assert_eq!(totals("910.20", "875.00", &brought), "carried");
    assert_eq!(totals("875.00", "910.20", &income("carryover_out", "35.20")), "carried");
    assert_eq!(totals("910.20", "875.00", &income("fund_balance_used", "35.20")), "carried");
    assert_eq!(totals("910.20", "865.00", &brought), "mismatch");
    assert_eq!(totals("910.20", "875.00", &income("other_income", "35.20")), "mismatch");
    assert_eq!(totals("910.20", "875.00", &income("carryover_in", "0.00")), "mismatch");
}

#[test]
fn a_reserve_is_a_third_kind() {
    let split = |total: &str, third: Fact| {
        let parts = [cell("basic", "640.10"), cell("project", "235.20")];
        outcome(&[cell("all", total)], &parts, &[third])
    };
    let third = |name: &str, code: &str, value: &str| named(name, other("总表", Measure::Total, code, value));
    assert_eq!(split("875.30", third("单位预留机动经费", "", "140.20")), "pass");
    assert_eq!(split("875.31", third("经营支出", "operating", "140.20")), "pass");
    assert_eq!(split("875.3", third("预备费", "", "140.20")), "pass");
    assert_eq!(split("1015.50", third("单位预留机动经费", "", "140.20")), "reserve");
    assert_eq!(split("1015.50", third("经营支出", "operating", "140.20")), "reserve");
    assert_eq!(split("1015.50", third("上缴上级支出", "to_superior", "140.20")), "reserve");
    assert_eq!(split("1015.50", third("培训费", "training", "140.20")), "mismatch");
    assert_eq!(split("1019.50", third("单位预留机动经费", "", "140.20")), "mismatch");
    let planned = Fact { phase: Some(Phase::Budget), ..third("预备费", "", "140.20") };
    assert_eq!(split("1015.50", planned), "mismatch");
}

#[test]
fn the_twin_may_be_meant() {
    let of_unit =
        |fact: Fact| Fact { scope: Scope::Unit, id: format!("unit-{}", fact.id).as_str().into(), ..fact };
    let pair = |left: Fact, right: &str, beside: Fact| {
        outcome(&[left], &[other("分表", Measure::Total, "all", right)], &[beside])
    };
    assert_eq!(pair(cell("all", "922.48"), "922.48", of_unit(cell("all", "911.37"))), "pass");
    assert_eq!(pair(cell("all", "922.5"), "922.48", of_unit(cell("all", "911.37"))), "pass");
    assert_eq!(pair(cell("all", "0"), "0", of_unit(cell("all", "911.37"))), "pass");
    assert_eq!(pair(cell("all", "922.48"), "911.37", of_unit(cell("all", "911.37"))), "twin");
    let entity = Fact { entity: "某中心".into(), id: "e".into(), ..cell("all", "911.37") };
    assert_eq!(pair(cell("all", "922.48"), "911.37", entity), "twin");
    assert_eq!(pair(said("all", "922.48"), "911.37", of_unit(said("all", "911.37"))), "twin");
    assert_eq!(pair(cell("all", "922.48"), "911.37", of_unit(cell("all", "915.37"))), "mismatch");
    assert_eq!(pair(cell("all", "922.48"), "911.37", of_unit(cell("201", "911.37"))), "mismatch");
    let last_year = Fact { fiscal_year: 2022, ..of_unit(cell("all", "911.37")) };
    assert_eq!(pair(cell("all", "922.48"), "911.37", last_year), "mismatch");
}

#[test]
fn a_figure_of_another_subject_may_be_meant() {
    let prose = |code: &str, value: &str, right: &str, beside: Fact| {
        outcome(&[said(code, value)], &[other("表", Measure::Total, code, right)], &[beside])
    };
    assert_eq!(prose("running_cost", "68.40", "68.40", cell("302", "61.37")), "pass");
    assert_eq!(prose("running_cost", "68.4", "68.43", cell("302", "68.40")), "pass");
    assert_eq!(prose("reception", "0", "0", cell("302", "0")), "pass");
    assert_eq!(prose("running_cost", "68.47", "61.30", cell("302", "68.47")), "elsewhere");
    assert_eq!(prose("basic", "1672.67", "2574.17", cell("2010101", "1672.6745")), "elsewhere");
    // Two tables whose columns may have been taken for one another.
    let summary = other("总表", Measure::GeneralPublic, "all", "870.00");
    let (detail, whole) =
        (other("分表", Measure::Total, "all", "913.70"), other("总表", Measure::Total, "all", "913.70"));
    assert_eq!(outcome(from_ref(&summary), from_ref(&detail), &[whole]), "elsewhere");
    assert_eq!(outcome(&[summary], &[detail], &[]), "mismatch");
    // Its own subject, a round figure, another year: none of them says anything.
    assert_eq!(prose("running_cost", "68.47", "61.30", cell("running_cost", "68.47")), "mismatch");
    assert_eq!(prose("running_cost", "70", "61.30", cell("302", "70.00")), "mismatch");
    let last_year = Fact { fiscal_year: 2022, ..cell("302", "68.47") };
    assert_eq!(prose("running_cost", "68.47", "61.30", last_year), "mismatch");
}

#[test]
fn only_what_is_certain_accuses() {
    let pair = |left: Fact, right: Fact| outcome(&[left], &[right], &[]);
    let plain = |value: &str| other("分表", Measure::Total, "all", value);
    let doubtful = Fact { certain: false, ..cell("all", "913.70") };
    let retired = |value: &str| {
        let fact = named("机关事业单位退休人员活动费", cell("30212", value));
        Fact { subject: Subject { scheme: Scheme::Economic, ..fact.subject.clone() }, ..fact }
    };
    let of_fund = |fund: Fund, fact: Fact| Fact { fund: Some(fund), ..fact };
    assert_eq!(pair(doubtful.clone(), plain("913.70")), "pass");
    assert_eq!(pair(retired("0.70"), plain("0.70")), "pass");
    assert_eq!(
        pair(of_fund(Fund::GovFund, cell("all", "91.30")), of_fund(Fund::GeneralPublic, plain("91.30"))),
        "pass"
    );
    assert_eq!(pair(doubtful, plain("870.00")), "certainty");
    assert_eq!(pair(retired("0.70"), plain("0.00")), "certainty");
    assert_eq!(
        pair(of_fund(Fund::GovFund, cell("all", "91.30")), of_fund(Fund::GeneralPublic, plain("80.10"))),
        "certainty"
    );
    assert_eq!(pair(cell("all", "913.70"), plain("870.00")), "mismatch");
    let training = named("培训费", cell("30216", "9.70"));
    let training =
        Fact { subject: Subject { scheme: Scheme::Economic, ..training.subject.clone() }, ..training };
    assert_eq!(pair(training, plain("5.10")), "mismatch");
    assert_eq!(pair(of_fund(Fund::GovFund, cell("all", "91.30")), plain("80.10")), "mismatch");
}

#[test]
fn a_rate_may_be_off_by_one_in_its_last_digit() {
    let rate = |printed: &str, reckoned: &str| {
        let (left, value) = (share("a", printed), reckoned.parse().unwrap());
        let facts = [&said("x", "577.77"), &Fact { id: "y".into(), ..said("x", "740.00") }];
        let right = Party { facts: facts.to_vec(), value, summed: false, how: How::Share };
        let left_party =
            Party { facts: vec![&left], value: left.amount.value, summed: true, how: How::Printed };
        let difference = left.amount.value - value;
        let tolerance = left.amount.half_step();
        let dispute = Dispute { rule: "A00", left: left_party, right, difference, tolerance };
        let evidence = Evidence::gather([&left].into_iter());
        explained(&dispute, &evidence).map_or("mismatch", |(id, _)| id)
    };
    assert_eq!(rate("-21.91", "-21.92296"), "cut");
    assert_eq!(rate("36.2", "36.34"), "cut");
    assert_eq!(rate("15", "16.4"), "cut");
    assert_eq!(rate("71.73", "71.6539"), "mismatch");
    assert_eq!(rate("60.02", "60.1556"), "mismatch");
    assert_eq!(rate("17.66", "17.9254"), "mismatch");
}

#[test]
fn a_share_of_another_whole_is_no_proof() {
    // 三公 of 833.60 stands beside 会议费 and 培训费, which make 2542.60 with it.
    let of = |printed: &str, part: &str, whole: &str, others: &[&str]| {
        let left = share("a", printed);
        let part = Fact { id: "p".into(), ..said("outbound", part) };
        let whole = Fact { id: "w".into(), ..said("three_public", whole) };
        let others: Vec<Fact> = others.iter().map(|value| said("three_public_and_meetings", value)).collect();
        let value = part.amount.value * Decimal::ONE_HUNDRED / whole.amount.value;
        let right = Party { facts: vec![&part, &whole], value, summed: false, how: How::Share };
        let left_party =
            Party { facts: vec![&left], value: left.amount.value, summed: true, how: How::Printed };
        let difference = left.amount.value - value;
        let tolerance = left.amount.half_step();
        let dispute = Dispute { rule: "A00", left: left_party, right, difference, tolerance };
        let evidence = Evidence::gather([&left, &part, &whole].into_iter().chain(&others));
        explained(&dispute, &evidence).map_or("mismatch", |(id, _)| id)
    };
    assert_eq!(of("8.75", "222.50", "833.60", &["2542.60"]), "whole");
    assert_eq!(of("7.22", "183.60", "833.60", &["2542.60"]), "whole");
    assert_eq!(of("16.8", "427.50", "833.60", &["2542.60", "1305.25"]), "whole");
    assert_eq!(of("9.75", "222.50", "833.60", &["2542.60"]), "mismatch");
    assert_eq!(of("8.75", "222.50", "833.60", &[]), "mismatch");
    // What is as large as the part, or smaller, is no whole; nor is the one that was compared.
    assert_eq!(of("250.0", "222.50", "833.60", &["89.00"]), "mismatch");
}

#[test]
fn a_direction_that_was_not_read_is_no_proof() {
    let change = |measure: Measure, value: &str| Fact { measure, ..said("three_public", value) };
    let pair = |measure: Measure, left: &str, right: &str| {
        outcome(&[change(measure, left)], &[Fact { id: "r".into(), ..change(measure, right) }], &[])
    };
    for measure in [Measure::ChangePct, Measure::ChangeAmount] {
        assert_eq!(pair(measure, "-36.19", "-36.19"), "pass");
        assert_eq!(pair(measure, "36.19", "-36.19"), "sign");
        assert_eq!(pair(measure, "-1093.92", "1093.92"), "sign");
        assert_eq!(pair(measure, "36.19", "-31.19"), "mismatch");
    }
    // An amount has no direction that a word could give.
    assert_eq!(pair(Measure::Total, "36.19", "-36.19"), "mismatch");
}

#[test]
fn a_share_that_makes_up_the_hundred_is_no_error() {
    // What a share was reckoned from is not printed here; the reckoned share stands for it.
    let shares = |last: &str, reckoned: &str, rest: [&str; 2]| {
        let beside = [share("b", rest[0]), share("c", rest[1])];
        outcome(&[share("a", last)], &[Fact { id: "r".into(), ..said("x", reckoned) }], &beside)
    };
    let percent = |fact: &Fact| fact.amount.unit == Unit::Percent;
    assert!(percent(&share("a", "1")));
    assert_eq!(shares("25.00", "25.00", ["35.00", "40.00"]), "pass");
    assert_eq!(shares("25.0", "25.01", ["35.0", "40.0"]), "pass");
    assert_eq!(shares("25", "25.3", ["35", "40"]), "pass");
    assert_eq!(shares("25.03", "25.00", ["35.00", "39.97"]), "plug");
    assert_eq!(shares("25.3", "25.0", ["35.0", "39.7"]), "plug");
    assert_eq!(shares("27", "24", ["33", "40"]), "plug");
    assert_eq!(shares("25.03", "25.00", ["35.00", "40.97"]), "mismatch");
    assert_eq!(shares("25.83", "25.00", ["35.00", "39.17"]), "mismatch");
    assert_eq!(shares("27", "12", ["33", "40"]), "mismatch");
}

/// A figure of a sentence in a paragraph.
fn in_paragraph(paragraph: u32, fact: Fact) -> Fact {
    let said = Said {
        paragraph,
        sentence: 0,
        start: 0,
        end: 0,
        role: Role::Statement,
        path: Vec::new(),
        of: None,
        against: None,
        part_of: None,
        against_year: None,
        money: Vec::new(),
        of_others: false,
        of_another: false,
        qualified: false,
        detail: false,
        parts_from: None,
        level: None,
        about: Vec::new(),
        reason: None,
        near: Near::default(),
    };
    Fact { said: Some(Arc::new(said)), ..fact }
}

#[test]
fn two_amounts_of_one_subject_are_held_against_each_other_where_something_shows_that_they_are_of_the_same() {
    let told = |left: &str, right: &str, beside: [(&str, &str); 2]| {
        let of = |paragraph: u32, value: &str, (code, other): (&str, &str)| {
            (in_paragraph(paragraph, said("three_public", value)), in_paragraph(paragraph, said(code, other)))
        };
        let (a, c) = of(1, left, beside[0]);
        let (b, d) = of(2, right, beside[1]);
        // Two figures of one subject and amount are told by their places.
        let d = Fact { id: format!("{}-again", d.id).as_str().into(), ..d };
        outcome(&[a], &[b], &[c, d])
    };
    let apart = [("reception", "30.5"), ("reception", "12.5")];
    let alike = [("reception", "30.5"), ("reception", "30.5")];
    // They agree.
    assert_eq!(told("48.55", "48.55", apart), "pass");
    assert_eq!(told("48.55", "48.6", apart), "pass");
    assert_eq!(told("0", "0.00", alike), "pass");
    // Nothing shows that they are of one thing: 全市 and 市本级, 比上年 and 比预算.
    assert_eq!(told("4855", "1127", apart), "unlike");
    assert_eq!(told("19", "4", [("vehicle", "16"), ("vehicle", "4")]), "unlike");
    assert_eq!(told("26.07", "13.95", [("outbound", "30.5"), ("vehicle", "30.5")]), "unlike");
    // A slip, or the same parts beside both.
    assert_eq!(told("887.36", "87.36", apart), "mismatch");
    assert_eq!(told("45.04", "54.04", apart), "mismatch");
    assert_eq!(told("4855", "1127", alike), "mismatch");
}
