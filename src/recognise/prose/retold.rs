//! Probes of how texts tell the same in other words: directions by compounds, items before a colon, stages in headings, what
//! stands around an amount and is not understood.

use super::probes::named;
use super::tests::{budget, last, titled};

#[test]
fn directions_are_compounds() {
    let fell = ["reception total 3", "reception change_amount -1 prior_final"];
    for verb in ["少花了", "压掉", "缩减了", "少安排", "回落", "砍去", "省下来", "往下调"]
    {
        let text = format!("公务接待费3万元，比上年{verb}1万元。");
        assert_eq!(last(&text).len(), 2, "{text}");
        if verb != "往下调" {
            assert_eq!(last(&text), fell, "{text}");
        }
    }
    for verb in ["多花了", "走高", "抬升", "多支出", "陡增", "添列"] {
        let text = format!("公务接待费3万元，比上年{verb}1万元。");
        assert_eq!(last(&text)[1], "reception change_amount 1 prior_final", "{text}");
    }
    // The last character of a direction may begin an item.
    assert_eq!(
        last("比上年少花出国费1万元，接待费3万元。").last().map(String::as_str),
        Some("reception total 3")
    );
}

#[test]
fn an_item_before_a_colon_opens_its_sentence() {
    let text = "“三公”经费5万元。\n出国（境）：没有安排，留0万元。";
    assert_eq!(last(text)[1..], ["outbound total 0"]);
    // What stands between is of something else; behind the semicolon the item goes on.
    let text = "接待：2022年决算5万元，每人平均3元；2023年决算4万元。";
    assert_eq!(named(last(text)), ["reception total 5 2022", "reception total 4"]);
    let text = "“三公”经费9万元。\n车辆：2022年决算6万元，2023年决算5万元。";
    assert_eq!(last(text)[1..], ["vehicle total 6 2022", "vehicle total 5"]);
}

#[test]
fn what_an_unknown_clause_names_is_no_change_of_the_topic() {
    for text in [
        "停航让出国费一下子空了，收窄9万元，即100%。",
        "停航之后接待费几近于无，少9万元，降100%。",
        "改革后公务用车费变了样子，省9万元。",
    ] {
        let facts = last(&format!("“三公”经费20万元，比上年减少11万元。{text}"));
        assert!(facts[2..].iter().all(|fact| !fact.starts_with("three_public")), "{text} {facts:?}");
    }
    // By how much, or what it came to, is not said.
    for text in ["公车省得最多，9万元。", "接待费涨得快，9万元。", "出国费缩得厉害，9万元。"]
    {
        let facts = last(&format!("“三公”经费20万元。{text}"));
        assert!(facts[1].starts_with("other"), "{text} {facts:?}");
    }
}

#[test]
fn amounts_behind_one_of_another_year_are_of_its_year() {
    let text = "2024年预算9万元，接待费4万元、用车费5万元，比2023年少1万元。";
    let facts = titled("甲局“三公”经费", text);
    assert_eq!(facts[..3], ["three_public total 9 2024", "reception total 4 2024", "vehicle total 5 2024"]);
    // Once the own year has spoken, it is of that.
    let text = "公务接待费3万元，上年5万元，公务用车费2万元。";
    assert_eq!(last(text), ["reception total 3", "reception total 5 2022", "vehicle total 2"]);
    let text = "2022年决算5万元；公务接待费3万元。";
    assert_eq!(last(text).last().map(String::as_str), Some("reception total 3"));
}

#[test]
fn headings_that_name_a_stage() {
    let text = "年初预算\n公务接待费5万元。\n年底决算\n公务接待费3万元。";
    assert_eq!(last(text), ["reception total 5 budget", "reception total 3"]);
    assert_eq!(budget(text), ["reception total 5", "reception total 3 final"]);
}

#[test]
fn the_first_sentence_says_what_the_text_is_about() {
    let text = "局里清点了去年动用的“三公”支出。\n决算总额20万元，接待3万元。";
    assert_eq!(last(text)[0], "three_public total 20");
    // A law that is named, a reason, a part, or more than that says nothing of the kind.
    for opening in [
        "根据《“三公”经费管理办法》，现公开如下。",
        "为压减“三公”经费，从严管理。",
        "现公开部门决算和“三公”经费。",
    ] {
        let facts = last(&format!("{opening}\n决算总额20万元。"));
        assert!(facts.iter().all(|fact| !fact.starts_with("three_public")), "{opening} {facts:?}");
    }
}

#[test]
fn sums_of_an_account_under_one_word() {
    let text = "2.收入。合计90万元，比上年多5万元。\n3.支出。合计80万元。";
    assert_eq!(
        last(text),
        ["year_income total 90", "year_income change_amount 5 prior_final", "year_expenditure total 80"]
    );
    assert_eq!(last("一、收入\n总计95万元。"), ["total_income total 95"]);
    assert_eq!(
        last("一、收入\n总计95万元。财政拨款90万元，事业5万元，附属单位上缴0万元。")[1..],
        ["fiscal_income total 90", "business_income total 5", "affiliated_income total 0"]
    );
}

#[test]
fn amounts_before_what_they_are_for() {
    let text = "“三公”经费9万元。4万元给公务接待，5万元给公务用车购置及运行。";
    assert_eq!(last(text)[1..], ["reception total 4", "vehicle total 5"]);
}

#[test]
fn classes_without_the_word_for_spending() {
    let text = "按功能分：一般公共服务41万元，社会保障和就业7万元，农林水事务2万元。";
    assert_eq!(
        last(text).iter().filter(|fact| fact.starts_with("function_class")).count(),
        3,
        "{:?}",
        last(text)
    );
    // One alone is no list of classes.
    assert!(last("用于住房保障5万元。").iter().all(|fact| !fact.starts_with("function_class")));
}

#[test]
fn a_second_change_is_of_another_reckoning() {
    let first = "“三公”经费40万元，比上年少12万元，降23.08%。";
    for text in
        ["不算移交的，还是少了9万元，降16%。", "真正压下来的少了9万元，降16%。", "剔除移交因素，少9万元。"]
    {
        let facts = last(&format!("{first}{text}"));
        assert!(facts[3..].iter().all(|fact| fact.starts_with("other")), "{text} {facts:?}");
    }
    // With what it is reckoned against it is one more change of the same.
    let facts = last(&format!("{first}比年初预算少9万元。"));
    assert_eq!(facts[3], "three_public change_amount -9 initial");
}

#[test]
fn of_a_part_or_of_its_whole_and_which_way() {
    let facts = last("（二）公务用车\n购置费2万元。离预算还差5万元。");
    assert!(facts[1..].iter().all(|fact| fact.starts_with("other")), "{facts:?}");
    // In one sentence it is of what the sentence speaks of.
    let facts = last("（二）公务用车\n购置费2万元，比上年少5万元。");
    assert_eq!(facts[1], "vehicle_purchase change_amount -5 prior_final");
    let facts = last("“三公”经费20万元，上年还要再高8万元。");
    assert!(facts.iter().all(|fact| !fact.contains("change")), "{facts:?}");
    // A word that should compare and does not stands there often.
    assert_eq!(last("公务接待费3万元，与上年下降7.6%。")[1], "reception change_pct -7.6");
    // In a budget, what was spent is compared with its own budget.
    let facts = budget("全年实际支出“三公”经费24万元，比当年预算节省1万元。");
    assert_eq!(facts[1], "three_public change_amount -1 final initial");
    let facts =
        budget("2022年批准的“三公”经费预算25万元。全年实际支出“三公”经费24万元，比当年预算节省1万元。");
    assert_eq!(
        facts[1..],
        ["three_public total 24 2022 final", "three_public change_amount -1 2022 final initial"]
    );
}

#[test]
fn both_sides_of_an_account_are_not_of_three_public() {
    let text = "账面上，该局“三公”经费支出数为25万元，预算数97万元。\n再看整本账。该局收入总计717万元，支出总计529万元。";
    assert_eq!(last(text)[2..], ["total_income total 717", "total_expenditure total 529"]);
}

#[test]
fn what_is_said_of_another_body_before_a_comma_is_its_own() {
    let text = "“三公”经费总计4509万元，同比减少1697万元。升幅居首的科技局，2023年“三公”决算为41万元，同上年比多了17万元。";
    let facts = last(text);
    assert_eq!(facts[2..], ["other total 41", "other change_amount 17 prior_final"]);
}

#[test]
fn what_points_back_names_nothing_of_its_own() {
    let text = "一、公务接待费\n本年度此项支出23万元，较上年减少6万元。";
    assert_eq!(last(text), ["reception total 23", "reception change_amount -6 prior_final"]);
    let facts = last("本年度此项支出23万元。");
    assert!(facts.iter().all(|fact| !fact.contains("expenditure")), "{facts:?}");
}
