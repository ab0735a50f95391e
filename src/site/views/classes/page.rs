//! The pages of classes: the index of a classification, a class with its bodies, and the parts of a class that is long.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::super::format;
use super::super::super::frame::Frame;
use super::super::super::html::escape;
use super::super::super::plates::year_phase;
use super::super::super::routes;
use super::super::super::table::{Cell, Table};
use super::super::super::words::scope_words;
use super::super::super::{House, Job};
use super::super::split::{MOST, initial};
use super::entry::{Entry, sum};
use super::{Basis, Classification, Of, bodies};
use crate::error::Result;
use crate::messages::{Locale, say};
use crate::model::{Phase, Scope};

/// The most figures that are added up: a sum names each of them.
const MOST_ADDED: usize = 200;

/// The most bodies of a ranking on the page of a class whose bodies stand on pages of their own.
const FIRST: usize = 20;

/// The classes of a classification.
pub(super) fn index(of: &Classification, house: &House<'_>, classes: &[Value]) -> Result<Vec<u8>> {
    let (name, question) = ((of.name)(house.locale), (of.question)(house.locale));
    let described =
        say!(house.locale, "classes-described", name = name.as_str(), question = question.as_str());
    let it = json!({
        "name": name,
        "question": question,
        "classes": classes,
        "without": house.gathered.number(&format!("{}:without", of.list)),
        "other": { "href": of.other.0, "name": (of.other.1)(house.locale) },
        "glossary": format!("{}#{}", routes::GLOSSARY, if of.list == "functions" { "function" } else { "economic" }),
    });
    let frame = Frame::new(of.page, name, routes::FUNCTIONS)
        .under(routes::INDEX, say!(house.locale, "overview"))
        .described(described);
    house.show("classes.html", frame, it)
}

/// The classes right below one.
pub(super) fn below(of: &Classification, class: &Of<'_>, from: &str) -> Vec<Value> {
    let one = |(code, name, bodies): &(&str, String, usize)| json!({ "code": code, "name": name, "href": routes::relative(from, &routes::group(of.page, code)), "bodies": bodies });
    class.below.iter().map(one).collect()
}

/// Figures that may stand beside each other.
type Groups<'e, 'h> = BTreeMap<Reverse<Basis>, Vec<&'e Entry<'h>>>;

fn groups<'e, 'h>(entries: &[&'e Entry<'h>]) -> Groups<'e, 'h> {
    let mut groups: Groups<'_, '_> = BTreeMap::new();
    for entry in entries {
        groups.entry(Reverse(entry.basis)).or_default().push(entry);
    }
    for own in groups.values_mut() {
        own.sort_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.body.cmp(b.body)));
    }
    groups
}

/// The group of most bodies; of equal ones the newest. Whole regions contain the others and are none of them.
fn largest<'g, 'e, 'h>(groups: &'g Groups<'e, 'h>) -> Option<(Basis, &'g [&'e Entry<'h>])> {
    let all = groups.iter().map(|(Reverse(basis), own)| (*basis, own.as_slice()));
    all.max_by_key(|(basis, own)| (basis.2 != Scope::Region, own.len(), *basis))
}

fn basis_words(locale: Locale, basis: Basis) -> String {
    let (year, phase, scope, cover) = basis;
    say!(
        locale,
        "basis-words",
        phase = year_phase(locale, year, phase),
        scope = scope_words(locale, scope),
        cover = cover.words(locale)
    )
}

/// A basis beside another: what is the same is not said again.
fn beside(locale: Locale, basis: Basis, other: Basis) -> String {
    let alike = (basis.2, basis.3) == (other.2, other.3);
    if alike { year_phase(locale, basis.0, basis.1) } else { basis_words(locale, basis) }
}

fn anchor(basis: Basis) -> String {
    let (year, phase, scope, cover) = basis;
    format!(
        "y{year}-{}-{}-{}",
        phase.id(),
        scope.id(),
        match cover {
            super::Cover::All => "all",
            super::Cover::General => "general",
            super::Cover::Basic => "basic",
        }
    )
}

/// The pages of a class.
pub(super) fn of_class<'h>(of: &'static Classification, house: &'h House<'h>, class: Of<'h>) -> Vec<Job<'h>> {
    let path = routes::group(of.page, class.code);
    let mut parts: Vec<Part> = Vec::new();
    if class.entries.iter().map(Entry::weight).sum::<usize>() > MOST {
        parts = cut(house.locale, &class.entries);
    }
    let class = std::sync::Arc::new(class);
    let mut jobs = Vec::new();
    for part in &parts {
        let path = format!("{}/{}/{}.html", of.page.trim_end_matches(".html"), class.code, part.key);
        let (class, part) = (class.clone(), part.clone());
        jobs.push(Job::new(path.clone(), move || {
            let entries: Vec<&Entry<'_>> = part.entries.iter().map(|at| &class.entries[*at]).collect();
            show(of, house, &path, &class, Some(&part), &entries, &[])
        }));
    }
    jobs.push(Job::new(path.clone(), move || {
        let entries: Vec<&Entry<'_>> = class.entries.iter().collect();
        show(of, house, &path, &class, None, &entries, &parts)
    }));
    jobs
}

/// A part of a class that is too long for a page.
#[derive(Clone)]
struct Part {
    key: String,
    name: String,
    /// Places of its entries.
    entries: Vec<usize>,
}

/// Cuts by year and phase, then by division, then by initial, each only where it must be.
fn cut(locale: Locale, entries: &[Entry<'_>]) -> Vec<Part> {
    let of = |at: usize| &entries[at];
    let whole = Part { key: String::new(), name: String::new(), entries: (0..entries.len()).collect() };
    let by_phase = split(whole, &|at| {
        let (year, phase, ..) = of(at).basis;
        (format!("{year}-{}", phase.id()), year_phase(locale, year, phase))
    });
    let long = |part: &Part| part.entries.iter().map(|at| of(*at).weight()).sum::<usize>() > MOST;
    let by_division = by_phase.into_iter().flat_map(|part| {
        if !long(&part) {
            return vec![part];
        }
        split(part, &|at| (of(at).division.0.to_owned(), of(at).division.1.to_owned()))
    });
    let by_initial = by_division.flat_map(|part| {
        if !long(&part) {
            return vec![part];
        }
        split(part, &|at| {
            let letter = initial(of(at).body);
            (letter.to_string(), letter.to_ascii_uppercase().to_string())
        })
    });
    by_initial.collect()
}

fn split(part: Part, by: &dyn Fn(usize) -> (String, String)) -> Vec<Part> {
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    for at in part.entries {
        let (key, name) = by(at);
        let joined = |before: &str, own: &str, between: &str| {
            if before.is_empty() { own.to_owned() } else { format!("{before}{between}{own}") }
        };
        let one = parts.entry(key.clone()).or_insert_with(|| Part {
            key: joined(&part.key, &key, "-"),
            name: joined(&part.name, &name, "，"),
            entries: Vec::new(),
        });
        one.entries.push(at);
    }
    parts.into_values().collect()
}

fn show(
    of: &Classification,
    house: &House<'_>,
    path: &str,
    class: &Of<'_>,
    part: Option<&Part>,
    entries: &[&Entry<'_>],
    parts: &[Part],
) -> Result<Vec<u8>> {
    let groups = groups(entries);
    let Some((basis, first)) = largest(&groups) else { return Ok(Vec::new()) };
    let mut shown: Vec<Value> = vec![section(house.locale, basis, first, !parts.is_empty())];
    let whole = || groups.iter().filter(|(Reverse(own), _)| *own != basis && parts.is_empty());
    let (several, single): (Vec<_>, Vec<_>) = whole().partition(|(_, entries)| entries.len() > 1);
    shown.extend(several.iter().map(|(Reverse(own), entries)| section(house.locale, *own, entries, false)));
    let single: Vec<&Entry<'_>> =
        single.into_iter().flat_map(|(_, entries)| entries.iter().copied()).collect();
    let apart: Vec<Value> = several
        .iter()
        .map(|(Reverse(own), entries)| json!({ "href": format!("#{}", anchor(*own)), "words": beside(house.locale, *own, basis), "bodies": entries.len() }))
        .collect();
    let here = routes::group(of.page, class.code);
    let pages: Vec<Value> = parts
        .iter()
        .map(|part| {
            let own: Vec<&Entry<'_>> = part.entries.iter().map(|at| &class.entries[*at]).collect();
            json!({ "href": format!("{}/{}.html", class.code, part.key), "name": part.name, "bodies": own.len() })
        })
        .collect();
    let level = match class.code.len() {
        3 => say!(house.locale, "level-class"),
        5 => say!(house.locale, "level-group"),
        _ => say!(house.locale, "level-item"),
    };
    let title = match part {
        Some(part) => say!(house.locale, "part-of", name = class.name.as_str(), part = part.name.as_str()),
        // Items of several groups are called alike.
        None => match class.above.last().filter(|_| class.code.len() == 7) {
            Some((_, above)) => {
                say!(house.locale, "part-of", name = above.as_str(), part = class.name.as_str())
            }
            None => class.name.clone(),
        },
    };
    let it = json!({
        "kicker": say!(house.locale, "class-kicker", name = (of.name)(house.locale), level = level),
        "code": class.code,
        "name": class.name,
        "part": part.map_or("", |part| part.name.as_str()),
        "lead": lead(house.locale, class, basis, first),
        "below": if part.is_none() { below(of, class, path) } else { Vec::new() },
        "below_word": if class.code.len() == 3 { say!(house.locale, "level-group") } else { say!(house.locale, "level-item") },
        "groups": shown,
        "apart": apart,
        "single": (!single.is_empty()).then(|| alone(house.locale, &single)),
        "single_count": single.len(),
        "pages": pages,
        "bodies": bodies(&class.entries),
        "without": house.gathered.number(&format!("{}:without", of.list)),
    });
    let mut frame = Frame::new(path, title.as_str(), routes::FUNCTIONS)
        .under(routes::INDEX, say!(house.locale, "overview"))
        .under(of.page, (of.name)(house.locale));
    for (code, name) in &class.above {
        frame = frame.under(routes::group(of.page, code), name.as_str());
    }
    if part.is_some() {
        frame = frame.under(here, class.name.as_str());
    }
    let described = say!(house.locale, "class-described", name = class.name.as_str());
    house.show("class.html", frame.described(described), it)
}

/// `2023 年决算里，5 个部门的教育支出合计 … 万元，最多的是 …`.
fn lead(locale: Locale, class: &Of<'_>, basis: Basis, entries: &[&Entry<'_>]) -> String {
    let (year, phase, ..) = basis;
    let Some(most) = entries.first() else { return String::new() };
    let when = year_phase(locale, year, phase);
    let (href, who) = (escape(&most.year_page()), escape(most.who.0));
    let (name, figure) = (escape(&class.name), most.fig(locale).html());
    if entries.len() == 1 {
        return say!(
            locale,
            "class-lead-one",
            when = when,
            href = href,
            who = who,
            name = name,
            figure = figure
        );
    }
    let sum = sum(locale, entries).filter(|_| entries.len() <= MOST_ADDED);
    let sum = sum.map_or_else(String::new, |sum| say!(locale, "class-lead-sum", figure = sum.html()));
    say!(
        locale,
        "class-lead",
        when = when,
        count = entries.len(),
        name = name,
        sum = sum,
        href = href,
        who = who,
        figure = figure
    )
}

/// A ranking of bodies of which the figures are comparable.
fn section(locale: Locale, basis: Basis, entries: &[&Entry<'_>], brief: bool) -> Value {
    let (year, phase, scope, cover) = basis;
    let class = if phase == Phase::Final { "final" } else { "budget" };
    let most = entries.iter().map(|entry| entry.amount).max().unwrap_or_default();
    let ranked = entries.len() > 1;
    let mut table = Table::new(
        say!(locale, "class-caption", basis = basis_words(locale, basis), whole = cover.whole(locale)),
        &[
            &say!(locale, "department-head"),
            &format!("#{}", say!(locale, "amount-column")),
            "",
            &format!("#{}", say!(locale, "share-column")),
        ],
    );
    let rows = if brief { FIRST } else { usize::MAX };
    for entry in entries.iter().take(rows) {
        let share = entry
            .share()
            .map_or_else(|| Cell::text(say!(locale, "no-denominator")), |share| Cell::beside(&share));
        let bar = if ranked { Cell::bar(&format::width(entry.amount, most), class) } else { Cell::text("") };
        table.row(vec![
            Cell::link(&entry.year_page(), entry.who.0),
            Cell::fig(&entry.fig(locale)),
            bar,
            share,
        ]);
    }
    let sum =
        sum(locale, entries).filter(|_| ranked && scope != Scope::Region && entries.len() <= MOST_ADDED);
    if let Some(sum) = &sum {
        let row = vec![
            Cell::text(say!(locale, "class-total", count = entries.len())),
            Cell::fig(sum),
            Cell::text(""),
            Cell::text(""),
        ];
        table.row(row).total = true;
    }
    json!({
        "id": anchor(basis),
        "title": year_phase(locale, year, phase),
        "n": entries.len(),
        "more": entries.len().saturating_sub(rows),
        "ranked": ranked,
        "region": scope == Scope::Region,
        "added": sum.is_some(),
        "table": table,
    })
}

/// Figures of which no body has a comparable one.
fn alone(locale: Locale, entries: &[&Entry<'_>]) -> Table {
    let mut table = Table::new(
        say!(locale, "alone-caption"),
        &[
            &say!(locale, "department-head"),
            &say!(locale, "basis-column"),
            &format!("#{}", say!(locale, "amount-column")),
            &format!("#{}", say!(locale, "share-column")),
        ],
    );
    for entry in entries {
        let share = entry
            .share()
            .map_or_else(|| Cell::text(say!(locale, "no-denominator")), |share| Cell::beside(&share));
        table.row(vec![
            Cell::link(&entry.year_page(), entry.who.0),
            Cell::text(basis_words(locale, entry.basis)),
            Cell::fig(&entry.fig(locale)),
            share,
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A body's piece with one row a year.
    fn piece(nth: usize, years: std::ops::Range<i32>) -> Value {
        let row = |year: i32| {
            let body = format!("4403{:02}-{}ju{nth}", nth % 3, ["an", "bu", "cai"][nth % 7 % 3]);
            let href = format!("documents/{body}-{year}-final-department.html#L100:c3");
            let amount = (nth * 10).to_string();
            let year = year.to_string();
            ["201", &year, "f", "d", "a", &amount, "f0", "f1", "9.3", "", &href, "第100行", ""].join("\u{1F}")
        };
        let division = format!("4403{:02}", nth % 3);
        json!({
            "name": "深圳市盐田区南山街道办事处",
            "href": format!("departments/{division}-ju{nth}.html"),
            "rows": years.map(row).collect::<Vec<_>>(),
            "group": division,
            "group_name": "深圳市",
            "body": format!("{division}-{}ju{nth}", ["an", "bu", "cai"][nth % 7 % 3]),
        })
    }

    fn entries(pieces: &[Value]) -> Vec<Entry<'_>> {
        let rows = |piece: &'_ Value| piece["rows"].as_array().cloned().unwrap_or_default().len();
        let all = pieces.iter().flat_map(|piece| (0..rows(piece)).map(move |at| (piece, at)));
        all.filter_map(|(piece, at)| Entry::unpack(piece, piece["rows"][at].as_str()?)).collect()
    }

    #[test]
    fn a_class_of_a_thousand_bodies_is_cut_and_none_is_lost() {
        let pieces: Vec<Value> = (0..1_000).map(|nth| piece(nth, 2020..2023)).collect();
        let entries = entries(&pieces);
        assert_eq!(entries.len(), 3_000);
        let parts = cut(Locale::Chinese, &entries);
        assert_eq!(parts.iter().map(|part| part.entries.len()).sum::<usize>(), 3_000);
        let keys: Vec<&str> = parts.iter().map(|part| part.key.as_str()).collect();
        assert!(keys.contains(&"2022-final-440301-a"), "{keys:?}");
        for part in &parts {
            let weight: usize = part.entries.iter().map(|at| entries[*at].weight()).sum();
            assert!(weight <= MOST, "{} weighs {weight}", part.key);
        }
    }

    #[test]
    fn the_largest_group_comes_first_and_regions_are_none_of_them() {
        let mut pieces: Vec<Value> = (0..3).map(|nth| piece(nth, 2021..2022)).collect();
        let region = |row: &str| row.replacen("\u{1F}d\u{1F}", "\u{1F}r\u{1F}", 1);
        for nth in 3..9 {
            let mut of = piece(nth, 2022..2023);
            of["rows"][0] = region(of["rows"][0].as_str().unwrap()).into();
            pieces.push(of);
        }
        let entries = entries(&pieces);
        let all: Vec<&Entry<'_>> = entries.iter().collect();
        let groups = groups(&all);
        let (basis, first) = largest(&groups).expect("a group");
        assert_eq!((basis.0, basis.2, first.len()), (2021, Scope::Department, 3));
        let amounts: Vec<String> = first.iter().map(|entry| entry.amount.to_string()).collect();
        assert_eq!(amounts, ["20", "10", "0"]);
    }
}
